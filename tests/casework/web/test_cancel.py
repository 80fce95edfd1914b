"""Cancel on a step: what was typed stays as a draft, the next page says so, and nothing is kept of an untouched page."""

import re
from typing import Any

import pytest
from django.urls import reverse

from casework.models import SealedDraft
from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import WORDS, add_evidence, form_on, notice_of, sent_along
from tests.casework.web.reporting import text
from tests.casework.web.test_prefill import filled
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
def test_cancel_keeps_what_was_typed_says_so_and_leads_to_where_it_is_thrown_away(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    page = text(officer.get(path))
    left = officer.post(path, sent_along(page) | {"text": WORDS, "draft": "cancel"}, follow=True)
    assert left.redirect_chain == [(reverse("case", args=[story.case]), 302)]
    assert "Kept as a draft. Nothing was sent." in text(left)
    link = re.search('href="([^"]+)#throw_draft">Go on with it, or throw it away</a>', text(left))
    page = text(officer.get(link[1])) if link else ""
    assert (WORDS in page, 'id="throw_draft"' in page) == (True, True)
    again = officer.post(path, sent_along(page) | {"text": WORDS, "draft": "cancel"}, follow=True)
    assert ("Kept as a draft." in text(again), SealedDraft.objects.count()) == (True, 1)


@pytest.mark.parametrize("verb", [Verb.ADD_EVIDENCE, Verb.SHARE_DRAFT_REPORT, Verb.EXTEND_INVESTIGATION])
@begins(brought_to("response_review"))
def test_cancel_keeps_nothing_of_a_page_that_is_as_it_was_shown(town: Town, story: Story, verb: Verb) -> None:
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    officer, path = town.browser(story.investigator), reverse("step", args=[story.case, verb])
    left = officer.post(path, as_shown(text(officer.get(path))) | {"draft": "cancel"}, follow=True)
    assert left.redirect_chain == [(reverse("case", args=[story.case]), 302)]
    assert ("Kept as a draft." in text(left), SealedDraft.objects.count()) == (False, 0)
    changed = officer.post(
        path, as_shown(text(officer.get(path))) | {FIELD[verb]: WORDS} | {"draft": "cancel"}, follow=True
    )
    assert ("Kept as a draft." in text(changed), SealedDraft.objects.count()) == (True, 1)


FIELD = {Verb.SHARE_DRAFT_REPORT: "draft_text", Verb.EXTEND_INVESTIGATION: "reasons", Verb.ADD_EVIDENCE: "text"}


def as_shown(page: str) -> dict[str, Any]:
    """What a browser sends of a step on which nothing was typed."""
    shown = {name: [one.replace("\n", "\r\n") for one in some] for name, some in filled(form_on(page)).items()}
    return sent_along(page) | shown


@begins(brought_to("awaiting_response"))
def test_a_member_who_cancels_is_told_that_the_words_are_kept(town: Town, story: Story) -> None:
    rex, path = town.browser("rex"), reverse("member_step", args=[notice_of(story, "rex", town), "make_request"])
    left = rex.post(path, sent_along(text(rex.get(path))) | {"words": WORDS, "draft": "cancel"}, follow=True)
    assert ("Kept as a draft." in text(left), WORDS in text(rex.get(path))) == (True, True)
