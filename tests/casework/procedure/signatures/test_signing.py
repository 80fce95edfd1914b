"""A signer has read what they sign: a proposal that was rewritten meanwhile is never signed unseen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine

from casework.access import Actor
from casework.models import Case
from casework.procedure.holds.forms import PlaceHoldForm
from casework.procedure.signatures.actions import propose_step, sign_step
from casework.verbs import VERBS, perform
from casework.vocabulary import Verb
from casework.workflow.guard import REASONS
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import last, take, trying

pytestmark = pytest.mark.django_db
HOLD = {"clocks": ["SCREEN"], "reasons": "A court sits on the same facts."}


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def put_forward(inquiry: Inquiry) -> tuple[Case, Actor, Actor]:
    """Return a case in which one screener has put a hold forward, that screener, and the one who may sign it."""
    case = inquiry.screening()
    first, second = inquiry.screeners(case)
    return take(case, Verb.PLACE_HOLD, first, **HOLD), first, second


def replace_waiting(case: Case, by: Actor) -> Case:
    """Put something else in the place of what waits."""
    return perform(
        VERBS[Verb.PLACE_HOLD], reference=case.reference, by=by, typed=HOLD | {"reasons": "Else."}, replace_waiting=True
    )


def test_who_put_a_step_forward_does_not_sign_it(inquiry: Inquiry) -> None:
    case, first, _ = put_forward(inquiry)
    assert refused(case, trying(case, Verb.PLACE_HOLD, first)) == (REASONS["second_person_signed"],)


def test_a_proposal_that_is_replaced_between_the_check_and_the_lock_is_not_signed(inquiry: Inquiry) -> None:
    case, first, second = put_forward(inquiry)

    class WhileTheFirstHandWritesAnew(PlaceHoldForm):
        """The form as it is, in which time passes."""

        def is_valid(self) -> bool:
            """Check what was read, after it was replaced."""
            replace_waiting(case, first)
            return super().is_valid()

    slow = replace(VERBS[Verb.PLACE_HOLD], form=WhileTheFirstHandWritesAnew)
    read = str(case.view.proposals.waiting[0].id)
    with pytest.raises(Exception, match="was rewritten") as raised:
        perform(slow, reference=case.reference, by=second, typed={}, read=read)
    assert raised.value.reasons == (REASONS["signer_has_read_it"],)  # type: ignore[attr-defined]
    assert last(case)[0] == "case.step_proposed"


def test_one_signature_of_several_is_bound_to_what_was_read(inquiry: Inquiry) -> None:
    case, first, second = put_forward(inquiry)
    read = case.view.proposals.waiting[0].id
    case = replace_waiting(case, first)
    sign: dict[str, Any] = {"reference": case.reference, "by": second, "step": Verb.PLACE_HOLD, "signs": read}
    assert refused(case, lambda: sign_step(**sign)) == (REASONS["signer_has_read_it"],)


def test_nobody_replaces_a_proposal_that_they_have_not_seen(inquiry: Inquiry) -> None:
    case, first, second = put_forward(inquiry)
    seen = case.view.proposals.waiting[0].id
    case = replace_waiting(case, first)
    mine: dict[str, Any] = {
        "reference": case.reference,
        "by": second,
        "step": Verb.PLACE_HOLD,
        "subject": None,
        "typed": {},
    }
    for replaces in (None, seen):
        reasons = refused(case, lambda replaces=replaces: propose_step(**mine, replaces=replaces))
        assert reasons == (REASONS["proposal_replaces_what_was_seen"],)
    for read in (str(seen), ""):
        stale: dict[str, Any] = {"typed": HOLD, "replace_waiting": True, "read": read}
        unseen = refused(
            case,
            lambda stale=stale: perform(VERBS[Verb.PLACE_HOLD], reference=case.reference, by=second, **stale),
        )
        assert unseen == (REASONS["proposal_replaces_what_was_seen"],)
