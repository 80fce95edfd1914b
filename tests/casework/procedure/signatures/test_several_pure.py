"""Several proofs of service wait at once, each for the letter that it is about."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from casework.record import events as e
from casework.record.events import Event, StepProposed, StepReturned, StepTakenBack
from casework.record.state import Proposal
from casework.vocabulary import Channel, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.signatures import read_first
from tests.casework.pure import PureCase
from tests.casework.pure_road import INTAKE, OLA
from tests.casework.silence import sent

STEP = Verb.RECORD_SERVICE


def with_two() -> tuple[PureCase, tuple[Proposal, ...]]:
    """A case in which the proofs of two letters wait, with both proposals."""
    case, _letter = sent(e.PanelListServed, reached=False)
    for one in case.view.service.unserved:
        case.happen(StepProposed(step=STEP, subject=one.about), by=OLA)
    return case, case.view.proposals.all_of(STEP)


def sign(case: PureCase, proposal: Proposal, about: UUID) -> Event:
    """Let somebody else sign a proposal, as the door does: it puts first what the signer has read."""
    case.view = read_first(case.view, proposal.id)
    proof = {"channel": Channel.POST, "posted_on": case.view.today, "proof_written": True}
    made: Event = case.do(STEP, by=INTAKE, about=about, reader=Seat.RESPONDENT, **proof)
    return made


def test_a_proof_ends_the_proposal_about_its_letter_and_no_other() -> None:
    case, (first, second) = with_two()
    assert second.subject is not None and first.subject is not None
    sign(case, second, second.subject)
    assert list(case.view.proposals.waiting) == [first]
    sign(case, first, first.subject)
    assert list(case.view.proposals.waiting) == []
    assert case.replayed() == case.view


def test_a_first_signature_about_one_letter_proves_no_other() -> None:
    case, (first, second) = with_two()
    assert second.subject is not None
    with pytest.raises(NotNow) as refused:
        sign(case, first, second.subject)
    assert refused.value.reasons == (REASONS["proposal_is_about_the_letter"],)


def test_a_new_proposal_replaces_that_about_the_same_letter() -> None:
    case, (first, second) = with_two()
    case.happen(again := StepProposed(step=STEP, subject=first.subject), by=OLA)
    assert [one.id for one in case.view.proposals.waiting] == [second.id, again.id]


def test_one_that_was_not_seen_is_not_replaced() -> None:
    case, (first, second) = with_two()
    for seen in (None, second.id):
        with pytest.raises(NotNow) as refused:
            case.do(Verb.PROPOSE_STEP, by=OLA, proposed=STEP, subject=first.subject, replaces=seen)
        assert refused.value.reasons == (REASONS["proposal_replaces_what_was_seen"],)


@pytest.mark.parametrize("how", [StepReturned, StepTakenBack])
def test_what_is_given_back_ends_alone(how: type[StepReturned] | type[StepTakenBack]) -> None:
    case, (first, second) = with_two()
    more = {"proposer": OLA[0]} if how is StepReturned else {}
    case.happen(how(proposal=first.id, step=STEP, **more), by=INTAKE)
    assert case.view.proposals.waiting == (second,)
    (back,) = case.view.proposals.returned
    assert (back.id, back.subject) == (first.id, first.subject)


def test_putting_one_first_moves_nothing_else() -> None:
    case, (first, second) = with_two()
    other = Proposal(id=uuid4(), step=Verb.PLACE_HOLD, subject=None, signers=())
    case.view = replace(case.view, proposals=replace(case.view.proposals, waiting=(first, other, second)))
    assert read_first(case.view, second.id).proposals.waiting == (second, first, other)
    assert read_first(case.view, other.id) == read_first(case.view, uuid4()) == case.view
