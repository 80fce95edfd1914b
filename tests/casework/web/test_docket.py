"""The docket shows what is asked of its reader now, each thing with its own day, and nothing that waits for somebody else."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from icalendar import Calendar

from casework.access import Actor
from casework.queries.decisions.docket import docket
from casework.vocabulary import ClockName, Verb
from ledger.clock import now
from local.demo import appeals
from local.demo import story as told
from local.demo.scenario import Story
from local.demo.story import BOARD, declare, last_event, send_papers
from local.demo.votes import votes_for
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def asked(town: Town, first: str) -> list[tuple[str, date | None]]:
    """What the docket of somebody shows: each thing asked, and its day."""
    found = docket(Actor(user=town.people[first]), after=None, now=now())
    return [
        (f"sign {one.verb}" if one.signs else str(one.verb.value if one.verb else one.words), one.due)
        for one in found.asks
    ]


def due(story: Story, name: ClockName) -> date:
    run = story.view.clock(name)
    assert run is not None and run.due is not None
    return story.view.day_of(run.due)


@begins(brought_to("board_decision"))
def test_the_board_is_asked_to_declare_then_to_vote_each_by_its_own_day(town: Town, story: Story) -> None:
    story.by("bea", Verb.SEND_BOARD_PACK, minute="Ninety days, whimbrel.")
    assert asked(town, "ada") == [("sign send_board_pack", due(story, ClockName.BOARD_VOTE))]
    assert asked(town, "bea") == []
    story.by("ada", Verb.SEND_BOARD_PACK)
    story.open_letter(story.respondent, last_event(story, "case.board_pack_sent"))
    assert asked(town, "bo") == [("declare_interests", due(story, ClockName.BOARD_PAPERS))]
    page = text(town.browser("bo").get(reverse("docket")))
    assert ("Are you free to decide?" in page, "do/declare_interests" in page) == (True, False)
    for first in BOARD:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    assert asked(town, "bo") == [("Read the pack", due(story, ClockName.BOARD_PAPERS))]
    assert f'href="{reverse("board_case", args=[story.case])}"' in text(town.browser("bo").get(reverse("docket")))
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    assert asked(town, "bo") == [("cast_vote", story.view.today + timedelta(days=2))]
    assert asked(town, "bea") == []
    ballot = story.view.board.ballot
    assert ballot is not None
    story.by("bo", Verb.CAST_VOTE, **votes_for(ballot.motions))
    assert (asked(town, "bo"), asked(town, "ben")) == ([], [("cast_vote", story.view.today + timedelta(days=2))])
    page = text(town.browser("ben").get(reverse("docket")))
    assert f'href="/board/cases/{story.case}/do/cast_vote/"' in page
    assert "2 days left" in page


@begins(brought_to("board_decision"))
def test_a_board_member_is_asked_to_declare_until_a_ballot_opens(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    declare(story, *BOARD[1:])
    story.wait(12)
    assert [what for what, _day in asked(town, "bo")] == ["declare_interests"]
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    assert asked(town, "bo") == []


@begins(brought_to("board_decision"))
def test_the_dates_of_a_case_go_into_a_calendar_without_its_name(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    (ask,) = docket(Actor(user=town.people["bo"]), after=None, now=now()).asks
    answer = town.browser("bo").get(reverse("case_dates", args=[story.case]))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event.decoded("dtstart"), str(event["summary"])) == (ask.due, "Declare whether you are free – ICSRM")
    assert [each for each in (story.case, ask.code_name, "Rex") if each in answer.content.decode()] == []
    assert town.browser("mona").get(reverse("case_dates", args=[story.case])).status_code == 404


@begins(brought_to("panel_forming"))
def test_a_ruling_on_a_challenge_stands_on_the_docket_of_who_rules(town: Town, story: Story) -> None:
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    declare(story, "paul", "petra", "pia")
    story.by("ada", Verb.SERVE_PANEL_LIST, confirmed="on")
    story.open_letter("rex", last_event(story, "case.panel_list_served"))
    assert asked(town, "paul") == []
    story.by("rex", Verb.CHALLENGE_MEMBER, member=story.name("petra"), particulars="She taught me, godwit.")
    assert asked(town, "paul") == [("rule_challenge", due(story, ClockName.PANEL_CHALLENGE))]
    assert asked(town, "petra") == []


@begins(brought_to("panel_forming"))
def test_the_chair_is_asked_by_day_and_on_one_day_in_the_order_of_the_rulebook(town: Town, story: Story) -> None:
    told.hearing_set(story)
    story.by(story.investigator, Verb.SERVE_BUNDLE, evidence=sorted(story.view.evidence.copy_keys))
    other = town.story("rosa")
    for chapter in (told.screen, told.investigate, told.answer_notice, told.finish_report):
        chapter(other)
    day = story.view.hearing_day
    assert day is not None
    story.wait((day - story.view.today).days)
    panel = {"chair": other.name("paul"), "members": [other.name("petra"), other.name("pia")]}
    other.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul is free.")
    story.by(
        "rex", Verb.CHALLENGE_MEMBER, member=story.name("petra"), new_facts="on", particulars="She taught me, godwit."
    )
    own = docket(Actor(user=town.people["paul"]), after=None, now=now()).asks
    declared_by = due(other, ClockName.DECLARATION)
    assert day < declared_by
    assert [(ask.reference, ask.verb, ask.due) for ask in own] == [
        (story.case, Verb.RULE_CHALLENGE, day),
        (story.case, Verb.OPEN_HEARING, day),
        (other.case, Verb.DECLARE_INTERESTS, declared_by),
    ]


@begins(brought_to("appeal_window"))
def test_the_appeal_panel_is_asked_for_the_next_step_and_waiting_signatures(town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.seat_appeal_panel(story)
    assert asked(town, "amos") == [("sift_appeal", due(story, ClockName.APPEAL_SIFT))]
    assert asked(town, "anouk") == []
    appeals.sift(story, appeals.GROUNDS)
    story.wait(20)
    assert asked(town, "amos") == [("call_appeal_hearing", due(story, ClockName.APPEAL_HEARING))]
    appeals.call_appeal_hearing(story)
    assert asked(town, "amos") == []
    story.wait(28)
    assert asked(town, "amos") == [("hear_appeal", story.view.appeal_hearing.on)]
    panel = [story.name(first) for first in appeals.PANEL]
    story.by("amos", Verb.HEAR_APPEAL, present=panel, respondent_present="yes", last_word_offered="on")
    day = due(story, ClockName.APPEAL_DECISION)
    assert asked(town, "anouk") == [("vote_on_grounds", day)]
    appeals.vote_on_grounds(story)
    assert asked(town, "anouk") == [("Decide the appeal", day)]
    story.by("amos", Verb.DISMISS_APPEAL, reasons="It was weighed, godwit.")
    assert (asked(town, "anouk"), asked(town, "amos")) == ([("sign dismiss_appeal", day)], [])
    assert "Others have put this forward and are waiting for your signature." in text(
        town.browser("anouk").get(reverse("docket"))
    )


@begins(brought_to("appeal_window"))
def test_who_decided_an_appeal_finds_it_under_decided_once_it_is(town: Town, story: Story) -> None:
    for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal):
        chapter(story)
    assert "decided_title" not in text(town.browser("arne").get(reverse("docket")))
    appeals.dismiss_appeal(story)
    page = text(town.browser("arne").get(reverse("docket"))).partition('id="decided_title"')[2]
    row = " ".join(strip_tags(page.partition("<tbody>")[2].partition("</tbody>")[0]).split())
    day = date_format(story.view.today, "D j F Y")
    assert row.endswith(f"{story.case} {day} Appeal dismissedClosed to you with the appeal")
    assert (row.count(story.case), "<a" in page.partition("</tbody>")[0]) == (1, False)


def test_it_costs_three_more_statements_for_each_case_with_something_to_ask(town: Town) -> None:
    costs = []
    for respondent in ("rex", "rosa"):
        story = town.story(respondent)
        for chapter in (told.screen, told.investigate, told.answer_notice, told.report_closed):
            chapter(story)
        paul = town.browser("dana")
        paul.get(reverse("docket"))
        with CaptureQueriesContext(connection) as statements:
            assert story.case in text(paul.get(reverse("docket")))
        costs.append(len(statements))
    assert costs == [10, 13]
