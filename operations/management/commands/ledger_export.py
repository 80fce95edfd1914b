"""Writes the record as files that `ledger/verify.py` checks anywhere."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from casework import access
from casework.models import Case
from casework.procedure.reading.actions import export_ties
from casework.queries.openings import case_stream
from ledger.canonical import encode
from ledger.export import export_log
from operations.command_bases import command_errors
from operations.plural import count_of
from policy.queries.books import every_edition
from policy.queries.oaths import evidence_of_oaths


class Command(BaseCommand):
    """`manage.py ledger_export DIR [--case REF]`: the log, its checkpoints, the editions, signatures; no content.

    With a case also what ties it to the oath, which names the accused: an entry says that it was taken out.
    """

    help = "Write the record as files that a verifier reads"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--case", metavar="REF", help="open what ties this case to the oath: it names the accused")

    def handle(self, *args: object, folder: Path, case: str | None, **options: object) -> None:
        # Before the log, so that the log says of each edition that it was published.
        editions = [bytes(edition.content) + b"\n" for edition in every_edition()]
        size = export_log(folder)
        (folder / "editions.jsonl").write_bytes(b"".join(editions))
        (folder / "signatures.jsonl").write_bytes(b"".join(encode(each) + b"\n" for each in evidence_of_oaths()))
        (folder / "openings.jsonl").unlink(missing_ok=True)
        self.stdout.write(f"{count_of(size, 'entry', 'entries')} in {folder}.")
        if case:
            with command_errors(Case.DoesNotExist, saying=f"There is no case {case}."):
                opened = export_ties(reference=case, by=access.the_clock())
            (folder / "openings.jsonl").write_bytes(b"".join(encode(opening) + b"\n" for opening in opened))
            self.stdout.write(f"The case is {case_stream(case)}.")
