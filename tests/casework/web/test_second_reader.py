"""What the Society writes to a sealed reporter is read by a second person before it goes out."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.budgets import PER_HOUR, Budget
from accounts.models import User
from casework import tasks
from casework.access import Actor
from casework.models import Case, Turn, WaitingMessage
from casework.procedure.conversation.actions import release_message, return_message, take_back_message
from casework.vocabulary import HeldByCheck, NotNow, Seat, Thread, Verb
from casework.web.conversation.drafts import put_back
from ledger import queries as ledger
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import acknowledge, screener
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.drafting import keep
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, LATER, desk_page, reporter, say
from tests.scenario_fixtures import begins
from vault.models import SealedFile

begun = town_begun(to=brought_to("awaiting_response"))
IN_NINE_DAYS = timedelta(days=9)
WORDS, NOTE = "We met your colleague, godwit.", "Take the colleague out, plover."
DECIDERS = ("dana", "dev", "dora")


def put_forward(town: Town, story: Story, thread: Thread = Thread.REPORTER) -> WaitingMessage:
    """A message with a file that the investigator wrote, half a minute ago."""
    due = (now() + IN_NINE_DAYS).date()
    sent = {
        "message": WORDS,
        "file_1": SimpleUploadedFile("plan.txt", b"The plan, bittern."),
        "caption_1": "A plan.",
        "due_on": due.isoformat(),
    }
    assert town.browser(story.investigator).post(desk_page(story, thread), sent).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    return WaitingMessage.objects.get()


def page_of(story: Story, verb: Verb) -> str:
    return reverse("step", args=[story.case, verb.value])


def waiting_items() -> dict[str, set[str]]:
    """Who is notified of what about messages, by first names."""
    while place_letters():
        pass
    found: dict[str, set[str]] = {}
    for item in Item.objects.filter(topic__in=("second_reading", "message_back"), withdrawn_at=None):
        found.setdefault(item.topic, set()).add(item.person.name.split()[0].lower())
    return found


def turns(story: Story) -> set[User]:
    rows = Turn.objects.filter(case__reference=story.case, step=Verb.RELEASE_MESSAGE)
    return {turn.user for turn in rows}


def test_a_second_reader_reads_every_word_and_lets_it_go_out(town: Town, story: Story) -> None:
    silent = text(reporter(story).get(FOLLOW))
    row = put_forward(town, story)
    rhea = story.seat(Seat.REVIEWER)
    assert turns(story) == {town.people[first] for first in (rhea, *DECIDERS)}
    by = Actor(user=town.people[story.investigator])
    with pytest.raises(NotNow, match="Somebody else who may read this thread"):
        release_message(reference=story.case, by=by, message=row.pk)
    with pytest.raises(NotNow, match="A second reader has this message"):
        take_back_message(reference=story.case, by=by, message=row.pk, put_back=partial(put_back, by))
    assert town.browser("dana").get(desk_page(story)).status_code == 403
    own = text(town.browser(story.investigator).get(desk_page(story)))
    assert ("a second reader has it" in own, WORDS in own, "Take it back" in own) == (True, True, False)
    own = " ".join(own.split())
    assert (
        "Who can do it: Reviewer or Decider." in own,
        f"Please answer by {now() + IN_NINE_DAYS:%-d %B %Y}." in own,
    ) == (True, True)
    assert len(text(reporter(story).get(FOLLOW))) == len(silent)
    page = text(town.browser(rhea).get(page_of(story, Verb.RELEASE_MESSAGE)))
    assert [words in page for words in (WORDS, "The plan, bittern.", "A plan.", "plan.txt", "Investigator")] == [
        True
    ] * 5
    assert 'href="../return_message/"' in page
    sent = {"message": str(row.pk)}
    assert town.browser(rhea).post(page_of(story, Verb.RELEASE_MESSAGE), sent).status_code == 302
    with pytest.raises(NotNow, match="has gone out"):
        take_back_message(reference=story.case, by=by, message=row.pk, put_back=partial(put_back, by))
    late = town.browser("dana").post(page_of(story, Verb.RETURN_MESSAGE), sent | {"note": NOTE})
    assert [words in text(late) for words in (NOTE, "No message waits for a second reader here.")] == [True, True]
    tasks.deliver_messages()
    shown = text(reporter(story).get(FOLLOW))
    assert (WORDS in shown, "second reader" in shown, turns(story), WaitingMessage.objects.count()) == (
        True,
        False,
        set(),
        0,
    )
    entries = ledger.stream(Case.objects.get(reference=story.case).stream)[-3:]
    assert [(entry.type, entry.body["role"]) for entry in entries] == [
        ("case.message_released", "reviewer"),
        ("case.reporter_message_sent", "investigator"),
        ("case.reporter_message_file_sent", "investigator"),
    ]


def acknowledged(town: Town) -> Story:
    """A report with two screeners, who may release each other's messages to the reporter."""
    made = town.story()
    acknowledge(made)
    return made


@begins(acknowledged)
def test_a_second_reader_of_the_thread_reads_the_question_beside_the_answer(town: Town, story: Story) -> None:
    asked, writer = "When will you decide, curlew?", screener(story)
    say(town, reporter(story), FOLLOW, asked)
    assert town.browser(writer).post(desk_page(story), {"message": WORDS}).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    other = next(one for one in story.holding(Seat.SCREENER) if one != writer)
    page = text(town.browser(other).get(page_of(story, Verb.RELEASE_MESSAGE)))
    assert 0 < page.find(asked) < page.find(WORDS)
    outside = text(town.browser(story.seat(Seat.REVIEWER)).get(page_of(story, Verb.RELEASE_MESSAGE)))
    assert (WORDS in outside, asked in outside, "not the message it answers" in outside) == (True, False, True)


