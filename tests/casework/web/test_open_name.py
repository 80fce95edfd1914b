"""A name given openly is read by those who look into the report, on the record; of any other name the pages know nothing."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from casework import tasks
from casework.access import case_behind
from casework.models import Case, CaseGrant
from casework.queries.checks.replay import drifts_of
from casework.vocabulary import IdentityChoice, Reading, Reporter, Seat, Verb
from ledger.clock import now
from ledger.models import Entry
from local.demo import story as told
from local.demo.scenario import Story
from local.demo.story import send_papers
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web.conftest import CHAPTERS, Town
from tests.casework.web.reporting import text, whole_case
from tests.savepoints import rollback_at_end
from tests.scenario_fixtures import Place, begins

GIVEN = {"name": "Petronella Sandgrouse", "email": "nell@example.org", "phone": "0113 496 0000"}
OF_THE_NAME = re.compile(r"Petronella|Sandgrouse|nell@example|496 0000|The reporter</dt")
BARRED, DECIDER = "ian", "dana"
RANDOM = re.compile(rb'value="[^"]{36,}"|nonce-[^\']+|[0-9a-f]{8}-[0-9a-f-]{27}|OB-\w{4}-\w{4}')
UPGRADE = import_module("casework.migrations.0006_a_reporter_who_reports_openly_can_be_named")


def reported(town: Town, choice: IdentityChoice) -> Story:
    """A report by somebody who chose how to be known, kept from an officer of intake, swept and acknowledged."""
    story = Story(people=town.people, respondent="rex", move=town.clock.shift, due=tasks.lapses)
    reporter = Reporter(choice=choice, **({} if choice is IdentityChoice.ANONYMOUS else GIVEN))
    report = told.report_about("Rex Respond", "", on=now().date() - timedelta(days=21))
    story.file(replace(report, reporter=reporter, keep_away=(town.people[BARRED].name,)))
    return story


def acknowledged(town: Town, choice: IdentityChoice = IdentityChoice.OPEN) -> Story:
    """The same, taken up by intake, its risk not yet recorded."""
    story = reported(town, choice)
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    return story


def triage(story: Story) -> str:
    """Let a screener record the risk; return their first name."""
    one = story.holding(Seat.SCREENER)[0]
    risk = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    story.by(one, Verb.TRIAGE_CASE, **risk, severity=3, notes="A written promise was denied later.")
    return one


def page_of(town: Town, first: str, story: Story, at: str = "desk") -> str:
    """The pages of a case as somebody of the installation sees them."""
    if at == "desk":
        return whole_case(town.browser(first), story.case)
    return text(town.browser(first).get(f"/{at}/cases/{story.case}/"))


def names_opened(story: Story) -> list[str]:
    """Who has opened the compartment in which the name is kept, by the pseudonym of their office."""
    opened = [each.body for each in Entry.objects.filter(type="content.opened").order_by("log_index")]
    return [each["actor"] for each in opened if each["data"]["kept"] == "identity" and story.case]


@begins(acknowledged)
def test_a_screener_of_an_open_report_reads_the_name_and_the_record_says_so(town: Town, story: Story) -> None:
    one = story.holding(Seat.SCREENER)[0]
    assert (re.findall(OF_THE_NAME, page_of(town, one, story)), names_opened(story)) == ([], [])
    triage(story)
    page = strip_tags(page_of(town, one, story).replace("</dt>", ": "))
    assert [value in page for value in GIVEN.values()] == [True] * 3
    assert ("Openly" in page, town.people[BARRED].name in page) == (True, False)
    assert names_opened(story) == [story.name(one)]
    assert GIVEN["name"] in page_of(town, "ines", story)
    assert names_opened(story) == [story.name(one), story.name("ines")]


@begins(acknowledged)
def test_for_who_is_kept_away_from_an_open_report_there_is_no_case(town: Town, story: Story) -> None:
    triage(story)
    there, invented = (town.browser(BARRED).get(reverse("case", args=[one])) for one in (story.case, "OB-ZZZZ-ZZZZ"))
    assert (there.status_code, RANDOM.sub(b"", there.content)) == (404, RANDOM.sub(b"", invented.content))
    assert names_opened(story) == []


@cache
def openly_in(stage: str) -> Place:
    """A place where a test can begin: an open report, brought to a stage."""

    def place(town: Town) -> Story:
        story = reported(town, IdentityChoice.OPEN)
        for name, chapter in CHAPTERS.items():
            chapter(story)
            if name == stage:
                break
        return story

    place.__name__ = f"openly_in_{stage}"
    return place


@begins(openly_in("response_review"))
def test_investigator_and_decider_read_the_name_and_the_respondent_never(town: Town, story: Story) -> None:
    handling = (story.investigator, DECIDER)
    assert [GIVEN["name"] in page_of(town, first, story) for first in handling] == [True, True]
    assert names_opened(story) == [story.name(first) for first in handling]
    post_all()
    rex, letters = town.browser("rex"), Message.objects.filter(reader=town.people["rex"])
    own = [f"/member/{what}/{letter.reference}/" for letter in letters for what in ("letters", "cases")]
    answers = [rex.get(there) for there in (reverse("member_inbox"), *own)]
    assert ({each.status_code for each in answers}, len(own) > 0) == ({200}, True)
    assert OF_THE_NAME.findall("".join([*map(text, answers), page_of(town, "ines", story)])) == []
    assert names_opened(story) == [story.name(first) for first in handling]


@begins(openly_in("deliberation"))
def test_the_panel_and_its_adviser_are_shown_no_name_of_an_open_report(town: Town, story: Story) -> None:
    assert shown_to(town, story, "paul", "petra", "ada") == ([200] * 3, [], [])


@begins(openly_in("board_decision"))
def test_the_board_and_the_auditor_are_shown_no_name_of_an_open_report(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    assert shown_to(town, story, "ada", "bea", "bo") == ([200] * 3, [], [])
    assert re.findall(OF_THE_NAME, text(town.browser("audrey").get(reverse("record")))) == []


def shown_to(town: Town, story: Story, *firsts: str) -> tuple[list[int], list[str], list[str]]:
    """How people of panel and board are answered about a case, what they read of the name, and who opened it."""
    answers = [town.browser(first).get(reverse("board_case", args=[story.case]), follow=True) for first in firsts]
    return [each.status_code for each in answers], OF_THE_NAME.findall("".join(map(text, answers))), names_opened(story)


def post_all() -> None:
    """Dispatch the letters that wait."""
    while place_letters():
        pass


def seen(town: Town, choice: IdentityChoice) -> Any:
    """What a screener and intake are answered about a report, without what is new in every case, and what it cost."""
    story = acknowledged(town, choice)
    one, found = triage(story), []
    Case.objects.filter(reference=story.case).update(code_name="Amber Heron")
    case = Case.objects.get(reference=story.case)
    for first in (one, "ines"):
        browser = town.browser(first)
        browser.get(reverse("queue"))
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(reverse("case", args=[story.case]))
        body = RANDOM.sub(b"", answer.content)
        headers = {name: RANDOM.sub(b"", value.encode()) for name, value in answer.headers.items()}
        held = {*case.grants.filter(user=town.people[first]).values_list("permission__codename", flat=True)}
        found.append((answer.status_code, headers, body, len(asked), held, Reading.READ_OPEN_NAME.value in held))
    return found, names_opened(story)


def test_a_sealed_name_and_none_give_one_page_with_no_item_for_it(town: Town) -> None:
    with rollback_at_end():
        sealed = seen(town, IdentityChoice.CONFIDENTIAL)
    with rollback_at_end():
        none = seen(town, IdentityChoice.ANONYMOUS)
    assert sealed == none
    assert ([each[-1] for each in sealed[0]], sealed[1]) == ([False, False], [])
    assert re.findall(OF_THE_NAME, "".join(each[2].decode() for each in sealed[0])) == []


@pytest.mark.parametrize("choice", [IdentityChoice.OPEN, IdentityChoice.CONFIDENTIAL])
def test_an_installation_that_is_upgraded_gives_what_is_due_and_no_more(town: Town, choice: IdentityChoice) -> None:
    early, late = acknowledged(town, choice), reported(town, choice)
    for chapter in (told.screen, told.investigate):
        chapter(late)
    ours = CaseGrant.objects.filter(permission__codename=Reading.READ_OPEN_NAME.value)
    held = {*ours.values_list("content_object", "user", "listed")}
    Permission.objects.filter(codename=Reading.READ_OPEN_NAME.value).delete()
    with connection.cursor() as cursor:
        cursor.execute(UPGRADE.RIGHT)
        cursor.execute(UPGRADE.FILL)
    assert ({*ours.values_list("content_object", "user", "listed")}, len(held) > 0) == (
        held,
        choice is IdentityChoice.OPEN,
    )
    cases = Case.objects.filter(reference__in=[early.case, late.case])
    assert [drift for case in cases for drift in drifts_of(case_behind(case.pk, now()))] == []
