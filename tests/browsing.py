"""Ways through pages that hold on a busy machine: there, a click can return before the page to which it leads begins."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Response

PATIENCE = 30_000
"""Milliseconds for which every test waits for what a page is to show. A test that passes waits no longer than it has to."""
LOOK_EVERY = 20


def follow(control: Locator) -> None:
    """Click what leads to another page, and wait until that page is loaded."""
    with control.page.expect_navigation():
        control.click()


def press(page: Page, name: str) -> None:
    """Press the button of this name, which leads to another page, and wait until that page is loaded."""
    follow(page.get_by_role("button", name=name))


def is_post(answer: Response) -> bool:
    return answer.request.method == "POST"


def until(page: Page, seen: Callable[[], object], what: str) -> None:
    """Let the requests of a page come in until something is seen; it fails with `what` when that takes too long."""
    for _ in range(PATIENCE // LOOK_EVERY):
        if seen():
            return
        page.wait_for_timeout(LOOK_EVERY)
    raise AssertionError(f"did not come: {what}")
