"""A Chromium for the journeys. Its headless shell comes first: the same engine without windows, for half the work."""

import shutil

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of the first Chromium on PATH, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)
