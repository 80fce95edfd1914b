"""The key that signs the log: the next one begins beside it, and the log goes over to it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.key_rotation import TurnRefused, begin_log_key, turn_log_key
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from operations.officers import officer


class Command(BaseCommand):
    """`manage.py log_key begin|turn VKEY --by EMAIL`; docs/how-to/keys.md says in which order."""

    help = "Have the log go over to another signing key"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the public half of the new key, as the signer prints it with --show."""
        parser.add_argument("what", choices=("begin", "turn"))
        parser.add_argument("vkey", metavar="VKEY")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who acts")
        parser.add_argument("--keyring", type=Path, default=settings.KEYRING_FILE)

    def handle(self, *args: object, what: str, vkey: str, keyring: Path | None, **options: Any) -> None:
        """Record it, and say what comes next. CommandError for what may not be done; then nothing was."""
        person = pseudonym(officer(options["by"], Office.ADMINISTRATOR))
        if keyring is None:
            raise CommandError("KEYRING_FILE is not set: name the public keys with --keyring.")
        try:
            ring = read_keyring(keyring)
            if what == "begin":
                begin_log_key(person=person, text=vkey, ring=ring)
                self.stdout.write("Start the signer with both keys. The next checkpoint carries both signatures.")
                return
            turned, size = turn_log_key(person=person, text=vkey, ring=ring)
        except (TurnRefused, NotANote, OSError) as refused:
            raise CommandError(f"Nothing was done. {refused}") from None
        keyring.write_text(turned.json(), encoding="utf-8")
        self.stdout.write(f"From size {size} on the new key signs alone. Hand the keyring out again: {keyring}")
