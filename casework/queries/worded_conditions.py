"""The words of conditions as they are sealed with a term: what each asks for, and the proof that is wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class WordedCondition:
    asks: str
    proof: str


def read_conditions(sealed: Iterable[Mapping[str, str]] | None) -> tuple[WordedCondition, ...]:
    """Return opened conditions, in the order of their terms; none where they may not be read."""
    return tuple(WordedCondition(asks=one["asks"], proof=one["proof"]) for one in sealed or ())


def as_one_text(typed: Iterable[Mapping[str, str]]) -> str:
    """Return all that was typed for conditions, for the check of what goes out."""
    return "\n".join(words for one in typed for words in one.values())
