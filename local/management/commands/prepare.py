"""`manage.py prepare [DIR]`: what an installation of `make run` needs before it opens, by one process instead of three."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Runs the three commands one after the other; the first that fails ends it, in its own words."""

    help = "Collect styles and scripts, check that the installation may open, and publish the books of a folder."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", help="a folder with code.toml, oath.toml and rulebook.toml")

    def handle(self, *args: object, folder: str | None, **options: object) -> None:
        call_command("collectstatic", interactive=False, skip_checks=True, stdout=self.stdout)
        call_command("check", databases=["default"], stdout=self.stdout)
        if folder:
            call_command("load_edition", folder, skip_checks=True, stdout=self.stdout)
