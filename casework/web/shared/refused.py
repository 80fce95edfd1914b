"""Why a step was refused, as its page says it: at the top, at a field, or as a name that a letter must not hold."""

from collections.abc import Sequence

from casework.verbs.names_in_letters import MEANT
from casework.vocabulary import BadShape, CaseChanged, NotNow


def reasons_of(refused: BadShape | NotNow) -> tuple[str, ...]:
    """Return the reasons for the top of a page, without those that are shown at a field or as a change."""
    return () if isinstance(refused, (BadShape, CaseChanged)) else refused.reasons


def names_in(refused: BadShape | NotNow) -> Sequence[str]:
    """Return the names that a step was refused for, because nobody said that they are meant."""
    return refused.errors.get(MEANT, ()) if isinstance(refused, BadShape) else ()
