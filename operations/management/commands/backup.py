"""Writes a backup while the installation serves."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.logs import numbers_of
from ledger.clock import now
from ledger.nightly_result import last_check
from operations.backup import MIRROR, BackupRefused, entries_in, make_backup
from operations.plural import count_of
from operations.postgres import ProgramFailed
from operations.private_files import in_words
from operations.pulse.parts import Part
from operations.pulse.pulse_rows import note_failure, note_success

BEHIND = (
    "The signer has not taken everything: its copy in this backup ends at entry {held} of {size}, and no restore goes on from "
    "that. Keep the signer's own folder, and back up again when `manage.py doctor` no longer names the signer."
)
IN_DOUBT = (
    "The record has been in doubt since the check of {day}: a restore of this backup will be refused until that is resolved. "
    "Keep an older backup too, and read docs/how-to/administrator.md."
)


class Command(BaseCommand):
    """`manage.py backup FOLDER KEYS [--mirror DIR]`: two new folders; either alone opens nothing. Changes nothing."""

    help = "Write a backup of database and files into one folder, and of the wrapped keys into another"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("keys", type=Path)
        parser.add_argument("--mirror", type=Path, help="the signer's copy of the record, to be copied along")

    def handle(self, *args: object, folder: Path, keys: Path, mirror: Path | None, **options: object) -> None:
        try:
            made = make_backup(folder.resolve(), keys.resolve(), mirror=mirror, now=now())
        except BackupRefused as reason:
            raise CommandError(f"This is no backup. {reason}") from None
        except (OSError, ProgramFailed) as reason:
            note_failure(Part.BACKUP, "backup-failed", **numbers_of(reason))
            words = in_words(reason) if isinstance(reason, OSError) else reason
            raise CommandError(f"This is no backup. {words}") from None
        note_success(Part.BACKUP, entries=made.size, files=len(made.files))
        entries, files = count_of(made.size, "entry", "entries"), count_of(len(made.files), "file", "files")
        self.stdout.write(f"{entries} and {files}, as of {made.made_at}. Root {made.root}")
        if mirror is not None and (held := entries_in(folder / MIRROR)) < made.size:
            self.stdout.write(BEHIND.format(held=held, size=made.size))
        if (last := last_check()) is not None and last.in_doubt:
            self.stdout.write(IN_DOUBT.format(day=last.at.date()))
