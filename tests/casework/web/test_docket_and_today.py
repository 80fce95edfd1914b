"""A decider finds on Today what the docket asks, and each page names the same day and the people who matter."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from casework.models import Turn
from casework.models.turn import NEVER
from casework.vocabulary import ClockName, Verb
from local.demo import story as told
from local.demo.scenario import Story
from local.demo.votes import votes_for
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from notifications.topics.table import Topic
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_panel_pages import offered
from tests.scenario_fixtures import begins


def said(town: Town, first: str, address: str) -> str:
    browser = town.browser(first)
    session = browser.session
    session["decides"] = True
    session.save()
    return " ".join(strip_tags(text(browser.get(address)).replace("<d", " <d")).split())


@begins(brought_to("board_decision"))
def test_today_leads_a_board_member_to_the_docket_with_one_number_in_the_menu_of_every_page(
    town: Town, story: Story
) -> None:
    """A docket costs some statements for each case: Today leads there without counting it."""
    told.send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    pages = [said(town, "bo", reverse(name)) for name in ("today", "docket")]
    assert ["Today (" in page for page in pages] == [False, False]
    assert ("stand on your docket." in pages[0], "Nothing else waits for you." in pages[0]) == (True, True)
    assert "stand on your docket." not in text(town.browser("ines").get(reverse("today")))


@begins(brought_to("board_decision"))
def test_the_docket_asks_a_board_to_declare_once_the_pack_is_out_by_the_day_of_the_page(
    town: Town, story: Story
) -> None:
    assert "Are you free to decide?" not in said(town, "bo", reverse("docket"))
    told.send_papers(story, "Ninety days.")
    docket, page = said(town, "bo", reverse("docket")), said(town, "bo", reverse("board_case", args=[story.case]))
    run = story.view.clock(ClockName.DECLARATION)
    assert run is not None and run.due is not None
    day = story.view.day_of(run.due)
    assert f"One thing asks something of you. It is due on {date_format(day, 'l j F')}." in docket
    assert (date_format(day, "D j F Y") in docket, f"Declare by {date_format(day, 'j F Y')}" in page) == (True, True)


@begins(brought_to("board_decision"))
def test_a_docket_says_that_its_first_task_is_late_and_since_which_year(town: Town, story: Story) -> None:
    told.send_papers(story, "Ninety days.")
    run = story.view.clock(ClockName.DECLARATION)
    assert run is not None and run.due is not None
    day = story.view.day_of(run.due)
    story.wait(400)
    assert f"It is late: it was due on {date_format(day, 'l j F Y')}." in said(town, "bo", reverse("docket"))


@begins(brought_to("board_decision"))
def test_who_declares_for_the_board_reads_the_names_on_the_same_page(town: Town, story: Story) -> None:
    page = said(town, "bo", reverse("board_step", args=[story.case, Verb.DECLARE_INTERESTS.value]))
    assert ("nothing ties me to anybody named here" in page, "Rex Respond" in page, "Paul Panelist" in page) == (
        True,
    ) * 3
    assert "Wilma Quill" not in page


@begins(brought_to("board_decision"))
def test_a_board_member_who_declared_early_has_nothing_to_read_yet(town: Town, story: Story) -> None:
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    page = said(town, "bo", reverse("board_case", args=[story.case]))
    assert ("Nothing to do yet" in page, "The papers are not out yet" in page) == (True, True)


@begins(brought_to("investigation"))
def test_an_empty_docket_says_how_much_is_on_today_and_leads_there(town: Town, story: Story) -> None:
    page = said(town, story.investigator, reverse("docket"))
    assert ("Nothing is waiting for you here." in page, "1 thing on Today" in page) == (True, True)
    (turn,) = Turn.objects.filter(user=town.people[story.investigator])
    day = date_format(story.view.day_of(turn.due), "l j F")
    assert f"The first thing on Today is due on {day}." in page
    Turn.objects.filter(pk=turn.pk).update(due=turn.due - timedelta(days=400))
    past = date_format(story.view.day_of(turn.due - timedelta(days=400)), "l j F Y")
    assert f"The first thing on Today is late: it was due on {past}." in said(
        town, story.investigator, reverse("docket")
    )
    there = f'href="{reverse("today")}"'
    assert text(town.browser(story.investigator).get(reverse("docket"))).count(there) == 2
    idle = said(town, "odette", reverse("docket"))
    assert ("Nothing is waiting for you. You hear by mail" in idle, "on Today" in idle) == (True, False)


@begins(brought_to("panel_forming"))
def test_the_docket_asks_a_panel_for_the_days_of_its_hearing_until_they_are_answered(town: Town, story: Story) -> None:
    told.hearing_set(story)
    asked = "Say on which days you can come"
    assert asked not in said(town, "petra", reverse("docket"))
    offered(story)
    last = story.view.panel.answer_by
    assert last is not None
    docket = said(town, "petra", reverse("docket"))
    assert (asked in docket, f"It is due on {date_format(last, 'l j F')}." in docket) == (True, True)
    story.by("petra", Verb.ANSWER_HEARING_DAYS, day_1="yes", day_2="no")
    assert asked not in said(town, "petra", reverse("docket"))
    story.wait(8)
    assert asked not in said(town, "paul", reverse("docket"))


@begins(brought_to("board_decision"))
def test_the_end_of_the_ballot_is_no_deadline_of_somebody_who_has_voted(town: Town, story: Story) -> None:
    told.open_ballot(story, "Ninety days.")
    place_letters()
    ballot, near = story.view.board.ballot, "Your deadline: Ballot closes"
    assert ballot is not None
    before = [near in said(town, first, reverse("today")) for first in ("bo", "bella")]
    story.by("bo", Verb.CAST_VOTE, **votes_for(ballot.motions, *ballot.motions[3:]))
    place_letters()
    running = Item.objects.filter(topic=Topic.CLOCK, clock=ClockName.BALLOT, withdrawn_at__isnull=True)
    waits = {item.person.name for item in running.select_related("person")}
    assert (town.people["bo"].name in waits, town.people["bella"].name in waits) == (False, True)
    assert (before, near in said(town, "bo", reverse("today"))) == ([False, False], False)


@begins(brought_to("response_review"))
def test_the_day_of_a_report_is_no_deadline_of_a_decider_who_has_voted(town: Town, story: Story) -> None:
    told.report_closed(story)
    run = story.view.clock(ClockName.CTA)
    assert run is not None and run.due is not None
    town.clock.move_to(run.due - timedelta(days=1))
    vote = told.for_each_allegation(story, sees="yes", reasons="There is a letter.")
    waits = []
    for first in ("dana", "dev"):
        story.by(first, Verb.VOTE_CASE_TO_ANSWER, **vote)
        place_letters()
        running = Item.objects.filter(topic=Topic.CLOCK, clock=ClockName.CTA, withdrawn_at__isnull=True)
        waits.append(town.people["dana"] in {item.person for item in running.select_related("person")})
    assert waits == [False, True], "once the votes decide, each decider can say so"


@begins(brought_to("response_review"))
def test_what_is_next_leads_to_today_once_the_docket_is_empty(town: Town, story: Story) -> None:
    after = f"{reverse('docket')}?but={story.case}"
    assert town.browser("ivo").get(after).headers["Location"] == f"{reverse('next_to_do')}?but={story.case}"
    told.report_closed(story)
    assert town.browser("dana").get(after).status_code == 200


@begins(brought_to("response_review"))
def test_a_docket_says_that_today_has_the_rest_and_its_first_day(town: Town, story: Story) -> None:
    told.report_closed(story)
    run = story.view.clock(ClockName.CTA)
    assert run is not None and run.due is not None
    page = "Only tasks of a board, of a panel and of deciders stand here. Today has other things too."
    day = date_format(story.view.day_of(run.due), "l j F")
    assert f"{page} The first thing there is due on {day}." in said(town, "dana", reverse("docket"))
    town.clock.move_to(run.due + timedelta(days=1))
    assert f"{page} The first thing there is late: it was due on {day}." in said(town, "dana", reverse("docket"))
    Turn.objects.filter(user=town.people["dana"]).update(due=NEVER)
    docket = said(town, "dana", reverse("docket"))
    assert (page in docket, "The first thing there" in docket) == (True, False)


@begins(brought_to("panel_forming"))
def test_a_bundle_to_read_stands_on_the_docket_and_on_today_until_it_is_put_away(town: Town, story: Story) -> None:
    told.hearing_set(story)
    paul, lists = town.browser("paul"), ("docket", "today")
    story.by(story.investigator, Verb.SERVE_BUNDLE, evidence=sorted(story.view.evidence.copy_keys))
    while place_letters():
        pass
    words, leads = "The bundle is ready to read", f'href="{reverse("panel_bundle", args=[story.case])}"'
    pages = [text(paul.get(reverse(one))) for one in lists]
    assert [(words in page, leads in page) for page in pages] == [(True, True)] * 2
    assert [words in said(town, story.investigator, reverse(one)) for one in lists] == [False, False]
    assert "Nothing is waiting for you" not in pages[0]
    item = Item.objects.get(person=town.people["paul"], topic=Topic.BUNDLE)
    seen = reverse("dismiss_notification", args=[item.pk])
    assert f'action="{seen}"' in pages[0]
    paul.post(seen)
    first = [text(paul.get(reverse(one))).partition('id="marked_title"')[0] for one in lists]
    assert [leads in page for page in first] == [False, False]
