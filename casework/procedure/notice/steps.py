"""Steps of a case: the notice, the answer to it, and what follows if there is no answer."""

from datetime import date
from uuid import UUID

from casework.procedure.evidence.guards import evidence_is_attached
from casework.procedure.health.guards import no_health_flag
from casework.procedure.notice import guards
from casework.procedure.screening.guards import (
    commitment_is_in_the_edition_sworn,
    conduct_period_is_given,
    edition_sworn,
    identity_is_decided,
    no_end_of_the_case_waits,
)
from casework.record import events
from casework.record.state.allegations import WHOLE_ACT
from casework.vocabulary import AllegationState, Answer, Channel, ClockName, Seat, Verb
from casework.vocabulary import CaseState as S
from casework.workflow.guard import check_guard, refuse_unless
from casework.workflow.lateness import ANSWER
from casework.workflow.signatures import INVESTIGATOR_AND_DECIDER
from casework.workflow.step import CaseMachine, not_none, step
from policy.deadlines import served_by_opening
from policy.findings import ParticularKind


@step(
    Verb.SERVE_NOTICE,
    S.INVESTIGATION,
    to=S.AWAITING_RESPONSE,
    where=[
        identity_is_decided,
        guards.allegations_are_particularised,
        guards.deciders_are_seated,
        no_end_of_the_case_waits,
    ],
)
def serve_notice(
    case: CaseMachine, *, evidence: tuple[UUID, ...], kinds: tuple[tuple[ParticularKind, ...], ...] = ()
) -> events.NoticeServed:
    """Send the notice of everything in scope, with copies of the evidence. `kinds` are those of each one's particulars."""
    check_guard(evidence_is_attached, case, evidence)
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    kinds = kinds or (WHOLE_ACT,) * len(alleged)
    check_guard(guards.particulars_are_whole, kinds, len(alleged))
    return events.NoticeServed(
        allegations=tuple(one.id for one in alleged),
        evidence=evidence,
        counts=tuple(len(each) for each in kinds),
        kinds=tuple(kind for each in kinds for kind in each),
    )


@step(Verb.ACKNOWLEDGE_NOTICE, S.AWAITING_RESPONSE, where=[guards.notice_is_unacknowledged])
def acknowledge_notice(case: CaseMachine) -> events.NoticeAcknowledged:
    """Confirm that the notice was opened and read; this proves its service, today or on the next business day."""
    served_on = served_by_opening(case.view.now, case.view.rules.calendar)
    return events.NoticeAcknowledged(
        about=not_none(case.view.notice.entry), reader=Seat.RESPONDENT, served_on=served_on
    )


@step(Verb.RESPOND_TO_NOTICE, S.AWAITING_RESPONSE, to=S.RESPONSE_REVIEW, where=[guards.answer_window_is_open])
def respond_to_notice(
    case: CaseMachine,
    *,
    allegations: tuple[UUID, ...],
    answers: tuple[Answer, ...],
    particulars: tuple[Answer, ...] = (),
) -> events.ResponseFiled:
    """Answer each allegation that has no answer yet. `particulars` are the answers within those admitted in part."""
    answered = len(allegations) == len(answers) and guards.every_allegation_is_answered(case, allegations)
    refuse_unless(answered, "every_allegation_is_answered")
    check_guard(guards.parts_are_answered, case, allegations, answers, particulars)
    return events.ResponseFiled(allegations=allegations, answers=answers, particulars=particulars)


@step(Verb.RESPONSE_LAPSES, S.AWAITING_RESPONSE, where=[guards.response_time_is_over], on_lapse=(ClockName.RESPONSE,))
def response_lapses(case: CaseMachine) -> events.ResponseLapsed:
    """Begin the days of grace: no answer came in time."""
    return events.ResponseLapsed()


