"""`manage.py import_members FILE --by EMAIL`: the register from a CSV file, all or nobody."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.vocabulary import Office
from config.counted import counted
from config.officers import officer
from config.rolls import BadRoll, MemberRow, rows
from ledger.clock import now
from policy.actions import Entrant, RowsRefused, enrol_members

type Rows = Sequence[tuple[int, Mapping[str, Any]]]


class Command(BaseCommand):
    """Each row is a member. Who has an address gets an account, and a password by the link for a lost one."""

    help = "Enter the members of a CSV file in the register"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and which registrar acts."""
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(MemberRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the registrar who enters them")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Enter them. CommandError with every row that is wrong, and nothing written."""
        by = officer(options["by"], Office.REGISTRAR)
        try:
            entered = enrol_members(by=by, entrants=_entrants(rows(file, MemberRow)), at=now())
        except BadRoll as bad:
            raise CommandError(str(bad)) from None
        except RowsRefused as refused:
            said = [f"Row {number}: {reason}" for number, reason in refused.reasons.items()]
            raise CommandError("\n".join(said)) from None
        self.stdout.write(
            f"{counted(entered, 'member', 'members')} entered, and nobody is written to: tell each to choose a password"
            " at /accounts/reset/. They are bound once they have signed the oath at /member/oath/."
        )


def _entrants(read: Rows) -> dict[int, Entrant]:
    return {number: _entrant(row) for number, row in read}


def _entrant(row: Mapping[str, Any]) -> Entrant:
    committees = [name.strip() for name in row["committees"].split(";") if name.strip()]
    said = {name: row[name] for name in ("number", "name", "joined", "given", "family", "place", "employer", "chapter")}
    return Entrant(**said, committees=committees, email=row["email"].lower())
