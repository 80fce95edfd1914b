"""`manage.py import_people FILE --by EMAIL`: officers from a CSV file, all or nobody."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.appointments import Appointed
from operations.csv_import import BadRoll, OfficeRow, content_of
from operations.officers import officer
from operations.people_lists import appoint_listed, people_listed, preview_sentence
from operations.plural import count_of

COUNTERSIGN = "put forward: another administrator signs with `manage.py countersign`."


class Command(BaseCommand):
    """Each row gives a person one office. A new person gets an account, and sets a password through the reset link."""

    help = "Give the people of a CSV file their offices"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and which administrator acts."""
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(OfficeRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who appoints them")
        parser.add_argument("--invite", action="store_true", help="mail an invitation to everybody who is new")
        parser.add_argument("--check", action="store_true", help="say what is wrong, and write nothing")

    def handle(self, *args: object, file: Path, **options: Any) -> None:
        """Appoint them. CommandError with every row and column that is wrong, and nothing written."""
        by = officer(options["by"], Office.ADMINISTRATOR)
        try:
            people = people_listed(content_of(file), called=str(file))
            made = appoint_listed(Actor(user=by), people, only_checked=options["check"], invite=options["invite"])
        except BadRoll as bad:
            raise CommandError(str(bad)) from None
        self.stdout.write(preview_sentence(made) if options["check"] else _result_text(made, invited=options["invite"]))


def _result_text(made: Appointed, *, invited: bool) -> str:
    waits = f" {count_of(made.waiting, 'office', 'offices')} {COUNTERSIGN}" if made.waiting else ""
    told = ", and everybody new is invited by mail."
    untold = ", and no mail is sent: tell new people to choose a password at /accounts/reset/."
    done = f"{count_of(made.given, 'office', 'offices')} given, {count_of(made.accounts, 'account', 'accounts')} made"
    return f"{done}{told if invited else untold}{waits}"
