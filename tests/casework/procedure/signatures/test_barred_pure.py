"""When a person is barred from a case, however that happens, what they put forward and signed there ends."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from casework.record.events import (
    AppealChallengeRuled,
    ChallengeRuled,
    ConflictDeclared,
    ConflictDetected,
    DeclarationRuled,
    Event,
    InterestsDeclared,
    Recused,
    ReporterRequestAnswered,
    RespondentRequestAnswered,
    StepProposed,
    StepReturned,
    StepSigned,
    StepTakenBack,
)
from casework.record.state.barring import BARRING
from casework.record.state.screening import ScreeningPart
from casework.vocabulary import CaseState, Declared, RequestKind, Seat, Verb
from ledger import verify
from tests.casework.pure import CLOCK, By, PureCase, someone

STEP = Verb.RECORD_FINDINGS
OWN: dict[str, Event] = {
    "declares a conflict": ConflictDeclared(),
    "steps aside": Recused(),
    "is not free": InterestsDeclared(answer=Declared.NOT_FREE),
}
BY_OTHERS: dict[str, Callable[[UUID], Event]] = {
    "is named in a report": lambda person: ConflictDetected(person=person, provisional=True),
    "has a connection": lambda person: ConflictDetected(person=person, provisional=False),
    "is challenged": lambda person: ChallengeRuled(member=person, upheld=True),
    "is challenged on appeal": lambda person: AppealChallengeRuled(member=person, upheld=True),
    "told of harm": lambda person: DeclarationRuled(person=person, harmless=False),
    "is not to deal with the member": lambda person: RespondentRequestAnswered(
        request=uuid4(), kind=RequestKind.SHOULD_NOT_SIT, granted=True, person=person
    ),
    "is not to deal with the reporter": lambda person: ReporterRequestAnswered(
        request=uuid4(), kind=RequestKind.SHOULD_NOT_SIT, granted=True, person=person
    ),
}
SPARED: dict[str, Callable[[UUID], Event]] = {
    "a challenge is refused": lambda person: ChallengeRuled(member=person, upheld=False),
    "what was told is harmless": lambda person: DeclarationRuled(person=person, harmless=True),
}


def signed() -> tuple[PureCase, By, By, UUID]:
    """Return a case in which a chair put findings forward and a member signed them, both, and the proposal."""
    case = PureCase.new(state=CaseState.DELIBERATION, screening=ScreeningPart(triaged=True, severity=2))
    chair, member = case.seat("pia", Seat.PANEL_CHAIR), case.seat("pam", Seat.PANEL_MEMBER)
    case.happen(put := StepProposed(step=STEP), by=chair)
    case.happen(StepSigned(proposal=put.id, step=STEP), by=member)
    return case, chair, member, put.id


def bar(case: PureCase, how: str, by: By) -> None:
    made = OWN.get(how) or BY_OTHERS[how](by[0])
    case.happen(replace(made, id=uuid4()), by=by if how in OWN else CLOCK)


@pytest.mark.parametrize("how", [*OWN, *BY_OTHERS])
def test_what_a_barred_person_put_forward_ends(how: str) -> None:
    case, chair, _member, _proposal = signed()
    bar(case, how, chair)
    assert case.view.proposals.waiting == ()


@pytest.mark.parametrize("how", [*OWN, *BY_OTHERS])
def test_a_step_that_a_barred_person_signed_still_waits_without_them(how: str) -> None:
    case, chair, member, _proposal = signed()
    bar(case, how, member)
    assert [one.signers for one in case.view.proposals.waiting] == [((chair[0], Seat.PANEL_CHAIR),)]


@pytest.mark.parametrize("how", [*OWN, *BY_OTHERS])
def test_a_step_returned_to_a_barred_person_is_left_to_the_others_in_the_seat(how: str) -> None:
    case, chair, member, proposal = signed()
    case.happen(StepReturned(proposal=proposal, step=STEP, proposer=chair[0]), by=member)
    before, own = case.view.proposals, {Seat.PANEL_CHAIR}
    assert (len(before.returned_to(chair[0])), before.left_to(someone("pru"), own)) == (1, ())
    bar(case, how, chair)
    after = case.view.proposals
    assert after.returned_to(chair[0]) == ()
    assert [one.id for one in after.left_to(someone("pru"), own)] == [proposal]
    assert (after.left_to(someone("pru"), {Seat.PANEL_MEMBER}), after.left_to(member[0], own)) == ((), ())


def test_a_step_that_a_barred_person_took_back_is_gone() -> None:
    case, chair, _member, proposal = signed()
    case.happen(StepTakenBack(proposal=proposal, step=STEP), by=chair)
    bar(case, "steps aside", chair)
    assert case.view.proposals.returned == ()


@pytest.mark.parametrize("how", SPARED)
def test_proposals_of_people_who_are_not_barred_still_wait(how: str) -> None:
    case, chair, _member, proposal = signed()
    case.happen(SPARED[how](chair[0]))
    assert [one.id for one in case.view.proposals.waiting] == [proposal]


def test_the_verifier_ends_them_after_the_same_events() -> None:
    kinds = {kind.type for one in BARRING for kind in (one, *one.__subclasses__()) if kind.type}
    assert kinds == set(verify.BARS)
