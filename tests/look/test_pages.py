"""Every component and every page that only tells something, judged by axe and under the strict policy."""

import pytest
from playwright.sync_api import Page

from tests import axe

pytestmark = pytest.mark.urls("tests.look.urls")
SAMPLES = ("form", "empty", "queue", "case", "receipt")
WRITTEN = ("home", "start", "code", "oath", "register", "accessibility", "privacy", "leave")
WRONG = {
    400: "We could not read that request",
    403: "This is not open to you",
    404: "There is nothing here for you to see",
    409: "This cannot be done now",
    413: "That was too much at once",
    422: "Something in the form needs another look",
    500: "Something went wrong on our side",
    503: "We cannot serve you just now",
}
SENT_AGAIN = {"signed_out": "You were signed out", "403_csrf": "Send it from this page"}
PAGES = [f"samples/{name}" for name in SAMPLES] + [f"written/{name}" for name in WRITTEN]
WIDTHS = {"desk": 1280, "phone": 360}


def judged(page: Page, address: str, path: str) -> list[str]:
    """What axe finds on one page at each width; a page that scrolls sideways is found too."""
    found = []
    page.goto(f"{address}/{path}")
    for again, width in enumerate(WIDTHS.values()):
        page.set_viewport_size({"width": width, "height": 900})
        found += axe.wrong(page, again=bool(again))
    return found


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_the_policy_refuses_nothing(
    page: Page, address: str, complaints: list[str], path: str
) -> None:
    assert judged(page, address, path) == []
    assert complaints == []


@pytest.mark.parametrize(("status", "words"), WRONG.items())
def test_a_refusal_is_calm_and_readable(page: Page, address: str, status: int, words: str) -> None:
    assert judged(page, address, f"wrong/{status}") == []
    assert page.locator("h1").inner_text() == words


@pytest.mark.parametrize(("name", "words"), SENT_AGAIN.items())
def test_a_page_that_keeps_a_form_is_calm_and_readable(page: Page, address: str, name: str, words: str) -> None:
    assert judged(page, address, f"again/{name}") == []
    assert page.locator("h1").inner_text() == words
