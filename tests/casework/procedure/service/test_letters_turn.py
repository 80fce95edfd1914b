"""A letter that is not opened is the turn of the officer who keeps the letters of the stage."""

from datetime import timedelta

import pytest

from casework.queries.rulebook.worded_conditions import DEMANDED, WORDED
from casework.record import events as e
from casework.record.rights import rights_of
from casework.record.rights.posting import LETTERS_KEPT_BY, PRINTED_WITH, STANDS, poster_of, reads_whole
from casework.record.state.deeming import DEEMED
from casework.record.turns import expected_now, next_change
from casework.vocabulary import CaseState, Channel, Seat, Verb
from notifications.letters.opening import RESTS_ON
from notifications.letters.table import LETTERS as LETTERS_BY_EVENT
from policy.deadlines import last_moment
from tests.casework.pure import CLOCK, PureCase
from tests.casework.pure_road import OLA
from tests.casework.silence import LETTERS, business_day, letter_of, pass_days, posted, sent, state_of
from tests.invariants.turns import time_alone_changes_no_turn_before_it_is_looked_at as nothing_changes_early

OTHER_POSTERS: dict[type[e.Event], Seat] = {e.BreachNoticed: Seat.ADVISER}
"""Who posts where nobody holds the seat that keeps the letters."""
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
    posts = OTHER_POSTERS.get(kind, LETTERS_KEPT_BY[state_of(kind)])
    assert asked(case) == {(posts, Verb.RECORD_SERVICE)}


@pytest.mark.parametrize("kind", LETTERS)
def test_who_posts_a_letter_can_print_all_of_it(kind: type[e.Event]) -> None:
    """The letter about an interim measure alone is printed by the seat that proposes it, and posted by another."""
    case, letter = sent(kind)
    known = case.view.service.letter(letter.id)
    assert known is not None
    posts = poster_of(case.view, known)
    assert posts is not None
    assert reads_whole(case.view, known, rights_of(posts, case.view)) is (kind is not e.InterimProposed)


def test_what_stands_in_a_letter_beside_its_own_texts_is_what_the_letters_say() -> None:
    templates = {kind: LETTERS_BY_EVENT[kind][Seat.RESPONDENT].template for kind in DEEMED if kind in LETTERS_BY_EVENT}
    beside = {kind: RESTS_ON[template] for kind, template in templates.items() if template in RESTS_ON}
    beside |= dict.fromkeys(STANDS, DEMANDED) | dict.fromkeys((e.AppealVaried,), WORDED)
    assert {kind: set(kinds) for kind, kinds in PRINTED_WITH.items()} == {kind: set(it) for kind, it in beside.items()}


def test_what_is_expected_is_computed_once_for_a_view_and_again_for_another_day() -> None:
    view = sent(e.NoticeServed)[0].view
    later = view.having(now=view.now + timedelta(days=14))
    assert expected_now(view) is expected_now(view)
    assert {verb for one in expected_now(later) for verb in one.verbs} & ABOUT_LETTERS
    assert not {verb for one in expected_now(view) for verb in one.verbs} & ABOUT_LETTERS
    again = view.having(now=view.now + timedelta(days=14))
    assert expected_now(again) == expected_now(later)


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


def test_a_reminder_by_post_is_a_turn_a_week_ahead_with_its_day() -> None:
    case, letter = sent(e.HearingReopened)
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)
    assert asked(case) == {(Seat.ADVISER, Verb.REMIND_READER)}
    (one,) = (one for one in expected_now(case.view) if Verb.REMIND_READER in one.verbs)
    assert one.day(case.view) == (None, last_moment(business_day(3), case.view.rules.zone))
    pass_days(case, business_day(3))
    nothing_changes_early(case.view, [])
    reminder = {"channel": Channel.POST, "sent_on": case.view.today, "proof_written": True}
    case.do(Verb.REMIND_READER, by=OLA, about=letter.id, **reminder)
    (one,) = (one for one in expected_now(case.view) if Verb.REMIND_READER in one.verbs)
    assert one.day(case.view) == (None, last_moment(business_day(6), case.view.rules.zone))


def test_a_letter_that_came_back_from_the_post_is_a_turn_at_once_until_it_is_posted_again() -> None:
    case, letter = sent(e.BoardDecided)
    pass_days(case, business_day(2))
    assert asked(case) == set()
    back = {"about": letter.id, "reader": Seat.RESPONDENT, "channel": Channel.POST, "came_back_on": case.view.today}
    case.do(Verb.RECORD_BOUNCE, by=OLA, **back)
    assert asked(case) == {(Seat.BOARD_SECRETARY, Verb.RECORD_SERVICE)}
    assert case.view.service.to_post_again_since(letter.id) == case.view.today
    pass_days(case, business_day(3))
    posted(case, letter)
    assert (asked(case), case.view.service.to_post_again_since(letter.id)) == (set(), None)
    nothing_changes_early(case.view, [])


def test_a_member_who_does_not_know_of_the_case_is_waited_for_by_nobody() -> None:
    case = PureCase.new(state=CaseState.INVESTIGATION)
    case.happen(letter_of(e.HoldPlaced), by=OLA)
    pass_days(case, business_day(20))
    assert asked(case) == set()


def test_letters_are_kept_in_every_state_in_which_one_waits() -> None:
    assert {state_of(kind) for kind in LETTERS} <= set(LETTERS_KEPT_BY) <= set(CaseState) - {CaseState.CLOSED}
