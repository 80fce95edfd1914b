"""A case that grows out of another is told to nobody from whom it is kept, least of all to the person it is about."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from casework.access import the_clock
from casework.models import Case, CaseGrant
from casework.procedure.intake.actions import sweep_conflicts
from casework.queries.case.record import record_page
from casework.vocabulary import Reading, Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.access_matrix.conftest import program_of
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text, whole_case

begun = town_begun(brought_to("awaiting_response"))
SAID = "Retaliation reported"


def post() -> None:
    while place_letters():
        pass


OF_ONE_PAGE = re.compile(r'name="(?:csrfmiddlewaretoken|request_key)" value="[^"]*"')
"""What a form has that is new each time the page is opened."""


def reported(story: Story, who: str, *, by: str = "reporter") -> Case:
    """Somebody reports in the case that they are treated worse; return the case about that, not compared yet."""
    before = set(Case.objects.values_list("pk", flat=True))
    story.by(by, Verb.REPORT_RETALIATION, detriment="My shifts were taken away.", who=who, first_day=story.view.today)
    return Case.objects.exclude(pk__in=before).get()


def swept(case: Case) -> None:
    sweep_conflicts(reference=case.reference, by=the_clock())


def pages(town: Town, story: Story, first: str) -> tuple[str, Any, list[Any]]:
    """Return what somebody is told of the first case: on its page, by a program, and in the record."""
    page = "".join(
        OF_ONE_PAGE.sub("", each.partition("<main")[2])
        for each in whole_case(town.browser(first), story.case).split("<!doctype")
    )
    steps = program_of(town.people[first]).get(reverse("api_timeline", args=[story.case])).json()
    stream = Case.objects.get(reference=story.case).stream
    acts = [act for act in record_page(town.people["audrey"], before=None)[0] if act.stream == stream]
    return page, steps, acts if first == "audrey" else []


@pytest.mark.parametrize(
    ("first", "who", "third"), [("ian", "Ian Intake", "audrey"), ("audrey", "Audrey Auditor", "ian")]
)
def test_a_person_named_for_retaliation_sees_no_difference(
    town: Town, story: Story, first: str, who: str, third: str
) -> None:
    for name in (
        third,
        first,
    ):  # the first look says that it is the first; who looks is named to others in the same seat
        pages(town, story, name)
    told, before = pages(town, story, third), pages(town, story, first)
    other = reported(story, who)
    assert (pages(town, story, first), pages(town, story, third)) == (before, told)
    swept(other)
    assert pages(town, story, first) == before
    assert SAID in pages(town, story, third)[0]


def test_an_officer_who_has_not_handled_the_first_case_is_told_by_a_program_too(town: Town, story: Story) -> None:
    swept(reported(story, ""))
    steps = pages(town, story, "ian")[1]["steps"]
    assert [step["what"] for step in steps][-1] == SAID


def test_the_auditor_reads_the_entry_where_the_other_case_is_the_auditors_too(town: Town, story: Story) -> None:
    other = reported(story, "Ian Intake")
    swept(other)
    (act,) = [
        act for act in record_page(town.people["audrey"], before=None)[0] if act.type == "case.retaliation_reported"
    ]
    assert act.data == {"other": str(other.pk)}


def test_a_case_about_retaliation_says_so_and_does_not_name_the_case_it_grew_out_of(town: Town, story: Story) -> None:
    other = reported(story, "")
    swept(other)
    own = overview_of(town, "ian", other.reference)
    first = Case.objects.get(reference=story.case)
    assert ("This case is about retaliation:" in own, story.case in own, first.code_name in own) == (True, False, False)
    assert "This case is about retaliation" not in overview_of(town, "ian", story.case)


def overview_of(town: Town, who: str, reference: str) -> str:
    return text(town.browser(who).get(reverse("case", args=[reference])))


def test_who_handled_the_first_case_is_not_told_of_the_one_that_is_kept_from_them(town: Town, story: Story) -> None:
    swept(reported(story, ""))
    for handled in (story.investigator, "ines"):
        assert SAID not in whole_case(town.browser(handled), story.case)


def test_only_the_reporter_who_is_treated_worse_gets_a_letter_about_it(town: Town, story: Story) -> None:
    post()
    before = set(Message.objects.values_list("pk", flat=True))
    story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}", reason="Of the office.")
    swept(reported(story, "Rex Respond"))
    swept(reported(story, "Wilma Quill", by="prue"))
    post()
    letters = Message.objects.exclude(pk__in=before).filter(case__reference=story.case)
    assert list(letters.values_list("template", "seat", "reader")) == [
        ("no_retaliation", "complainant", story.reporter and story.reporter.pk)
    ]


def test_a_link_is_told_to_nobody_from_whom_the_other_case_is_kept(town: Town, story: Story) -> None:
    other = town.story("ian")
    other.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    pages(town, story, "ian")  # the first look alone says that it is the first
    before = pages(town, story, "ian")
    story.by("ada", Verb.LINK_CASES, other=other.case, reasons="The same letter.")
    assert pages(town, story, "ian") == before
    story.by("ada", Verb.SEVER_CASES, other=other.case, reasons="Two letters after all.")
    assert pages(town, story, "ian") == before
    assert "Linked to another case" in whole_case(town.browser("ines"), story.case)


def test_the_page_of_a_case_leads_to_the_linked_case_by_name_where_the_viewer_sees_it(town: Town, story: Story) -> None:
    other = town.story("ian")
    other.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    story.by("ada", Verb.LINK_CASES, other=other.case, reasons="The same letter.")
    name = Case.objects.get(reference=other.case).code_name
    shown = {first: text(town.browser(first).get(reverse("case", args=[story.case]))) for first in ("ines", "ian")}
    link = f'href="{reverse("case", args=[other.case])}">{name}</a>'
    assert {first: (link in page, "linked with" in page) for first, page in shown.items()} == {
        "ines": (True, True),
        "ian": (False, False),
    }


def seats_of(town: Town, reference: str) -> str:
    return " ".join(strip_tags(text(town.browser("ines").get(reverse("seats_sheet", args=[reference])))).split())


def test_the_seats_sheet_says_who_investigates_the_linked_case(town: Town, story: Story) -> None:
    other = town.story("ian")
    other.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    story.by("ada", Verb.LINK_CASES, other=other.case, reasons="The same letter.")
    name = Case.objects.get(reference=story.case).code_name
    assert f"In the linked case {name}: {town.people[story.investigator].name}" in seats_of(town, other.case)
    people = CaseGrant.objects.filter(permission__codename=Reading.READ_PEOPLE.value, user=town.people["ines"])
    people.filter(content_object__reference=story.case).delete()
    assert "In the linked case" not in seats_of(town, other.case)
