"""Puts back into a restored database what the signer's mirror holds and the backup lacks."""

import sys
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from ledger.append import NotNow, WrongLog
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from ledger.restoring import TailRefused
from operations.command_bases import KeyringCommand
from operations.plural import count_of
from operations.restore_record import restore


class Command(KeyringCommand):
    """`manage.py ledger_restore_tail MIRROR [--keyring FILE]`; exit 0 when the record is whole again, 1 when it is refused."""

    help = "Put back the entries that a restored database lacks, from the signer's mirror"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mirror", type=Path)
        super().add_arguments(parser)

    def handle(self, *args: object, keyring: Path, mirror: Path, **options: object) -> None:
        try:
            done = restore(mirror, read_keyring(keyring))
        except (NotANote, OSError, NotNow, WrongLog) as fault:
            raise CommandError(f"Nothing was put back: {fault}.") from None
        except TailRefused as refused:
            self.stderr.write(f"Nothing was put back. {refused}")
            sys.exit(1)
        entries = count_of(done.back.entries, "entry", "entries")
        checkpoints = count_of(done.back.checkpoints, "checkpoint", "checkpoints")
        self.stdout.write(
            f"Put back: {entries} and {checkpoints}. Ended: {count_of(done.sessions, 'session', 'sessions')}. "
            "Now run ledger_verify and ledger_replay."
        )
