"""Steps of a case: seats, conflicts and escalation."""

from uuid import UUID

from casework.procedure.intake.guards import conflicts_are_swept, mention_waits
from casework.procedure.seats import guards
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.guard import check_guard, refuse_unless
from casework.workflow.step import ACKNOWLEDGED, OPEN, CaseMachine, step


@step(Verb.SEAT_OFFICER, list(S))
def seat_officer(
    case: CaseMachine, *, person: UUID, seat: Seat, by_rota: bool, reason: bool = False
) -> events.OfficerSeated:
    """Give an officer a seat; outside the rota only with a written reason."""
    _may_take(case, person, seat)
    check_guard(guards.rota_is_followed_or_reason_given, by_rota, reason)
    return events.OfficerSeated(person=person, seat=seat, by_rota=by_rota)


@step(Verb.SEAT_ADJUDICATOR, ACKNOWLEDGED)
def seat_adjudicator(
    case: CaseMachine, *, person: UUID, seat: Seat, by_rota: bool, reason: bool = False
) -> events.AdjudicatorSeated:
    """Seat a person to test a consent term or to decide on interim measures."""
    _may_take(case, person, seat)
    check_guard(guards.rota_is_followed_or_reason_given, by_rota, reason)
    return events.AdjudicatorSeated(person=person, seat=seat, by_rota=by_rota)


@step(Verb.SEAT_MONITORS, [S.APPEAL_WINDOW, S.APPEAL, S.MONITORING], choices=guards.a_monitor_is_wanted)
def seat_monitors(case: CaseMachine, *, persons: tuple[UUID, ...]) -> events.MonitorsSeated:
    """Seat the people who verify the conditions of a sanction."""
    check_guard(guards.two_monitors_are_chosen, case, persons)
    for person in persons:
        _may_take(case, person, Seat.MONITOR)
    return events.MonitorsSeated(persons=persons)


@step(Verb.REPLACE_SEAT, OPEN, choices=guards.a_seat_was_left)
def replace_seat(case: CaseMachine, *, person: UUID, seat: Seat) -> events.SeatReplaced:
    """Fill a seat that somebody left."""
    _may_take(case, person, seat)
    return events.SeatReplaced(person=person, seat=seat)


@step(Verb.DETECT_CONFLICT, list(S))
def detect_conflict(case: CaseMachine, *, person: UUID, provisional: bool) -> events.ConflictDetected:
    """Deny the case to a person connected with it: for good, or, for a mere mention, until somebody rules on it."""
    return events.ConflictDetected(person=person, provisional=provisional)


@step(Verb.RULE_ON_MENTION, list(S), where=[mention_waits])
def rule_on_mention(case: CaseMachine, *, subject: UUID, stands: bool) -> events.MentionRuled:
    """Rule whether a person's mention in a report stands as a conflict."""
    check_guard(guards.mention_of_this_person_waits, case, subject)
    return events.MentionRuled(subject=subject, stands=stands)


@step(Verb.DECLARE_CONFLICT, list(S))
def declare_conflict(case: CaseMachine) -> events.ConflictDeclared:
    """Declare one's own conflict; no reason is asked."""
    return events.ConflictDeclared()


@step(Verb.RECUSE_OFFICER, list(S))
def recuse_officer(case: CaseMachine) -> events.Recused:
    """Step aside from the case for good."""
    return events.Recused()


@step(Verb.ESCALATE_CLOCK, list(S))
def escalate_clock(case: CaseMachine, *, clock: ClockName, subject: UUID | None = None) -> events.ClockEscalated:
    """Tell the next person up that a clock ran out. A report that is not open to officers stays hidden from them."""
    check_guard(guards.clock_has_lapsed, case, clock, subject)
    check_guard(guards.escalation_is_new, case, clock, subject)
    refuse_unless(clock is ClockName.SWEEP or conflicts_are_swept(case), "conflicts_are_swept")
    return events.ClockEscalated(clock=clock, subject=subject)


def _may_take(case: CaseMachine, person: UUID, seat: Seat) -> None:
    check_guard(guards.seat_is_yours_to_fill, case, seat)
    check_guard(guards.seat_is_empty, case, seat)
    check_guard(guards.person_is_free_of_conflict, case, person)
    check_guard(guards.person_is_free_to_sit, case, person, seat)
