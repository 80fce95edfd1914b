"""What a member owes while others watch over it: each sanction that runs, its end, and each condition of those that stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.queries.case.matrix import DECIDED
from casework.queries.case.page import CasePage, Text
from casework.queries.case.terms_running import Term, sanction_named
from casework.queries.rulebook.worded_conditions import texts_demanded, words_demanded
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.vocabulary import CaseState, ClockName, ConditionState

MOST = 160
STANDS = {
    ConditionState.OPEN: _("Open"),
    ConditionState.EVIDENCE_FILED: _("The member has sent proof"),
    ConditionState.OVERDUE: _("Overdue"),
    ConditionState.MET: _("Met"),
    ConditionState.UNMET: _("Not met"),
}


@dataclass(frozen=True, kw_only=True)
class OwedCondition:
    """`due` is None while its days do not run; `asks` where its words may not be read."""

    number: int
    asks: Excerpt | None
    due: date | None
    stands: Promise


@dataclass(frozen=True, kw_only=True)
class OwedNow:
    """`terms`: the sanction in force, and each earlier one whose term still runs, the latest first."""

    terms: tuple[Term, ...]
    conditions: tuple[OwedCondition, ...]


def texts_owed(page: CasePage) -> Iterator[Text]:
    """Yield the words of the conditions in a case that is watched over."""
    if page.case.view.state is CaseState.MONITORING:
        demanded = texts_demanded(page.case.record)
        yield from (text for text in page.texts if (text.entry, text.field) in demanded)


def owed_now(page: CasePage, texts: OpenedTexts) -> OwedNow | None:
    """Return what the member owes, from the opened texts; None in other states, and for those who may not know the decision."""
    view = page.case.view
    current = view.sanctions.current
    if view.state is not CaseState.MONITORING or current is None or DECIDED.isdisjoint(page.rights):
        return None
    words = words_demanded(page.case.record, texts)
    return OwedNow(
        terms=tuple(
            Term(sanction=sanction_named(view, one.id), ends=ends)
            for one in reversed(view.sanctions.all)
            if (ends := _day(view, ClockName.TERM, one.id)) or one is current
        ),
        conditions=tuple(
            OwedCondition(
                number=n,
                asks=excerpt(words[one.id].asks, MOST) if one.id in words else None,
                due=_day(view, ClockName.CONDITION, one.id),
                stands=STANDS[one.state],
            )
            for n, one in enumerate(view.sanctions.conditions, 1)
        ),
    )


def _day(view: CaseView, name: ClockName, subject: UUID) -> date | None:
    runs = (run for run in view.clocks if run.name is name and run.subject == subject and run.running and run.due)
    return next((view.day_of(run.due) for run in runs if run.due), None)
