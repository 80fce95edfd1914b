"""The form of the risk on the screening sheet: what is refused comes back to the sheet with all that was typed."""

import pytest

from casework.models import SealedDraft
from casework.vocabulary import Verb
from local.demo import story as told
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_sheets import RISK, SUMMARY, form_shown, send, sheet_of, stands_first

NAMED = "Wilma Quill, shrike."


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"notes": NAMED}, 409, "Look in “Why”."),
        ({"notes": NAMED, "severity": ""}, 422, "If it were true, how serious would it be?: Choose how serious"),
    ],
)
def test_a_risk_that_is_refused_stays_typed_on_the_sheet(
    town: Town, typed: dict[str, str], status: int, said: str
) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    browser = town.browser(told.screener(story))
    answer = send(browser, story, **RISK | typed)
    page = " ".join(text(answer).split())
    summary = page.partition('id="not_saved"')[2].partition("</ul>")[0]
    assert (answer.status_code, stands_first(answer, SUMMARY), "Screening sheet" in page) == (status, True, True)
    assert ("No part was recorded" in summary, said in summary, "go out" in summary) == (True, True, False)
    assert (page.count(NAMED), form_shown(browser, story)[1]["notes"]) == (1, [NAMED])
    assert send(browser, story, **RISK).headers["Location"] == sheet_of(story)


def test_the_sheet_says_where_another_allegation_is_added(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    browser = town.browser(told.screener(story))
    send(browser, story, **RISK)
    assert "After you have saved what is here, you can add another allegation." in text(browser.get(sheet_of(story)))


def test_a_risk_that_was_recorded_in_another_window_loses_nothing_that_was_typed(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    browser = town.browser(told.screener(story))
    address, held = form_shown(browser, story)
    send(browser, story, **RISK)
    begun = {"act_1-commitment": "2", "act_1-act": "Begun and not sent, dotterel.", "draft": "keep"}
    assert browser.post(sheet_of(story), begun).status_code == 302
    answer = browser.post(address, {**held, **RISK, "notes": "Another view, shrike.", "severity": ""})
    kept = set(SealedDraft.objects.values_list("step", flat=True))
    assert ("Another view, shrike." in text(answer), kept) == (True, {"screening_sheet", "triage_case"})
    assert "Begun and not sent, dotterel." in text(browser.get(sheet_of(story)))
