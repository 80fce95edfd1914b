"""Where nobody who posts letters can print one whole, the page names who can."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.template.loader import render_to_string

from casework.queries.people.who_posts import who_posts
from casework.record import events as e
from casework.vocabulary import Seat, Verb
from notifications.templatetags.service_letters import Reminding, ServiceLetter, _printed_by, _seats_wanted, _why_not
from tests.casework.silence import sent


def test_others_who_can_print_a_letter_are_named_where_nobody_who_posts_can() -> None:
    pure, told = sent(e.InterimProposed)
    letter = pure.view.service.letter(told.id)
    assert letter is not None
    screener, held = uuid4(), pure.view.people.seats
    people = replace(pure.view.people, seats=type(held)([*held, (screener, Seat.SCREENER)]))
    view = replace(pure.view, people=people)
    names = {person: "Somebody Else" for person, _seat in held} | {screener: "Sara Screener"}
    case: Any = SimpleNamespace(view=view, names=names, seats=frozenset({Seat.INVESTIGATOR}))
    assert who_posts(case, letter) == ()
    assert f"{Seat.SCREENER.label}, Sara Screener" in _printed_by(case, letter)
    assert str(Seat.SCREENER.label) in _seats_wanted(case, letter)


def test_where_no_seat_could_print_a_letter_the_page_says_what_can_be_done_instead() -> None:
    pages = [
        render_to_string("casework/steps/nobody_could_print.html", {"keeper": one})
        for one in (Seat.INVESTIGATOR.label, "")
    ]
    assert ["write to the member that a letter waits there" in page for page in pages] == [True, True]
    assert ["Investigator posts and records" in " ".join(page.split()) for page in pages] == [True, False]


def test_a_letter_that_came_back_is_not_said_to_be_reminded_of_by_mail() -> None:
    pure, told = sent(e.InterimProposed)
    reminding = Reminding(number=1, on=pure.view.today, sent=False)
    parts: dict[str, Any] = {"letter": None, "name": "Letter", "key": f"{told.id}:respondent"}
    nobody: dict[str, Any] = {"posted_by": (), "printed_by": (), "seats_wanted": (), "keeper": ""}
    letter = ServiceLetter(**parts, **nobody, waits=False, posted=False, reminders=(reminding,), prints=False)
    by_mail = replace(letter, reminders=())
    assert [str(_why_not(Verb.REMIND_READER, one)) for one in (letter, by_mail)] == [
        "",
        "No mail about it came back, so its reminders go by e-mail, without you.",
    ]
