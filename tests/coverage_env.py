"""What a process needs in its environment so that `make coverage` counts what it does; nothing where nobody counts."""

import os

NAME = "COVERAGE_PROCESS_CONFIG"


def coverage_environment() -> dict[str, str]:
    """Return the variable by which a process is counted with the one that starts it."""
    return {NAME: os.environ[NAME]} if NAME in os.environ else {}
