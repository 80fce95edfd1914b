"""Steps of a case: the service of letters."""

from datetime import date
from uuid import UUID

from casework.procedure.service import guards
from casework.record import events
from casework.vocabulary import CaseState, Channel, Seat, Verb
from casework.workflow.guard import check_guard
from casework.workflow.signatures import Signatures
from casework.workflow.step import CaseMachine, step
from policy.deadlines import served_by_opening, served_by_post

S = CaseState
DIRECTING = [S.AWAITING_RESPONSE, S.PANEL_FORMING, S.HEARING, S.APPEAL_WINDOW, S.MONITORING]


CLERKS = frozenset({Seat.INTAKE, Seat.INVESTIGATOR, Seat.ADVISER, Seat.BOARD_SECRETARY, Seat.MONITOR})
TWO_CLERKS = Signatures(first=CLERKS, second=CLERKS)


@step(Verb.OPEN_LETTER, list(CaseState))
def open_letter(case: CaseMachine, *, about: UUID) -> events.LetterOpened:
    """Open a letter in one's own session; that serves it, today or on the next business day."""
    reader = case.acting.role
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    check_guard(guards.letter_is_unopened, case, about, reader)
    served_on = served_by_opening(case.view.now, case.view.rules.calendar)
    return events.LetterOpened(about=about, reader=reader, served_on=served_on)


@step(Verb.RECORD_SERVICE, list(CaseState), signed_by=TWO_CLERKS)
def record_service(
    case: CaseMachine, *, about: UUID, reader: Seat, channel: Channel, posted_on: date, proof_written: bool
) -> events.ServiceProven:
    """Record, as the second of two people, the proof that a letter was sent on paper; it is served some days later."""
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    check_guard(guards.proof_is_attached, case, proof=proof_written, channel=channel, posted_on=posted_on)
    check_guard(guards.way_was_directed, case, about, reader, channel)
    served_on = served_by_post(posted_on, case.view.rules.calendar)
    return events.ServiceProven(about=about, reader=reader, channel=channel, posted_on=posted_on, served_on=served_on)


@step(Verb.RECORD_BOUNCE, list(CaseState))
def record_bounce(case: CaseMachine, *, about: UUID, reader: Seat, channel: Channel) -> events.ServiceFailed:
    """Record that a letter did not reach its addressee; it is not served."""
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    return events.ServiceFailed(about=about, reader=reader, channel=channel)


@step(Verb.DIRECT_SERVICE, DIRECTING)
def direct_service(case: CaseMachine, *, about: UUID, reader: Seat) -> events.ServiceDirected:
    """Name another way that serves a letter, so that no case waits for somebody who cannot be reached."""
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    check_guard(guards.two_channels_failed, case, reader)
    return events.ServiceDirected(about=about, reader=reader)
