"""What people do with the pages: by keyboard alone, without JavaScript, and in a hurry."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.urls("tests.look.urls")
FOCUSED = "document.activeElement.id || document.activeElement.className"
FOCUS_SHOWS = """() => {
  const focused = document.activeElement
  const around = [focused, ...(focused.labels || []), focused.closest('.govuk-drop-zone'), focused.querySelector('img')]
  const looks = () => around.filter(Boolean).flatMap(e => [getComputedStyle(e), getComputedStyle(e, '::before')])
    .map(s => [s.outline, s.boxShadow, s.backgroundColor, s.border, s.clipPath, s.position].join()).join()
  const with_focus = looks()
  focused.blur()
  const without = looks()
  focused.focus()
  return with_focus !== without
}"""


def test_the_first_key_offers_to_skip_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/samples/queue")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("sample", ["form", "queue", "case", "empty"])
def test_the_keyboard_reaches_everything_and_always_shows_where_it_is(page: Page, address: str, sample: str) -> None:
    page.goto(f"{address}/samples/{sample}")
    page.evaluate("document.activeElement.blur()")
    controls = page.locator(
        "a[href], button, input:not([type=hidden], [tabindex='-1']), select, textarea, [tabindex='0']"
    )
    radios = page.locator("input[type=radio]").count()
    unseen, reached = [], set()
    for _ in range(controls.count() + 5):
        page.keyboard.press("Tab")
        where = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        if page.evaluate("document.activeElement !== document.body"):
            reached.add(where)
            page.wait_for_timeout(10)
            unseen += [] if page.evaluate(FOCUS_SHOWS) else [page.evaluate(FOCUSED)]
    assert unseen == []
    assert len(reached) >= controls.filter(visible=True).count() - radios


def test_a_problem_is_said_in_the_title_focused_and_linked_to_its_field(page: Page, address: str) -> None:
    page.goto(f"{address}/samples/form")
    expect(page).to_have_title("Error: When and where did it happen? – ICSRM")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").all_inner_texts() == [
        "Date of the incident must include a year",
        "“Name of the member” can be 20 characters at most. You typed 21.",
        "“What I have written is true as far as I know” needs an answer.",
    ]
    summary.get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Year").first).to_be_focused()
    expect(page.get_by_label("What happened?")).to_have_value("A favour was asked.")


def test_without_javascript_the_page_is_complete_and_the_summary_has_the_focus(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/samples/form")
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        expect(page.get_by_text("You can enter up to 4,000 characters")).to_be_visible()
        page.get_by_role("link", name="Leave this site").click()
        expect(page).to_have_title("Units of measure")
    finally:
        context.close()


def test_three_presses_of_shift_leave_and_leave_no_step_back(page: Page, address: str) -> None:
    page.goto(f"{address}/written/code")
    page.goto(f"{address}/samples/empty")
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_title("Units of measure")
    page.go_back()
    expect(page).to_have_url(f"{address}/written/code")


def test_capitals_are_no_reason_to_leave(page: Page, address: str) -> None:
    page.goto(f"{address}/samples/empty")
    page.get_by_label("What happened?").click()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.get_by_label("What happened?")).to_have_value("ABCD")
    expect(page).to_have_url(f"{address}/samples/empty")


def test_a_list_within_what_somebody_typed_has_no_gaps(page: Page, address: str) -> None:
    page.goto(f"{address}/samples/empty")
    rows = "<dl>\n  <dt>First</dt><dd>One</dd>\n\n  <dt>Last</dt><dd>Two</dd>\n</dl>"
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", f'<div class="ob-typed">{rows}</div>')
    first, last = (page.get_by_text(word, exact=True).bounding_box() for word in ("First", "Last"))
    assert first is not None
    assert last is not None
    assert last["y"] - first["y"] < 3 * first["height"]
