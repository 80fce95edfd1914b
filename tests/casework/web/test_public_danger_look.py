"""What somebody reads who says that there is a danger, in a real browser, without a script and with."""

from playwright.sync_api import Browser, Page, expect

from tests.browsing import press
from tests.casework.web.test_public_look import address as address
from tests.casework.web.test_public_look import closed_at_last as closed_at_last
from tests.casework.web.test_public_look import judge
from tests.casework.web.test_short_way import CALL_FIRST


def test_a_yes_says_at_once_and_on_the_next_page_whom_to_call(page: Page, address: str) -> None:
    wrong = list[str]()
    page.goto(f"{address}/report/")
    press(page, "Start the full way")
    page.get_by_label("What happened?").fill("The tender was given to a friend.")
    expect(page.get_by_text(CALL_FIRST)).to_be_hidden()
    page.get_by_label("Yes", exact=True).check()
    expect(page.get_by_text(CALL_FIRST)).to_be_in_viewport()
    wrong += judge(page, "danger-what")
    press(page, "Save and continue")
    expect(page.get_by_text(CALL_FIRST)).to_be_in_viewport()
    wrong += judge(page, "danger-who")
    press(page, "Back")
    page.get_by_label("No", exact=True).check()
    expect(page.get_by_text(CALL_FIRST)).to_be_hidden()
    press(page, "Save and continue")
    expect(page.get_by_text(CALL_FIRST)).to_have_count(0)
    assert wrong == []


def test_without_a_script_a_yes_says_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/report/")
        press(page, "Start the full way")
        page.get_by_label("What happened?").fill("The tender was given to a friend.")
        page.get_by_label("Yes", exact=True).check()
        expect(page.get_by_text(CALL_FIRST)).to_be_visible()
        press(page, "Save and continue")
        expect(page.get_by_text(CALL_FIRST)).to_be_visible()
    finally:
        context.close()


def test_the_short_way_says_it_beside_the_box_and_first_on_the_receipt(page: Page, address: str) -> None:
    wrong = list[str]()
    page.goto(f"{address}/report/")
    press(page, "Start the short way")
    page.get_by_label("Somebody could be hurt soon").check()
    expect(page.get_by_text(CALL_FIRST)).to_be_in_viewport()
    wrong += judge(page, "danger-short")
    page.get_by_label("Somebody could be hurt soon").uncheck()
    expect(page.get_by_text(CALL_FIRST)).to_be_hidden()
    page.get_by_label("Somebody could be hurt soon").check()
    page.get_by_label("What happened?").fill("The tender was given to a friend.")
    page.locator("[name=name_1]").fill("Rex Marlowe")
    page.get_by_label("Anonymously").check()
    page.get_by_label("What I have written is true").check()
    press(page, "Send the report")
    expect(page.get_by_text(CALL_FIRST)).to_be_in_viewport()
    wrong += judge(page, "danger-receipt")
    assert wrong == []
