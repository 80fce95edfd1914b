"""What is wrong with a page in a browser, as axe judges it: one set of rules for every test that looks.

Only what is wrong comes back from the browser: axe's whole answer, with all that is right, costs more than its judging.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ENGINE = Axe().axe_script
_JUDGE = """async ([standards, colours]) => {
  const rules = {"color-contrast": {enabled: colours}};
  const answer = await axe.run({runOnly: standards, resultTypes: ["violations"], rules});
  const found = answer.violations.map(each => `${each.id}: ${each.nodes[0].html}`);
  const wide = document.documentElement.scrollWidth;
  return wide > innerWidth ? [...found, `scrolls sideways: ${wide} in ${innerWidth}`] : found;
}"""


def wrong(page: Page, *, again: bool = False) -> list[str]:
    """Return what axe finds on the page as it stands now, and whether it scrolls sideways; nothing for a good page.

    `again`: the same document was judged at another width. Its colours, the dear half, are not judged a second time.
    """
    if not again:
        comes_to(page)
    return judged(page, again=again)


def comes_to(page: Page) -> None:
    """Bring axe into a page, where it stays until another address is opened.

    The page is loaded first: a click returns when the new page begins, and axe keeps the document that it meets.
    """
    page.wait_for_load_state()
    page.evaluate(_ENGINE)


def judged(page: Page, *, again: bool) -> list[str]:
    """Return the same of a page that axe has come to."""
    return list(page.evaluate(_JUDGE, [STANDARDS, not again]))
