"""Steps of the public register. Only people enter a sanction; the clock only removes an entry whose time is over."""

from datetime import date

from casework.procedure.monitoring.guards import sanction_is_active
from casework.procedure.publication import guards
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.guard import check_guard
from casework.workflow.signatures import pair
from casework.workflow.step import CaseMachine, not_none, step

FINAL = [S.MONITORING, S.CLOSED]
SHOWING = [S.MONITORING, S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL, S.CLOSED]
"""States in which an entry may stand, also while the board decides on a breach of the sanction, or an appeal is open."""


@step(
    Verb.APPROVE_PUBLICATION_TEXT,
    FINAL,
    where=[sanction_is_active, guards.level_is_public, guards.text_not_approved_by_this_seat, guards.entry_is_not_live],
)
def approve_publication_text(case: CaseMachine, *, rewritten: bool) -> events.PublicationTextApproved:
    """Approve the words for the register, as one of two approvers. `rewritten`: the other one approved other words."""
    return events.PublicationTextApproved(sanction=not_none(case.view.sanctions.current).id, rewritten=rewritten)


@step(
    Verb.PUBLISH_SANCTION,
    FINAL,
    where=[
        sanction_is_active,
        guards.level_is_public,
        guards.text_is_approved_by_both,
        guards.no_appeal_or_late_application_is_pending,
        guards.entry_is_not_live,
    ],
)
def publish_sanction(case: CaseMachine, *, nobody_else: bool, expires_on: date | None) -> events.SanctionPublished:
    """Enter the sanction in the public register. `nobody_else`: the text points at nobody else."""
    check_guard(guards.nobody_else_is_identifiable, nobody_else)
    check_guard(guards.expiry_is_set, case, expires_on)
    check_guard(guards.entry_ends_as_the_rulebook_says, case, expires_on)
    return events.SanctionPublished(sanction=not_none(case.view.sanctions.current).id, expires_on=expires_on)


@step(Verb.CORRECT_PUBLICATION, SHOWING, where=[guards.entry_is_live], signed_by=pair(Seat.BOARD_SECRETARY, Seat.DPO))
def correct_publication(case: CaseMachine, *, other: bool) -> events.PublicationCorrected:
    """Replace wrong words by right ones. `other`: the two differ."""
    check_guard(guards.correction_is_needed, other)
    return events.PublicationCorrected(sanction=not_none(case.view.publication.shown))


@step(
    Verb.WITHDRAW_PUBLICATION, SHOWING, where=[guards.entry_is_live], signed_by=pair(Seat.BOARD_SECRETARY, Seat.ADVISER)
)
def withdraw_publication(case: CaseMachine, *, ground_written: bool) -> events.PublicationWithdrawn:
    """Remove the entry before its time, for a written reason."""
    check_guard(guards.withdrawal_ground_is_given, ground_written)
    return events.PublicationWithdrawn(sanction=not_none(case.view.publication.shown))


@step(
    Verb.PUBLICATION_EXPIRES,
    SHOWING,
    where=[guards.entry_is_live, guards.display_time_is_over],
    on_lapse=(ClockName.DISPLAY,),
)
def publication_expires(case: CaseMachine) -> events.PublicationExpired:
    """Remove the entry because its last day has passed."""
    return events.PublicationExpired(sanction=not_none(case.view.publication.shown))
