"""Reads the Code and the oath of an edition."""

import re
from dataclasses import dataclass
from datetime import date

from ledger.canonical import JsonObject
from policy.editions.node import Node
from policy.editions.source import Source

KEYWORD = re.compile(r"(?:[^\W\d_A-Z]+\*?)(?: [^\W\d_A-Z]+\*?)*\??")
KEY_LONGEST, KEY_SIGNS = 60, frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, kw_only=True)
class CommitmentText:
    """One commitment: the Society's own words (`text`), and what explains them.

    `keywords`: words of a report to which it may fit. A star stands for the rest of a word. A question mark at the end: the
    words often mean something else, and count only beside another.
    """

    number: int
    text: str
    title: str
    plain: str
    examples: tuple[str, str]
    keywords: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CodeText:
    key: str
    title: str
    body: str
    version: str
    in_force_from: date
    preamble: tuple[str, ...]
    commitments: tuple[CommitmentText, ...]


@dataclass(frozen=True, kw_only=True)
class OathText:
    """An oath to the Code with the key `code`. It may be sworn from `in_force_from` on."""

    key: str
    title: str
    version: str
    in_force_from: date
    code: str
    locale: str
    introduction: str
    pledge: tuple[str, ...]


def code_from(values: JsonObject, *, name: str) -> CodeText:
    """Return the Code from stored values. An EditionError about them names `name` and no line."""
    return read_code(Node(Source(name, values)))


def oath_from(values: JsonObject, *, name: str) -> OathText:
    """Return the oath from stored values. An EditionError about them names `name` and no line."""
    return read_oath(Node(Source(name, values)))


def read_code(node: Node) -> CodeText:
    """EditionError unless the commitments are numbered 1, 2, 3 …, each with two different examples."""
    node.only(("key", "title", "body", "version", "in_force_from", "preamble", "commitments"))
    commitments = tuple(_commitment(each, n) for n, each in enumerate(node.children("commitments"), start=1))
    if not commitments:
        raise node.wrong("a Code has at least one commitment", "commitments")
    return CodeText(
        key=read_key(node),
        title=node.text("title"),
        body=node.text("body"),
        version=node.text("version"),
        in_force_from=node.day("in_force_from"),
        preamble=node.texts("preamble"),
        commitments=commitments,
    )


def read_oath(node: Node) -> OathText:
    """EditionError if a field is missing or malformed."""
    node.only(("key", "title", "version", "in_force_from", "code", "locale", "introduction", "pledge"))
    pledge = node.texts("pledge")
    if not pledge:
        raise node.wrong("an oath has at least one paragraph", "pledge")
    return OathText(
        key=read_key(node),
        title=node.text("title"),
        version=node.text("version"),
        in_force_from=node.day("in_force_from"),
        code=node.text("code"),
        locale=node.text("locale"),
        introduction=node.text("introduction"),
        pledge=pledge,
    )


def read_key(node: Node) -> str:
    """Return the edition's key: lower-case letters, digits and hyphens."""
    key = node.text("key")
    if len(key) > KEY_LONGEST or set(key) - KEY_SIGNS:
        raise node.wrong(f'"key" must consist of a-z, 0-9 and hyphens, {KEY_LONGEST} at most', "key")
    return key


def _commitment(node: Node, number: int) -> CommitmentText:
    node.only(("number", "text", "title", "plain", "examples", "keywords"))
    if node.whole("number", 1, 99) != number:
        raise node.wrong(f"commitments are numbered in order; this one must be {number}", "number")
    examples = node.texts("examples")
    if len(examples) != 2 or examples[0] == examples[1]:
        raise node.wrong("give two different examples of a possible breach", "examples")
    keywords = node.texts("keywords")
    if wrong := next((each for each in keywords if not KEYWORD.fullmatch(each)), None):
        raise node.wrong(
            "a keyword is words of small letters, each with one star at most at its end, and perhaps one question mark at"
            f' the end of all, not "{wrong}"',
            "keywords",
        )
    return CommitmentText(
        number=number,
        text=node.text("text"),
        title=node.text("title"),
        plain=node.text("plain"),
        examples=(examples[0], examples[1]),
        keywords=keywords,
    )
