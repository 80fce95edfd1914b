"""`manage.py reopen_account ACCOUNT --email EMAIL --name NAME --by EMAIL --second EMAIL`: after its seal was broken."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.mails import reset_link
from accounts.models import User
from casework.access import Actor
from casework.administration.accounts import reopen_account
from casework.vocabulary import NotNow
from casework.vocabulary.refusals import Refused
from operations.command_bases import command_errors
from operations.prompt import ask_for_proof


class Command(BaseCommand):
    """Two people give password and code. Find out first who wrote to the database: the next change is theirs again."""

    help = "Give an account back to its person after somebody wrote to its row"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", type=UUID, help="what follows account/ in the words of ledger_replay")
        parser.add_argument("--email", required=True, help="the right address, asked of the person")
        parser.add_argument("--name", required=True, help="the right name")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who does it")
        parser.add_argument("--second", required=True, metavar="EMAIL", help="the administrator who signs it with them")

    def handle(
        self, *args: object, account: UUID, email: str, name: str, by: str, second: str, **options: object
    ) -> None:
        user = User.objects.filter(pk=account).first()
        if user is None:
            raise CommandError(f"There is no account {account}.")
        first, other = ask_for_proof(by), ask_for_proof(second)
        nobody = f"Nobody at {by} holds the office administrator today."
        with command_errors(Refused, saying=nobody), command_errors(NotNow):
            found = reopen_account(by=Actor(user=first), second=other, user=user, email=email, name=name)
        self.stdout.write(
            f"Hand this link to {found.name}, and to nobody else. It works once, within an hour:\n{reset_link(found)}"
        )
