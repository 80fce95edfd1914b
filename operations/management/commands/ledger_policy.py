"""Prints which witnesses are enough, as a file for `ledger/verify.py --policy`."""

from pathlib import Path

from ledger.keyring import read_keyring
from ledger.notes import NotANote
from operations.command_bases import KeyringCommand, command_errors


class Command(KeyringCommand):
    """`manage.py ledger_policy`: a C2SP tlog-policy file that asks for more than half of the keyring's witnesses."""

    help = "Print the policy that asks for more than half of the witnesses"

    def handle(self, *args: object, keyring: Path, **options: object) -> None:
        with command_errors(NotANote, OSError):
            self.stdout.write(read_keyring(keyring).policy(), ending="")
