"""Checks the record of the live database: its tables against one another, then its export as anybody would."""

from pathlib import Path

from django.core.management.base import CommandParser

from operations.command_bases import KeyringCommand, ReportCommand
from operations.plural import count_of
from operations.record_check import whole_check


class Command(ReportCommand, KeyringCommand):
    """`manage.py ledger_verify [--pin NOTE …] [--need-witness N] [--json]`; exit 0, 1 or 2 as `ledger/verify.py`."""

    help = "Check the record of this database"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--pin", type=Path, action="append", default=[])
        parser.add_argument("--need-witness", type=int, default=0)

    def handle(
        self, *args: object, keyring: Path, pin: list[Path], need_witness: int, as_json: bool, **options: object
    ) -> None:
        """CommandError when it cannot be checked."""
        report = whole_check(keyring, pin=pin, need_witness=need_witness)
        found = {"rc": report.rc, "tamper": report.tamper, "undecided": report.undecided}
        lines = [f"{count_of(report.entries, 'entry', 'entries')}, root {report.root}"]
        lines += [": ".join(each) for each in (*report.tamper, *report.undecided)]
        summary = {**found, "entries": report.entries, "root": report.root}
        self.report(summary, lines, as_json=as_json, code=report.rc)
