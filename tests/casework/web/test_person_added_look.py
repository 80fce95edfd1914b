"""A person is added to a report in a real browser, with a script and without: the page leads to the new one."""

import pytest
from playwright.sync_api import Browser, expect

from tests.casework.web.test_public_look import address, closed_at_last

__all__ = ["address", "closed_at_last"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("way", ["short", "full"])
def test_a_person_who_is_added_is_in_view_and_the_next_key_writes_the_name(
    browser: Browser, address: str, way: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/report/")
    page.get_by_role("button", name=f"Start the {way} way").click()
    page.get_by_label("What happened?").fill("The tender was given to a friend.")
    if way == "full":
        page.get_by_role("button", name="Save and continue").click()
    page.locator("[name=name_1]").fill("Rex Marlowe")
    for number in (2, 3):
        page.get_by_role("button", name="Add another person").click()
        expect(page.get_by_role("group", name=f"Person {number}").locator("legend")).to_be_in_viewport()
        expect(page.locator(f"[name=name_{number}]")).to_be_focused()
    page.keyboard.type("Una Voss")
    page.get_by_role("button", name="Take person 2 off").click()
    expect(page.locator("[name=name_2]")).to_be_focused()
    expect(page.locator("[name=name_2]")).to_have_value("Una Voss")
    context.close()
