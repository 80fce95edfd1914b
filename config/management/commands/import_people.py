"""`manage.py import_people FILE --by EMAIL`: officers from a CSV file, all or nobody."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.vocabulary import Office
from casework import actions
from casework.access import Actor, Given, Listed
from casework.vocabulary import BadShape
from config.counted import counted
from config.officers import officer
from config.rolls import BadRoll, OfficeRow, rows

COUNTERSIGN = "put forward: another administrator signs with `manage.py countersign`."


class Command(BaseCommand):
    """Each row gives a person one office. Whoever is new gets an account, and a password by the link for a lost one."""

    help = "Give the people of a CSV file their offices"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and which administrator acts."""
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(OfficeRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who appoints them")
        parser.add_argument("--check", action="store_true", help="say what is wrong, and write nothing")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Appoint them. CommandError with every row and column that is wrong, and nothing written."""
        by = officer(options["by"], Office.ADMINISTRATOR)
        try:
            people = [_listed(number, row) for number, row in rows(file, OfficeRow)]
            made = actions.appoint_people(by=Actor(user=by), people=people, only_checked=options["check"])
        except BadRoll as bad:
            raise CommandError(str(bad)) from None
        except BadShape as bad:
            said = [f"{where.capitalize()}: {' '.join(why)}" for where, why in bad.errors.items()]
            raise CommandError("\n".join(said)) from None
        self.stdout.write(_checked(made) if options["check"] else _done(made))


def _listed(number: int, row: Mapping[str, Any]) -> Listed:
    given = Given(
        office=Office(row["office"]),
        since=row["since"],
        until=row["until"],
        lay=row["lay"],
        alternate=row["alternate"],
        order=row["order"] or 0,
    )
    return Listed(row=number, email=row["email"].lower(), name=row["name"], given=given)


def _checked(made: actions.Appointed) -> str:
    second = f", {made.waiting} of them once a second person has signed" if made.waiting else ""
    offices = counted(made.given + made.waiting, "office", "offices")
    return f"{offices} can be given{second}. Nothing was written."


def _done(made: actions.Appointed) -> str:
    waits = f" {counted(made.waiting, 'office', 'offices')} {COUNTERSIGN}" if made.waiting else ""
    return (
        f"{counted(made.given, 'office', 'offices')} given, {counted(made.accounts, 'account', 'accounts')} made, and nobody"
        f" is written to: tell whoever is new to choose a password at /accounts/reset/.{waits}"
    )
