"""The key that signs the log: the next one begins beside it, and the log goes over to it."""

from pathlib import Path

from django.core.management.base import CommandParser

from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.key_rotation import TurnRefused, begin_log_key, turn_log_key
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from operations.command_bases import KeyringCommand, command_errors
from operations.officers import officer


class Command(KeyringCommand):
    """`manage.py log_key begin|turn VKEY --by EMAIL`; docs/how-to/keys.md says in which order."""

    help = "Have the log go over to another signing key"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("begin", "turn"))
        parser.add_argument("vkey", metavar="VKEY")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who acts")
        super().add_arguments(parser)

    def handle(self, *args: object, what: str, vkey: str, by: str, keyring: Path, **options: object) -> None:
        person = pseudonym(officer(by, Office.ADMINISTRATOR))
        with command_errors(TurnRefused, NotANote, OSError, saying="Nothing was done. {}"):
            ring = read_keyring(keyring)
            if what == "begin":
                begin_log_key(person=person, text=vkey, ring=ring)
                self.stdout.write("Start the signer with both keys. The next checkpoint carries both signatures.")
                return
            turned, size = turn_log_key(person=person, text=vkey, ring=ring)
        keyring.write_text(turned.json(), encoding="utf-8")
        self.stdout.write(f"From size {size} on the new key signs alone. Hand the keyring out again: {keyring}")
