"""The way out of a fork, which two officers sign for: the record goes on under a new origin and a new key."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.forks import Fork, ForkRefused, fork_from, resolve_fork
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from operations import private_files
from operations.command_bases import KeyringCommand, command_errors
from operations.officers import officer
from operations.prompt import ask, ask_for_proof


class Command(KeyringCommand):
    """`manage.py ledger_resolve_fork VKEY --mirror DIR --administrator EMAIL --auditor EMAIL`; docs/how-to/ledger-signer.md.

    Run it with the new name in LOG_ORIGIN, while nothing else of the installation runs. Both give a password and a code, as at
    sign-in, and type the new name.
    """

    help = "Go on with the record under a new origin and a new key, after a fork"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("vkey", metavar="VKEY", help="the public half of the new key, as the signer prints it")
        parser.add_argument("--mirror", type=Path, required=True, help="the signer's copy that was set aside")
        parser.add_argument("--administrator", required=True, metavar="EMAIL")
        parser.add_argument("--auditor", required=True, metavar="EMAIL")
        super().add_arguments(parser)

    def handle(
        self, *args: object, vkey: str, mirror: Path, keyring: Path, administrator: str, auditor: str, **options: object
    ) -> None:
        first, second = officer(administrator, Office.ADMINISTRATOR), officer(auditor, Office.AUDITOR)
        if first == second:
            raise CommandError("Two people sign this, and you named one. Nothing was done.")
        with command_errors(ForkRefused, NotANote, OSError, saying="Nothing was done. {}"):
            ring = read_keyring(keyring)
            self.stderr.write(_fork_summary(fork_from(mirror, ring)))
            for email in (administrator, auditor):
                ask_for_proof(email)
                _confirm(email)
            people = {"person": pseudonym(first), "second": pseudonym(second)}
            with transaction.atomic():
                made = resolve_fork(mirror=mirror, ring=ring, text=vkey, **people)
                private_files.write(keyring, made.json())
        self.stdout.write(
            f"The record goes on as {made.origin}. Start the signer with the new key and an empty copy, then the installation. "
            f"Hand the keyring out again, and say why: {keyring}"
        )


def _fork_summary(fork: Fork) -> str:
    return (
        f"The record {fork.kept.origin} has two histories. Both agree up to the checkpoint of {fork.agreed.size} entries. "
        f"The {fork.kept.size} entries of the database are kept; the {fork.left.size} of the signer's copy are left."
    )


def _confirm(email: str) -> None:
    question = f"{email}: I sign that the record goes on as {settings.LOG_ORIGIN}. Type that name: "
    if ask(question) != settings.LOG_ORIGIN:
        raise CommandError("That is another name. Nothing was done.")
