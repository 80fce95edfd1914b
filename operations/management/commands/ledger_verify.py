"""Checks the record of the live database: its tables against one another, then its export as anybody would."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from operations.plural import count_of
from operations.record_check import NO_KEYRING, whole_check


class Command(BaseCommand):
    """`manage.py ledger_verify [--pin NOTE …] [--need-witness N] [--json]`; exit 0, 1 or 2 as `ledger/verify.py`."""

    help = "Check the record of this database"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what the verifier takes; the keyring is the deployment's unless one is given."""
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--pin", type=Path, action="append", default=[])
        parser.add_argument("--need-witness", type=int, default=0)
        parser.add_argument("--keyring", type=Path, default=settings.KEYRING_FILE)

    def handle(
        self, *args: object, keyring: Path | None, pin: list[Path], need_witness: int, as_json: bool, **options: object
    ) -> None:
        """Check, print and exit. CommandError when it cannot be checked."""
        if keyring is None:
            raise CommandError(NO_KEYRING)
        report = whole_check(keyring, pin=pin, need_witness=need_witness)
        found = {"rc": report.rc, "tamper": report.tamper, "undecided": report.undecided}
        if as_json:
            self.stdout.write(json.dumps({**found, "entries": report.entries, "root": report.root}))
        else:
            self.stdout.write(f"{count_of(report.entries, 'entry', 'entries')}, root {report.root}")
            for code, message in (*report.tamper, *report.undecided):
                self.stdout.write(f"{code}: {message}")
        if report.rc:
            sys.exit(report.rc)
