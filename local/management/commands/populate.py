"""Fills an empty installation, or the demonstration, with as many cases as are asked for."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from local.populate.cast import Elsewhere
from local.populate.fill_database import NotAsRecorded, fill

MOST, BAR = 1_000_000, 30


class Command(BaseCommand):
    """`manage.py populate --cases N --seed S [--desk N]`: whole cases in every state, with a record that verifies."""

    help = "Fill an empty installation, or the demonstration, with invented cases"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--desk", type=int, default=0, help="one officer more, who sits in exactly so many cases")

    def handle(self, *args: object, cases: int, seed: int, desk: int, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration can be filled with invented cases (DEMO=1).")
        if not 1 <= cases <= MOST:
            raise CommandError(f"Say how many cases, from 1 to {MOST:,}.")
        self.began, self.last = time.monotonic(), ""
        try:
            replayed = fill(cases=cases, seed=seed, desk=desk, say=self.say)
        except (Elsewhere, NotAsRecorded) as reason:
            raise CommandError(str(reason)) from None
        took = time.monotonic() - self.began
        self.stdout.write(f"{cases:,} cases in {took:,.0f} s; of {replayed} the record says what is stored.")

    def say(self, phase: str, done: int, whole: int) -> None:
        """Draw the bar: on a terminal over itself, elsewhere a line for each tenth."""
        here, tenth = sys.stdout.isatty(), 10 * done // whole
        line = f"  {phase:<18}[{'#' * (BAR * done // whole):<{BAR}}] {done:,} of {whole:,}"
        if here:
            self.stdout.write(f"\r{line}", ending="\n" if done == whole else "")
            self.stdout.flush()
        elif (said := f"{phase} {tenth}") != self.last:
            self.last = said
            self.stdout.write(line)
