"""A report comes in: one case for each person complained of, linked, sealed, and seen by nobody yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.budgets import flood_of
from accounts.codes import code_digest
from accounts.models import User
from accounts.pseudonyms import new_pseudonym
from casework import access
from casework.access import Actor
from casework.events import CaseFiled, EvidenceAdded
from casework.models import Case, SlowReport
from casework.recording import compartment_of, record
from casework.vocabulary import Accused, Kept, Report, Seat
from casework.workflow import filing as steps
from ledger.clock import now
from vault import drafts, files
from vault.codes import Code, new_code
from vault.references import new_reference
from vault.uploads import Received

type Piece = tuple[EvidenceAdded, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What a reporter is told: the reference, the code, the cases. A draft sent before, and the Society, get no code."""

    reference: str
    code: Code | None
    cases: tuple[str, ...]


@transaction.atomic(durable=True)
def file_complaint(
    *,
    by: Actor | None,
    report: Report,
    draft: tuple[UUID, str] | None = None,
    once: tuple[UUID, bytes] | None = None,
    for_someone: bool = False,
    source: str = "",
) -> Filed:
    """File a report: by the public (`by` None), by an officer of intake `for_someone`, or by the Society itself.

    A draft (its handle and secret) is filed once; sent again, it answers with the reference and without the code. Its
    files come to each case, stored once for each. `once` is a key of the public's and what was asked with it. `source` is
    the token of the network that the public sent it from: a report of very many is filed all the same, into the slow lane.
    Raises NoRight for anyone but intake, DoneBefore with the reference, NotNow with what is missing, NoSuchDraft.
    """
    taken = drafts.take(*draft) if draft else None
    if taken is not None and taken.outcome is not None:
        return Filed(reference=str(taken.outcome["reference"]), code=None, cases=())
    moment, linked, reference = now(), uuid4(), new_reference("R")
    access.may_file(by, moment, once=once, answer=reference)
    code = new_code() if by is None or for_someone else None
    reporter = User.objects.create_reporter(code_digest=code_digest(code.lookup_id)) if code else None
    user, flooded = by.user if by else reporter, _flood(by, source, report)
    cases = [access.new_case(by=user, linked=linked, moment=moment) for _ in report.accused]
    facts = [
        _file(*one, report, reporter, for_someone=for_someone, slow=bool(flooded))
        for one in zip(cases, report.accused, strict=True)
    ]
    pieces = _kept(cases, taken.files if taken else ())
    for case, fact, evidence in zip(cases, facts, pieces, strict=True):
        case.keep(fact, *(piece for piece, _ in evidence))
        access.reconcile(case)
    _slow_down(cases, flooded)
    if taken is not None:
        drafts.finish(taken, outcome=_outcome(reference, code, cases, report))
    for case, fact, accused, evidence in zip(cases, facts, report.accused, pieces, strict=True):
        record(fact, subject=case, sealed=report.sealed(accused, reference), also=evidence)
    return Filed(reference=reference, code=code, cases=tuple(case.reference for case in cases))


def _outcome(reference: str, code: Code | None, cases: list[Case], report: Report) -> dict[str, Any]:
    return {
        "reference": reference,
        "code": " ".join(code.words) if code else "",
        "filed_on": cases[0].facts.today.isoformat(),
        "slow": cases[0].facts.filing.slow,
        "cases": [case.reference for case in cases],
        "keep_away": list(report.keep_away),
        "ticked": len(report.keep_away_from),
    }


def _flood(by: Actor | None, source: str, report: Report) -> str:
    """Return the name of the flood that a report of the public is part of, or nothing."""
    return flood_of(source, report.narrative, len(report.accused)) if by is None and source else ""


def _slow_down(cases: Sequence[Case], flooded: str) -> None:
    """Put the cases of a report that is part of a flood into the slow lane."""
    for case in cases if flooded else ():
        days = timedelta(days=case.facts.rules.limits["slow_lane_days"])
        SlowReport.objects.create(case=case, flood=flooded, until=case.filed_at + days)


def _file(
    case: Case, accused: Accused, report: Report, reporter: User | None, *, for_someone: bool, slow: bool
) -> CaseFiled:
    return steps.file_complaint(
        case,
        reporter=_reporter(case, reporter, for_someone=for_someone),
        for_someone=for_someone,
        slow=slow,
        **report.stated(accused),
    )


def _reporter(case: Case, reporter: User | None, *, for_someone: bool) -> UUID | None:
    """Return the name that a reporter goes by in a case: of one who acts it is known, to one who does not it is given."""
    if reporter is None:
        return None
    return new_pseudonym(reporter, str(case.id)) if for_someone else case.acting.person


def _kept(cases: Sequence[Case], received: Sequence[Received]) -> list[list[Piece]]:
    return [_keep(case, map(files.again, received) if n else received) for n, case in enumerate(cases)]


def _keep(case: Case, received: Iterable[Received]) -> list[Piece]:
    pieces: list[Piece] = []
    for each in received:
        kept = files.keep(each, compartment_of(case, Kept.CASE))
        piece = EvidenceAdded(evidence=uuid4(), side=Seat.COMPLAINANT, file=kept.id)
        pieces.append((piece, {"title": each.description.name, "text": ""}))
    return pieces
