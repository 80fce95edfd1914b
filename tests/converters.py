"""A converter of its own for the tests of a process, started when a test first asks for one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.env import BASE_DIR

READY = "The converter is ready."
NETWORK_NONE = ("unshare", *(() if os.geteuid() == 0 else ("--user", "--map-current-user")), "--net")
"""Starts a process without a network, as a container with `network_mode: none` does."""


@contextmanager
def running(*words: str) -> Iterator[Path]:
    """Start a converter with these further words and yield its socket; end it and everything that it left."""
    with tempfile.TemporaryDirectory(prefix="oathbound-converter-") as folder:
        socket = Path(folder) / "socket"
        with started(socket, "--unshare", *words) as process:
            yield socket
            process.terminate()
            assert process.wait(60) == 0


@contextmanager
def started(
    socket: Path,
    *words: str,
    module: str = "converter",
    by: int | None = None,
    before: Sequence[str] = (),
    path: str = "",
    code: Path = BASE_DIR,
) -> Iterator[subprocess.Popen[str]]:
    """Start a converter there, by this user, with this code, and yield its process once it is ready; at last kill it."""
    command = [*before, sys.executable, "-m", module, f"--socket={socket}", *words]
    groups = None if by is None else ()
    with subprocess.Popen(
        command,
        cwd=code,
        stdout=subprocess.PIPE,
        text=True,
        user=by,
        group=by,
        extra_groups=groups,
        env={**os.environ, **({"PATH": path} if path else {})},
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == READY
            yield process
        finally:
            process.kill()
