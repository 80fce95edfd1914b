"""The page "Who must not see this?" and the question to somebody outside, in a real browser, with a script and without."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from accounts.offices import Office
from casework.access import the_clock
from casework.forms import offices
from casework.models import Case
from casework.procedure.intake.actions import sweep_conflicts
from tests.browsing import follow, press
from tests.casework.web.conftest import signed_in
from tests.casework.web.test_keep_away_page import in_office
from tests.casework.web.test_public_look import REFUSED, address, closed_at_last, judge

__all__ = ["address", "closed_at_last"]
PEOPLE = {
    "Gareth Pryce-Llewellyn": (Office.SCREENER,),
    "Priya Venkataraman": (Office.INTAKE, Office.SCREENER),
    "Ines Calloway": (Office.INVESTIGATOR,),
    "Bo Quorum": (Office.BOARD_MEMBER,),
    "Bea Chairwoman-Featherstonehaugh": (Office.BOARD_MEMBER, Office.BOARD_SECRETARY),
    "王小明": (Office.PANELIST,),
    "Audrey Audit": (Office.AUDITOR,),
}


@pytest.fixture
def office(address: str) -> str:
    """The installation with people in office, and an outside alternate."""
    for name, held in PEOPLE.items():
        in_office(name, *held)
    in_office("Odette Outside", Office.INTAKE, alternate=True)
    return address


def to_keep_away(page: Page, office: str) -> None:
    """Write a report up to the page."""
    page.goto(f"{office}/report/")
    press(page, "Start the full way")
    page.get_by_label("What happened?").fill("The tender was given to a friend.")
    press(page, "Save and continue")
    page.locator("[name=name_1]").fill("Rex Marlowe")
    press(page, "Save and continue")
    press(page, "I have kept them, continue")
    page.get_by_label("It was one day").check()
    page.get_by_label("When it happened or began").fill("2026")
    for tick in ("", "1. Trust and relationships", "", "No", "Anonymously"):
        if tick:
            page.get_by_label(tick, exact=tick == "No").check()
        press(page, "Save and continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who must not see this?")


def the_rest(page: Page) -> str:
    """Finish the report and send it; return the code."""
    page.get_by_label("No", exact=True).check()
    press(page, "Save and continue")
    page.get_by_label("What I have written is true").check()
    press(page, "Send the report")
    return " ".join(page.locator(".ob-code__words li").all_inner_texts())


def test_people_and_offices_are_ticked_and_the_rest_is_written(
    page: Page, office: str, context: BrowserContext
) -> None:
    wrong, heard = [], []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    to_keep_away(page, office)
    wrong += judge(page, "keep-away")
    for group in page.locator(".ob-boxes__title").all():
        group.click()
    page.get_by_label("Gareth Pryce-Llewellyn").check()
    page.get_by_label("王小明").check()
    page.get_by_role("textbox").fill("his sister on the board\n🙈")
    press(page, "Save and continue")
    expect(page).to_have_title("Error: Who must not see this? – ICSRM")
    expect(page.get_by_role("checkbox", name="王小明")).to_be_checked()
    wrong += judge(page, "keep-away-error")
    page.get_by_role("textbox").fill("his sister on the board\nPriya Venkataraman")
    press(page, "Back")
    expect(page.get_by_role("heading", level=1)).to_have_text("How do you want to report?")
    press(page, "Save and continue")
    expect(page.get_by_role("textbox")).to_have_value("his sister on the board\nPriya Venkataraman")
    press(page, "Save and continue")
    code = the_rest(page)
    expect(page.get_by_text("It is being compared with everybody in office.")).to_have_count(3)
    wrong += judge(page, "keep-away-receipt")
    case = sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    page.goto(f"{office}/follow-up/")
    page.get_by_label("Your twelve words").fill(code)
    press(page, "Continue")
    wrong += judge(page, "keep-away-status")
    expect(page.get_by_text("Somebody outside is looking at it.")).to_have_count(1)
    wrong += asked(page, office, case, context)
    assert (wrong, heard) == ([], [REFUSED])


def test_a_name_is_found_while_one_types_and_what_is_ticked_stays_on_top(page: Page, office: str) -> None:
    wrong: list[str] = []
    in_office("José Álvarez", Office.PANELIST)
    to_keep_away(page, office)
    find, boxes = page.get_by_label("Find a name"), page.locator(".ob-boxes .govuk-checkboxes__item:visible")
    find.fill("alv jose")
    expect(boxes).to_have_text([re.compile(r"José Álvarez\s*Panels")])
    expect(page.get_by_text("Found: 1")).to_be_visible()
    page.get_by_label("José Álvarez").check()
    find.fill("nobody such")
    expect(boxes).to_have_count(0)
    expect(page.get_by_text("Nobody in office has that name. Write it below only if")).to_be_visible()
    expect(page.get_by_role("button", name="Untick José Álvarez")).to_be_visible()
    wrong += judge(page, "keep-away-find")
    find.fill("Rex Marlow")
    expect(page.get_by_text("You report a person of this name")).to_be_visible()
    expect(page.get_by_text("Nobody in office has that name.")).to_have_count(0)
    find.press("Enter")
    find.fill("")
    expect(boxes).to_have_count(0)
    expect(page.locator(".ob-boxes__title", has_text="Panels and appeals")).to_contain_text("1 of 3 ticked")
    page.get_by_role("textbox").last.fill("his sister")
    press(page, "Save and continue")
    press(page, "Back")
    chosen = page.get_by_role("button", name="Untick José Álvarez")
    chosen.click()
    expect(chosen).to_have_count(0)
    expect(find).to_be_focused()
    expect(page.get_by_label("José Álvarez")).not_to_be_checked()
    assert wrong == []


def asked(page: Page, office: str, case: Case, context: BrowserContext) -> list[str]:
    """Somebody outside finds the question, and answers it; return what is wrong with the pages."""
    context.clear_cookies()
    session = signed_in(User.objects.get(name="Odette Outside")).session.session_key
    assert session is not None
    context.add_cookies([{"name": "sessionid", "value": session, "url": office}])
    page.goto(f"{office}/desk/queue/")
    wrong = judge(page, "keep-away-desk")
    follow(page.get_by_role("link", name=f"Say whom the reporter of {case.reference} means"))
    wrong += judge(page, "keep-away-asked")
    page.get_by_label("Bo Quorum").check()
    press(page, "Say whom the reporter means")
    expect(page.get_by_text("Say whom the reporter means – done.")).to_be_visible()
    return wrong


def test_without_a_script_the_groups_open_and_going_back_loses_nothing(browser: Browser, office: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        to_keep_away(page, office)
        expect(page.get_by_label("Find a name")).to_be_hidden()
        page.locator("summary", has_text="Board").click()
        page.get_by_label("Bo Quorum").check()
        page.get_by_role("textbox").fill("his sister")
        press(page, "Back")
        press(page, "Save and continue")
        expect(page.get_by_label("Bo Quorum")).to_be_checked()
        expect(page.get_by_role("textbox")).to_have_value("his sister")
        page.get_by_label("Bo Quorum").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Are you afraid of anything that may follow?")
    finally:
        context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_too_many_people_for_a_list_are_found_by_name_and_ticked_at_360_pixels(
    browser: Browser, office: str, script: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offices, "MOST_LISTED", 3)
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 640})
    try:
        page = context.new_page()
        to_keep_away(page, office)
        field = page.get_by_label("Find a name")
        field.fill("quorum")
        field.press("Enter")
        page.get_by_label("Bo Quorum").check()
        expect(page.get_by_text("Found: 1")).to_be_in_viewport()
        page.get_by_label("Anybody else?").fill("his sister")
        field.fill("nobody such")
        page.get_by_role("button", name="Find", exact=True).click()
        expect(page.get_by_text("Nobody in office has that name. Write it below only if")).to_be_in_viewport()
        expect(page.get_by_label("Bo Quorum")).to_be_checked()
        wrong = judge(page, "keep-away-many") if script else []
        press(page, "Save and continue")
        expect(page.get_by_role("heading", level=1)).to_have_text("Are you afraid of anything that may follow?")
        press(page, "Back")
        expect(page.get_by_label("Bo Quorum")).to_be_checked()
        expect(page.get_by_label("Anybody else?")).to_have_value("his sister")
    finally:
        context.close()
    assert wrong == []
