"""A disk of a few megabytes that a test may fill: a file system in memory, mounted in a namespace that needs no root."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOUNTED = 'mount -t tmpfs -o "size=$1m,mode=0700" tmpfs "$2" && echo mounted && exec cat'


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of this size; return its folder, which is seen through the process that holds the mount.

    Any user may mount in a user namespace of their own. Where the system forbids such namespaces, the test fails and
    says so: a full disk is one that the kernel refuses, and nothing else takes its place.
    """
    folder.mkdir(parents=True)
    words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNTED, "sh", str(megabytes), str(folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stderr is not None
        if holder.stdout.readline() != b"mounted\n":
            raise OSError(f"this system lets no user mount a disk of their own: {holder.stderr.read().decode()}")
        try:
            yield Path(f"/proc/{holder.pid}/root{folder}")
        finally:
            holder.stdin.close()


def fill(folder: Path) -> Path:
    """Fill the disk of a folder to its last byte; return the file that does."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 4096, 1):
            try:
                while True:
                    file.write(os.urandom(size))
            except OSError:
                continue
    return ballast
