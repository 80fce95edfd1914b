"""`manage.py load_edition DIR [--by EMAIL --second EMAIL]`: publish a folder's Code, oath and rulebook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from operations.command_bases import command_errors
from operations.prompt import ask_for_proof
from policy.actions import NotAllowed, publish_editions
from policy.editions import EditionError

UNSIGNED = (
    "{} Nothing was published. "
    "Name both with --by EMAIL --second EMAIL; people with a passkey sign on the page of editions."
)


class Command(BaseCommand):
    """Validates and publishes; says what is new. An error names file, line and reason, and writes nothing.

    An administrator and an auditor or board secretary give password and code. The first editions of an installation need
    neither, until two people sign them with the same command.
    """

    help = "Publish the Code, the oath and the rulebook in a folder. What is published already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder with code.toml, oath.toml and rulebook.toml")
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who publishes it")
        parser.add_argument("--second", metavar="EMAIL", help="the auditor or board secretary who signs it with them")

    def handle(self, *args: object, folder: Path, by: str | None, second: str | None, **options: object) -> None:
        first, other = (ask_for_proof(email) if email else None for email in (by, second))
        with command_errors(EditionError), command_errors(NotAllowed, saying=UNSIGNED):
            new = publish_editions(folder=folder, by=first, second=other)
        self.stdout.write(f"Published: {', '.join(new)}." if new else "Nothing new: all of it is published already.")
