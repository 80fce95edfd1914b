"""A Chromium for the journeys: found, or installed with the machine's own package manager when root asks.

Its headless shell comes first: the same engine without windows nobody looks at, for half the work.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of the first Chromium on PATH, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> bool:
    """Install Debian's Chromium, the shell or else the whole. True when one is there; only root can, with apt-get."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print("Installing Chromium for the browser tests", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ours = ("install", "-y", "-qq", "--no-install-recommends")
    for words in (("update", "-qq"), (*ours, SHELL), (*ours, "chromium")):
        if find() is None:
            subprocess.run(["apt-get", *words], env=environment, check=False, stdout=subprocess.DEVNULL)
    return find() is not None


if __name__ == "__main__":
    if find() is None and not install():
        sys.exit(
            "The browser tests need Chromium: install it, on Debian by `apt-get install chromium-headless-shell`,"
            " and run this again."
        )
