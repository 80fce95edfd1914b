"""Writes the stubs of a new verb into the source tree."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from local.new_verb import NewVerb, NotWritten


class Command(BaseCommand):
    """`manage.py new_verb ask_extension --stage notice --event ExtensionAsked --rights parties [--form]`."""

    help = "Write the stubs of a new verb: see docs/how-to/add-a-verb.md"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, and what says into which files it is written."""
        parser.add_argument("name", help="the verb first, then its object: ask_extension")
        parser.add_argument("--stage", required=True, help="a folder in casework/procedure/")
        parser.add_argument("--event", required=True, help="what happened, in the past tense: ExtensionAsked")
        parser.add_argument("--rights", required=True, help="the table of who may do it, in casework/record/rights/")
        parser.add_argument(
            "--events", help="a module in casework/record/events/; the one of the stage's name if left out"
        )
        parser.add_argument("--form", action="store_true", help="something is typed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the stubs and name the files. CommandError with the reason, and nothing written, where one does not fit."""
        verb = NewVerb(
            root=settings.BASE_DIR,
            name=options["name"],
            stage=options["stage"],
            event=options["event"],
            events=options["events"] or options["stage"],
            rights=options["rights"],
            form=options["form"],
        )
        try:
            files = verb.write()
        except NotWritten as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write("\n".join([*files, "Fill in what is `unfinished`: nothing starts before that."]))
