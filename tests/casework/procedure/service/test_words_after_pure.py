"""What is said after a step about service: from when a letter counts as served, what it still needs, and who sends it again."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils.formats import date_format

from casework.procedure.service.forms import names_of_letters
from casework.procedure.service.reminders import (
    letter_to_remind_of,
    words_of_last_proof,
    words_of_last_reminder,
    words_of_return,
)
from casework.record import events as e
from casework.record.rights.posting import poster_of
from casework.vocabulary import Channel, Seat, Verb
from casework.workflow.guard import Acting
from tests.casework.pure import CLOCK, PureCase, someone
from tests.casework.silence import business_day, pass_days, posted, sent


def back(case: PureCase, letter: e.Event, channel: Channel = Channel.MAIL) -> None:
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=channel)


def remind(case: PureCase, letter: e.Event, after: int) -> Any:
    """Post a reminder on this business day; return the case as pages have it."""
    pass_days(case, business_day(after))
    by_post = {"channel": Channel.POST, "sent_on": case.view.today, "proof_written": True}
    known = case.view.service.letter(letter.id)
    seat = poster_of(case.view, known) if known else None
    assert seat is not None
    case.do(Verb.REMIND_READER, by=(someone("who posts"), seat), about=letter.id, **by_post)
    return case


def named(case: PureCase, letter: e.Event) -> str:
    return names_of_letters(case.view, case.acting)[letter.id]


def day_in_words(day: Any) -> str:
    assert day is not None
    return date_format(day, "j F Y")


def test_after_a_reminder_the_day_of_the_next_is_said_and_after_the_last_from_when_it_counts() -> None:
    case, letter = sent(e.HearingReopened)
    known = case.view.service.letter(letter.id)
    assert known is not None
    back(case, letter)
    said = words_of_last_reminder(remind(case, letter, 3))
    due = day_in_words(case.view.service.first_day_of_reminder(known, case.view.rules))
    assert said == (
        f"The letter does not count as served yet. Post its next reminder on {due} or later: {named(case, letter)}."
    )
    said = words_of_last_reminder(remind(case, letter, 6))
    counts = day_in_words(case.view.service.deemed_day(known, case.view.rules))
    assert said == f"With this reminder the letter counts as served from {counts}: {named(case, letter)}."


@pytest.mark.parametrize("kind", [e.BoardDecided, e.NoticeServedAgain])
def test_both_reminders_alone_do_not_serve_a_letter_that_needs_proof(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    back(case, letter)
    remind(case, letter, 3)
    said = words_of_last_reminder(remind(case, letter, 6))
    needs = "They alone do not serve this letter; its proof is needed too"
    assert said == f"Both reminders are entered. {needs}: {named(case, letter)}."


def test_the_proof_of_a_letter_says_from_when_it_counts() -> None:
    case, letter = sent(e.PanelListServed)
    posted(case, letter)
    served = day_in_words(case.view.service.day(letter.id, Seat.RESPONDENT))
    pages: Any = case
    assert words_of_last_proof(pages) == (
        f"With this proof the letter counts as served from {served}: {named(case, letter)}."
    )


def test_the_proof_of_a_decision_says_what_it_needs_too() -> None:
    case, letter = sent(e.BoardDecided)
    posted(case, letter)
    pages: Any = case
    assert words_of_last_proof(pages) == (
        f"This proof alone does not serve the letter. It needs its reminders and their days too: {named(case, letter)}."
    )


def test_a_letter_that_came_back_says_who_sends_it_again_while_it_is_not_served() -> None:
    case, letter = sent(e.PanelListServed)
    pages: Any = case
    assert words_of_return(pages) == ""
    back(case, letter, Channel.POST)
    known = case.view.service.letter(letter.id)
    seat = poster_of(case.view, known) if known else None
    assert seat is not None
    assert words_of_return(pages) == f"It is not served. It is sent again by: {seat.label}."
    case.serve(letter.id, Seat.RESPONDENT)
    assert words_of_return(pages) == ""


def test_the_letter_to_remind_of_is_named_ahead_to_those_who_can_post_it() -> None:
    case, letter = sent(e.HearingReopened)
    pages: Any = case
    assert letter_to_remind_of(pages) == ""
    back(case, letter)
    case.acting = Acting(person=uuid4(), seats=frozenset({Seat.ADVISER}))
    assert letter_to_remind_of(pages) == named(case, letter)
    case.acting = Acting(person=uuid4(), seats=frozenset({Seat.MONITOR}))
    assert letter_to_remind_of(pages) == ""
