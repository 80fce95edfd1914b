"""Guards of a varied decision: never harsher unless somebody asked, and computed again from the findings that stand."""

from collections.abc import Collection
from uuid import UUID

from casework.procedure.findings.sanction_worksheet import Sheet, sanction_sheet_is_complete, view_without
from casework.record.events import Terms
from casework.record.state import CaseView
from casework.record.state.appeal import society_is_right
from casework.record.state.sanctions import Sanction
from casework.record.state.terms import terms_are_lawful
from casework.vocabulary import AllegationState, Seat
from casework.workflow.guard import guard
from policy.rules import Level


@guard("The result may not be harsher on the respondent's own appeal.")
def not_harsher_unless_the_society_appealed(view: CaseView, terms: Terms, succeeded: Collection[str]) -> bool:
    """Whether a ground of the Society is right, or nothing of the result is harsher than what was decided."""
    if society_is_right(view.rules, succeeded):
        return True
    now = view.sanctions.current
    return terms.level == Level.L0 if now is None else terms.level < now.level or _no_more(terms, now)


@guard("Work the sanction out again from the findings that stand.")
def sanction_is_recomputed(view: CaseView, quashed: Collection[UUID], terms: Terms, sheet: Sheet) -> bool:
    """Whether at least one finding stands, and a new sheet for the findings that stand gives the terms.

    If no finding stands, the decision is quashed instead. A decision without findings of a panel has no sheet; then the
    terms only have to be lawful.
    """
    if not set(quashed) < set(findings_of(view)):
        return False
    standing = view_without(view, quashed)
    if not standing.deliberation.proven_findings:
        return terms_are_lawful(terms, view.rules, view.today)
    return sanction_sheet_is_complete(standing, terms, sheet)


def ceiling_of(view: CaseView) -> Level | None:
    """Return the level above which nothing may go; None where the Society has appealed too."""
    return None if any(one.side is Seat.INVESTIGATOR for one in view.appeal.live) else view.sanctions.level


def findings_of(view: CaseView) -> tuple[UUID, ...]:
    """Return the allegations, proven or admitted, on which the decision under appeal rests."""
    current = view.sanctions.current
    found = view.allegations.in_state(AllegationState.PROVEN, AllegationState.ADMITTED)
    return current.findings if current and current.findings else tuple(one.id for one in found)


def _no_more(terms: Terms, now: Sanction) -> bool:
    return (
        terms.level == now.level
        and terms.term_days <= now.term_days
        and terms.no_return_years <= now.no_return_years
        and (terms.abeyance or 0) <= (now.abeyance or 0)
        and terms.abeyance_days <= now.abeyance_days
        and len(terms.conditions) <= len(now.conditions)
    )
