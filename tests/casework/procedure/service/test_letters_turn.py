"""A letter that is not opened is the turn of the officer who keeps the letters of the stage."""

from datetime import timedelta

import pytest

from casework.record import events as e
from casework.record.turns import LETTERS_KEPT_BY, expected_now, next_change
from casework.vocabulary import CaseState, Channel, Seat, Verb
from policy.deadlines import last_moment
from tests.casework.pure import CLOCK, PureCase
from tests.casework.pure_road import OLA
from tests.casework.silence import LETTERS, business_day, letter_of, pass_days, posted, sent, state_of
from tests.invariants.turns import time_alone_changes_no_turn_before_it_is_looked_at as nothing_changes_early

ABOUT_LETTERS = {Verb.REMIND_READER, Verb.RECORD_SERVICE}


def asked(case: PureCase) -> set[tuple[Seat, Verb]]:
    """Return which seats are expected to do something about letters."""
    return {(one.seats[0], verb) for one in expected_now(case.view) for verb in one.verbs if verb in ABOUT_LETTERS}


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_is_a_turn_once_five_business_days_have_passed(kind: type[e.Event]) -> None:
    case, _ = sent(kind)
    pass_days(case, business_day(5))
    assert asked(case) == set()
    pass_days(case, business_day(6))
    assert asked(case) == {(LETTERS_KEPT_BY[state_of(kind)], Verb.RECORD_SERVICE)}


def test_the_turn_ends_when_the_letter_is_opened_or_its_posting_is_proven() -> None:
    case, letter = sent(e.NoticeServed)
    pass_days(case, business_day(6))
    posted(case, letter)
    assert asked(case) == set()
    other, opened = sent(e.PanelListServed)
    pass_days(other, business_day(6))
    other.serve(opened.id, Seat.RESPONDENT)
    assert asked(other) == set()


def test_the_moment_at_which_it_becomes_a_turn_is_known_in_advance() -> None:
    case, _ = sent(e.PanelListServed)
    pass_days(case, business_day(5))
    until = next_change(case.view)
    assert until is not None
    assert timedelta(0) < until - last_moment(business_day(5), case.view.rules.zone) < timedelta(seconds=1)
    nothing_changes_early(case.view, [])
    pass_days(case, business_day(6))
    nothing_changes_early(case.view, [])


def test_a_reminder_by_post_is_a_turn_on_the_day_it_is_due() -> None:
    case, letter = sent(e.PanelListServed)
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)
    pass_days(case, business_day(2))
    assert asked(case) == set()
    nothing_changes_early(case.view, [])
    pass_days(case, business_day(3))
    assert asked(case) == {(Seat.ADVISER, Verb.REMIND_READER)}
    reminder = {"channel": Channel.POST, "sent_on": case.view.today, "proof_written": True}
    case.do(Verb.REMIND_READER, by=OLA, about=letter.id, **reminder)
    assert asked(case) == set()


def test_a_member_who_does_not_know_of_the_case_is_waited_for_by_nobody() -> None:
    case = PureCase.new(state=CaseState.INVESTIGATION)
    case.happen(letter_of(e.HoldPlaced), by=OLA)
    pass_days(case, business_day(20))
    assert asked(case) == set()


def test_letters_are_kept_in_every_state_in_which_one_waits() -> None:
    assert {state_of(kind) for kind in LETTERS} <= set(LETTERS_KEPT_BY) <= set(CaseState) - {CaseState.CLOSED}
