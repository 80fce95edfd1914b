"""Asks the invariants of the procedure of every stored case, and names each breach without a word of its content."""

from dataclasses import asdict

from django.core.management.base import CommandError, CommandParser

from casework.queries.conflicts.sealed_names import CannotCheck
from casework.queries.invariants import breaches, unknown_references
from operations.command_bases import ReportCommand
from vault.sealing import CannotOpen


class Command(ReportCommand):
    """`manage.py check_invariants [REF …] [--json]`; exit 0 when all hold, 1 when one is broken. Writes nothing."""

    help = "Check that what the procedure promises of every case holds in the stored ones"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("references", nargs="*", metavar="REF")
        super().add_arguments(parser)

    def handle(self, *args: object, references: list[str], as_json: bool, **options: object) -> None:
        if unknown := unknown_references(references):
            raise CommandError(f"There is no case {', '.join(unknown)}.")
        try:
            found = list(breaches(references or None))
        except (CannotCheck, CannotOpen) as reason:
            raise CommandError("The sealed texts do not open here, so not every invariant can be checked.") from reason
        lines = [f"{len(found)} breaches", *(f"{one.case}: {one.invariant}: {one.words}" for one in found)]
        self.report([asdict(breach) for breach in found], lines, as_json=as_json, code=int(bool(found)))
