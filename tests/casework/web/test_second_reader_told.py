"""Colleagues are told of a message that waits for its second reader, and the person who is to release it finds one line."""

from datetime import timedelta

from django.urls import reverse

from casework import tasks
from casework.models import WaitingMessage
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, LATER, desk_page, reporter
from tests.scenario_fixtures import begins

WORDS = "Has anybody called them, godwit?"
WAITS = "a message has waited for a second reader since"


def acknowledged(town: Town) -> Story:
    story = town.story()
    told.acknowledge(story)
    return story


begun = town_begun(to=acknowledged)


def asked_by_screener(town: Town, story: Story) -> str:
    """Let one of the screeners ask the reporter; return their name."""
    return asked_by(town, story, min(story.holding(Seat.SCREENER)))


def asked_by(town: Town, story: Story, one: str) -> str:
    """Let an officer ask the reporter. The message waits for its second reader."""
    sent = {"message": WORDS, "due_on": (now() + timedelta(days=9)).date().isoformat()}
    assert town.browser(one).post(desk_page(story), sent).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    assert WaitingMessage.objects.get().due is None
    while place_letters():
        pass
    return one


def words_at(town: Town, first: str, address: str) -> str:
    return " ".join(text(town.browser(first).get(address)).split())


def letters_of(story: Story) -> str:
    return f"{reverse('case_letters', args=[story.case])}?with=complainant"


def test_intake_is_told_that_a_message_of_the_screener_waits(town: Town, story: Story) -> None:
    assert "Nobody has written." in words_at(town, "ines", letters_of(story))
    one = asked_by_screener(town, story)
    listed, page = (words_at(town, "ines", at) for at in (letters_of(story), desk_page(story)))
    today = f"{WAITS} {now():%-d %B}. Written by: Screener. Who can release it: "
    assert [(today in shown, WORDS in shown) for shown in (listed, page)] == [(True, False)] * 2
    assert ("Nobody has written." in listed, page.index(WAITS) > page.index('id="write_title"')) == (False, True)
    own = words_at(town, one, letters_of(story))
    assert ("your message has waited for a second reader since" in own, "Written by: Screener" in own) == (True, False)


def test_a_colleague_who_can_release_the_message_is_led_to_it(town: Town, story: Story) -> None:
    one = asked_by_screener(town, story)
    (other,) = {*story.holding(Seat.SCREENER)} - {one}
    release = f'href="{reverse("step", args=[story.case, Verb.RELEASE_MESSAGE])}">Read it, then release or return it'
    assert [release in words_at(town, first, desk_page(story)) for first in (other, one)] == [True, False]
    assert WORDS in words_at(town, other, reverse("step", args=[story.case, Verb.RELEASE_MESSAGE]))


def test_a_reporter_is_told_nothing_of_what_waits(town: Town, story: Story) -> None:
    before = len(text(reporter(story).get(FOLLOW)))
    asked_by_screener(town, story)
    assert len(text(reporter(story).get(FOLLOW))) == before


@begins(brought_to("awaiting_response"))
def test_a_colleague_who_may_not_read_the_thread_is_told_nothing(town: Town, story: Story) -> None:
    screener = min(story.holding(Seat.SCREENER))
    asked_by(town, story, story.investigator)
    for first in ("ines", screener):
        shown = words_at(town, first, letters_of(story))
        assert ("Letters and talk" in shown, "has waited for a second reader" in shown) == (True, False)


def test_a_message_that_waits_is_one_line_of_today(town: Town, story: Story) -> None:
    one = asked_by_screener(town, story)
    (other,) = {*story.holding(Seat.SCREENER)} - {one}
    lines = f'href="{reverse("step", args=[story.case, Verb.RELEASE_MESSAGE])}"'
    assert words_at(town, other, reverse("today")).count(lines) == 1
    assert lines not in words_at(town, one, reverse("today"))


@begins(brought_to("awaiting_response"))
def test_the_author_of_a_waiting_message_is_not_offered_its_release_first(town: Town, story: Story) -> None:
    one, case = story.investigator, reverse("case", args=[story.case])
    asked_by(town, story, one)
    rhea = story.seat(Seat.REVIEWER)
    mine, theirs = (words_at(town, first, case).partition('class="ob-menu"') for first in (one, rhea))
    assert ("Release a message" in mine[0], "Release a message" in mine[2]) == (False, True)
    assert "Shut: Somebody else who may read this thread has to release it." in mine[2]
    assert "Release a message" in theirs[0]


@begins(brought_to("investigation"))
def test_a_reader_without_a_seat_is_not_named_and_intake_is_asked_to_seat_one(town: Town, story: Story) -> None:
    assert [story.holding(seat) for seat in (Seat.REVIEWER, Seat.DECIDER)] == [[], []]
    asked_by(town, story, story.investigator)
    page = words_at(town, story.investigator, desk_page(story))
    assert ("Nobody who could release it has a seat yet." in page, "Who can release it:" in page) == (True, False)
    assert "Seat an officer: Reviewer" in words_at(town, "ines", reverse("today"))
    assert "A message waits for a reviewer to release it." in words_at(
        town, "ines", reverse("seats_sheet", args=[story.case])
    )
    story.seat(Seat.REVIEWER)
    assert "Who can release it: Reviewer." in words_at(town, story.investigator, desk_page(story))
