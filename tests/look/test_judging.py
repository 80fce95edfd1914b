"""What looks at the pages of journeys finds what is wrong with one, at the width at which it is, and judges a kind once."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import looking

PAGE = (
    "<!doctype html><html lang=en><title>A page</title><meta name=viewport content='width=device-width'><main>{}</main>"
)
FAULTS = {
    "image-alt": ("<img src=data:,>", [360, 1280]),
    "color-contrast": ("<p style='color:#bbb'>Hardly to be read.</p>", [360]),
    "scrolls sideways": ("<p style='width:500px'>Too wide for a phone.</p>", [360]),
    "page-has-heading-one": ("<script>document.querySelector('h1').remove()</script>", [360, 1280]),
}


def test_what_is_wrong_with_a_page_is_found_once(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "judged", lambda: tmp_path)
    shown = [""]
    page.context.route("**/*", lambda route: route.fulfill(body=PAGE.format(shown[0]), content_type="text/html"))
    for number, (fault, (words, widths)) in enumerate(FAULTS.items()):
        shown[0] = f"<h1>{fault}</h1>{words}"
        page.goto(f"http://localhost/{number}/")
        looking.forget()
        looking.at(page)
        found = looking.complaints()
        assert [int(kind.rpartition(" ")[2]) for kind in found] == widths, found
        assert {each.partition(":")[0] for one in found.values() for each in one} == {fault}
        looking.forget()
        looking.at(page)
        assert looking.complaints() == {}
