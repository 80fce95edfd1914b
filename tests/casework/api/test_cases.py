"""Cases by the API: the list of the desk, a case as its page has it, and each reading told in the record."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.second_factor import enrol_totp
from casework.models import Case, CaseGrant
from casework.vocabulary import Reading, Verb
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import FILTERS, listed, rows
from tests.casework.web.test_queue_order import dated
from tests.scenario_fixtures import begins

LIST = 3


def references(answer: Any) -> list[str]:
    """The references of a page."""
    return [row["reference"] for row in answer.json()["results"]]


def test_the_list_is_that_of_the_desk_and_filtered_like_it(town: Town) -> None:
    listed(town.people["ines"], 3, severity=3, commitments=[2, 10])
    ines = of(town.people["ines"])
    assert {query: set(references(ines.get(f"cases/?{query}"))) for query in FILTERS} == FILTERS
    assert ines.get("cases/?words=ob-t000").json() == {
        "results": [{
            "reference": "OB-T000", "code_name": "Amber Heron 0", "state": "screening", "severity": 3,
            "commitments": [2, 10], "due": None, "due_clock": None, "turn": None, "step": None, "mine": False, "late": False,
            "days_left": 0,
        }],
        "counts": {"most": 1000, "total": 1, "late": 0, "turn": 0, "mine": 0, "nobodys": 3},
        "next": None,
    }  # fmt: skip


def test_somebody_who_knows_nobody_reads_the_list_in_the_order_of_the_desk(town: Town) -> None:
    dated(town.people["ines"])
    CaseGrant.objects.filter(user=town.people["ines"], permission__codename=Reading.READ_PEOPLE.value).delete()
    with CaptureQueriesContext(connection) as statements:
        told = references(of(town.people["ines"]).get("cases/"))
    assert told == rows(text(town.browser("ines").get(reverse("queue"))))
    assert [one["sql"] for one in statements if "shown_from" in one["sql"]] == []


def test_paging_gives_each_of_sixty_cases_once(town: Town) -> None:
    cases, ines = listed(town.people["ines"], 60), of(town.people["ines"])
    page, found = ines.get("cases/"), []
    found += references(page)
    while after := page.json()["next"]:
        page = ines.client.get(reverse("api_cases"), {"after": after})
        found += references(page)
    assert (len(found), sorted(found)) == (60, sorted(case.reference for case in cases))


def test_the_list_costs_the_same_for_one_row_and_for_three(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ines = of(town.people["ines"])
    for count in (1, 3):
        listed(town.people["ines"], count, state="hearing")
        with django_assert_num_queries(LIST):
            assert len(references(ines.get("cases/?state=hearing"))) == count
        Case.objects.all().delete()


@begins(brought_to("investigation"))
def test_a_case_is_told_as_its_page_has_it_and_the_reading_stands_in_the_record(town: Town, story: Story) -> None:
    opened = Entry.objects.filter(type="content.opened").count()
    told = of(town.people[story.investigator]).get(f"cases/{story.case}/").json()
    assert (told["reference"], told["state"], told["respondent"]) == (
        story.case,
        "investigation",
        "Rex Respond (M-1001)",
    )
    report = next(paper for paper in told["papers"] if paper["type"] == "report.received")
    assert "contract could be cancelled" in report["texts"]["narrative"]
    assert [one["number"] for one in told["allegations"]] == [2]
    assert Entry.objects.filter(type="content.opened").count() > opened


@begins(Town.story)
def test_before_the_risk_is_recorded_no_name_is_told(town: Town, story: Story) -> None:
    answer = of(town.people["ines"]).get(f"cases/{story.case}/")
    assert (b"Rex" in answer.content, answer.json()["respondent"]) == (False, "")
    assert b"contract could be cancelled" in answer.content


@begins(brought_to("response_review"))
def test_a_cell_that_is_not_the_viewers_to_know_is_null(town: Town, story: Story) -> None:
    ivo, ines = (of(town.people[first]).get(f"cases/{story.case}/").json() for first in (story.investigator, "ines"))
    assert [told["allegations"][0]["answer"] for told in (ivo, ines)] == ["Denied", None]
    assert "I did not write that letter." in str(ivo["papers"])
    assert "I did not write that letter." not in str(ines["papers"])


@begins(Town.story)
def test_the_timeline_tells_every_step_and_opens_nothing(town: Town, story: Story) -> None:
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    opened = Entry.objects.filter(type="content.opened").count()
    told = of(town.people["ines"]).get(f"cases/{story.case}/timeline/").json()
    steps = {one["type"]: (one["role"], one["moved_to"]) for one in told["steps"]}
    assert steps["case.case_acknowledged"] == ("intake", "screening")
    assert next(iter(steps)) == "report.received"
    assert {tuple(one) for one in told["steps"]} == {("entry", "type", "what", "on", "role", "moved_to")}
    assert Entry.objects.filter(type="content.opened").count() == opened


def test_to_a_respondent_their_case_is_not_there_by_its_own_reference(town: Town) -> None:
    story, rex = town.case_in("awaiting_response"), town.people["rex"]
    assert of(rex).get(f"cases/{story.case}/").status_code == 401
    enrol_totp(rex)
    answer = of(rex).get(f"cases/{story.case}/")
    assert (answer.status_code, b"Northwind" in answer.content) == (404, False)
    assert references(of(rex).get("cases/")) == []
