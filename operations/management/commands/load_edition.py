"""`manage.py load_edition DIR [--by EMAIL --second EMAIL]`: publish a folder's Code, oath and rulebook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from operations.prompt import ask_for_proof
from policy.actions import NotAllowed, publish_editions
from policy.editions import EditionError


class Command(BaseCommand):
    """Validates and publishes; says what is new. An error names file, line and reason, and writes nothing.

    Two administrators give password and code, but before the first report and until a second one has signed in.
    """

    help = "Publish the Code, the oath and the rulebook in a folder. What is published already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and who publishes."""
        parser.add_argument("folder", type=Path, help="a folder with code.toml, oath.toml and rulebook.toml")
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who publishes it")
        parser.add_argument("--second", metavar="EMAIL", help="the administrator who signs it with them")

    def handle(self, *args: object, folder: Path, by: str | None, second: str | None, **options: object) -> None:
        """Publish, or stop with one plain sentence."""
        first, other = (ask_for_proof(email) if email else None for email in (by, second))
        try:
            published = publish_editions(folder=folder, by=first, second=other)
        except EditionError as error:
            raise CommandError(str(error)) from None
        except NotAllowed as refused:
            raise CommandError(f"{refused} --by EMAIL --second EMAIL. Nothing was published.") from None
        said = (
            f"Published: {', '.join(published.new)}."
            if published.new
            else "Nothing new: all of it is published already."
        )
        self.stdout.write(said)
