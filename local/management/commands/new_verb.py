"""Writes the stubs of a new verb into the source tree."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from local.new_verb import NewVerb, NotWritten
from operations.command_bases import command_errors


class Command(BaseCommand):
    """`manage.py new_verb ask_to_set_aside --stage notice --event SetAsideAsked --rights parties [--form]`."""

    help = "Write the stubs of a new verb: see docs/how-to/add-a-verb.md"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the verb first, then its object: ask_withdrawal")
        parser.add_argument("--stage", required=True, help="a folder in casework/procedure/")
        parser.add_argument("--event", required=True, help="what happened, in the past tense: SetAsideAsked")
        parser.add_argument("--rights", required=True, help="the table of who may do it, in casework/record/rights/")
        parser.add_argument(
            "--events", help="a module in casework/record/events/; the one of the stage's name if left out"
        )
        parser.add_argument("--form", action="store_true", help="something is typed")

    def handle(self, *args: object, events: str | None, **options: Any) -> None:
        names = {name: options[name] for name in ("name", "stage", "event", "rights", "form")}
        with command_errors(NotWritten):
            files = NewVerb(root=settings.BASE_DIR, events=events or names["stage"], **names).write()
        self.stdout.write("\n".join([*files, "Fill in what is `unfinished`: nothing starts before that."]))
