"""Which conditions of a decision no longer apply, or apply otherwise, once an appeal has put other terms in its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from casework.queries.rulebook.worded_conditions import WordedCondition
from casework.record import events as e

IMPOSED = (e.SanctionImposed, e.AppealVaried)
"""The events that put terms in force."""
ENDED = (e.DecisionQuashed, e.DecisionVoided, e.AppealRemittedToPanel, e.AppealRemittedToBoard, e.CaseReopened)
"""The events after which those terms are no longer in force."""
MOST = 60


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A condition and its days. `worded` is None where its words are not open to the reader. `is_met`: it was met before."""

    worded: WordedCondition | None
    days: int
    is_met: bool = False

    @property
    def asks(self) -> str:
        return _same(self.worded.asks) if self.worded else ""

    @property
    def whole(self) -> tuple[str, str, int]:
        return self.asks, _same(self.worded.proof) if self.worded else "", self.days


def timed(worded: Iterable[WordedCondition | None], days: Iterable[int]) -> tuple[Timed, ...]:
    """Return conditions with their days, both in the order of their terms."""
    return tuple(Timed(worded=one, days=each) for one, each in zip(worded, days, strict=False))


def timed_before(
    terms: e.Terms, words: Mapping[UUID, WordedCondition], record: Iterable[e.Recorded]
) -> tuple[Timed, ...]:
    """Return the conditions of terms in force, and which of them were met."""
    met = {one.event.subject for one in record if isinstance(one.event, e.ConditionMet)}
    found = timed([words.get(key) for key in terms.conditions], terms.condition_days)
    return tuple(replace(one, is_met=key in met) for key, one in zip(terms.conditions, found, strict=True))


def conditions_replaced(before: Iterable[Timed], now: Iterable[Timed]) -> tuple[str, ...]:
    """Return a sentence on each condition of `before` that is not met and not the same among those of `now`."""
    return tuple(_sentences(before, list(now)))


def terms_before(event: e.AppealVaried, record: Iterable[e.Recorded]) -> e.Terms | None:
    """Return the terms in force that an appeal has varied; None if there were none."""
    found: e.Terms | None = None
    for one in record:
        if one.event.id == event.id:
            break
        if isinstance(one.event, IMPOSED):
            found = one.event
        elif isinstance(one.event, ENDED):
            found = None
    return found


def _sentences(before: Iterable[Timed], now: list[Timed]) -> Iterator[str]:
    wholes, asked = {one.whole for one in now}, {one.asks for one in now}
    for number, one in enumerate(before, 1):
        if one.is_met:
            continue
        if one.worded is None or one.worded.is_gap:
            yield _("Condition %(n)s of the decision no longer applies, unless it is named again.") % {"n": number}
        elif one.whole not in wholes:
            gone, changed = (
                _("Condition %(n)s (%(asks)s) no longer applies."),
                _("Condition %(n)s (%(asks)s) applies with another proof or another time."),
            )
            named = {"n": number, "asks": Truncator(one.asks.rstrip(".")).words(MOST)}
            yield (changed if one.asks in asked else gone) % named


def _same(words: str) -> str:
    """Return words without differences of spaces and lines, which a form may have changed."""
    return " ".join(words.split())
