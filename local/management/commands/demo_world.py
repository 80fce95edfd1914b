"""Makes the demonstration's world on an empty demonstration."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.models import Entry
from local.demo.seed import make_world


class Command(BaseCommand):
    """`manage.py demo_world FOLDER`: its books, people, oaths and cases, by real steps from 400 days ago."""

    help = "Publish the books of a folder, and make the demonstration's people and cases"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder with code.toml, oath.toml and rulebook.toml")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration has a world to make.")
        if Entry.objects.exists():
            raise CommandError("Somebody lives here already: start with an empty folder, or make reset first.")
        make_world(folder, lambda words: self.stdout.write(f"  made: {words}"))
