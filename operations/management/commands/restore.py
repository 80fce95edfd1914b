"""Restores a backup into an empty database and reapplies later entries; only then may the installation serve."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, transaction

from ledger.append import NotNow, WrongLog
from ledger.instance_guard import settle
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from ledger.restore_losses import OPENING, ROW
from ledger.restoring import TailRefused, require_mirror_of
from operations.backup import BackupRefused, Manifest
from operations.command_bases import KeyringCommand
from operations.plural import count_of
from operations.postgres import ProgramFailed
from operations.private_files import in_words
from operations.restore_files import end_refilling, missing_files, refill
from operations.restore_record import Restored, restore
from operations.tables import OTHER, bring_up_to_date, fault, migrations


class CheckFailed(RuntimeError):
    """What was restored does not pass the checks; the text is what they found."""


REFUSED = (BackupRefused, CheckFailed, ProgramFailed, TailRefused, NotANote, NotNow, WrongLog, OperationalError)
DOUBT = (
    "Keep this backup and the mirror as they are, and take the newest backup from before that: docs/how-to/administrator.md "
    "says what the words mean."
)
EMPTY_AGAIN = "The database and FILES_DIR hold nothing of this restore: mend that, and run the same command again."
AS_IT_WAS = "The database is as it was: mend that, and run the same command again."


class Command(KeyringCommand):
    """`manage.py restore [FOLDER KEYS] --mirror DIR [--keyring FILE]`: exit 0 if the installation may open, else 1.

    Without folders, the command completes a database that was restored in another way, or moved.
    """

    help = "Restore a backup, reapply later entries from the signer's mirror, and let the installation open"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER KEYS")
        parser.add_argument("--mirror", type=Path, required=True, help="the signer's folder, or the newest copy of it")
        super().add_arguments(parser)

    def handle(self, *args: object, folders: list[Path], mirror: Path, keyring: Path, **options: object) -> None:
        """Restore, check, and let the installation open.

        On CommandError, which names the cause and the next step, the installation stays closed and the restore is undone.
        """
        if len(folders) not in {0, 2}:
            raise CommandError("Name both folders of the backup, or none where the database stands already.")
        try:
            if folders:
                self._restore(folders[0], folders[1], mirror, keyring)
            else:
                self._make_whole(mirror, keyring)
        except (OSError, *REFUSED) as reason:
            words = in_words(reason) if isinstance(reason, OSError) else str(reason).rstrip()
            left = EMPTY_AGAIN if folders else AS_IT_WAS
            raise CommandError(f"The installation stays closed. {words} {left}") from None
        self.stdout.write("The record is complete, and the stored rows agree with it. The installation may open.")

    def _restore(self, folder: Path, keys: Path, mirror: Path, keyring: Path) -> None:
        """Put the backup into the empty database, bring it up to date and make it whole; or leave the database empty."""
        read_keyring(keyring)
        made = Manifest.read(folder)
        require_mirror_of(made.size, made.root, mirror)
        with refill(folder, keys):
            entries = count_of(made.size, "entry", "entries")
            self.stdout.write(f"The backup of {made.made_at} with {entries} is in the database.")
            if waiting := migrations()[0]:
                bring_up_to_date()
                ran = count_of(len(waiting), "migration was", "migrations were")
                self.stdout.write(f"It was made by an earlier version: {ran} run.")
            if said := fault():
                raise BackupRefused(f"{said}. {OTHER}")
            self._make_whole(mirror, keyring, then=end_refilling)

    @transaction.atomic
    def _make_whole(self, mirror: Path, keyring: Path, then: Callable[[], None] = lambda: None) -> None:
        """Restore, check, and be at home: all of it, or the database is as it was and this can be run again."""
        self._tell(restore(mirror, read_keyring(keyring)))
        self._check(mirror, keyring)
        then()
        settle()

    def _tell(self, done: Restored) -> None:
        entries, right = count_of(done.back.entries, "entry", "entries"), done.right
        cases = count_of(right.cases, "case follows", "cases follow")
        self.stdout.write(f"{entries} came back from the mirror, and {cases} from that.")
        rows = (
            (right.lost, "case", "cases", "{} began after the backup. The record shows that; the text is lost."),
            (right.destroyed, "file that was destroyed", "files that were destroyed",
             "Destroyed again, keys and names of parties: {} after the backup."),
            (len(right.unshown), "sanction", "sanctions", "Not in the public register, for the words are lost: {}."
             " Have each withdrawn, its words approved again, and published."),
            (right.members.rows, "oath, standing or passkey", "oaths, standings and passkeys",
             "Of members, as the record has it again: {}."),
            (right.members.count(OPENING), "oath counts", "oaths count",
             "{} again, though what was signed is lost: the record has the digest."),
            (right.members.count(ROW), "entry tells", "entries tell",
             "{} of a member, an oath or a passkey that is lost: have them entered, signed or made again."),
            (done.turns, "case", "cases", "Whose turn it is was computed again: {}."),
            (missing_files(), "file", "files", "Not in the backup, though the database names it: {}."),
        )  # fmt: skip
        for number, one, many, sentence in rows:
            if number:
                self.stdout.write(sentence.format(count_of(number, one, many)))

    def _check(self, mirror: Path, keyring: Path) -> None:
        """Refuse a record that is not the mirror's, and a stored case that is not the record's."""
        checks = (("ledger_verify", f"--pin={mirror / 'checkpoint'}", f"--keyring={keyring}"), ("ledger_replay",))
        for name, *words in checks:
            said = StringIO()
            try:
                call_command(name, *words, stdout=said)
            except SystemExit as end:
                if end.code == 1:
                    raise CheckFailed(f"{name} found:\n{said.getvalue().rstrip()}\n{DOUBT}") from None
            except CommandError as reason:
                raise CheckFailed(f"{name} cannot be made: {reason}") from None
