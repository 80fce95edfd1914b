"""Every page met on a journey is judged once, at the widths of a desk and a phone: by axe, and for scrolling sideways.

With OATHBOUND_SHOTS=folder a picture of each is kept there.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

from tests import axe

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
OWN = re.compile(r"OB-[^/]+|[0-9a-f]{8}-[0-9a-f-]{27}|N-[^/]+|\?.*")

WORDS = "() => [...document.querySelectorAll('h1, h1 ~ p .ob-tag')].slice(0, 2).map(each => each.innerText)"

_met: set[str] = set()
_found: dict[str, list[str]] = {}


def forget(judged_elsewhere: Iterable[str] = ()) -> None:
    """Begin a journey: no page was met yet but those kinds that another journey judges."""
    _met.clear()
    _met.update(judged_elsewhere)
    _found.clear()


def at(page: Page) -> None:
    """Judge a page of a kind that was not met before."""
    path = re.sub(r"^https?://[^/]+", "", page.url)
    words = page.evaluate(WORDS)
    kind = " ".join([OWN.sub("x", path), *words])
    if kind in _met:
        return
    _met.add(kind)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if found := axe.wrong(page, again=size is DESK):
            _found[f"{kind} at {size['width']}"] = found
        keep(page, kind, size["width"])


def keep(page: Page, kind: str, width: int) -> None:
    """Keep a picture where somebody asked for it."""
    if folder := os.environ.get("OATHBOUND_SHOTS"):
        name = re.sub(r"[^a-z0-9]+", "_", kind.lower()).strip("_")
        page.screenshot(path=Path(folder) / f"{len(_met):03d}_{name[:70]}_{width}.png", full_page=True)


def complaints() -> dict[str, list[str]]:
    """Return what was found on the pages met so far, by page."""
    return dict(_found)
