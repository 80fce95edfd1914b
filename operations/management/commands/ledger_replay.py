"""Rebuilds what is stored of every case from the record, beside the stored rows, and names each difference."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandParser

from casework.queries.replay import drifts
from operations.plural import count_of


class Command(BaseCommand):
    """`manage.py ledger_replay [REF …] [--json]`; exit 0 when nothing differs, 1 when something does. Writes nothing."""

    help = "Compare what is stored of the cases with what their record says"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the cases; all when none is named."""
        parser.add_argument("references", nargs="*", metavar="REF")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, references: list[str], as_json: bool, **options: object) -> None:
        """Compare, print and exit."""
        found = list(drifts(references or None))
        if as_json:
            self.stdout.write(json.dumps({"rc": int(bool(found)), "drift": [asdict(drift) for drift in found]}))
        else:
            self.stdout.write(count_of(len(found), "difference", "differences"))
            for drift in found:
                self.stdout.write(f"{drift.case}: {drift.field}")
        if found:
            sys.exit(1)
