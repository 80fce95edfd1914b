#!/usr/bin/env python
"""The installation's commands. Beside a running installation (`make run`) they use its settings, unless a database is named."""

import json
import os
import sys

from django.core.management import execute_from_command_line

from config.env import BASE_DIR
from ledger.memory import dump_nothing
from operations.doctor.settings_check import unreadable_settings
from operations.private_files import is_locked

RUNNING = BASE_DIR / ".local"


def use_running_installation() -> None:
    """Take over the environment of the installation that runs in this folder, if one does and no database is named."""
    if "DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ or not is_locked(RUNNING / "lock"):
        return
    for line in (RUNNING / "environment").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


def refuse_what_cannot_be_read() -> None:
    """End with code 1 and a line for each setting that cannot be read: no command could begin, not even the doctor."""
    found = list(unreadable_settings())
    if found and "--json" in sys.argv:
        print(json.dumps({"rc": 1, "findings": [one.as_dict for one in found]}))
    elif found:
        print(*found, sep="\n", file=sys.stderr)
    if found:
        sys.exit(1)


if __name__ == "__main__":
    dump_nothing()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    use_running_installation()
    refuse_what_cannot_be_read()
    execute_from_command_line(sys.argv)