def test_a_message_comes_back_to_its_author_as_a_draft_with_the_note(town: Town, story: Story) -> None:
    rhea = story.seat(Seat.REVIEWER)
    row, officer = put_forward(town, story), town.browser(story.investigator)
    assert waiting_items() == {"second_reading": {rhea, *DECIDERS}}
    page, reader = page_of(story, Verb.RETURN_MESSAGE), town.browser(rhea)
    assert keep(reader, page, {"message": str(row.pk), "note": NOTE}).json() == {"version": 1}
    again = text(town.browser(rhea).get(page))
    assert (NOTE in again, WORDS in again) == (True, True)
    missing = reader.post(page, {"message": str(row.pk), "note": ""})
    assert (missing.status_code, ": write this before you go on." in text(missing)) == (422, True)
    named = reader.post(page, {"message": str(row.pk), "note": "Ask Wilma Quill."})
    assert (named.status_code, "Look in “What has to change”." in text(named)) == (409, True)
    assert reader.post(page, {"message": str(row.pk), "note": NOTE}).status_code == 302
    assert waiting_items() == {"message_back": {story.investigator}}
    line = text(officer.get(reverse("today"))).partition(f'href="{desk_page(story)}"')[2].partition("</a>")[0]
    assert "A message to the reporter came back to you with a note" in line
    row.refresh_from_db()
    assert NOTE.encode() not in bytes(row.note or b"")
    own = text(officer.get(desk_page(story)))
    assert [words in own for words in (NOTE, WORDS, "a second reader returned it", "Delete it")] == [True] * 4
    filled = text(officer.get(f"{desk_page(story)}?again={row.pk}"))
    assert (filled.count(WORDS), f'value="{row.pk}"' in filled, "Its file goes with it." in filled) == (2, True, True)
    sent = {"message": "We met somebody, godwit.", "instead_of": str(row.pk)}
    assert officer.post(desk_page(story), sent).status_code == 302
    new = WaitingMessage.objects.get()
    assert (new.files, new.pk == row.pk, SealedFile.objects.filter(pk__in=new.files).count()) == (row.files, False, 1)
    assert NOTE not in text(officer.get(desk_page(story)))


def test_nothing_goes_out_that_is_held_or_whose_author_has_left(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(story.view.rules.limits, "second_reader_of_member", 1)
    investigator, by = story.investigator, Actor(user=town.people["dana"])
    row = put_forward(town, story, Thread.RESPONDENT)
    with monkeypatch.context() as spent, pytest.raises(HeldByCheck, match="Within an hour"):
        spent.setitem(PER_HOUR, Budget.HELD, -1)
        release_message(reference=story.case, by=by, message=row.pk)
    story.by(investigator, Verb.DECLARE_CONFLICT, confirmed="on")
    with pytest.raises(NotNow, match="can no longer write there"):
        release_message(reference=story.case, by=by, message=row.pk)
    return_message(reference=story.case, by=by, message=row.pk, note=NOTE)
    left = SealedFile.objects.filter(pk__in=row.files).count()
    assert (WaitingMessage.objects.count(), left, turns(story)) == (0, 0, set())


@begins(brought_to("investigation"))
def test_a_case_that_closes_gives_the_message_back_to_its_author(town: Town, story: Story) -> None:
    row, seating = put_forward(town, story), Turn.objects.filter(step=Verb.SEAT_OFFICER, user=town.people["ines"])
    assert (turns(story), seating.exists()) == (set(), True)
    rhea = story.seat(Seat.REVIEWER)
    assert (turns(story), seating.exists()) == ({town.people[rhea]}, False)
    refers = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    story.two(story.investigator, story.seat(Seat.DECIDER), Verb.REFER_CASE, **refers)
    assert (story.view.conversation.put_forward, turns(story), waiting_items()) == ((), set(), {})
    assert town.browser(rhea).get(page_of(story, Verb.RELEASE_MESSAGE)).status_code == 403
    officer = town.browser(story.investigator)
    own = text(officer.get(desk_page(story)))
    assert ("nobody could write here any more" in own, WORDS in own) == (True, True)
    assert officer.post(desk_page(story), {"take_back": str(row.pk)}).status_code == 302
    assert WaitingMessage.objects.count() == 0


@begins(acknowledged)
def test_a_reader_of_two_messages_is_not_told_of_the_second_that_it_went_out(town: Town, story: Story) -> None:
    writer, words = screener(story), ("When was it, knot?", "And where, knot?")
    for one in words:
        assert town.browser(writer).post(desk_page(story), {"message": one}).status_code == 302
        town.clock.shift(LATER)
        tasks.deliver_messages()
    other = next(one for one in story.holding(Seat.SCREENER) if one != writer)
    waiting = story.view.conversation.put_forward[0]
    release_message(reference=story.case, by=Actor(user=town.people[other]), message=waiting.message)
    page = " ".join(text(town.browser(other).get(page_of(story, Verb.RELEASE_MESSAGE))).split())
    assert [one in page for one in (*words, "already taken this step")] == [False, True, False]
