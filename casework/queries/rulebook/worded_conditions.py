"""The words of conditions as they are sealed with a term: what each asks for, and the proof that is wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.record import events as e
from casework.recording import OpenedTexts

WORDED = (e.SanctionRecommended, e.ConsentAccepted, e.AppealVaried)
"""The events that have the words of conditions, in the order of their terms."""
DEMANDED = (e.BoardDecided, e.AppealVaried)
"""The decisions that have the words of the conditions that they impose."""


@dataclass(frozen=True, kw_only=True)
class WordedCondition:
    """`is_gap`: both are a sentence that stands in place of the words, because the reader may not read them."""

    asks: str
    proof: str
    is_gap: bool = False


def read_conditions(sealed: Iterable[Mapping[str, str]] | None) -> tuple[WordedCondition, ...]:
    """Return opened conditions, in the order of their terms; none where they may not be read."""
    return tuple(WordedCondition(asks=one["asks"], proof=one["proof"]) for one in sealed or ())


def conditions_or_gaps(said: Any, number: int) -> tuple[WordedCondition, ...]:
    """Return opened conditions in the order of their terms. A sentence in their place stands in place of each of `number`."""
    if isinstance(said, str):
        return (WordedCondition(asks=said, proof=said, is_gap=True),) * number
    return read_conditions(said)


def as_one_text(typed: Iterable[Mapping[str, str]]) -> str:
    """Return all that was typed for conditions, for the check of what goes out."""
    return "\n".join(words for one in typed for words in one.values())


def field_of_conditions(event: e.Event) -> str:
    """Return which text of an event in `WORDED` or `DEMANDED` has the words of its conditions."""
    return "conditions" if "conditions" in event.sealed else "wording"


def words_of_conditions(shown: Iterable[e.Recorded], texts: OpenedTexts) -> Mapping[UUID, WordedCondition]:
    """Return the words of each condition by its key, as far as they are open to the reader: of terms, or of a decision.

    A sentence that stands in place of the sealed words stands in place of each condition: a letter shows that it has a gap.
    """
    found: dict[UUID, WordedCondition] = {}
    shown = list(shown)
    for one in shown:
        if isinstance(one.event, WORDED):
            term: object = texts.get((one.event.id, field_of_conditions(one.event)))
            said: Any = term.get("conditions") if isinstance(term, dict) else term
            words = conditions_or_gaps(said, len(one.event.conditions))
            found |= dict(zip(one.event.conditions, words, strict=False))
    return {**found, **words_demanded(shown, texts)}


def texts_demanded(record: Iterable[e.Recorded]) -> frozenset[tuple[UUID, str]]:
    """Return the texts that have the words of the conditions that decisions imposed."""
    return frozenset((one.event.id, "conditions") for one in record if isinstance(one.event, DEMANDED))


def words_demanded(record: Iterable[e.Recorded], texts: OpenedTexts) -> Mapping[UUID, WordedCondition]:
    """Return the words of each condition that a decision imposed, by its key, as far as they are open to the reader.

    A sentence that stands in place of the sealed words stands in place of each condition.
    """
    found: dict[UUID, WordedCondition] = {}
    said: Any = None
    for one in record:
        if isinstance(one.event, DEMANDED):
            said = texts.get((one.event.id, "conditions"))
        if isinstance(one.event, (e.SanctionImposed, e.AppealVaried)):
            words = conditions_or_gaps(said, len(one.event.conditions))
            found |= dict(zip(one.event.conditions, words, strict=False))
    return found
