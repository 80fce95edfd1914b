"""What a letter says of the decision in force and of the sanction that it imposes."""

from collections.abc import Iterable, Sequence

from casework.queries.rulebook.conditions_replaced import conditions_replaced, terms_before, timed, timed_before
from casework.queries.rulebook.printed_procedure import shown_for
from casework.queries.rulebook.worded_conditions import conditions_or_gaps, words_of_conditions
from casework.queries.rulebook.written_terms import held_in_abeyance
from casework.record.events import AppealVaried, Event, Recorded
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.web.shared.context import Context
from ledger.canonical import Values
from policy.rules import Level


def decision_in_words(view: CaseView) -> Values | None:
    decision = view.board.decision
    if decision is None:
        return None
    return {"level": decision.level, **_step_of_ladder(view, Level(decision.level))}


def sanction_in_words(
    view: CaseView, record: Iterable[Recorded], texts: OpenedTexts, own: object = None
) -> Context | None:
    """Return the sanction in force. `worded` has the words of each of its conditions that the letter opened, else None.

    `own` are the conditions among the texts of the letter's own entry, or a sentence in their place.
    """
    current = view.sanctions.current
    if current is None:
        return None
    number, words = len(current.conditions), words_of_conditions(record, texts)
    return {
        **_step_of_ladder(view, current.level),
        "rests": current.level is Level.L6,
        "term_days": current.term_days,
        "no_return_years": current.no_return_years,
        "abeyance": held_in_abeyance(view, current.abeyance, current.abeyance_days),
        "conditions": [condition.days for condition in current.conditions],
        "worded": conditions_or_gaps(own, number) or [words.get(one.id) for one in current.conditions],
    }


def conditions_no_more(
    event: Event, record: Sequence[Recorded], texts: OpenedTexts, own: object = None
) -> tuple[str, ...]:
    """Say which conditions no longer apply, or apply otherwise, after an appeal has varied the decision.

    `own` are the conditions among the texts of the letter's own entry, or a sentence in their place.
    """
    before = terms_before(event, record) if isinstance(event, AppealVaried) else None
    if before is None or not isinstance(event, AppealVaried):
        return ()
    words = words_of_conditions(record, texts)
    now = conditions_or_gaps(own, len(event.conditions))
    return conditions_replaced(timed_before(before, words, record), timed(now, event.condition_days))


def _step_of_ladder(view: CaseView, level: Level) -> Values:
    step = view.rules.ladder[level]
    return {"name": step.name, "meaning": step.meaning, "public": step.public, "shown": shown_for(step.display)}
