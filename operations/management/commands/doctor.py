"""Says what is missing in this installation and how to mend it."""

import json
import sys
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandParser

from operations.doctor import database, services, settings_check, stalled_parts
from operations.doctor.finding import Finding

SERVICES = (services.queue, services.shared_cache, services.mail, services.signer, services.storage)


class Command(BaseCommand):
    """`manage.py doctor [--json]`: one line for each thing that is missing; exit 0 when nothing is, else 1. Writes nothing."""

    help = "Say what is missing and how to mend it"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--json` for machines."""
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, as_json: bool, **options: object) -> None:
        """Ask, print and exit."""
        found = list(_findings())
        if as_json:
            self.stdout.write(json.dumps({"rc": int(bool(found)), "findings": [one.as_dict for one in found]}))
        else:
            self.stdout.write("\n".join(map(str, found)) or "Nothing is missing.")
        if found:
            sys.exit(1)


def _findings() -> Iterator[Finding]:
    yield from settings_check.readable_by_others()
    yield from services.deployment()
    missing = next((found for ask in database.BEFORE_ALL if (found := list(ask()))), [])
    yield from missing
    for ask in () if missing else database.THEN:
        yield from ask()
    asked = [found for ask in SERVICES for found in ask()]
    yield from asked
    if not missing:
        yield from stalled_parts.beside(asked)
