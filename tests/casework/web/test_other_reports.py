"""Other open reports about the same member on the screening sheet: who is told, and the way to link the two cases."""

from typing import NamedTuple

import pytest
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import Seat, Verb
from casework.vocabulary.not_offered import NO_WAY, NOT_OFFERED
from casework.workflow.guard import REASONS
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.api.conftest import of
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_prefill import filled
from tests.scenario_fixtures import begins
from tests.step_client import StepClient

begun, here, town = web.begun, web.here, web.town
STAYS = "Reports about the same events are not put into one case."
REPORTED_BEFORE = (
    "Does the reporter say that they reported before? Only an officer with a seat in both cases can link them."
)


class Two(NamedTuple):
    """Two reports about one member. `both` screens both of them, `first` and `second` only one each."""

    one: Story
    other: Story
    both: str
    first: str
    second: str


def reported_twice(town: Town) -> Two:
    one, other = town.story(), town.story(reporter="Olive Marsh")
    for story in (one, other):
        told.frame(story, told.GRAVE, notes="A promise was denied.", act="Denied a written promise.")
    first, second = set(one.holding(Seat.SCREENER)), set(other.holding(Seat.SCREENER))
    ((both,), (alone,), (last,)) = first & second, first - second, second - first
    return Two(one, other, both, alone, last)


@pytest.fixture
def two(here: tuple[Town, Two]) -> Two:
    return here[1]


def code_name(story: Story) -> str:
    return Case.objects.get(reference=story.case).code_name


def sheet(town: Town, story: Story, first: str) -> str:
    return " ".join(text(town.browser(first).get(reverse("screening_sheet", args=[story.case]))).split())


def link_to(story: Story, other: Story) -> str:
    return f"{reverse('step', args=[story.case, Verb.LINK_CASES])}?other={other.case}&amp;sheet=screening"


@begins(reported_twice)
def test_a_screener_of_both_links_them_from_the_sheet_and_reads_that_they_are(town: Town, two: Two) -> None:
    page, link = sheet(town, two.one, two.both), link_to(two.one, two.other)
    assert (f"Link to {code_name(two.other)}" in page, link in page, STAYS in page) == (True, True, True)
    assert "Another open report about this member, on the same day:" in page
    browser, address = town.browser(two.both), link.replace("&amp;", "&")
    assert filled(text(browser.get(address)))["other"] == [two.other.case]
    sent = browser.post(address, {"other": two.other.case, "reasons": "The same promise."})
    assert sent.headers["Location"] == reverse("screening_sheet", args=[two.one.case])
    again = sheet(town, two.one, two.both)
    assert (f"{code_name(two.other)}</a> (linked)" in again, link in again, STAYS in again) == (True, False, True)


@begins(reported_twice)
def test_a_screener_of_one_report_reads_nothing_of_the_other(town: Town, two: Two) -> None:
    for story, first, hidden in ((two.one, two.first, two.other), (two.other, two.second, two.one)):
        page = sheet(town, story, first)
        assert (hidden.case in page, code_name(hidden) in page, STAYS in page) == (False, False, False)
    two.one.by(two.both, Verb.LINK_CASES, other=two.other.case, reasons="The same promise.")
    page = sheet(town, two.one, two.first)
    assert (two.other.case in page, code_name(two.other) in page, STAYS in page) == (False, False, False)


@begins(reported_twice)
def test_whoever_has_one_report_reads_who_can_link_it_to_another(town: Town, two: Two) -> None:
    pages = [sheet(town, two.one, who) for who in (two.first, two.both)]
    assert [page.count(REPORTED_BEFORE) for page in pages] == [1, 1]
    follow = " ".join(text(StepClient().get(reverse("follow_up"))).split())
    assert "They stay two reports, and an officer who has both can link them." in follow
    take = " ".join(text(town.browser("ines").get(reverse("take_report"))).split())
    assert [
        "If it waits no more: take the report again" in take,
        'href="#slip_lost"' in take,
        'href="#names_you"' in take,
    ] == [True] * 3
    assert town.browser("ines").get(reverse("step", args=[two.one.case, Verb.LINK_CASES])).status_code == 403


@begins(reported_twice)
def test_who_is_tied_to_one_report_finds_no_trace_of_it_beside_the_other(town: Town, two: Two) -> None:
    two.other.by(two.both, Verb.DECLARE_CONFLICT, confirmed="on")
    page = sheet(town, two.one, two.both)
    assert (two.other.case in page, code_name(two.other) in page, STAYS in page) == (False, False, False)
    address = link_to(two.one, two.other).replace("&amp;", "&")
    refused = [
        town.browser(two.both).post(address, {"other": named, "reasons": "The same promise."})
        for named in (two.other.case, code_name(two.other), "OB-XXXX-XXXX")
    ]
    said = {(one.status_code, text(one).count(REASONS["other_case_is_found"])) for one in refused}
    assert said == {(409, 1)}


@begins(reported_twice)
def test_one_person_investigates_two_linked_cases(town: Town, two: Two) -> None:
    two.one.by(two.both, Verb.LINK_CASES, other=two.other.case, reasons="The same promise.")
    first = two.one.seat(Seat.INVESTIGATOR)
    for story in (two.one, two.other):
        if story is two.other:
            place = f"{Seat.INVESTIGATOR.value}:{story.name(first)}"
            story.by("ines", Verb.SEAT_OFFICER, place=place, reason="One person for both.")
        story.by(two.both, Verb.OPEN_INVESTIGATION, confirmed="on")
    assert [story.holding(Seat.INVESTIGATOR) for story in (two.one, two.other)] == [[first]] * 2


@begins(reported_twice)
def test_no_page_and_no_address_of_the_api_takes_a_step_that_joins_two_complaints(town: Town, two: Two) -> None:
    program, browser = of(town.people[two.both]), town.browser(two.both)
    listed = program.get(f"cases/{two.one.case}/transitions/").json()["transitions"]
    shut = [verb for verb, why in NOT_OFFERED.items() if why == NO_WAY]
    assert {one["verb"] for one in listed}.isdisjoint(shut)
    for verb in shut:
        page = reverse("step", args=[two.one.case, verb])
        address, given = f"cases/{two.one.case}/transitions/{verb.value}/", {"input": {"into": two.other.case}}
        answers = browser.get(page), browser.post(page, {"into": two.other.case}), program.post(address, given)
        assert [one.status_code for one in answers] == [404] * 3
