"""What was reported, in short: the beginning of the story, and of what the reporter wants and fears."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.queries.case.page import CasePage, Text
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.record.events import CaseFiled
from casework.recording import OpenedTexts

STORY, SHORT = 640, 90
BESIDE = {"remedy": _("Wants"), "risk": _("Afraid of")}
WARNING = "risk"
"""What the reporter is afraid of. It is shown in full, because its last words may be the warning."""


@dataclass(frozen=True, kw_only=True)
class Reported:
    """`words` is how many the story has; `beside` has the label and the beginning of what else matters at once.

    `filed` says how an officer took the report down, if one did. `witnesses` are the lines of the people whom it names.
    """

    on: date
    filed: CaseFiled
    story: Excerpt
    words: int
    beside: tuple[tuple[Promise, Excerpt], ...]
    witnesses: tuple[str, ...] = ()


def texts_reported(page: CasePage) -> Collection[Text]:
    return page.complaint.texts if page.complaint else ()


def answers_reported(page: CasePage, texts: OpenedTexts) -> dict[str, Any]:
    """Return the answers of the report by field, from the opened texts; empty if the report is not open to the viewer."""
    return {text.field: texts.get((text.entry, text.field)) for text in texts_reported(page)}


def reported(page: CasePage, texts: OpenedTexts) -> Reported | None:
    """Return the report in short, from the opened texts; None if it is not open to the viewer."""
    line = page.complaint
    if line is None:
        return None
    said = answers_reported(page, texts)
    story, beside = str(said.get("narrative") or ""), beside_story(said.get("particulars"))
    filed = next(one.event for one in page.case.record if isinstance(one.event, CaseFiled))
    named = witnesses_named(said.get("particulars"))
    start, words = excerpt(story, STORY), len(story.split())
    return Reported(on=line.on, filed=filed, story=start, words=words, beside=beside, witnesses=named)


def witnesses_named(told: object) -> tuple[str, ...]:
    """Return the lines in which a report names who saw it. The form kept them as one text at first, later as a list."""
    said = told.get("witnesses") if isinstance(told, dict) else None
    lines = said.splitlines() if isinstance(said, str) else said or ()
    return tuple(str(line) for line in lines if str(line).strip())


def beside_story(told: object) -> tuple[tuple[Promise, Excerpt], ...]:
    """Return from the particulars of a report, with its label, the beginning of what else matters at once."""
    more = told if isinstance(told, dict) else {}
    return tuple((label, _shown(name, more[name])) for name, label in BESIDE.items() if more.get(name))


def _shown(name: str, said: object) -> Excerpt:
    if name == WARNING and isinstance(said, str):
        return Excerpt(start=_answer_and_words(said))
    return excerpt(_in_one_line(said), SHORT)


def _answer_and_words(said: str) -> str:
    """Return the chosen answer, which is the first line of the sealed text, and the words that follow it."""
    chosen, _newline, words = said.partition("\n")
    return " ".join((f"{chosen.rstrip('.')}. {words}" if words else chosen).split())


def _in_one_line(said: object) -> str:
    """Return an answer with its parts one after the other."""
    return "; ".join(str(part) for part in said.values() if part) if isinstance(said, dict) else str(said)
