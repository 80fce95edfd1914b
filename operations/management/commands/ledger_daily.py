"""Checks the record as every night does, from the last good point on, and prints what is found. Writes nothing."""

from django.core.management.base import CommandError, CommandParser

from accounts.advisory_lock import held_alone
from operations.command_bases import ReportCommand
from operations.plural import count_of
from operations.record_check import LOCK, nightly_check


class Command(ReportCommand):
    """`manage.py ledger_daily [--new-only] [--json]`; exit 0, 1 or 2 as `ledger/verify.py`. Writes no entry."""

    help = "Check the record from the last good point on, as every night does"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-only", action="store_true", help="leave out the seventh of old texts, rows and cases"
        )
        super().add_arguments(parser)

    def handle(self, *args: object, new_only: bool, as_json: bool, **options: object) -> None:
        """CommandError when it cannot be checked, or is being checked."""
        with held_alone(LOCK) as mine:
            if not mine:
                raise CommandError("The record is being checked already: wait until that has ended.")
            found = nightly_check(old=not new_only)
        report = found.report
        code = max(found.codes.values(), key=(0, 2, 3, 1).index)
        drifts = [[drift.case, drift.field] for drift in found.drifts]
        summary = {"rc": code, "tamper": report.tamper, "undecided": report.undecided, "drift": drifts}
        entries = count_of(report.entries, "entry", "entries")
        lines = [f"{entries}, of which {found.since} were good before"]
        lines += [": ".join(each) for each in (*report.tamper, *report.undecided, *drifts)]
        self.report({**summary, "entries": report.entries, "since": found.since}, lines, as_json=as_json, code=code)
