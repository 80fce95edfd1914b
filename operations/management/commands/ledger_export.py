"""Writes the record as files that `ledger/verify.py` checks anywhere."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.offices import offices_of
from casework import access
from casework.models import Case
from casework.procedure.reading.actions import export_bundle, export_ties
from casework.queries.case.openings import case_stream
from casework.vocabulary import NotNow, Seat
from ledger.canonical import JsonObject, encode
from ledger.clock import now
from ledger.export import export_log
from operations import private_files
from operations.command_bases import command_errors
from operations.plural import count_of
from operations.prompt import NOBODY, ask_for_proof
from policy.queries.books import every_edition
from policy.queries.oaths import evidence_of_oaths


class Command(BaseCommand):
    """`manage.py ledger_export DIR [--case REF [--for SEAT --by EMAIL]]`: the log, its checkpoints, editions, signatures.

    With a case also what ties it to the oath, which names the accused; for a seat also every text that the seat may read in
    the case now. Somebody in office takes that out, with password and code. An entry says what was taken out, for which seat,
    and by whom.
    """

    help = "Write the record as files that a verifier reads"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--case", metavar="REF", help="open what ties this case to the oath: it names the accused")
        parser.add_argument(
            "--for",
            dest="seat",
            metavar="SEAT",
            choices=Seat.values,
            help="open all that this seat may read in the case",
        )
        parser.add_argument("--by", metavar="EMAIL", help="who in office takes the texts for a seat out")

    def handle(
        self, *args: object, folder: Path, case: str | None, seat: str | None, by: str | None, **options: object
    ) -> None:
        if seat and not case:
            raise CommandError("A bundle for a seat is of one case: name it with --case.")
        if seat and not by:
            raise CommandError("The record says who takes a bundle out: name somebody in office with --by.")
        taker = _officer(by) if seat and by else access.the_clock()
        # Before the log, so that the log says of each edition that it was published.
        editions = [bytes(edition.content) + b"\n" for edition in every_edition()]
        size = export_log(folder)
        (folder / "editions.jsonl").write_bytes(b"".join(editions))
        (folder / "signatures.jsonl").write_bytes(b"".join(encode(each) + b"\n" for each in evidence_of_oaths()))
        (folder / "openings.jsonl").unlink(missing_ok=True)
        self.stdout.write(f"{count_of(size, 'entry', 'entries')} in {folder}.")
        if case:
            opened = self._openings(case, seat, taker, size)
            private_files.write(folder / "openings.jsonl", "".join(encode(each).decode() + "\n" for each in opened))
            if seat:
                self.stdout.write(f"{count_of(len(opened), 'text', 'texts')} opened for the seat {seat}.")
            self.stdout.write(f"The case is {case_stream(case)}.")

    def _openings(self, reference: str, seat: str | None, by: access.Actor, size: int) -> tuple[JsonObject, ...]:
        with command_errors(Case.DoesNotExist, saying=f"There is no case {reference}."), command_errors(NotNow):
            if seat:
                return export_bundle(reference=reference, seat=Seat(seat), by=by, size=size)
            return export_ties(reference=reference, by=by, size=size)


def _officer(email: str) -> access.Actor:
    """Return somebody in office who proves to be themselves. CommandError for anybody else."""
    user = ask_for_proof(email)
    if not offices_of(user, now().date()):
        raise CommandError(NOBODY)
    return access.Actor(user=user)
