"""More time is asked for and given with the day in sight: the day that counts now, the day that follows, and the most."""

from datetime import date
from types import SimpleNamespace

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from casework.access import Actor
from casework.vocabulary import ClockName, RequestKind, Verb
from local.demo.scenario import Story
from local.demo.story import last_event
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.member.pages import name_of_page
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import notice_of
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def plain(page: str) -> str:
    return " ".join(strip_tags(page).split())


def served(story: Story) -> str:
    story.open_letter(story.respondent, last_event(story, "case.notice_served"))
    return last_day(story)


def last_day(story: Story) -> str:
    run = story.view.clock(ClockName.RESPONSE)
    assert run is not None and run.due is not None
    return date_format(story.view.day_of(run.due), "j F Y")


@begins(brought_to("awaiting_response"))
def test_more_time_is_given_with_the_day_now_the_day_then_and_the_most_in_sight(town: Town, story: Story) -> None:
    before = served(story)
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=7, words="I am away.")
    step = reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value])
    page = plain(text(town.browser(story.investigator).get(step)))
    request = story.view.requests.all[0].id
    answer = {"request": request, "granted": "yes", "reasons": "So be it."}
    too_many = text(town.browser(story.investigator).post(step, {**answer, "days": "59"}))
    assert "Ensure this value" not in too_many
    assert "more days." in plain(too_many).partition("You can give at most")[2][:20]
    story.by(story.investigator, Verb.ANSWER_REQUEST, **answer, days=7)
    after = last_day(story)
    assert f"it ends on {before}, and on {after} with 7 more days. At most" in page


@begins(brought_to("awaiting_response"))
def test_a_member_reads_how_many_days_they_were_given_and_until_when(town: Town, story: Story) -> None:
    served(story)
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=20, words="I am away.")
    officer = town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value]))
    said = "20 were asked for; you can give at most 14. A decider can give up to"
    filled = "Filled in: the days of the request, or the most that you can give."
    assert [words in plain(text(officer)) for words in (said, filled)] == [True, True]
    answer = {"request": story.view.requests.all[0].id, "granted": "yes", "reasons": "So be it.", "days": 14}
    story.by(story.investigator, Verb.ANSWER_REQUEST, **answer)
    address = reverse(name_of_page("now"), args=[notice_of(story, story.respondent, town)])
    page = plain(text(town.browser(story.respondent).get(address)))
    assert f"granted: 14 of 20 days. The time now ends on {last_day(story)}." in page


def test_one_day_of_several_is_one_of_the_days_that_were_asked_for() -> None:
    line = SimpleNamespace(kind=RequestKind.MORE_TIME, own=True, on=date(2026, 3, 2), granted=True, given=1, asked=20)
    assert "granted: 1 of 20 days." in plain(render_to_string("casework/requests/lines.html", {"requests": [line]}))


@begins(brought_to("awaiting_response"))
def test_a_member_who_asked_for_more_time_keeps_their_day_in_sight(town: Town, story: Story) -> None:
    before = served(story)
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=7, words="I am away.")
    address = reverse(name_of_page("now"), args=[notice_of(story, story.respondent, town)])
    page = plain(text(town.browser(story.respondent).get(address)))
    assert f", {before}: it waits for the answer to your request" in page


@begins(brought_to("awaiting_response"))
def test_more_time_for_a_paused_time_names_the_day_from_which_it_is_paused(town: Town, story: Story) -> None:
    served(story)
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=7, words="I am away.")
    story.wait(1)
    run = story.view.clock(ClockName.RESPONSE)
    assert run is not None and run.waiting_since is not None
    since, today = (date_format(day, "j F Y") for day in (run.waiting_since, story.view.today))
    step = reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value])
    page = plain(text(town.browser(story.investigator).get(step)))
    assert f"has been paused since {since}. If it goes on today, {today}, it ends on" in page
    typed = {"request": story.view.requests.all[0].id, "granted": "yes", "days": "9", "reasons": "So be it."}
    sent = {**typed, "draft": "letters"}
    shown = plain(text(town.browser(story.investigator).post(step, sent, follow=True)))
    assert f"Paused since {since}" in shown.partition("Dates that move")[2]


@begins(brought_to("awaiting_response"))
def test_more_days_than_possible_are_named_and_the_most_is_filled_in(town: Town, story: Story) -> None:
    before = served(story)
    ask = reverse("member_step", args=[notice_of(story, story.respondent, town), Verb.MAKE_REQUEST.value])
    asking = plain(text(town.browser(story.respondent).get(ask)))
    assert "At most 30 more days can be given: 14 by the investigator, all of them only by a decider." in asking
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=21, words="I am away.")
    step = reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value])
    page = text(town.browser(story.investigator).get(step))
    assert 'value="14"' in page
    assert 'value="21"' not in page
    assert "with 14 more days. 21 were asked for; you can give at most 14. A decider can give up to 30:" in plain(page)
    answer = {"request": story.view.requests.all[0].id, "granted": "yes", "reasons": "So be it."}
    story.by(story.investigator, Verb.ANSWER_REQUEST, **answer, days=14)
    assert last_day(story) != before
    while place_letters():
        pass
    letter = Message.objects.get(reader=town.people["rex"], template="request_answered")
    said = plain(str(letter_for(letter, Actor(user=letter.reader)).html))
    assert "It is granted in part: 14 of 21 days." in said
