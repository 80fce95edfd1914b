"""Writes a backup while the house serves."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import BackupRefused, make_backup
from config.counted import counted
from config.postgres import ProgramFailed
from ledger.clock import now


class Command(BaseCommand):
    """`manage.py backup FOLDER KEYS [--mirror DIR]`: two new folders; either alone opens nothing. Changes nothing."""

    help = "Write a backup of database and files into one folder, and of the wrapped keys into another"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two folders, and the signer's mirror where it can be read from here."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("keys", type=Path)
        parser.add_argument("--mirror", type=Path, help="the signer's copy of the record, to be copied along")

    def handle(self, *args: Any, folder: Path, keys: Path, mirror: Path | None, **options: Any) -> None:
        """Write it and say what it holds. CommandError when it is not finished; what was begun has no manifest."""
        try:
            made = make_backup(folder.resolve(), keys.resolve(), mirror=mirror, now=now())
        except (BackupRefused, ProgramFailed, OSError) as reason:
            raise CommandError(f"This is no backup. {reason}") from None
        entries, files = counted(made.size, "entry", "entries"), counted(len(made.files), "file", "files")
        self.stdout.write(f"{entries} and {files}, as of {made.made_at}. Root {made.root}")
