"""The list of what an officer began and did not send: of one's own cases alone, and with a question before it is deleted."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from casework.models import Case, CaseGrant, SealedDraft
from casework.queries.queue.own_drafts import own_drafts, steps_begun
from casework.vocabulary import Reading, Thread, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import add_evidence, keep
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.scenario_fixtures import begins

DRAFTS, TODAY = reverse("own_drafts"), reverse("today")
KEY = re.compile(r"\?throw=(\d+)")


@begins(brought_to("response_review"))
def test_everything_begun_is_listed_until_it_is_thrown_away_or_the_case_is_gone(
    town: Town, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, person = story.investigator, town.people[story.investigator]
    officer = town.browser(first)
    begun = {
        reverse("case_notes", args=[story.case]): {"words": "A note, whimbrel."},
        reverse("case_new_task", args=[story.case]): {"words": "A task, whimbrel."},
        add_evidence(story): {"description": "A letter, whimbrel."},
        reverse("conversation", args=[story.case, Thread.RESPONDENT]): {"message": "Dear Rex, whimbrel."},
        reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT]): {"report": "A report, whimbrel."},
        f"{reverse('queue_ask')}?case={story.case}": {"words": "How far, whimbrel?"},
    }
    for address, typed in begun.items():
        assert keep(officer, address, typed).status_code == 200
    own_drafts(person)  # The first look of a process reads the numbers of the rights too.
    with django_assert_num_queries(3):
        found, more = own_drafts(person)
    with django_assert_num_queries(1):
        assert len(steps_begun(person)) == len(found)
    assert (len(found), more, [one.shared for one in found].count(True)) == (len(begun), False, 1)
    page, kept = text(officer.get(DRAFTS)), date_format(now().date() + timedelta(days=30), "j F Y")
    assert ([address for address in begun if page.count(f'href="{address}"') != 2], "No case" in page) == ([], False)
    assert (page.count(">Go on<"), page.count(">Throw away<")) == (6, 5)
    assert ("whimbrel" in page, len(KEY.findall(page)), f"kept until {kept}" in page) == (False, 5, True)
    assert "6 drafts that you have not sent" in text(officer.get(TODAY))
    assert "You have no drafts." in text(town.browser("ian").get(DRAFTS))
    (key, *_others) = KEY.findall(page)
    assert "Throw away “A note” of" in text(officer.get(DRAFTS, {"throw": key}))
    assert town.browser("ian").post(DRAFTS, {"throw": key}).status_code == 302
    assert "The draft was thrown away." in text(officer.post(DRAFTS, {"throw": key}, follow=True))
    assert "That draft is not there any more." in text(officer.post(DRAFTS, {"throw": key}, follow=True))
    assert (len(own_drafts(person)[0]), SealedDraft.objects.count()) == (5, 5)
    story.by(first, Verb.DECLARE_CONFLICT, confirmed="on")
    assert (own_drafts(person)[0], steps_begun(person)) == ([], [])
    assert "whimbrel" not in text(officer.get(f"{reverse('queue_ask')}?case={story.case}"))


@begins(brought_to("response_review"))
def test_a_case_shows_its_viewer_what_they_began_in_it_and_nobody_else(town: Town, story: Story) -> None:
    first, page = story.investigator, reverse("case", args=[story.case])
    officer = town.browser(first)
    assert "Begun and not sent:" not in text(officer.get(page))
    before = cost(officer, page)
    begun = {
        reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT]): {"report": "A report, whimbrel."},
        reverse("conversation", args=[story.case, Thread.RESPONDENT]): {"message": "Dear Rex, whimbrel."},
        reverse("case_new_task", args=[story.case]): {"words": "A task, whimbrel."},
        add_evidence(story): {"description": "A letter, whimbrel."},
    }
    for address, typed in begun.items():
        assert keep(officer, address, typed).status_code == 200
    line = text(officer.get(page)).partition("Begun and not sent:")[2].partition("</p>")[0]
    assert ([address for address in begun if f'href="{address}"' not in line], line.count("<a ")) == ([], 4)
    assert (cost(officer, page), "whimbrel" in text(officer.get(page))) == (before, False)
    assert "Begun and not sent:" not in text(town.browser("ines").get(page))


def said_of_row(town: Town, first: str, story: Story) -> bool:
    """Whether the row of the case says that its viewer began something there."""
    page = " ".join(text(town.browser(first).get(reverse("queue"), {"whose": ""})).split())
    (row,) = [one for one in page.split("<tr") if f'value="{story.case}"' in one]
    return "Begun, not sent" in row


@begins(brought_to("response_review"))
def test_a_row_of_the_queue_says_that_its_viewer_began_something_there(town: Town, story: Story) -> None:
    step, browser = add_evidence(story), town.browser(story.investigator)
    before = said_of_row(town, story.investigator, story)
    keep(browser, step, {"title": "The slide", "text": "4.9 of 5, whimbrel."})
    assert (before, said_of_row(town, story.investigator, story), said_of_row(town, "ines", story)) == (
        False,
        True,
        False,
    )
    CaseGrant.objects.filter(user=town.people[story.investigator], permission__codename="add_evidence").delete()
    assert said_of_row(town, story.investigator, story) is False


@begins(brought_to("response_review"))
@pytest.mark.parametrize("page", ["note", "task", "message:reporter"])
def test_a_row_of_the_queue_says_it_of_a_page_that_is_no_step(town: Town, story: Story, page: str) -> None:
    case, user = Case.objects.get(reference=story.case), town.people[story.investigator]
    SealedDraft.objects.create(
        subject=case.pk, about=case.pk, holder=user.pk, step=page, version=1, blob=b"", saved_at=now()
    )
    assert said_of_row(town, story.investigator, story) is True


@begins(brought_to("response_review"))
def test_a_draft_of_a_step_that_is_shut_can_be_thrown_away_on_its_page(town: Town, story: Story) -> None:
    officer, there = town.browser(story.investigator), reverse("step", args=[story.case, Verb.SEVER_CASES])
    keep(officer, there, {"reasons": "They differ, whimbrel."})
    before = text(officer.get(there))
    assert [words in before for words in ("This is not open now", "whimbrel", "Throw the draft away")] == [True] * 3
    assert officer.post(there, {"draft": "throw_away"}).status_code == 302
    assert ("whimbrel" in text(officer.get(there)), SealedDraft.objects.count()) == (False, 0)


@begins(brought_to("response_review"))
def test_a_draft_of_a_step_that_is_done_asks_no_more_and_can_be_read_and_thrown_away(town: Town, story: Story) -> None:
    officer, case = town.browser(story.investigator), reverse("case", args=[story.case])
    there, asks = reverse("step", args=[story.case, Verb.EXTEND_FEEDBACK]), "Begun and not sent:"
    keep(officer, there, {"reasons": "Witnesses abroad, whimbrel."})
    assert f'href="{there}"' in text(officer.get(case)).partition(asks)[2].partition("</p>")[0]
    story.by("ines", Verb.EXTEND_FEEDBACK, reasons="A witness is ill.")
    page = text(officer.get(case))
    said = page.partition("Drafts of steps that are done, to read or throw away:")[2].partition("</p>")[0]
    assert (asks in page, f'href="{there}"' in said) == (False, True)
    read = text(officer.get(there))
    assert ("whimbrel" in read, "Throw the draft away" in read) == (True, True)


GONE = Verb.ADD_ALLEGATION
"""A step whose right goes with the stage, while the investigator still sees the case."""


@begins(brought_to("response_review"))
def test_a_draft_whose_step_is_gone_is_read_by_its_author_alone(town: Town, story: Story) -> None:
    first, there = story.investigator, reverse("step", args=[story.case, GONE])
    keep(town.browser(first), there, {"act": "A letter, whimbrel.", "commitment": str(uuid4()), "of-1": "corncrake"})
    told.report_closed(story)
    officer, key = town.browser(first), SealedDraft.objects.get().pk
    page, today = text(officer.get(DRAFTS)), text(officer.get(TODAY))
    assert (officer.get(there).status_code, "whimbrel" in page, f'href="?read={key}"' in page) == (403, False, True)
    assert ("you cannot take this step any more" in page, "1 draft that you have" in today) == (True, True)
    read = text(officer.get(DRAFTS, {"read": key}))
    assert [words in read for words in ("whimbrel", "corncrake", f'href="?throw={key}"')] == [True] * 3
    assert [
        words in text(town.browser("ines").get(DRAFTS, {"read": key})) for words in ("What you typed", "whimbrel")
    ] == [
        False,
        False,
    ]
    story.by(first, Verb.DECLARE_CONFLICT, confirmed="on")
    gone = text(officer.get(DRAFTS, {"read": key}))
    assert ("You have no drafts." in gone, "whimbrel" in gone, steps_begun(town.people[first])) == (True, False, [])


@begins(brought_to("response_review"))
def test_a_right_that_somebody_wrote_into_the_table_opens_no_draft(town: Town, story: Story) -> None:
    case, bo = Case.objects.get(reference=story.case), town.people["bo"]
    kept = {"subject": case.pk, "about": case.pk, "holder": bo.pk, "step": GONE, "blob": b"", "saved_at": now()}
    row = SealedDraft.objects.create(version=1, **kept)
    sees = Permission.objects.get(content_type__app_label="casework", codename=Reading.SEE_CASE.value)
    CaseGrant.objects.create(user=bo, content_object=case, permission=sees)
    assert [one.goes_on for one in own_drafts(bo)[0]] == [False]
    assert town.browser("bo").get(DRAFTS, {"read": row.pk}).status_code == 404


@begins(brought_to("response_review"))
def test_a_draft_whose_step_is_gone_can_be_thrown_away(town: Town, story: Story) -> None:
    keep(town.browser(story.investigator), reverse("step", args=[story.case, GONE]), {"act": "A letter, whimbrel."})
    told.report_closed(story)
    officer, key = town.browser(story.investigator), str(SealedDraft.objects.get().pk)
    assert "The draft was thrown away." in text(officer.post(DRAFTS, {"throw": key}, follow=True))
    assert SealedDraft.objects.count() == 0


@begins(brought_to("response_review"))
def test_a_draft_that_holds_no_words_says_so_when_it_is_read(town: Town, story: Story) -> None:
    there = reverse("step", args=[story.case, GONE])
    keep(town.browser(story.investigator), there, {"commitment": str(uuid4()), "act": " "})
    told.report_closed(story)
    officer, key = town.browser(story.investigator), SealedDraft.objects.get().pk
    pages = [text(officer.get(DRAFTS, {"read": asked})) for asked in (key, "0")]
    assert ["No words of yours are in this draft." in page for page in pages] == [True, False]
