"""Stores the cases of a report with their rows, texts and files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from accounts.sent_ahead import check_foreign_keys, sent_ahead
from casework import access
from casework.models import Case
from casework.procedure.intake.exhibits import Exhibit, exhibits
from casework.record.events import CaseFiled, EvidenceAdded
from casework.recording import Texts, compartment_of, record
from casework.vocabulary import CaseCompartment, Report, Seat
from ledger.canonical import Values
from vault import drafts, files
from vault.uploads import Received

type Piece = tuple[EvidenceAdded, Values]


@dataclass(frozen=True)
class NewCase:
    """A case that is not stored yet, with its first event, the texts of that, and its evidence."""

    case: Case
    event: CaseFiled
    texts: Texts
    evidence: Sequence[Piece]


def store(new: Sequence[NewCase], clock: access.Named | None, *, beside: Callable[[], None]) -> None:
    """Store new cases, and record their events. `clock` as `access.may_file` returns it.

    Statements are sent ahead, so `beside`, which writes what else belongs to the report, must read nothing back. The database
    checks the foreign keys while the texts are sealed: at the end it would do so while others wait for the log.
    """
    for one in new:
        one.case.fold(one.event, *(piece for piece, _ in one.evidence))
    holders = [access.first_holders(one.case, clock) for one in new]
    with sent_ahead():
        for one, held in zip(new, holders, strict=True):
            one.case.keep()
            access.store_first_rows(one.case, held)
        beside()
        check_foreign_keys()
        for one in new:
            record(one.event, subject=one.case, sealed=one.texts, also=one.evidence, is_first=not one.evidence)


def move_files(cases: Sequence[Case], report: Report, taken: drafts.Taken | None) -> list[list[Piece]]:
    """Keep the files of a draft in every case; each case after the first gets copies of its own."""
    if taken is None:
        return [[] for _ in cases]
    found = exhibits(report, taken.files)
    kept = [[_keep_file(case, one, is_copy=n > 0) for one in found] for n, case in enumerate(cases)]
    drafts.drop_files(taken)
    return kept


def _keep_file(case: Case, exhibit: Exhibit, *, is_copy: bool) -> Piece:
    received: Received = files.copy(exhibit.received) if is_copy else exhibit.received
    kept = files.keep(received, compartment_of(case, CaseCompartment.CASE))
    piece = EvidenceAdded(evidence=uuid4(), side=Seat.COMPLAINANT, file=kept.id)
    return piece, {"title": received.description.name, "text": exhibit.text}
