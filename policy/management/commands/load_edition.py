"""`manage.py load_edition DIR`: publish a folder's Code, oath and rulebook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from policy.actions import publish_editions
from policy.editions import EditionError


class Command(BaseCommand):
    """Validates and publishes; says what is new. An error names file, line and reason, and writes nothing."""

    help = "Publish the Code, the oath and the rulebook in a folder. What is published already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, help="a folder with code.toml, oath.toml and rulebook.toml")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Publish, or stop with one plain sentence."""
        try:
            published = publish_editions(folder=folder)
        except EditionError as error:
            raise CommandError(str(error)) from None
        said = (
            f"Published: {', '.join(published.new)}."
            if published.new
            else "Nothing new: all of it is published already."
        )
        self.stdout.write(said)
