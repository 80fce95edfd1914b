"""`make reset`: delete the data of `make run`, never while it runs, and never without being asked for."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from config.env import BASE_DIR
from operations import private_files

# uv lives here too, and is not data.
KEPT = frozenset({"tool", "lock"})


def main(words: Sequence[str]) -> int:
    """Delete all but the toolchain; the result is the exit code."""
    parser = argparse.ArgumentParser(description="Delete the data of `make run`.")
    parser.add_argument("--data", type=Path, default=BASE_DIR / ".local")
    parser.add_argument("--force", action="store_true")
    chosen = parser.parse_args(words)
    if not chosen.data.is_dir():
        print("There is nothing to delete.")
        return 0
    try:
        with private_files.lock(chosen.data / "lock"):
            if not chosen.force and input(f"Delete everything in {chosen.data}? Type yes: ") != "yes":
                print("Nothing was deleted.")
                return 1
            for entry in chosen.data.iterdir():
                if entry.name not in KEPT:
                    shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    except private_files.InUse:
        print(f"An installation runs on {chosen.data}: stop it first.")
        return 1
    print("Deleted.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
