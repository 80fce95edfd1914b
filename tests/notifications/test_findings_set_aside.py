"""A finding that does not stand is shown as such on every page and in every letter; what was sent before stays as it was."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from casework.access import Actor
from casework.queries.case.page import case_page
from casework.queries.checks.replay import drifts
from casework.queries.invariants import breaches
from casework.vocabulary import Seat, Verb
from local.demo import appeals
from local.demo import story as told
from notifications.letters.table import TOLD_ANONYMOUSLY
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import whole_case
from tests.hard_cases.test_07_appeal_allowed_on_one_of_three import THREE, VARIED
from tests.notifications.road import BEGAN, Road
from tests.savepoints import rollback_at_end

pytestmark = pytest.mark.django_db
SINCE = "quashed on appeal"


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: Any) -> Iterator[Road]:
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(BEGAN, tick=False) as clock:
        road = Road(clock, alleged=THREE).to(told.decide)
        for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal):
            chapter(road.story)
        yield road


@pytest.fixture
def varied(before: Road) -> Road:
    """The appeal is allowed on the first of three findings."""
    gone = {"quashed": [before.story.view.allegations.all[0].id]}
    appeals.vote_on_grounds(before.story, "misapplied_code")
    before.story.two("amos", "anouk", Verb.VARY_ON_APPEAL, **gone | VARIED)
    before.post()
    return before


@pytest.fixture
def quashed(before: Road) -> Road:
    """Nothing of the decision stands."""
    appeals.quash_decision(before.story)
    before.post()
    return before


def letter(road: Road, template: str, seat: Seat) -> str:
    message = Message.objects.select_related("case__respondent", "case__rulebook__code", "reader").get(
        template=template, seat=seat.value
    )
    return str(letter_for(message, Actor(user=message.reader)).html)


def day(road: Road) -> str:
    return road.story.view.today.strftime("%-d %B %Y")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def member_page(road: Road) -> str:
    reference = Message.objects.filter(reader=road.rex).earliest("placed_at").reference
    answer = signed_in(road.rex).get(reverse("member_allegations", args=[reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_member_reads_no_breach_where_the_finding_was_quashed(quashed: Road) -> None:
    html = member_page(quashed)
    assert "Found: a breach" not in html
    struck = re.findall(r"<s>(.*?)</s>", html)
    assert struck.count("a breach") == 3
    assert html.count(f"Does not stand since {day(quashed)}: {SINCE}.") >= 3


def test_an_appeal_on_one_of_three_strikes_that_one_and_leaves_two(varied: Road) -> None:
    html = member_page(varied)
    assert (html.count("Found: a breach"), html.count("<s>a breach</s>")) == (2, 1)


def test_the_case_file_and_its_matrix_strike_the_finding_with_day_and_reason(varied: Road) -> None:
    page = case_page(Actor(user=varied.people[varied.story.investigator]), varied.story.case, verbs=())
    finding = [row.cells[2] for row in page.matrix]
    (first, *rest) = finding
    assert (first.words, [cell.struck for cell in rest]) == ("", [(), ()])
    ((was, since),) = first.struck
    assert was.startswith("Proven")
    assert SINCE in since
    struck = [line for line in page.lines if line.gone]
    assert [(line.type, SINCE in line.gone) for line in struck] == [("finding.made", True)]
    assert [page.matrix[0].cells[place].words for place in (3, 4)] == ["None", "None"]


def test_the_desk_shows_it_struck_and_in_words(varied: Road) -> None:
    html = whole_case(signed_in(varied.people[varied.story.investigator]), varied.story.case)
    assert "<s>Proven" in html
    assert html.count(SINCE) >= 3


def test_the_reporter_gets_a_corrected_outcome_also_without_a_name(varied: Road) -> None:
    corrected = letter(varied, "outcome_corrected", Seat.COMPLAINANT)
    assert "outcome_corrected" in TOLD_ANONYMOUSLY
    assert (corrected.count("<s>a breach</s>"), words(corrected).count(": a breach.")) == (1, 2)
    assert SINCE in corrected


def test_the_member_reads_of_each_ground_whether_it_is_right(varied: Road) -> None:
    told_now = words(letter(varied, "appeal_decided", Seat.RESPONDENT))
    assert "The Code was misapplied. This ground succeeds" in told_now
    assert "The sanction is out of proportion. This ground fails" in told_now


def test_a_letter_that_was_sent_before_stays_as_it_was_under_a_banner(varied: Road) -> None:
    for template, seat in (
        ("findings", Seat.RESPONDENT),
        ("decision", Seat.RESPONDENT),
        ("outcome", Seat.COMPLAINANT),
    ):
        html = letter(varied, template, seat)
        assert ("This letter is out of date" in html, SINCE in html) == (True, True), template
        assert html.count("a breach") >= 3, template
        assert "<s>" not in html, template
    changed = f"The decision. Changed on appeal on {day(varied)}; a later letter says what is imposed now."
    assert changed in words(letter(varied, "decision", Seat.RESPONDENT))


def test_a_decision_that_was_quashed_is_said_to_be_above_the_letter_that_told_it(quashed: Road) -> None:
    html = words(letter(quashed, "decision", Seat.RESPONDENT))
    assert f"The decision. Does not stand since {day(quashed)}: {SINCE}." in html


def test_a_finding_set_aside_for_a_new_panel_stays_struck_on_the_page_of_the_member(before: Road) -> None:
    appeals.sent_to_a_new_panel(before.story)
    before.post()
    html = member_page(before)
    assert ("Found: a breach" in html, html.count("<s>a breach</s>")) == (False, 3)
    assert "a new panel hears the case" in html
    assert letter(before, "findings", Seat.RESPONDENT).count("Found: a breach") == 3
    assert letter(before, "outcome_corrected", Seat.COMPLAINANT).count("<s>a breach</s>") == 3


def test_time_for_reasons_of_health_is_offered_only_where_it_can_be_asked_for(quashed: Road) -> None:
    step = "“Ask for time for reasons of health”"
    assert step in letter(quashed, "decision", Seat.RESPONDENT)
    assert step not in letter(quashed, "appeal_decided", Seat.RESPONDENT)


def test_the_record_holds(varied: Road) -> None:
    assert list(drifts()) == []
    assert list(breaches()) == []
