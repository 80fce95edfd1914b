"""Steps of a case: the service of letters."""

from datetime import date
from uuid import UUID

from casework.procedure.service import guards
from casework.record import events
from casework.record.clocks import LIVES_IN, SERVED_ON
from casework.record.rights.posting import poster_of
from casework.vocabulary import CaseState, Channel, NotNow, Seat, Verb
from casework.workflow.guard import REASONS, Asked, check_day, check_guard
from casework.workflow.signatures import Signatures
from casework.workflow.step import CaseMachine, not_none, step
from policy.deadlines import served_by_opening, served_by_post

WAITING = frozenset[CaseState]().union(*(LIVES_IN[name] for name, seat in SERVED_ON.items() if seat is Seat.RESPONDENT))
DIRECTING = [state for state in CaseState if state in WAITING]
"""Wherever a letter to the respondent waits that starts a time."""
OPEN = [state for state in CaseState if state is not CaseState.CLOSED]
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


def refuse_incomplete_copy(case: Asked, about: UUID) -> None:
    """Raise NotNow, with who can print it, for a letter of which the person can print a part only."""
    letter = case.view.service.letter(about)
    if letter is None or guards.copy_is_whole(case, about):
        return
    named = str(not_none(poster_of(case.view, letter)).label)
    raise NotNow(f"{REASONS[guards.copy_is_whole.__name__]} Who prints it and enters its posting: {named}.")


def refuse_proof(case: Asked, *, about: UUID, reader: Seat, channel: Channel, posted_on: date, proof: object) -> None:
    """Raise NotNow for a proof that the first signer cannot give: it is wrong, or they cannot print the whole letter."""
    refuse_wrong_proof(case, about=about, reader=reader, channel=channel, posted_on=posted_on, proof=proof)
    if reader is Seat.RESPONDENT:
        refuse_incomplete_copy(case, about)


def refuse_wrong_proof(
    case: Asked, *, about: UUID, reader: Seat, channel: Channel, posted_on: date, proof: object
) -> None:
    """Raise NotNow, with the rule, for a proof that cannot be right for any letter of the case. Applies to both signers."""
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    check_guard(guards.proof_is_attached, proof=bool(proof), channel=channel)
    check_guard(guards.day_of_proof_has_come, case, posted_on)
    check_guard(guards.letter_was_written_by_then, case, about, posted_on)
    check_guard(guards.way_was_directed, case, about, reader, channel)


@step(
    Verb.RECORD_SERVICE,
    list(CaseState),
    where=[guards.a_letter_can_be_posted],
    choices=guards.a_letter_waits,
    signed_by=TWO_CLERKS,
)
def record_service(
    case: CaseMachine, *, about: UUID, reader: Seat, channel: Channel, posted_on: date, proof_written: bool
) -> events.ServiceProven:
    """Record, as the second of two people, the proof that a letter was sent on paper; it is served some days later.

    A decision by post is served only once its reminders and its days are over as well.
    """
    check_guard(guards.proposal_is_about_the_letter, case, about)
    refuse_wrong_proof(case, about=about, reader=reader, channel=channel, posted_on=posted_on, proof=proof_written)
    alone = guards.is_served_by_post_alone(case, about, reader, channel)
    served_on = served_by_post(posted_on, case.view.rules.calendar) if alone else None
    return events.ServiceProven(about=about, reader=reader, channel=channel, posted_on=posted_on, served_on=served_on)


@step(Verb.RECORD_BOUNCE, list(CaseState), choices=guards.a_letter_waits)
def record_bounce(
    case: CaseMachine, *, about: UUID, reader: Seat, channel: Channel, came_back_on: date | None = None
) -> events.ServiceFailed:
    """Record that a letter came back, so that it did not reach its addressee: today, if no day is given. It is not served."""
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    day, first = came_back_on or case.view.today, case.view.service.sent_on(about, channel)
    check_guard(guards.day_of_return_has_come, case, day)
    check_day(guards.letter_was_sent_by_then, first, case, about, channel, day)
    return events.ServiceFailed(about=about, reader=reader, channel=channel, came_back_on=day)


@step(
    Verb.REMIND_READER,
    OPEN,
    where=[guards.a_letter_can_be_posted_again],
    choices=guards.an_unserved_letter_came_back,
)
def remind_reader(
    case: CaseMachine, *, about: UUID, channel: Channel, sent_on: date, proof_written: bool
) -> events.ReaderReminded:
    """Remind the respondent of a letter that was not opened: by mail or, once that failed, by post."""
    check_guard(guards.letter_is_unserved, case, about)
    check_guard(guards.a_reminder_is_left, case, about)
    first = guards.first_day_of_reminder(case, about)
    check_day(guards.reminder_is_due, first, case, about)
    check_guard(guards.reminder_goes_the_right_way, case, about, channel, proof_written)
    if channel is Channel.POST:
        refuse_incomplete_copy(case, about)
    check_guard(guards.day_of_sending_has_come, case, sent_on)
    check_day(guards.reminder_could_be_sent_then, first, case, about, sent_on)
    return events.ReaderReminded(about=about, reader=Seat.RESPONDENT, channel=channel, sent_on=sent_on)


@step(Verb.DEEM_SERVED, OPEN)
def deem_served(case: CaseMachine, *, about: UUID) -> events.LetterDeemedServed:
    """Count a letter that the respondent did not open as served, after two reminders and the days in the rulebook."""
    check_guard(guards.letter_is_unserved, case, about)
    check_guard(guards.letter_counts_as_served, case, about)
    known = case.view.service
    return events.LetterDeemedServed(
        about=about,
        reader=Seat.RESPONDENT,
        served_on=not_none(known.deemed_day(not_none(known.letter(about)), case.view.rules)),
        reminded_on=known.reminded_on(about),
    )


@step(Verb.PROVE_NON_RECEIPT, list(CaseState), choices=guards.a_service_can_be_taken_back, signed_by=TWO_CLERKS)
def prove_non_receipt(
    case: CaseMachine, *, about: UUID, reader: Seat, reasons_written: bool
) -> events.NonReceiptProven:
    """Record, as the second of two people, that a letter never arrived, or on another day; its time begins again today."""
    check_guard(guards.service_can_be_taken_back, case, about, reader)
    check_guard(guards.non_receipt_is_proven, reasons_written)
    served_on = served_by_opening(case.view.now, case.view.rules.calendar)
    late_appeal = guards.opens_a_late_appeal(case, about)
    return events.NonReceiptProven(about=about, reader=reader, served_on=served_on, late_appeal=late_appeal)


@step(Verb.DIRECT_SERVICE, DIRECTING, choices=guards.a_letter_waits)
def direct_service(case: CaseMachine, *, about: UUID, reader: Seat) -> events.ServiceDirected:
    """Name another way that serves a letter, so that no case waits for somebody who cannot be reached."""
    check_guard(guards.letter_is_of_this_case, case, about, reader)
    check_guard(guards.two_channels_failed, case, reader)
    return events.ServiceDirected(about=about, reader=reader)
