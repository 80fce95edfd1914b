"""Makes the demonstration's world on an empty demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.world import make_world
from ledger.models import Entry


class Command(BaseCommand):
    """`manage.py demo_world`: people, oaths and cases, by real steps with the clock stepped from 400 days ago."""

    help = "Make the demonstration's people and cases"

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the world. CommandError outside a demonstration, or where somebody lives already."""
        if not settings.DEMO:
            raise CommandError("Only a demonstration has a world to make.")
        if Entry.objects.exists():
            raise CommandError("Somebody lives here already: start with an empty folder, or make reset first.")
        make_world(lambda words: self.stdout.write(f"  made: {words}"))
