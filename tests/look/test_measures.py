"""What style sheets measure out and no other test would miss, as a browser computes it: one page for all of it."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.urls("tests.look.urls")
WIDE, NARROW = 1280, 800
MEASURED = """() => {
  const one = selector => document.querySelector(selector)
  const box = element => element.getBoundingClientRect()
  const stage = one('.ob-todo__stage'), tag = one('.ob-todo__stage .ob-tag')
  const frame = one('.ob-scroll'), table = one('.ob-scroll > .ob-table')
  const words = document.createRange()
  words.selectNodeContents(one('.ob-scroll tbody th'))
  document.querySelectorAll('.ob-small-choices .govuk-radios__item').forEach(choice => { choice.style.width = '3rem' })
  return {
    circles: [...document.querySelectorAll('.ob-small-choices .govuk-radios__input')].map(circle => box(circle).width),
    tag: box(tag).height,
    beyond: Math.max(0, box(tag).right - box(stage).right),
    below: box(frame).bottom - box(table).bottom,
    before: box(words).left - box(frame).left,
  }
}"""


def test_circles_stages_and_tables_in_frames_keep_their_measures(page: Page, address: str) -> None:
    page.goto(f"{address}/samples/measures")
    found: dict[int, dict[str, Any]] = {}
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(MEASURED)
    assert [one["circles"] for one in found.values()] == [[24] * 4] * 2, "Beside a long word, a circle is squeezed."
    assert {(one["below"], one["before"] > 12) for one in found.values()} == {(1, True)}, "A table is off its frame."
    assert found[WIDE]["tag"] < 30, "The longest stage takes two lines at the desk."
    assert [one["beyond"] for one in found.values()] == [0, 0], "A stage runs into the next column."
