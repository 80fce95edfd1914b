"""Earlier decided cases of the same respondent. A panel may read them only after its findings are saved."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.vocabulary import AllegationState, CaseState, ClosingCode, Reading
from policy.rules import Level

PROVEN = frozenset(
    {
        ClosingCode.PROVEN_NO_SANCTION,
        ClosingCode.SANCTION_COMPLETED,
        ClosingCode.CONSENT_COMPLETED,
        ClosingCode.EXPELLED,
        ClosingCode.SANCTION_UNMET,
    }
)


@dataclass(frozen=True, kw_only=True)
class EarlierCase:
    """An earlier case that ended in a final decision: what was proven or admitted, and what came of it."""

    case: UUID
    filed_on: date
    commitments: tuple[int, ...]
    level: Level
    closing_code: ClosingCode | None


def earlier_cases(case: Case) -> tuple[EarlierCase, ...]:
    """Return the respondent's earlier decided cases, oldest first. Five queries for each case; there are few."""
    if case.respondent_id is None:
        return ()
    before = Case.objects.filter(respondent=case.respondent_id).exclude(pk=case.pk)
    final = before.filter(state=CaseState.MONITORING) | before.filter(state=CaseState.CLOSED, closing_code__in=PROVEN)
    return tuple(_earlier(one, case) for one in final.order_by("filed_at"))


def found_before(case: Case) -> bool:
    about = set(case.commitments)
    return any(about & set(one.commitments) for one in earlier_cases(case))


def history(by: Actor, reference: str) -> tuple[EarlierCase, ...]:
    """Return the earlier cases for somebody who may read history. Raises NotSeen, or NoRight while history is shut.

    While the panel deliberates, a reader who has not opened the history on the record sees nothing.
    """
    case = access.case_shown(by, reference, Reading.READ_HISTORY)
    unread = case.view.state is CaseState.DELIBERATION and case.acting.person not in case.view.deliberation.readers
    return () if unread else earlier_cases(case)


def _earlier(one: Case, case: Case) -> EarlierCase:
    view = access.view_of(one, case.view.now)
    sanction = view.sanctions.current
    against = view.allegations.in_state(AllegationState.PROVEN, AllegationState.ADMITTED)
    return EarlierCase(
        case=one.id,
        filed_on=view.day_of(one.filed_at),
        commitments=tuple(sorted({each.commitment for each in against})),
        level=sanction.level if sanction else Level.L0,
        closing_code=view.closing_code,
    )
