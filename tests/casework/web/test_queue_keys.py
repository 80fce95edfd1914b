"""Keys of the queue: they walk the list, tick and open, leave typing alone, and can be switched off in the browser."""

from django.urls import reverse
from playwright.sync_api import Page

from tests import axe
from tests.casework.web.conftest import Town
from tests.casework.web.test_queue_look import SITE, Window

FOCUSED = "document.activeElement.textContent.trim()"
LEFT_IN_SHEET = """() => {
  const sheet = document.getElementById('keys');
  sheet.showModal();
  sheet.querySelector('button').focus();
  sheet.close();
  sheet.querySelector('button').dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
}"""
"""Close the sheet and press a key before the browser has taken the focus out of it, as happens on a busy machine."""


def test_keys_walk_the_list_and_can_be_switched_off(page: Page, town: Town) -> None:
    first, second = town.story(), town.story("rosa")
    queue = f"{reverse('queue')}?sort=received"
    window = Window(page, town.browser("ines"), queue, *(reverse("case", args=[one.case]) for one in (first, second)))
    page.goto(f"{SITE}{queue}")
    links = page.locator(".ob-queue__case a")
    names = links.all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == names[1]
    page.keyboard.press("k")
    page.keyboard.press("x")
    assert (page.evaluate(FOCUSED), page.locator(".ob-queue__tick input:checked").count()) == (names[0], 1)
    page.keyboard.press("/")
    page.keyboard.type("jx?")
    assert page.locator("input[name=words]").input_value() == "jx?"
    links.first.focus()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.locator("#keys_used").uncheck()
    page.locator("#keys button").click()
    page.locator("#keys").wait_for(state="hidden")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) not in names
    page.keyboard.press("?")
    page.locator("#keys_used").check()
    page.locator("#keys button").click()
    page.locator("#keys").wait_for(state="hidden")
    page.evaluate(LEFT_IN_SHEET)
    assert page.evaluate(FOCUSED) == names[0]
    page.keyboard.press("o")
    page.wait_for_url("**/desk/cases/**")
    assert window.heard == []


def test_one_box_ticks_all_cases_of_the_page_and_is_not_there_without_script(page: Page, town: Town) -> None:
    town.story(), town.story("rosa")
    queue = reverse("queue")
    client = town.browser("ines")
    assert 'id="tick_all" aria-label="Choose all on this page" hidden' in client.get(queue).content.decode()
    assert "aria-disabled" not in client.get(queue).content.decode()
    window = Window(page, client, queue)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{queue}")
    box, ticks = page.get_by_role("checkbox", name="Choose all on this page"), page.locator("[name=case]")
    box.check()
    assert ticks.evaluate_all("boxes => boxes.map(box => box.checked)") == [True, True]
    ticks.first.uncheck()
    assert (box.is_checked(), box.evaluate("box => box.indeterminate")) == (False, True)
    ticks.first.check()
    assert box.is_checked()
    acts = page.locator(".ob-queue__bulk button")
    assert {one.get_attribute("aria-disabled") for one in acts.all()} == {"false"}
    box.uncheck()
    assert {one.get_attribute("aria-disabled") for one in acts.all()} == {"true"}
    assert (axe.wrong(page), window.heard) == ([], [])
