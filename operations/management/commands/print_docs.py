"""Print the files that say what the code says."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from operations import printing


class Command(BaseCommand):
    """`manage.py print_docs [--check]`: write the files that are printed from code, or say which are stale."""

    help = "Print the files that are printed from code"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        if not check:
            printing.write()
        elif stale := printing.stale():
            raise CommandError(f"{', '.join(stale)} is not what the code says: run manage.py print_docs.")
