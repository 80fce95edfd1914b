"""Checks the record as every night does, from the last good point on, and prints what is found. Writes nothing."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from operations.plural import count_of
from operations.record_check import alone, nightly_check


class Command(BaseCommand):
    """`manage.py ledger_daily [--new-only] [--json]`; exit 0, 1 or 2 as `ledger/verify.py`. Writes no entry."""

    help = "Check the record from the last good point on, as every night does"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the seventh of what is old is left out."""
        parser.add_argument(
            "--new-only", action="store_true", help="leave out the seventh of old texts, rows and cases"
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, new_only: bool, as_json: bool, **options: object) -> None:
        """Check, print and exit. CommandError when it cannot be checked, or is being checked."""
        with alone() as mine:
            if not mine:
                raise CommandError("The record is being checked already: wait until that has ended.")
            found = nightly_check(old=not new_only)
        report = found.report
        code = max(found.codes.values(), key=(0, 2, 3, 1).index)
        if as_json:
            drifts = [[drift.case, drift.field] for drift in found.drifts]
            told = {"rc": code, "tamper": report.tamper, "undecided": report.undecided, "drift": drifts}
            self.stdout.write(json.dumps({**told, "entries": report.entries, "since": found.since}))
        else:
            self.stdout.write(
                f"{count_of(report.entries, 'entry', 'entries')}, of which {found.since} were good before"
            )
            for word, message in (*report.tamper, *report.undecided):
                self.stdout.write(f"{word}: {message}")
            for drift in found.drifts:
                self.stdout.write(f"{drift.case}: {drift.field}")
        if code:
            sys.exit(code)
