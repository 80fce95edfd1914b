#!/usr/bin/env python
"""The house's commands. Beside a running house (`make run`) they use its settings, unless a database is named."""

import os
import sys

from django.core.management import execute_from_command_line

from config.env import BASE_DIR
from config.own_files import is_locked

RUNNING = BASE_DIR / ".local"


def use_running_house() -> None:
    """Take over the environment of the house that runs in this folder, if one does and no database is named."""
    if "DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ or not is_locked(RUNNING / "lock"):
        return
    for line in (RUNNING / "environment").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    use_running_house()
    execute_from_command_line(sys.argv)
