"""`manage.py import_people FILE --by EMAIL`: officers from a CSV file, all or nobody."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.appointments import Appointed
from operations.command_bases import command_errors
from operations.csv_import import BadRoll, OfficeRow, content_of
from operations.officers import officer
from operations.people_lists import appoint_listed, preview_sentence, read_people
from operations.plural import count_of

COUNTERSIGN = "put forward: another administrator signs with `manage.py countersign`."


class Command(BaseCommand):
    """Each row gives a person one office. A new person gets an account, and sets a password through the reset link."""

    help = "Give the people of a CSV file their offices"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(OfficeRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who appoints them")
        parser.add_argument("--invite", action="store_true", help="mail an invitation to everybody who is new")
        parser.add_argument("--check", action="store_true", help="say what is wrong, and write nothing")

    def handle(self, *args: object, file: Path, by: str, invite: bool, check: bool, **options: object) -> None:
        """Appoint them. CommandError with every row and column that is wrong, and nothing written."""
        actor = Actor(user=officer(by, Office.ADMINISTRATOR))
        with command_errors(BadRoll):
            people = read_people(content_of(file), called=str(file))
            made = appoint_listed(actor, people, only_checked=check, invite=invite)
        self.stdout.write(preview_sentence(made) if check else _result_text(made, invited=invite))


def _result_text(made: Appointed, *, invited: bool) -> str:
    waits = f" {count_of(made.waiting, 'office', 'offices')} {COUNTERSIGN}" if made.waiting else ""
    mails = (
        "everybody new is invited by mail."
        if invited
        else "no mail is sent: tell new people to choose a password at /accounts/reset/."
    )
    done = f"{count_of(made.given, 'office', 'offices')} given, {count_of(made.accounts, 'account', 'accounts')} made"
    return f"{done}, and {mails}{waits}"
