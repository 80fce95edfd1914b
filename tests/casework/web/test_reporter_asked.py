"""The step about the reporter's name: whether they were asked, whether an answer came, and a message that asks them."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from casework import tasks
from casework.access import Actor
from casework.models import Case, WaitingMessage
from casework.procedure.conversation.actions import release_message
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import decide_identity
from casework.queries.checks.replay import drifts
from casework.queries.queue.asking import Asking, asking
from casework.vocabulary import IdentityDecision, NotNow, Seat, Thread, Verb
from ledger.clock import now
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.drafting import sent_along
from tests.casework.web.reporting import text
from tests.casework.web.second_readers import reader_of, release_what_waits
from tests.casework.web.test_conversation_pages import FOLLOW, LATER, desk_page, pass_by, reporter
from tests.scenario_fixtures import begins

begun = town_begun(to=brought_to("investigation"))
ASKS = "Do you want it to stay sealed?"


def asked_of(town: Town, story: Story) -> str:
    """Return in one line what the step shows of it."""
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.DECIDE_IDENTITY])))
    return " ".join(page.partition('id="reporter_asked"')[2].partition("</section>")[0].split())


def is_asked_open(town: Town, story: Story) -> bool:
    """Whether the officer can tick that the reporter was asked."""
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.DECIDE_IDENTITY])))
    (box,) = re.findall(r'<input[^>]*name="asked"[^>]*>', page)
    return "disabled" not in box


def test_the_step_leads_to_a_message_that_asks_the_reporter(town: Town, story: Story) -> None:
    at, shown = f"{desk_page(story)}?begin=identity#write_title", asked_of(town, story)
    assert ("Nobody has written to the reporter yet." in shown, f'href="{at}"' in shown) == (True, True)
    page = text(town.browser(story.investigator).get(at))
    assert ASKS in page.partition('<textarea name="message"')[2].partition("</textarea>")[0]


def test_the_thread_leads_to_the_decision_until_it_is_made(town: Town, story: Story) -> None:
    officer, there = town.browser(story.investigator), reverse("step", args=[story.case, Verb.DECIDE_IDENTITY])

    def leads(path: str) -> bool:
        return f'href="{there}"' in text(officer.get(path)).partition('id="write_title"')[2].partition("</form>")[0]

    before = leads(f"{desk_page(story)}?begin=identity")
    assert officer.post(f"{desk_page(story)}?begin=identity", {"message": ASKS}).status_code == 302
    sent = leads(desk_page(story))
    release_after_delivery(town)
    story.by(story.investigator, Verb.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons="Sealed.")
    assert (before, sent, leads(desk_page(story))) == (True, True, False)


@begins(brought_to("awaiting_response"))
def test_nobody_is_led_to_a_decision_that_they_cannot_take(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.DECIDE_IDENTITY])
    page = text(officer.get(f"{desk_page(story)}?begin=identity"))
    assert (officer.get(step).status_code, ASKS in page, f'href="{step}"' in page) == (403, True, False)


@begins(brought_to("awaiting_response"))
def test_a_member_is_never_asked_about_a_sealed_name(town: Town, story: Story) -> None:
    pages = [
        text(town.browser(story.investigator).get(f"{desk_page(story, thread)}?begin=identity"))
        for thread in (Thread.REPORTER, Thread.RESPONDENT)
    ]
    assert [(ASKS in page, "May the name become known?" in page) for page in pages] == [(True, True), (False, False)]


def test_the_step_shows_whether_a_question_went_out_and_an_answer_came(town: Town, story: Story) -> None:
    due = (now() + timedelta(days=9)).date()
    officer = town.browser(story.investigator)
    assert officer.post(desk_page(story), {"message": ASKS, "due_on": due.isoformat()}).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    waits = asked_of(town, story)
    assert is_asked_open(town, story) is False
    assert ("your message has waited for a second reader" in waits, "the Society asked" in waits) == (True, False)
    release_what_waits(town.people)
    asked = asked_of(town, story)
    assert is_asked_open(town, story) is True
    assert f"the Society asked for an answer by {due:%-d %B}: no answer yet" in asked
    question = str(next(iter(story.view.conversation.get(Thread.REPORTER).questions)))
    assert reporter(story).post(FOLLOW, {"message": "Yes, dunlin.", "answers": question}).status_code == 302
    pass_by(town)
    answered = asked_of(town, story)
    assert ("the reporter answered a question" in answered, "no answer yet" in answered) == (True, False)
    assert ("dunlin" in answered, f'href="{desk_page(story)}">Read these messages' in answered) == (False, True)


def test_the_tick_is_shut_while_the_question_can_still_be_taken_back(town: Town, story: Story) -> None:
    assert town.browser(story.investigator).post(desk_page(story), {"message": ASKS}).status_code == 302
    sealed, by = IdentityDecision.STAYS_SEALED, Actor(user=town.people[story.investigator])
    decide = partial(
        decide_identity, reference=story.case, by=by, decision=sealed, asked=True, reasons="No need of it."
    )
    assert is_asked_open(town, story) is False
    with pytest.raises(NotNow, match="has not gone out yet"):
        decide()
    release_after_delivery(town)
    assert is_asked_open(town, story) is True
    decide()
    assert story.view.screening.identity_decision is sealed


def test_a_later_question_that_waits_shuts_the_tick_again(town: Town, story: Story) -> None:
    ask(town, story, days=9)
    open_before = is_asked_open(town, story)
    assert town.browser(story.investigator).post(desk_page(story), {"message": ASKS}).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    waits = is_asked_open(town, story)
    release_what_waits(town.people)
    assert (open_before, waits, is_asked_open(town, story)) == (True, False, True)


def test_the_second_reader_is_told_that_the_decision_was_made(town: Town, story: Story) -> None:
    story.seat(Seat.REVIEWER)
    assert town.browser(story.investigator).post(desk_page(story), {"message": ASKS}).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    (reviewer,) = story.holding(Seat.REVIEWER)
    release = reverse("step", args=[story.case, Verb.RELEASE_MESSAGE])
    before = text(town.browser(reviewer).get(release))
    do(
        Verb.DECIDE_IDENTITY, reference=story.case, by=Actor(user=town.people[story.investigator]),
        decision=IdentityDecision.STAYS_SEALED, asked=True, reasons="No need of it, wigeon.",
    )  # fmt: skip
    after = text(town.browser(reviewer).get(release))
    told = "Decided who learns the reporter’s name"
    assert [(told in one, "since the message was" in " ".join(one.split())) for one in (before, after)] == [
        (False, False),
        (True, True),
    ]


def test_the_second_reader_is_told_what_was_done_before_the_message_came(town: Town, story: Story) -> None:
    story.seat(Seat.REVIEWER)
    (reviewer,) = story.holding(Seat.REVIEWER)
    assert town.browser(story.investigator).post(desk_page(story), {"message": ASKS}).status_code == 302
    town.clock.shift(timedelta(seconds=5))
    do(
        Verb.DECIDE_IDENTITY, reference=story.case, by=Actor(user=town.people[story.investigator]),
        decision=IdentityDecision.STAYS_SEALED, asked=True, reasons="No need of it, wigeon.",
    )  # fmt: skip
    town.clock.shift(LATER)
    tasks.deliver_messages()
    page = " ".join(text(town.browser(reviewer).get(reverse("step", args=[story.case, Verb.RELEASE_MESSAGE]))).split())
    told = "Decided who learns the reporter’s name"
    assert [one in page for one in (told, "It is named above.", "I have read this: Release a message")] == [True] * 3


def release_after_delivery(town: Town) -> None:
    town.clock.shift(LATER)
    tasks.deliver_messages()
    release_what_waits(town.people)


def ask(town: Town, story: Story, *, days: int) -> str:
    """Let the investigator ask the reporter, and a second reader release it; return the last day to answer."""
    due = (now() + timedelta(days=days)).date()
    posted = town.browser(story.investigator).post(desk_page(story), {"message": ASKS, "due_on": due.isoformat()})
    assert posted.status_code == 302
    pass_by(town)
    return f"{due:%-d %B}"


def test_a_question_that_was_released_is_on_its_way_until_it_went_out(town: Town, story: Story) -> None:
    sent = {"message": ASKS, "due_on": (now() + timedelta(days=9)).date().isoformat()}
    assert town.browser(story.investigator).post(desk_page(story), sent).status_code == 302
    own = asked_of(town, story)
    town.clock.shift(LATER)
    tasks.deliver_messages()
    row = WaitingMessage.objects.get()
    reader = Actor(user=reader_of(row, town.people))
    release_message(reference=story.case, by=reader, message=row.pk)
    released, can_tick = asked_of(town, story), is_asked_open(town, story)
    tasks.deliver_messages()
    shown = (own, released, asked_of(town, story))
    assert (can_tick, is_asked_open(town, story)) == (False, True)
    assert ["is on its way" in one for one in shown] == [False, True, False]
    assert ["The reporter cannot read it before then." in one for one in shown] == [False, True, False]
    assert ["A second reader reads it before it goes out" in one for one in shown] == [True, False, False]
    assert ["Nobody has written to the reporter yet." in one for one in shown] == [False] * 3


def test_a_decision_before_the_answer_is_warned_of_and_ticked(town: Town, story: Story) -> None:
    path, officer = reverse("step", args=[story.case, Verb.DECIDE_IDENTITY]), town.browser(story.investigator)
    assert 'name="before_answer"' not in text(officer.get(path))
    day = ask(town, story, days=9)
    page = text(officer.get(path))
    assert f"The reporter still has until {day} to answer." in " ".join(page.split())
    typed = sent_along(page) | {"decision": "stays_sealed", "asked": "on", "reasons": "No need of it, wigeon."}
    assert officer.post(path, typed).status_code == 422
    assert officer.post(path, typed | {"before_answer": "on"}).status_code == 302
    assert story.view.screening.identity_decision == "stays_sealed"


def test_nobody_is_asked_for_progress_while_the_reporter_can_still_answer(town: Town, story: Story) -> None:
    def line() -> Asking:
        return asking(Actor(user=town.people["ines"]), story.case)

    before = line()
    day = ask(town, story, days=9)
    waits = line()
    town.clock.shift(timedelta(days=11))
    tasks.lapses()
    assert [one.people for one in (before, waits, line())] == [(town.people[story.investigator].pk,), (), before.people]
    assert (waits.words, day in waits.words) == ("It waits for somebody outside the team: Reporter.", False)


def asks_watched(town: Town, first: str, story: Story) -> str:
    """Return in one line what Today says of the case among those that wait for somebody else; "" if it is not there."""
    page = text(town.browser(first).get(reverse("today"))).partition("Waiting for somebody else")[2]
    row = next((one for one in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if story.case in one), "")
    return " ".join(re.sub(r"<[^>]*>", "", row.partition("</th>")[0]).split())


def is_own_turn(town: Town, story: Story) -> bool:
    page = text(town.browser(story.investigator).get(reverse("today"))).partition("Waiting for somebody else")[0]
    return "Decide about the reporter" in page


def test_the_decision_waits_on_today_while_a_question_is_out(town: Town, story: Story) -> None:
    before = (is_own_turn(town, story), asks_watched(town, story.investigator, story))
    asked = f"{now():%-d %B}"
    day = ask(town, story, days=9)
    waits = (is_own_turn(town, story), asks_watched(town, story.investigator, story))
    assert (before, waits) == ((True, ""), (False, f"Reporter: asked on {asked}, answer by {day}"))
    header = " ".join(text(town.browser(story.investigator).get(reverse("case", args=[story.case]))).split())
    assert ("Next to act: Reporter" in header, list(drifts([story.case]))) == (True, [])
    town.clock.shift(timedelta(days=11))
    tasks.lapses()
    assert (is_own_turn(town, story), asks_watched(town, story.investigator, story)) == before


def test_the_decision_is_the_officers_turn_again_once_the_reporter_has_answered(town: Town, story: Story) -> None:
    ask(town, story, days=9)
    question = str(next(iter(story.view.conversation.get(Thread.REPORTER).questions)))
    assert reporter(story).post(FOLLOW, {"message": "Yes, dunlin.", "answers": question}).status_code == 302
    pass_by(town)
    assert (is_own_turn(town, story), asks_watched(town, story.investigator, story)) == (True, "")


def test_somebody_who_may_not_read_the_question_is_not_told_its_days(town: Town, story: Story) -> None:
    story.seat(Seat.DECIDER)
    (decider,) = story.holding(Seat.DECIDER)
    ask(town, story, days=9)
    assert asks_watched(town, decider, story) == "Reporter"


def test_a_question_does_not_hide_that_the_investigation_is_late(town: Town, story: Story) -> None:
    late = Case.objects.get(reference=story.case).due
    town.clock.move_to(late - timedelta(days=5))
    ask(town, story, days=20)
    before = is_own_turn(town, story)
    town.clock.move_to(late + timedelta(hours=1))
    tasks.lapses()
    assert (before, is_own_turn(town, story), list(drifts([story.case]))) == (False, True, [])


def test_nothing_is_ticked_once_the_day_to_answer_is_over(town: Town, story: Story) -> None:
    path = reverse("step", args=[story.case, Verb.DECIDE_IDENTITY])
    day = ask(town, story, days=9)
    town.clock.shift(timedelta(days=11))
    page = text(town.browser(story.investigator).get(path))
    assert ('name="before_answer"' in page, f"until {day} to answer" in page) == (False, False)


def test_the_step_says_who_reads_its_reasons(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.DECIDE_IDENTITY])))
    assert "The reporter is told only the decision." in page
