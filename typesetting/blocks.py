"""The words of a page as blocks, which a template of typst sets: the PDF says what the page says, and nothing else.

A block is a dict: "heading" (level, runs), "paragraph" (tone, runs), "list" (ordered, items: lists of blocks), "rows" (pairs of
lists of blocks), "table" (head and rows of words; `wide`: the part of each column), "quote" and "box" (blocks; a box has a
tone). A run is a pair: text, and "", "strong", "struck" or "break".
"""

import re
from collections.abc import Collection, Mapping
from html.parser import HTMLParser
from typing import Any

type Block = dict[str, Any]
type Run = tuple[str, str]

BREAK: Run = ("", "break")
_SPACES = re.compile(r"[ \t\n\r\f]+")

STYLES: Mapping[str, str] = {"strong": "strong", "s": "struck"}
HEADINGS: Mapping[str, int] = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
TONES: Mapping[str, str] = {
    "govuk-caption-l": "caption",
    "govuk-hint": "hint",
    "ob-panel--care": "care",
    "ob-panel--quiet": "quiet",
    "ob-panel": "plain",
}
BOXES = frozenset({"ob-panel", "govuk-inset-text"})
FLOWING = frozenset({"time", "span", "a"})
GROUPS = frozenset({"article", "section", "div", "details", "summary"})
KNOWN = frozenset({*STYLES, *HEADINGS, *FLOWING, *GROUPS, "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "br"})


class UnknownMarkup(ValueError):
    """The page uses an element for which there is no block."""


def blocks_of(html: str) -> list[Block]:
    """Return the blocks of an article. Raises UnknownMarkup, so that no word of a page is lost silently."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.places[0]


class _Reader(HTMLParser):
    """Collects blocks. `places` are the lists into which blocks go, the innermost last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.places: list[list[Block]] = [[]]
        self.runs: list[Run] = []
        self.style: list[str] = []
        self.opened: list[tuple[str, Block | None]] = []
        self.tone = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KNOWN:
            raise UnknownMarkup(tag)
        classes = (dict(attrs).get("class") or "").split()
        if tag == "br":
            self.runs.append(BREAK)
        elif tag in STYLES:
            self.style.append(STYLES[tag])
        elif tag not in FLOWING:
            self.end_paragraph()
            self.tone = next((TONES[one] for one in TONES if one in classes), "")
            self._enter(tag, BOXES.intersection(classes) if tag in GROUPS | {"p"} else set())

    def _enter(self, tag: str, boxes: Collection[str]) -> None:
        """Begin a block that holds others; a paragraph or heading begins with its words."""
        block: Block | None = None
        match tag:
            case "ul" | "ol":
                block = {"kind": "list", "ordered": tag == "ol", "items": []}
            case "dl":
                block = {"kind": "rows", "rows": []}
            case "blockquote":
                block = {"kind": "quote", "blocks": []}
            case _ if boxes:
                block = {"kind": "box", "tone": self.tone or "plain", "blocks": []}
        if block is not None:
            self.places[-1].append(block)
        holder = next((one for _, one in reversed(self.opened) if one is not None), None)
        match tag:
            case "li" if holder is not None:
                holder["items"].append([])
                self.places.append(holder["items"][-1])
            case "dt" | "dd" if holder is not None:
                if tag == "dt":
                    holder["rows"].append([[], []])
                self.places.append(holder["rows"][-1][0 if tag == "dt" else 1])
            case "blockquote" | "div" | "section" | "p" if block is not None:
                self.places.append(block["blocks"])
        self.opened.append((tag, block))

    def handle_endtag(self, tag: str) -> None:
        if tag in STYLES:
            self.style.pop()
            return
        if tag in FLOWING or tag == "br":
            return
        self.end_paragraph(tag)
        _, block = self.opened.pop()
        if tag in ("li", "dt", "dd") or (block is not None and "blocks" in block):
            self.places.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append((data, self.style[-1] if self.style else ""))

    def end_paragraph(self, tag: str = "") -> None:
        """Make a block of the words so far, if there are any."""
        runs, self.runs = _tidy(self.runs), []
        if not runs:
            return
        if tag in HEADINGS:
            self.places[-1].append({"kind": "heading", "level": HEADINGS[tag], "runs": runs})
            return
        tone = self.tone if self.tone in ("caption", "hint") else ""
        self.places[-1].append({"kind": "paragraph", "tone": tone, "runs": runs})
        self.tone = ""


def _tidy(runs: list[Run]) -> list[Run]:
    """Return runs with white space as a browser shows it: one space between words, none at the ends of a line."""
    tidy: list[Run] = []
    for run in runs:
        if run == BREAK:
            _trim(tidy)
            tidy.append(run)
            continue
        text, style = run
        words = _SPACES.sub(" ", text)
        if not tidy or tidy[-1] == BREAK or tidy[-1][0].endswith(" "):
            words = words.lstrip(" ")
        if words:
            tidy.append((words, style))
    while tidy and (tidy[-1] == BREAK or not tidy[-1][0].strip(" ")):
        tidy.pop()
    _trim(tidy)
    return tidy


def _trim(runs: list[Run]) -> None:
    """Take the white space from the end of a line."""
    while runs and runs[-1] != BREAK and not runs[-1][0].strip(" "):
        runs.pop()
    if runs and runs[-1] != BREAK:
        runs[-1] = (runs[-1][0].rstrip(" "), runs[-1][1])
