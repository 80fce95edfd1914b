"""What each answer of a ballot counts for, in the order of the count: shown to a voter before signing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.procedure.board.forms import Words, put_in_words
from casework.record.state import CaseView
from policy.quorum import Put, Question, question_of

BY_YES = _("A yes to it")
ALONE = _("A vote for it")
FROM_ABOVE = _("A vote for it, or for anything above it")


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """An option: how many votes carry it, and whose vote counts for it.

    `counted` names the answers that count for it, for the style that marks the row while one chooses.
    """

    what: Words
    needed: int
    whose: Promise
    question: Question
    counted: tuple[str, ...]


def count_rows(put: Sequence[Put], view: CaseView) -> tuple[CountRow, ...]:
    """Return a row for each option in the order of the count."""
    outcomes = [one.option for one in put if question_of(one.option) is Question.OUTCOME]
    rows = []
    for one in put:
        option = one.option
        above = outcomes[: outcomes.index(option) + 1] if option in outcomes else [option]
        whose = BY_YES if option not in outcomes else ALONE if len(above) == 1 else FROM_ABOVE
        rows.append(
            CountRow(
                what=view.rules.ladder[option.level].name if option.level is not None else put_in_words(option, view),
                needed=one.needed,
                whose=whose,
                question=question_of(option),
                counted=tuple(each.value for each in above),
            )
        )
    return tuple(rows)
