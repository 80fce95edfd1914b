"""What is stored of the cases against what their record says: whoever edits a row and leaves the record alone is seen here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.access import case_behind, forget_folds, holders_of
from casework.entitlements import rights_due
from casework.events import (
    BreachReported,
    CaseDismissed,
    ConsentAccepted,
    ConsentProposed,
    EarlyResolutionOffered,
    InvestigationStopped,
    Recorded,
    SanctionRecommended,
)
from casework.models import Case, CaseGrant, Clock, Seating
from casework.models.case import project
from casework.vocabulary import Route, Seat
from ledger.clock import now

PROJECTED = ("swept", "sweep_due", "swept_at", "commitments", "severity", "due", "due_clock", "ball")


@dataclass(frozen=True, kw_only=True)
class Drift:
    """One stored value that the record does not give: of which case, and which field."""

    case: str
    field: str


def drifts(references: Iterable[str] | None = None) -> Iterator[Drift]:
    """Yield every drift of these cases, or of all, a case at a time. Reads the whole record of each; writes nothing.

    What the record does not hold in the clear is not compared: reference, code name, rulebook, link.
    """
    forget_folds()
    cases = Case.objects.order_by("filed_at", "id")
    if references is not None:
        cases = cases.filter(reference__in=list(references))
    for key in cases.values_list("pk", flat=True).iterator(chunk_size=500):
        yield from drifts_of(case_behind(key, now()))


def drifts_of(case: Case) -> Iterator[Drift]:
    """Yield every drift of one case that was read with its record."""
    stored, due = _stored(case), _due(case)
    for name in sorted(due):
        if stored[name] != due[name]:
            yield Drift(case=case.reference, field=name)


def _stored(case: Case) -> Mapping[str, Any]:
    columns = (*PROJECTED, "state", "closing_code", "filed_at", *REMEMBERED)
    clocks = Clock.objects.filter(case=case).values_list("name", "subject", "due")
    grants = CaseGrant.objects.filter(content_object=case).values_list("user_id", "permission__codename")
    return {
        **{name: getattr(case, name) for name in columns},
        "respondent": case.respondent.user_id if case.respondent else None,
        "clocks": set(clocks),
        "seatings": set(Seating.objects.filter(case=case).values_list("user_id", "person", "seat")),
        "grants": set(grants),
    }


def _due(case: Case) -> Mapping[str, Any]:
    facts = case.facts
    shadow = Case(id=case.id)
    shadow.facts = facts
    project(shadow)
    found = holders_of(case)
    rights = rights_due(facts, [holder for _, holders in found.values() for holder in holders])
    return {
        **{name: getattr(shadow, name) for name in PROJECTED},
        **remembered(case.record),
        "state": facts.state,
        "closing_code": facts.closing_code or "",
        "filed_at": case.record[0].at,
        "respondent": _respondent(facts.people.seats),
        "clocks": {(run.name.value, run.subject, run.due) for run in facts.clocks if run.running},
        "seatings": {(found[who][0].pk, who, seat.value) for who, seat in facts.people.seats if who in found},
        "grants": {(found[person][0].pk, right.value) for person, given in rights.items() for right in given},
    }


def _respondent(seats: Iterable[tuple[UUID, Seat]]) -> UUID | None:
    """The account of whoever holds the respondent's seat."""
    people = people_behind({person for person, seat in seats if seat == Seat.RESPONDENT})
    return next((user.pk for user in people.values()), None)


REMEMBERED = ("talks_from", "consent_from", "dismissed_from", "route")


def remembered(record: Iterable[Recorded]) -> dict[str, str]:
    """The columns that a later step reads, as the facts of a record set them."""
    found = dict.fromkeys(REMEMBERED, "")
    for happened in record:
        match happened.fact:
            case EarlyResolutionOffered(from_state=state):
                found["talks_from"] = state or ""
            case ConsentProposed(from_state=state):
                found["consent_from"] = state or ""
            case CaseDismissed(from_state=state) | InvestigationStopped(from_state=state):
                found["dismissed_from"] = state or ""
            case ConsentAccepted():
                found["route"] = Route.CONSENT
            case SanctionRecommended():
                found["route"] = Route.PANEL
            case BreachReported():
                found["route"] = Route.BREACH
    return found
