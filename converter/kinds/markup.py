"""The words of HTML and SVG, without what a browser would run or draw."""

import re
from html.parser import HTMLParser

_BEGINS = re.compile(r"(?>\s|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+(?:html|svg)|html|svg|head|body)\b", re.I | re.S)
"""Atomic: otherwise a row of comments can be cut in more ways than there is time for."""


def is_markup(text: str) -> bool:
    return _BEGINS.match(text[:4096]) is not None


def get_words(text: str) -> str:
    """Return what a page says, with the address of each link behind its words: a link may say one place and lead to another."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return re.sub(r"\n\s*\n\s*\n", "\n\n", "".join(reader.words)).strip()


class _Reader(HTMLParser):
    _UNSEEN = frozenset({"script", "style"})
    _BREAKS = frozenset(
        {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "title", "text", "section", "table", "hr"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._within = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag in self._UNSEEN
        if tag in self._BREAKS:
            self.words.append("\n")
        elif tag in {"td", "th"}:
            self.words.append("\t")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._within = max(0, self._within - (tag in self._UNSEEN))
        if tag == "a" and self._links and (address := self._links.pop()):
            self.words.append(f" <{address}>")

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.words.append(data)