@step(Verb.PROPOSE_DEFAULT, S.AWAITING_RESPONSE, where=[guards.grace_is_over], on_lapse=(ClockName.RESPONSE_GRACE,))
def propose_default(case: CaseMachine) -> events.DefaultProposed:
    """Ask the decider to look at the missing answer; nothing else follows."""
    return events.DefaultProposed()


@step(
    Verb.ENTER_DEFAULT,
    S.AWAITING_RESPONSE,
    to=S.RESPONSE_REVIEW,
    where=[
        guards.default_is_proposed,
        guards.service_is_proven,
        guards.no_hold_on_the_answer,
        no_health_flag,
    ],
    late=ANSWER,
)
def enter_default(case: CaseMachine) -> events.DefaultRecorded:
    """Continue without an answer. This is not a finding."""
    return events.DefaultRecorded()


@step(
    Verb.SET_ASIDE_DEFAULT, S.RESPONSE_REVIEW, to=S.AWAITING_RESPONSE, where=[guards.default_is_recorded], late=ANSWER
)
def set_aside_default(case: CaseMachine, *, reasons_written: bool) -> events.DefaultSetAside:
    """Give the respondent new time to answer, for good cause."""
    check_guard(guards.cause_is_good, reasons_written)
    return events.DefaultSetAside()


@step(
    Verb.ASK_TO_SET_ASIDE,
    S.RESPONSE_REVIEW,
    where=[guards.default_is_recorded, guards.no_set_aside_is_pending],
    late=ANSWER,
)
def ask_to_set_aside(case: CaseMachine) -> events.SetAsideAsked:
    """Ask, and say why, for new time to answer."""
    return events.SetAsideAsked()


@step(Verb.REFUSE_SET_ASIDE, S.RESPONSE_REVIEW, where=[guards.set_aside_was_asked], late=ANSWER)
def refuse_set_aside(case: CaseMachine) -> events.SetAsideRefused:
    """Let the default stand; it is not a finding."""
    return events.SetAsideRefused()


@step(Verb.SERVE_NOTICE_AGAIN, S.AWAITING_RESPONSE, where=[guards.notice_is_unacknowledged])
def serve_notice_again(case: CaseMachine, *, channel: Channel) -> events.NoticeServedAgain:
    """Send the notice through another channel; the time to answer counts from this service."""
    check_guard(guards.another_channel_is_used, case, channel)
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    return events.NoticeServedAgain(
        channel=channel, allegations=tuple(one.id for one in alleged), evidence=case.view.notice.evidence
    )


@step(
    Verb.ADD_ALLEGATION,
    [S.AWAITING_RESPONSE, S.RESPONSE_REVIEW],
    to=S.AWAITING_RESPONSE,
    signed_by=INVESTIGATOR_AND_DECIDER,
)
def add_allegation(
    case: CaseMachine,
    *,
    allegation: UUID,
    commitment: int,
    first_day: date,
    last_day: date,
    evidence: tuple[UUID, ...],
    ongoing: bool = False,
    known_on: date | None = None,
    waived: bool = False,
    kinds: tuple[ParticularKind, ...] = (ParticularKind.ESSENTIAL,),
) -> events.AllegationAdded:
    """Add one more allegation by a supplementary notice, with all that a notice needs."""
    check_guard(conduct_period_is_given, case, first_day, last_day, known_on)
    sworn = edition_sworn(first_day, last_day, case.view.sworn)
    check_guard(commitment_is_in_the_edition_sworn, case, commitment, sworn)
    added = events.AllegationAdded(
        allegation=allegation,
        commitment=commitment,
        edition=not_none(sworn).edition,
        first_day=first_day,
        last_day=last_day,
        evidence=evidence,
        ongoing=ongoing,
        known_on=known_on,
        waived=waived,
        kinds=kinds,
    )
    check_guard(guards.particulars_are_whole, (kinds,))
    guards.refuse_unless_it_can_be_charged(case, added)
    check_guard(evidence_is_attached, case, evidence)
    return added
