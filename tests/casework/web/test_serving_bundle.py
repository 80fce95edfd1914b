"""Serving the bundle: which documents go out, and what happens to the bundle afterwards."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import history_of, text
from tests.scenario_fixtures import begins, upon
from typesetting.bundle import Place
from vault.keys import CannotOpen

TITLE = "Letter of confirmation, described"
OPTION = re.compile(
    r'govuk-checkboxes__label" for="id_evidence_\d+">([^<]+)</label>\s*<div[^>]*>(.*?)</div>', re.DOTALL
)


@upon(brought_to("response_review"))
def hearing_waits(_town: Town, story: Story) -> Story:
    told.finish_report(story)
    told.hearing_set(story)
    return story


@upon(hearing_waits)
def served(town: Town, story: Story) -> Story:
    for first in (story.investigator, "dana"):
        assert town.browser(first).get(reverse("case", args=[story.case])).status_code == 200
    story.wait(1)
    story.by(story.investigator, Verb.SERVE_BUNDLE, evidence=sorted(story.view.evidence.copy_keys))
    return story


@begins(hearing_waits)
def test_each_document_of_the_bundle_stands_there_by_its_title_with_a_link(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    step = reverse("step", args=[story.case, Verb.SERVE_BUNDLE])
    page, refused = text(browser.get(step)), text(browser.post(step, {"request_key": "1"}))
    ((label, hint),) = OPTION.findall(page)
    assert OPTION.findall(refused) == [(label, hint)]
    assert label.startswith(f"{TITLE} (Document 1, given on ")
    assert (strip_tags(hint), 'target="_blank"' in hint) == (f"Look at it (opens in a new tab): {TITLE}", True)
    assert "They have to be served at least fourteen days before the hearing." in " ".join(page.split())
    address, _, place = unescape(re.findall(r'href="([^"]+)"', hint)[0]).partition("#")
    shown = text(browser.get(address))
    section = shown.partition(f'id="{place}"')[2].partition("</section>")[0]
    assert ("Copy for the respondent" in section, TITLE in section) == (True, True)


@begins(hearing_waits)
def test_who_serves_a_bundle_is_warned_that_its_frozen_pages_have_changed(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.SERVE_BUNDLE])
    told = "The pages of the bundle have changed since they were frozen"
    assert told not in text(browser.get(step))
    moved = tuple(Place(one, one) for one in (2, 4, 5))
    monkeypatch.setattr("casework.queries.evidence.bundle_pages.places_of", lambda cover, documents: moved)
    page = text(browser.get(step))
    assert (page.count(told), page.count("Bundle frozen for the panel")) == (1, 1)


@begins(hearing_waits)
def test_who_serves_a_bundle_that_does_not_open_is_warned_too(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise CannotOpen

    monkeypatch.setattr("casework.queries.evidence.bundle_pages.bundle_documents", damaged)
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.SERVE_BUNDLE])))
    assert "The pages of the bundle have changed since they were frozen" in page


@begins(brought_to("board_decision"))
def test_an_adviser_who_sends_the_board_its_pack_is_warned_too(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise CannotOpen

    browser, step = town.browser("ada"), reverse("board_step", args=[story.case, Verb.SEND_BOARD_PACK])
    told = "The pages of the bundle have changed since they were frozen"
    assert told not in text(browser.get(step))
    monkeypatch.setattr("casework.queries.evidence.bundle_pages.bundle_documents", damaged)
    assert told in text(browser.get(step))


@begins(served)
def test_a_bundle_whose_pages_are_fixed_is_no_new_paper(town: Town, story: Story) -> None:
    """It holds nothing new, for the person who served it or for anybody else."""
    for first in (story.investigator, "dana"):
        browser = town.browser(first)
        tabs = (
            text(browser.get(reverse("case", args=[story.case]))).partition("ob-case__tabs")[2].partition("</nav>")[0]
        )
        assert (first, "new" in tabs) == (first, False)
        assert "Bundle frozen" not in text(browser.get(reverse("case_evidence", args=[story.case])))
        assert "Bundle frozen as served" in text(browser.get(reverse("case_history", args=[story.case])))


@begins(served)
def test_a_digest_is_folded_behind_its_first_digits(town: Town, story: Story) -> None:
    page = history_of(town.browser(story.investigator), story.case)
    folded = re.findall(r"<summary>\s*<code>([0-9a-f]+)…</code></summary>\s*<code[^>]*>([0-9a-f]{64})</code>", page)
    assert folded
    assert [(len(short), whole.startswith(short)) for short, whole in folded] == [(12, True)] * len(folded)
    assert len(re.findall(r"\b[0-9a-f]{64}\b", page)) == len(folded)
