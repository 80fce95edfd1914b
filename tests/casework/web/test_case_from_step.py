"""From each page of a step an officer can open the case, and what was typed is kept; the desk, board and panels alike."""

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import SealedDraft
from casework.vocabulary import Verb
from local.demo import appeals
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import WORDS, notice_of, sent_along
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

BUTTON = 'value="open_case"'


@upon(brought_to("panel_forming"))
def before_a_panel(_town: Town, story: Story) -> Story:
    told.sat(story)
    return story


@upon(brought_to("appeal_window"))
def before_an_appeal_panel(_town: Town, story: Story) -> Story:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    return story


@pytest.mark.parametrize(
    ("begun", "first", "step", "case"),
    [
        (brought_to("investigation"), "", "step", "case"),
        (brought_to("board_decision"), "bo", "board_step", "board_case"),
        (before_a_panel, "petra", "panel_step", "panel_case"),
        (before_an_appeal_panel, "amos", "appeal_step", "appeal_case"),
    ],
    indirect=["begun"],
)
def test_every_officer_opens_the_case_from_a_step_and_keeps_the_words(
    town: Town, story: Story, first: str, step: str, case: str
) -> None:
    officer = town.browser(first or story.investigator)
    path = reverse(step, args=[story.case, Verb.DECLARE_CONFLICT.value])
    page = text(officer.get(path))
    assert (BUTTON in page, "Open the case, and keep this as a draft" in page) == (True, True)
    untouched = officer.post(path, sent_along(page) | {"ground": "", "draft": "open_case"})
    assert (untouched.headers["Location"], SealedDraft.objects.count()) == (reverse(case, args=[story.case]), 0)
    opened = officer.post(path, sent_along(page) | {"ground": WORDS, "draft": "open_case"})
    assert opened.headers["Location"] == reverse(case, args=[story.case])
    assert officer.get(opened.headers["Location"]).status_code == 200
    assert SealedDraft.objects.count() == 1


@begins(brought_to("submitted"))
def test_a_step_without_a_field_leads_to_the_case_by_a_link(town: Town, story: Story) -> None:
    page = text(town.browser("ines").get(reverse("step", args=[story.case, Verb.ACKNOWLEDGE_COMPLAINT.value])))
    assert (
        BUTTON in page,
        f'href="{reverse("case", args=[story.case])}"' in page.partition("Open the case")[0][-200:],
    ) == (False, True)


@begins(brought_to("awaiting_response"))
def test_a_party_has_no_such_button_and_is_led_nowhere_else(town: Town, story: Story) -> None:
    rex: Client = town.browser("rex")
    notice = notice_of(story, "rex", town)
    path = reverse("member_step", args=[notice, Verb.MAKE_REQUEST.value])
    page = text(rex.get(path))
    assert BUTTON not in page
    kept = rex.post(path, sent_along(page) | {"words": WORDS, "draft": "open_case"})
    assert kept.headers["Location"] == reverse("member_case", args=[notice])
