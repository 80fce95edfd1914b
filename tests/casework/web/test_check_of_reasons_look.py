"""The check of the reasons follows what a chair types and chooses, in a browser."""

from playwright.sync_api import Browser, expect

from tests.casework.web.conftest import Town
from tests.casework.web.test_checks_by_script_look import findings
from tests.casework.web.test_drafts_look import Window, _asked_from_the_loop_of_the_browser

__all__ = ["_asked_from_the_loop_of_the_browser"]


def test_the_check_of_the_reasons_follows_what_is_filled_in(browser: Browser, town: Town) -> None:
    address, _field = findings(town)
    context = browser.new_context()
    window = Window(context, town.browser("paul"))
    window.opens(address)
    page = window.page
    for name in ("charge_1_facts", "charge_1_reasons"):
        page.locator(f'[name="{name}"]').fill("As to particulars 1 and 2, godwit.")
    page.locator('[name="charge_1_rests_on"]').first.check()
    page.locator('[name="charge_1_met"]').check()
    expect(page.locator("#reasons_check .ob-checks li:not(.ob-checks__done)")).to_have_count(0)
    context.close()
