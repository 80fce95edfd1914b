"""Puts back into a restored database what the signer's mirror holds and the backup lacks."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.append import NotNow, WrongLog
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from ledger.restoring import TailRefused
from operations.plural import count_of
from operations.restore_record import restore


class Command(BaseCommand):
    """`manage.py ledger_restore_tail MIRROR [--keyring FILE]`; exit 0 when the record is whole again, 1 when it is refused."""

    help = "Put back the entries that a restored database lacks, from the signer's mirror"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the mirror's folder; the keyring is the deployment's unless one is given."""
        parser.add_argument("mirror", type=Path)
        parser.add_argument("--keyring", type=Path, default=settings.KEYRING_FILE)

    def handle(self, *args: object, keyring: Path | None, mirror: Path, **options: object) -> None:
        """Put back, and say what was put back. CommandError when something cannot be read."""
        if keyring is None:
            raise CommandError("KEYRING_FILE is not set: name the public keys with --keyring.")
        try:
            done = restore(mirror, read_keyring(keyring))
        except (NotANote, OSError, NotNow, WrongLog) as fault:
            raise CommandError(f"Nothing was put back: {fault}.") from None
        except TailRefused as refused:
            self.stderr.write(f"Nothing was put back. {refused}")
            sys.exit(1)
        entries = count_of(done.entries, "entry", "entries")
        checkpoints = count_of(done.checkpoints, "checkpoint", "checkpoints")
        self.stdout.write(
            f"Put back: {entries} and {checkpoints}. Ended: {count_of(done.sessions, 'session', 'sessions')}. "
            "Now run ledger_verify and ledger_replay."
        )
