"""How hard a page is to read: the grade of Flesch and Kincaid of the sentences in its main part."""

import re
from html.parser import HTMLParser

import readability

INLINE = frozenset({"a", "abbr", "b", "code", "em", "kbd", "span", "strong", "time"})
UNREAD = frozenset({"script", "style", "noscript", "option", "select", "textarea", "blockquote", "table"})
"""Elements without sentences of ours: words of the Code stand in quotes, numbers in tables."""
SENTENCE = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
NO_WORD = re.compile(r"[\w’'-]*\d[\w’'-]*|\b[A-Z]+(?:-[A-Z]{4}){2}\b")
"""Letters with digits among them, and the reference of a case, which is drawn: often with digits, seldom without."""


class Sentences(HTMLParser):
    """Collects the sentences of the main part of a page: an element that is not in a line ends one."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.blocks.append("")
        if tag == "main" or tag in UNREAD:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.blocks.append("")
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open == ["main"]:
            self.blocks[-1] += data


def sentences(page: str) -> list[list[str]]:
    """Return the words of each sentence of a page that has at least four. A label is none."""
    reading = Sentences()
    reading.feed(page)
    blocks = (" ".join(NO_WORD.sub(" ", block).split()) for block in reading.blocks)
    found = (WORD.findall(each) for block in blocks for each in SENTENCE.split(block))
    return [words for words in found if len(words) > 3]


def grade(page: str) -> float:
    """Return the school grade in which somebody can read a page; 0 for one without a sentence."""
    found = [" ".join(words) for words in sentences(page)]
    return float(readability.getmeasures(found, lang="en")["readability grades"]["Kincaid"]) if found else 0.0
