"""Rebuilds what is stored of every case from the record, beside the stored rows, and names each difference."""

from dataclasses import asdict

from django.core.management.base import CommandParser

from casework.queries.checks.replay import drifts
from operations.command_bases import ReportCommand
from operations.plural import count_of


class Command(ReportCommand):
    """`manage.py ledger_replay [REF …] [--json]`; exit 0 when nothing differs, 1 when something does. Writes nothing."""

    help = "Compare what is stored of the cases with what their record says"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("references", nargs="*", metavar="REF")
        super().add_arguments(parser)

    def handle(self, *args: object, references: list[str], as_json: bool, **options: object) -> None:
        found = list(drifts(references or None))
        code, drift = int(bool(found)), [asdict(one) for one in found]
        lines = [count_of(len(found), "difference", "differences"), *(f"{one.case}: {one.field}" for one in found)]
        self.report({"rc": code, "drift": drift}, lines, as_json=as_json, code=code)
