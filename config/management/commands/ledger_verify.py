"""Checks the record of the live database: its tables against one another, then its export as anybody would."""

import argparse
import json
import sys
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.queries.openings import every_opening
from config.counted import counted
from ledger import verify
from ledger.canonical import encode
from ledger.live import table_faults


class Command(BaseCommand):
    """`manage.py ledger_verify [--pin NOTE …] [--need-witness N] [--json]`; exit 0, 1 or 2 as `ledger/verify.py`."""

    help = "Check the record of this database"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what the verifier takes; the keyring is the deployment's unless one is given."""
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--pin", type=Path, action="append", default=[])
        parser.add_argument("--need-witness", type=int, default=0)
        parser.add_argument("--keyring", type=Path, default=settings.KEYRING_FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, print and exit. CommandError when it cannot be checked."""
        if options["keyring"] is None:
            raise CommandError("KEYRING_FILE is not set: name the public keys with --keyring.")
        report = verify.Report(tamper=list(table_faults()))
        with tempfile.TemporaryDirectory(prefix="oathbound-verify-") as folder:
            call_command("ledger_export", folder, stdout=StringIO())
            words = {name: options[name] for name in ("keyring", "pin", "need_witness")}
            try:
                verify.command_log(
                    argparse.Namespace(dir=folder, **words), report, openings=map(encode, every_opening())
                )
            except verify.Unreadable as reason:
                raise CommandError(str(reason)) from None
        found = {"rc": report.rc, "tamper": report.tamper, "undecided": report.undecided}
        if options["as_json"]:
            self.stdout.write(json.dumps({**found, "entries": report.entries, "root": report.root}))
        else:
            self.stdout.write(f"{counted(report.entries, 'entry', 'entries')}, root {report.root}")
            for code, message in (*report.tamper, *report.undecided):
                self.stdout.write(f"{code}: {message}")
        if report.rc:
            sys.exit(report.rc)
