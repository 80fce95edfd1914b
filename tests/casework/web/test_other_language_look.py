"""The report in a language that is 40 % longer and read from right to left: nothing is cut off on the narrowest telephone."""

import os

from django.test import Client
from playwright.sync_api import Page

from tests.casework.web.reporting import ANSWERS, Reporter
from tests.casework.web.test_queue_look import SITE, Window
from tests.pseudo_language import WORD, spoken

NARROW = 320
SHOTS = os.environ.get("SHOTS")
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter(one => {
  const style = getComputedStyle(one), place = one.getBoundingClientRect();
  const unseen = place.width < 2 || style.position === 'absolute' || style.clip !== 'auto';
  return !unseen && (place.left < -1 || place.right > innerWidth + 1
    || (one.scrollWidth > one.clientWidth + 1 && style.overflowX === 'hidden'));
}).map(one => one.outerHTML.slice(0, 120))"""
"""The elements of the page that stand outside of the window, or whose words do not fit into them."""
COVERED = """() => [...document.querySelectorAll('.govuk-radios__item, .govuk-checkboxes__item')].filter(item => {
  const box = item.querySelector('input').getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(item.querySelector('label'));
  return [...words.getClientRects()].some(line => line.left < box.right && line.right > box.left);
}).map(item => item.textContent.trim())"""
"""The choices whose words stand on their box."""


def test_nothing_is_cut_off_on_a_narrow_telephone(page: Page, jar: Client) -> None:
    with spoken():
        reporter = Reporter(jar)
        reporter.answer()
        addresses = ["/report/", "/contact/", *(f"{reporter.home}{name}/" for name in (*ANSWERS, "words", "check"))]
        Window(page, jar, *addresses)
    page.set_viewport_size({"width": NARROW, "height": 800})
    found = {}
    for address in addresses:
        page.goto(f"{SITE}{address}")
        assert page.evaluate("document.dir") == "rtl"
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/rtl-{address.strip('/').replace('/', '-')}.png", full_page=True)
        counted = [WORD.findall(each) for each in page.locator(".govuk-character-count__message").all_inner_texts()]
        found[address] = page.evaluate(CUT_OFF) + page.evaluate(COVERED) + [words for words in counted if words]
    assert {address: cut for address, cut in found.items() if cut} == {}
