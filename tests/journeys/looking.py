"""Every kind of page that is met is judged once a run, at the widths of a desk and a phone: by axe, and for scrolling sideways.

The first test to reach a page checks it, in whichever worker: journeys share pages. The page's content, after its scripts
ran, is copied into a tab where axe is already loaded: loading axe into each page costs as much as the check.

With OATHBOUND_SHOTS=folder a picture of each is kept there.
"""

import os
import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page

from operations import private_files
from tests import axe, stage

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
OWN = re.compile(r"OB-[^/]+|[0-9a-f]{8}-[0-9a-f-]{27}|N-[^/]+|\?.*")

SHOWN = """() => [
  [...document.querySelectorAll('h1, h1 ~ p .ob-tag')].slice(0, 2).map(each => each.innerText),
  document.documentElement.outerHTML,
]"""

BESIDE = "/accessibility/"
"""Where a tab stands before a page is written into it: any page with the look of the installation will do."""
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
WRITE = """held => new Promise(shown => {
  document.open();
  document.write(held);
  document.close();
  document.readyState === "complete" ? shown() : addEventListener("load", () => shown(), {once: true});
})"""

_found: dict[str, list[str]] = {}
_tabs: dict[Browser | None, Page] = {}


def forget() -> None:
    """Begin a journey: nothing was found yet."""
    _found.clear()


def is_new(kind: str) -> bool:
    """Whether nobody met this kind of page in this run yet; from now on somebody has."""
    try:
        (judged() / sha256(kind.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def judged() -> Path:
    """Return the folder that has a file for each kind of page met in this run."""
    return private_files.folder(Path(os.environ[stage.NAME]) / "judged")


def at(page: Page) -> str:
    """Judge a page of a kind that was not met before; return what the page holds."""
    path = re.sub(r"^https?://[^/]+", "", page.url)
    words, held = page.evaluate(SHOWN)
    kind = " ".join([OWN.sub("x", path), *words])
    if is_new(kind):
        judge(beside(page), kind, held)
    return str(held)


def beside(page: Page) -> Page:
    """Return the tab in which pages of this installation are judged, opened unless it stands open."""
    tab = _tabs.get(page.context.browser)
    if tab is None or tab.is_closed():
        tab = _tabs[page.context.browser] = page.context.new_page()
        tab.goto(urljoin(page.url, BESIDE))
        axe.comes_to(tab)
    return tab


def judge(tab: Page, kind: str, held: str) -> None:
    """Keep what axe finds wrong, at each width, with what a page held."""
    tab.evaluate(WRITE, f"<!doctype html>{SCRIPT.sub('', held)}")
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)  # type: ignore[arg-type]
        if found := axe.judged(tab, again=size is DESK):
            _found[f"{kind} at {size['width']}"] = found
        keep(tab, kind, size["width"])


def keep(page: Page, kind: str, width: int) -> None:
    """Keep a picture where somebody asked for it."""
    if folder := os.environ.get("OATHBOUND_SHOTS"):
        name = re.sub(r"[^a-z0-9]+", "_", kind.lower()).strip("_")
        page.screenshot(
            path=Path(folder) / f"{len(list(judged().iterdir())):03d}_{name[:70]}_{width}.png", full_page=True
        )


def complaints() -> dict[str, list[str]]:
    """Return what was found on the pages met so far, by page."""
    return dict(_found)
