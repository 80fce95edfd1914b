"""What the conditions of a decision ask for, and what the member sent, beside the steps of those who watch them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.access import Actor
from casework.models import Case
from casework.queries.rulebook.worded_conditions import WordedCondition, texts_demanded, words_demanded
from casework.record.events import ConditionEvidenceFiled, Recorded
from casework.recording import OpenedTexts
from casework.vocabulary import ConditionState, Verb
from casework.web.shared.asked_texts import open_asked

WATCH = frozenset(
    {
        Verb.VERIFY_CONDITION,
        Verb.RETURN_CONDITION_EVIDENCE,
        Verb.EXTEND_CONDITION,
        Verb.NOTICE_BREACH,
        Verb.REPORT_BREACH,
    }
)
"""The steps that say something of a condition."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the member sent for a condition. `words` are empty where they may not be read."""

    on: date
    words: str
    file: UUID | None


@dataclass(frozen=True, kw_only=True)
class ConditionAsked:
    """A condition by its number. `words` is None where they may not be read; `shown` is what was sent, oldest first."""

    number: int
    state: ConditionState
    words: WordedCondition | None
    shown: tuple[Shown, ...]


def conditions_asked(case: Case, verb: Verb, by: Actor) -> tuple[ConditionAsked, ...]:
    """Return each condition that stands, after recording that its words and what was sent for it were opened."""
    if not case.view.sanctions.conditions:
        return ()
    sent = [one for one in case.record if isinstance(one.event, ConditionEvidenceFiled)]
    wanted = {*texts_demanded(case.record), *((one.event.id, "statement") for one in sent)}
    texts = open_asked(case, verb, by, wanted)
    words = words_demanded(case.record, texts)
    return tuple(
        ConditionAsked(
            number=n,
            state=one.state,
            words=words.get(one.id),
            shown=tuple(_shown(case, sent, one.id, texts)),
        )
        for n, one in enumerate(case.view.sanctions.conditions, 1)
    )


def _shown(case: Case, sent: Iterable[Recorded], condition: UUID, texts: OpenedTexts) -> Iterator[Shown]:
    for one in sent:
        if isinstance(one.event, ConditionEvidenceFiled) and one.event.subject == condition:
            said = str(texts.get((one.event.id, "statement")) or "")
            yield Shown(on=case.view.day_of(one.at), words=said, file=one.event.file)
