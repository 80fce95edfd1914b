"""A step whose case changed since its page was opened is refused: the page says what changed and keeps what was typed."""

import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.queries.case.step_version import step_version
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from local.demo.story import GRAVE
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
SINCE, READ = "Since you opened this page:", "I have read this"
NOTES = "A promise in writing, whimbrel."
LETTER = {"title": "A letter", "text": NOTES}
RISK = {**{name: str(said) for name, said in GRAVE.items()}, "notes": NOTES}


def acknowledged(town: Town) -> Story:
    """A report that two screeners can assess."""
    made = town.story()
    made.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    return made


def hidden(page: str) -> dict[str, str]:
    """Return what the form of a step sends beside what is typed."""
    return dict(re.findall(r'name="(request_key|step_version|signs)"\s+value="([^"]+)"', page))


def bytes_of(answer: Any) -> bytes:
    """Return a page without its token."""
    return re.sub(rb'value="[^"]{36,}"', b"", answer.content)


def screeners(town: Town, story: Story) -> tuple[Client, Client]:
    one, two = story.holding(Seat.SCREENER)
    return town.browser(one), town.browser(two)


@begins(acknowledged)
def test_the_second_of_two_officers_reads_what_the_first_did_and_can_still_send(town: Town, story: Story) -> None:
    (one, two), path = screeners(town, story), reverse("step", args=[story.case, "add_evidence"])
    first, second = hidden(text(one.get(path))), hidden(text(two.get(path)))
    assert one.post(path, first | LETTER).status_code == 302
    late = two.post(path, second | LETTER)
    page = text(late)
    assert late.status_code == 409
    assert [words in page for words in (SINCE, "Evidence (Screener), 20 April 2026", NOTES, READ)] == [True] * 4
    assert two.post(path, second | LETTER | hidden(page)).status_code == 302
    assert SINCE not in text(two.get(path))


@begins(acknowledged)
def test_a_step_that_was_done_meanwhile_says_so_and_shows_what_was_typed(town: Town, story: Story) -> None:
    (one, two), path = screeners(town, story), reverse("step", args=[story.case, "triage_case"])
    opened = hidden(text(two.get(path)))
    assert one.post(path, RISK).status_code == 302
    late = two.post(path, opened | RISK)
    page = text(late)
    assert late.status_code == 409
    assert [words in page for words in ("Risk to people assessed (Screener), 20 April 2026", NOTES, READ)] == [
        True,
        True,
        False,
    ]


@begins(acknowledged)
def test_a_form_that_does_not_say_what_its_page_showed_is_refused_alike(town: Town, story: Story) -> None:
    (one, two), path = screeners(town, story), reverse("step", args=[story.case, "triage_case"])
    of_another_step = hidden(text(two.get(reverse("step", args=[story.case, "add_evidence"]))))["step_version"]
    of_another_person = hidden(text(one.get(path)))["step_version"]
    for version in ("", "x" * 22, of_another_step, of_another_person):
        answer = two.post(path, RISK | {"step_version": version})
        page = text(answer)
        assert answer.status_code == 409
        assert ("cannot tell what your page showed" in page, SINCE in page, NOTES in page) == (True, False, True)
    assert two.post(path, RISK | hidden(page)).status_code == 302


@begins(acknowledged)
def test_a_form_with_a_mistake_says_what_changed_too_and_counts_as_read_from_then_on(town: Town, story: Story) -> None:
    (one, two), path = screeners(town, story), reverse("step", args=[story.case, "add_evidence"])
    opened = hidden(text(two.get(path)))
    assert one.post(path, LETTER).status_code == 302
    wrong = two.post(path, opened | LETTER | {"title": "x" * 300})
    assert (wrong.status_code, SINCE in text(wrong)) == (422, True)
    assert two.post(path, opened | LETTER | hidden(text(wrong))).status_code == 302


@begins(Town.story)
def test_a_step_that_was_taken_away_says_so_in_place_of_a_missing_role(town: Town, story: Story) -> None:
    path = reverse("step", args=[story.case, "acknowledge_complaint"])
    ines, ian = town.browser("ines"), town.browser("ian")
    first, second = hidden(text(ines.get(path))), hidden(text(ian.get(path)))
    assert ines.post(path, first).status_code == 302
    late = ian.post(path, second)
    assert (late.status_code, "Report acknowledged (Intake), 20 April 2026" in text(late)) == (409, True)
    assert ian.post(path, {"step_version": "x"}).status_code == 403


@begins(acknowledged)
def test_who_has_stepped_aside_is_told_nothing_however_they_ask(town: Town, story: Story) -> None:
    one, two = story.holding(Seat.SCREENER)
    browser, path = town.browser(two), reverse("step", args=[story.case, "triage_case"])
    opened = hidden(text(browser.get(path)))
    story.by(two, Verb.DECLARE_CONFLICT, confirmed="on")
    story.by(one, Verb.TRIAGE_CASE, **RISK)
    invented = reverse("step", args=["OB-ZZZZ-ZZZZ", "triage_case"])
    answers = [browser.post(there, opened | RISK) for there in (path, invented)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert bytes_of(answers[0]) == bytes_of(answers[1])


@begins(brought_to("investigation"))
def test_a_version_asks_nothing_of_the_database(story: Story, town: Town, django_assert_num_queries: Any) -> None:
    case = access.case_shown(Actor(user=town.people[story.investigator]), story.case, Verb.ADD_EVIDENCE)
    with django_assert_num_queries(0):
        assert len(step_version(case, Verb.ADD_EVIDENCE)) == 22


@begins(brought_to("response_review"))
def test_a_reporter_is_stopped_by_their_own_acts_and_by_nobody_elses(town: Town, story: Story) -> None:
    browser, path = Client(), reverse("follow_up_step", args=["add_evidence"])
    browser.post(reverse("follow_up"), {"code": story.code})
    opened, more = hidden(text(browser.get(path))), {"title": "Another letter", "text": "It says so again."}
    story.by(story.investigator, Verb.ADD_EVIDENCE, title="Minutes", text="What was said.")
    assert browser.post(path, opened | more).status_code == 302
    late = browser.post(path, opened | more | {"request_key": str(uuid4())})
    assert (late.status_code, re.findall(r"<li>(You have already[^<]*)</li>", text(late))) == (
        409,
        ["You have already taken this step: Evidence, 25 April 2026"],
    )
