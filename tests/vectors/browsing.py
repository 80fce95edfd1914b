"""How vectors are put before ledger/verify.html, opened from a file in a real browser."""

from base64 import b64encode
from collections.abc import Sequence

from playwright.sync_api import Page

from tests.vectors.judging import Verdict
from tests.vectors.page import PAGE
from tests.vectors.vector import Vector

_JUDGE = """async (vectors) => {
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const codes = found => [...new Set(found.map(([code]) => code))].sort();
  const verdicts = [];
  for (const [command, files, needWitness] of vectors) {
    const given = Object.fromEntries(Object.entries(files).map(([role, text]) => [role, bytes(text)]));
    const { verdict, tamper, undecided, entry, holds } = await judge(command, { ...given, needWitness });
    const vouched = ['proven', 'undecided'].includes(verdict);
    if (!vouched && (entry || holds.length)) throw new Error(`${verdict}, and the page says what holds`);
    verdicts.push([verdict, codes(tamper), codes(undecided)]);
  }
  return verdicts;
}"""


def opened(page: Page) -> Page:
    """Open the page as somebody does who has saved it."""
    page.goto(PAGE.as_uri())
    return page


def by_page(page: Page, vectors: Sequence[Vector]) -> list[Verdict]:
    """Return the verdicts of the opened page with their codes, each once."""
    given = [
        [vector.command, {role: b64encode(data).decode() for role, data in vector.files.items()}, vector.need_witness]
        for vector in vectors
    ]
    return [(word, tuple(tamper), tuple(undecided)) for word, tamper, undecided in page.evaluate(_JUDGE, given)]
