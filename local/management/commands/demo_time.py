"""`manage.py demo_time +31d`: set the demonstration's clock forward, for web, worker and beat at once."""

import re
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import clock

STEP = re.compile(r"\+(?P<count>[1-9][0-9]{0,3})(?P<unit>[hdw])")
UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class Command(BaseCommand):
    """Move the clock of a demonstration; it cannot go back, and a real installation has none to move."""

    help = "Set the demonstration's clock forward: +12h, +31d, +2w."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("by", help="+12h, +31d or +2w")

    def handle(self, *_: object, by: str, **__: object) -> None:
        found = STEP.fullmatch(by)
        if found is None:
            raise CommandError("Say how far forward, as in +12h, +31d or +2w.")
        try:
            moment = clock.advance(int(found["count"]) * UNITS[found["unit"]])
        except clock.ClockRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"It is now {moment:%A %d %B %Y, %H:%M} UTC. What fell due is done within a minute.")
