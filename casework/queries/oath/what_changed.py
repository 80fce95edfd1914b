"""The changes from the words a member signed to the words in force: paragraph by paragraph, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policy.editions import CodeText, OathText

type Paragraph = tuple[str | Promise, str]

WORDS = re.compile(r"\S+\s*")
ALIKE = 0.4


class Kind(StrEnum):
    KEPT = "kept"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A paragraph that changed: where it is, and its words in order, including those that were removed."""

    where: str | Promise
    pieces: tuple[Piece, ...]


def changes(old: tuple[OathText, CodeText], new: tuple[OathText, CodeText]) -> tuple[Change, ...]:
    """Return each paragraph of oath and Code that differs, in the order of the new words. It leaves out the examples."""
    return (*paragraph_changes(_oath(old[0]), _oath(new[0])), *paragraph_changes(_code(old[1]), _code(new[1])))


def paragraph_changes(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Change, ...]:
    """Return the paragraphs that differ. A moved paragraph is removed in one place and new in the other."""
    before, after = [text for _, text in old], [text for _, text in new]
    found: list[Change] = []
    for name, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        pairs = min(b - a, d - c)
        found += [_compare(new[c + n][0], before[a + n], after[c + n]) for n in range(pairs)]
        found += [_whole_change(old[n], Kind.GONE) for n in range(a + pairs, b)]
        found += [_whole_change(new[n], Kind.NEW) for n in range(c + pairs, d)]
    return tuple(found)


def _compare(where: str | Promise, old: str, new: str) -> Change:
    """Compare two paragraphs: word by word if they are alike, otherwise one after the other."""
    left, right = WORDS.findall(old), WORDS.findall(new)
    matched = SequenceMatcher(None, left, right, autojunk=False)
    if matched.ratio() < ALIKE:
        return Change(where=where, pieces=(Piece(kind=Kind.GONE, text=old), Piece(kind=Kind.NEW, text=new)))
    pieces: list[Piece] = []
    for name, a, b, c, d in matched.get_opcodes():
        if name == "equal":
            pieces.append(Piece(kind=Kind.KEPT, text="".join(right[c:d])))
            continue
        pieces += [Piece(kind=Kind.GONE, text="".join(left[a:b]))] if b > a else []
        pieces += [Piece(kind=Kind.NEW, text="".join(right[c:d]))] if d > c else []
    return Change(where=where, pieces=tuple(pieces))


def _whole_change(paragraph: Paragraph, kind: Kind) -> Change:
    return Change(where=paragraph[0], pieces=(Piece(kind=kind, text=paragraph[1]),))


def _oath(oath: OathText) -> list[Paragraph]:
    where = _("Oath")
    return [(where, text) for text in (oath.title, oath.introduction, *oath.pledge)]


def _code(code: CodeText) -> list[Paragraph]:
    where = _("Code")
    rest: list[Paragraph] = [(where, text) for text in (code.title, *code.preamble)]
    named = [(f"{one.number}. {one.title}", f"{one.title}. {one.text}") for one in code.commitments]
    return [*rest, *named]
