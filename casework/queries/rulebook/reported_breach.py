"""The breach of a condition on which a board decides or decided: for the board's pages and the member's letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from casework.queries.rulebook.worded_conditions import WORDED, words_of_conditions
from casework.record import events as e
from casework.record.events import Recorded
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.vocabulary import ConditionState

BROUGHT = (e.SanctionRecommended, e.ConsentAccepted, e.BreachReported)
"""What brings a case before the board."""
TOLD = (*WORDED, e.BreachReported, e.BreachExplained)
"""The events whose words tell of a breach: those of the condition, of the report, and of the member."""


@dataclass(frozen=True, kw_only=True)
class NamedCondition:
    """A condition by its number in its sanction, and its words, which are empty if they are not open to the reader."""

    number: int
    asks: str
    proof: str


@dataclass(frozen=True, kw_only=True)
class ReportedBreach(NamedCondition):
    """The condition that is said to be broken, and what each side wrote.

    `more_days`: how many days a decision that brings no sanction into force gives for it; 0 if its own day has not come.
    """

    report: str
    said: str
    more_days: int


def is_about_a_breach(events: Sequence[e.Event]) -> bool:
    """Whether a reported breach is what last brought the case before the board."""
    brought = next((event for event in reversed(events) if isinstance(event, BROUGHT)), None)
    return isinstance(brought, e.BreachReported)


def reported_breach(record: Sequence[Recorded], view: CaseView, texts: OpenedTexts) -> ReportedBreach | None:
    """Return the breach that was reported last, as far as its texts were opened; None if something else came after it."""
    if not is_about_a_breach([one.event for one in record]):
        return None
    report = next(one.event for one in reversed(record) if isinstance(one.event, e.BreachReported))
    key, broken = report.breached, view.sanctions.condition(report.breached)
    overdue = [broken.days] if broken is not None and broken.state is ConditionState.OVERDUE else []
    named = named_condition(record, view, texts, key)
    return ReportedBreach(
        number=named.number,
        asks=named.asks,
        proof=named.proof,
        report=str(texts.get((report.id, "reasons")) or ""),
        said="\n\n".join(
            said for entry in explained_now(record) if (said := str(texts.get((entry, "statement")) or ""))
        ),
        more_days=next(iter(overdue), 0),
    )


def explained_now(record: Iterable[Recorded]) -> tuple[UUID, ...]:
    """Return the entries of what the member said on the last notice of breach.

    What they said on an earlier notice is left out: a monitor took it back, or the board decided on it.
    """
    said: list[UUID] = []
    for one in record:
        if isinstance(one.event, e.BreachNoticed):
            said = []
        elif isinstance(one.event, e.BreachExplained):
            said.append(one.event.id)
    return tuple(said)


def named_condition(record: Sequence[Recorded], view: CaseView, texts: OpenedTexts, key: UUID) -> NamedCondition:
    """Return a condition by its key. Its number is 0 if no sanction that stands has it."""
    words = words_of_conditions(record, texts).get(key)
    place = view.sanctions.number_of(key)
    return NamedCondition(number=place, asks=words.asks if words else "", proof=words.proof if words else "")
