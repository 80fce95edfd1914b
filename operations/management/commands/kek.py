"""The key-encryption key: begin an epoch, rewrap the data keys, retire an epoch, and list which erasures are complete."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.vocabulary import Office
from config import env
from ledger.canonical import Values
from operations.command_bases import command_errors
from operations.erasures import erasures
from operations.officers import officer
from vault.kek_rotation import EpochRefused, begin_epoch, retire_epoch, rewrap
from vault.keys import current_epoch, epochs_held


class Command(BaseCommand):
    """`manage.py kek state · begin · rewrap · retire EPOCH · erasures`; docs/how-to/keys.md says in which order."""

    help = "Begin, use and retire an epoch of the key-encryption key"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("state", "begin", "rewrap", "retire", "erasures"))
        parser.add_argument("epoch", nargs="?", metavar="EPOCH", help="the epoch that is retired")
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who acts")
        parser.add_argument("--compromised", action="store_true", help="the old key may be known to others")
        parser.add_argument("--restarted", action="store_true", help="every process was started since the epoch began")

    def handle(self, *args: object, what: str, **options: Any) -> None:
        with command_errors(EpochRefused, OSError, saying="Nothing was done. {}"):
            getattr(self, f"_{what}")(options)

    def _state(self, options: Mapping[str, object]) -> None:
        for epoch in sorted(epochs_held()):
            self.stdout.write(f"{epoch}{' current' if epoch == current_epoch() else ''}")

    def _begin(self, options: Values) -> None:
        public = env.path("KEK_PUBLIC_FILE")
        if public is None:
            raise CommandError("KEK_PUBLIC_FILE is not set.")
        made = begin_epoch(by=_by(options), private=_private(), public=public)
        self.stdout.write(f"The epoch {made} began. Copy KEK_FILE to its two safe places, restart every process, ")
        self.stdout.write("then run `manage.py kek rewrap`.")

    def _rewrap(self, options: Values) -> None:
        done = rewrap(by=_by(options), compromised=options["compromised"])
        self.stdout.write(f"{done.keys} keys are wrapped to {current_epoch()} now.")
        if done.shut:
            raise CommandError(
                f"{done.shut} keys do not open: they were moved or altered, or KEK_FILE lacks their epoch."
            )

    def _retire(self, options: Values) -> None:
        if not options["epoch"] or not options["restarted"]:
            raise CommandError(
                "Name the epoch, and say --restarted when every process was started since the next one began: "
                "an older process still seals to it, and what it seals would be lost."
            )
        retire_epoch(by=_by(options), epoch=options["epoch"], private=_private(), compromised=options["compromised"])
        self.stdout.write(f"The epoch {options['epoch']} is retired. Destroy every copy of the earlier KEK_FILE.")

    def _erasures(self, options: Mapping[str, object]) -> None:
        for one in erasures():
            over = f"complete on {one.complete:%Y-%m-%d}" if one.complete else "not complete: an epoch is not retired"
            self.stdout.write(f"{one.stream}: keys deleted on {one.deleted:%Y-%m-%d}, {over}")


def _by(options: Values) -> User:
    return officer(options["by"] or "", Office.ADMINISTRATOR)


def _private() -> Path:
    if settings.KEK_FILE is None:
        raise CommandError("KEK_FILE is not set: this process may open nothing.")
    return Path(settings.KEK_FILE)
