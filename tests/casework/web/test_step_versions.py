"""A version, an ETag and what is said to have changed tell nothing that a seat may not see, in any state of a case."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import transaction

from casework import access
from casework.access import SHOWING
from casework.models import Case
from casework.queries.case.step_version import OF_ONE_PERSON, changes_since, step_version
from casework.record import events as e
from casework.record.events import Event
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, NotSeen, Seat, Verb
from casework.workflow.guard import Acting
from ledger.clock import now
from policy.actions import publish_editions
from tests.casework.desk_cast import ICSRM
from tests.casework.known_entries import known_entries
from tests.savepoints import rollback_at_end
from tests.stories import Situation, Town, situation, tell

S = CaseState
STATES = (S.SCREENING, S.AWAITING_RESPONSE, S.DELIBERATION, S.BOARD_DECISION)
MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """The people, on a morning that stands still."""
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(MORNING, tick=False):
        publish_editions(folder=ICSRM)
        yield Town.made()


@pytest.fixture
def town(made: Town, db: None) -> Town:
    """The same people; what a test writes of them is taken back."""
    return made


@transaction.atomic
def happens(case: Case, event: Event) -> None:
    """Let something more happen in a case, recorded by the system."""
    case.view = access.view_of(case, now())
    case.acting = Acting(person=UUID(int=0), seats=frozenset({Seat.CLOCK}))
    tell(case, event)
    access.reconcile(case)


def later_events(other: UUID) -> tuple[Event, ...]:
    """Return what may happen in any state: hidden from all, known to some, known to nearly everybody."""
    return (
        e.CasesLinked(other=other),
        e.LetterOpened(about=uuid4(), reader=Seat.RESPONDENT, served_on=now().date()),
        e.InterestsDeclared(),
        e.StatusSent(next_on=now().date()),
        e.StepProposed(step=Verb.DISMISS_CASE),
        e.EvidenceAdded(evidence=uuid4(), side=Seat.COMPLAINANT),
        e.HoldPlaced(clocks=()),
        e.CasesSevered(other=other),
    )


def looks(here: Situation, seat: Seat) -> tuple[Case | None, frozenset[UUID]]:
    """Return the case as the holder of a seat sees it, None if they do not, and the entries of which they may know."""
    try:
        case = access.case_shown(here.by(seat), here.case.reference, *SHOWING, *Verb)
    except NotSeen:
        return None, frozenset()
    return case, known_entries(here.by(seat), here.case.reference)


def held(case: Case) -> list[Verb]:
    return [verb for verb in Verb if verb.value in case.rights]


@pytest.mark.parametrize("state", STATES)
def test_a_version_changes_only_with_what_its_person_may_know_of(state: CaseState, town: Town) -> None:
    here, other = situation(state, town), situation(state, town)
    told = set()
    before = {seat: looks(here, seat) for seat in here.seated}
    for event in later_events(other.case.pk):
        happens(here.case, event)
        after = {seat: looks(here, seat) for seat in here.seated}
        for seat, (was, knew) in before.items():
            case, knows = after[seat]
            if was is None or case is None:
                continue
            for verb in set(held(was)) & set(held(case)):
                version = step_version(was, verb)
                said = changes_since(case, verb, [version])
                assert said is not None
                assert (step_version(case, verb) != version) == bool(said)
                assert {one.what for one in said} <= ({event.title} if knows - knew else set()), (seat, verb)
                assert not said or not isinstance(event, OF_ONE_PERSON)
                told |= {(type(event), seat)} if said else set()
        before = after
    assert (e.EvidenceAdded, Seat.SCREENER) in told or state is not S.SCREENING
    assert {seat for kind, seat in told if kind in (e.EvidenceAdded, e.CasesLinked)} & PARTIES == set()
    assert told
