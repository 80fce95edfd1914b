"""What the script of a page asks while somebody types extends no session, and saves the text once the session is over."""

import time
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from accounts.middleware import SEEN
from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.findings import sign_findings
from tests.casework.web.conftest import Town
from tests.casework.web.drafting import leave_idle
from tests.casework.web.test_drafts_look import Window, _asked_from_the_loop_of_the_browser
from tests.casework.web.test_sanction_sheet import sheet_of, weighing

__all__ = ["_asked_from_the_loop_of_the_browser"]
WORDS = "It was promised in writing, godwit."


def sheet(town: Town) -> tuple[str, str]:
    """The sanction sheet, and a field of which it asks again."""
    return sheet_of(weighing(town)), '[name="severity_1"]'


def findings(town: Town) -> tuple[str, str]:
    """The findings of a panel, and a field of which it asks again."""
    story = town.case_in("panel_forming")
    told.sat(story)
    sign_findings(story)
    return reverse("panel_step", args=[story.case, Verb.RECORD_FINDINGS.value]), '[name="charge_1_facts"]'


@pytest.mark.parametrize("place", [sheet, findings])
def test_a_check_by_script_extends_no_session_and_saves_the_text_after_a_time_out(
    browser: Browser, town: Town, place: Callable[[Town], tuple[str, str]]
) -> None:
    address, field = place(town)
    client, context = town.browser("paul"), browser.new_context()
    window = Window(context, client)
    window.page.clock.install()
    window.opens(address)
    session = client.session
    session[SEEN] = long_ago = int(time.time()) - 600
    session.save()
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        window.page.locator(field).first.dispatch_event("change")
        window.page.clock.run_for(2_000)
    assert client.session[SEEN] == long_ago
    window.text.fill(WORDS)
    leave_idle(client)
    window.page.locator(field).first.dispatch_event("change")
    window.page.clock.run_for(2_000)
    saved = "What you typed is saved. Sign in again"
    expect(window.status).to_contain_text(saved)
    window.page.clock.run_for(12_000)
    expect(window.status).to_contain_text(saved)
    assert WORDS in town.browser("paul").get(address).content.decode()
    context.close()
