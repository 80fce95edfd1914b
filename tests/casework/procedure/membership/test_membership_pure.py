"""What the respondent is to the Society, without a database."""

from datetime import timedelta

import pytest

from casework.vocabulary import CaseState, ClockName, Membership, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import By, someone
from tests.casework.pure_answer import due, past, served
from tests.casework.pure_road import OLA, SAM, SOL, in_screening, ready_to_investigate

REGI: By = (someone("regi"), Seat.REGISTRAR)


def test_case_2_a_member_who_resigns_or_lapses_mid_case_is_not_freed() -> None:
    """Procedure, section 13, case 2: the resignation is deferred and the clocks run."""
    case = served()
    before = due(case)
    case.do(Verb.RECORD_STANDING, by=REGI, standing=Membership.LAPSED, since=case.view.today)
    case.do(Verb.DEFER_RESIGNATION, by=REGI, received_on=case.view.today)
    assert case.state == CaseState.AWAITING_RESPONSE
    assert due(case) == before
    assert case.view.membership.deferred is True
    assert case.reasons(Verb.DEFER_RESIGNATION, by=REGI) == [REASONS["no_resignation_waits"]]
    assert [run.name for run in case.view.clocks if run.waiting] == []
    past(case, ClockName.RESPONSE)
    case.do(Verb.RESPONSE_LAPSES, by=(someone("the clock"), Seat.CLOCK))
    assert case.replayed() == case.view


def test_a_resignation_takes_effect_when_the_case_is_over() -> None:
    case = ready_to_investigate()
    case.do(Verb.DEFER_RESIGNATION, by=REGI, received_on=case.view.today)
    case.two(Verb.REFER_CASE, first=SOL, second=SAM, consented=True, duty=False)
    case.do(Verb.ACCEPT_RESIGNATION, by=REGI)
    assert (case.view.membership.standing, case.view.membership.deferred) == (Membership.RESIGNED, False)
    assert case.reasons(Verb.ACCEPT_RESIGNATION, by=REGI) == [REASONS["resignation_waits"]]


@pytest.mark.parametrize(
    ("standing", "days"), [(Membership.MEMBER, 0), (Membership.LAPSED, 1)], ids=["the same", "not yet"]
)
def test_a_standing_is_another_one_and_of_a_day_that_has_come(standing: Membership, days: int) -> None:
    case = ready_to_investigate()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RECORD_STANDING, by=REGI, standing=standing, since=case.view.today + timedelta(days=days))
    assert refused.value.reasons == (REASONS["standing_has_changed"],)


def test_a_resignation_comes_in_before_it_is_deferred_and_somebody_has_to_be_accused() -> None:
    case = ready_to_investigate()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DEFER_RESIGNATION, by=REGI, received_on=case.view.today + timedelta(days=1))
    assert refused.value.reasons == (REASONS["resignation_was_received"],)
    assert in_screening().reasons(Verb.RECORD_STANDING, by=REGI) == [REASONS["respondent_is_known"]]


def test_another_respondent_brings_a_standing_of_their_own() -> None:
    case = ready_to_investigate()
    case.do(Verb.RECORD_STANDING, by=REGI, standing=Membership.LAPSED, since=case.view.today)
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=someone("another"))
    assert case.view.membership.standing is Membership.MEMBER
    assert case.view.people.holding(Seat.INVESTIGATOR) == {OLA[0]}
