"""Every page of the table of doors in a browser, as the first who may see it: axe finds nothing, nothing scrolls sideways."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.access_matrix import matrix
from tests.access_matrix.matrix import FOR_PROGRAMS, IS_STEP, Town
from tests.casework.web.test_queue_look import SITE, Window
from tests.journeys import looking
from tests.share import is_taken

FILES = (".ics", "/download/", "/parts/", "/pdf/", "verify.py", "verify.html", "keyring.json", "readyz", "healthz")
"""Parts of addresses that are answered with something that is no page."""


def shown() -> Iterator[tuple[str, str]]:
    """Yield a share of the addresses that somebody is shown a page at, and the first viewer who is."""
    for row, cells in matrix.written().items():
        viewer = next((name for name, said in cells.items() if said.split("/")[0] == "200"), None)
        is_now = is_taken(row, one_in=30 if IS_STEP.search(row) else 3)
        if viewer and is_now and not row.startswith(FOR_PROGRAMS) and not any(part in row for part in FILES):
            yield row, viewer


def test_axe_finds_nothing_on_any_page_of_the_table(page: Page, doors: Town) -> None:
    looking.forget()
    window = Window(page, doors.viewers["anonymous"].browser)
    seen = set()
    for row, name in shown():
        viewer = doors.viewers[name]
        address = doors.address(row, viewer)
        page.goto("about:blank")  # a script of the page before may still ask for something
        window.answers = {address: viewer.browser.get(address)}
        assert window.answers[address].status_code == 200, row
        assert window.answers[address].headers["Content-Type"].startswith("text/html"), row
        page.goto(f"{SITE}{address}")
        looking.at(page)
        seen.add(row)
    assert looking.complaints() == {}
    assert window.heard == []
    assert len(seen) > 45


@pytest.mark.parametrize(
    "beginning", ["desk/", "board/", "panel/", "member/", "follow-up/", "report/", "accounts/", "ledger/", "admin/"]
)
def test_every_audience_is_among_them(beginning: str) -> None:
    assert any(row.startswith(beginning) for row, _ in shown())
