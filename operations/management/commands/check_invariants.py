"""Asks the invariants of the procedure of every stored case, and names each breach without a word of its content."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.queries.invariants import breaches, unknown_references
from casework.queries.sealed_names import CannotCheck
from vault.sealing import CannotOpen


class Command(BaseCommand):
    """`manage.py check_invariants [REF …] [--json]`; exit 0 when all hold, 1 when one is broken. Writes nothing."""

    help = "Check that what the procedure promises of every case holds in the stored ones"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the cases; all when none is named."""
        parser.add_argument("references", nargs="*", metavar="REF")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, references: list[str], as_json: bool, **options: object) -> None:
        """Check, print and exit. CommandError where the sealed texts cannot be opened."""
        if unknown := unknown_references(references):
            raise CommandError(f"There is no case {', '.join(unknown)}.")
        try:
            found = list(breaches(references or None))
        except (CannotCheck, CannotOpen) as reason:
            raise CommandError("The sealed texts do not open here, so not every invariant can be checked.") from reason
        if as_json:
            self.stdout.write(json.dumps([asdict(breach) for breach in found]))
        else:
            self.stdout.write(f"{len(found)} breaches")
            for breach in found:
                self.stdout.write(f"{breach.case}: {breach.invariant}: {breach.words}")
        if found:
            sys.exit(1)
