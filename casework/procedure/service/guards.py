"""Guards of service: the event of a letter, the proof that it arrived, and what time alone serves."""

from datetime import date
from uuid import UUID

from casework.record.rights import rights_of
from casework.record.rights.hidden_letters import letters_known
from casework.record.rights.posting import is_title_open, nobody_prints, reads_whole
from casework.record.state.deeming import Deeming
from casework.record.state.service import Sent
from casework.vocabulary import CaseState, Channel, ClockName, Right, Seat, Verb
from casework.workflow.guard import Asked, answer_guard, guard

ON_PAPER = frozenset({Channel.POST, Channel.COURIER, Channel.BY_HAND})
FAILED_FIRST = 2
READERS = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})
ENDED = frozenset({CaseState.MONITORING, CaseState.CLOSED})


@guard("No letter to the respondent is still on its way.")
def a_letter_waits(case: Asked) -> bool:
    """Whether a letter of which the person may know is not served."""
    return bool(letters_known(case.view, case.acting.seats, case.view.service.unserved))


@guard("No e-mail about an unserved letter to the member has come back.")
def an_unserved_letter_came_back(case: Asked) -> bool:
    return any(case.view.service.mail_failed(one.about) for one in case.view.service.unserved)


@guard("No letter counts as served on the respondent by proof or by time.")
def a_service_can_be_taken_back(case: Asked) -> bool:
    return any(case.view.service.can_be_taken_back(one.about) for one in case.view.service.sent)


@guard("There is no such letter in this case.")
def letter_is_of_this_case(case: Asked, about: UUID, reader: Seat) -> bool:
    return about in case.view.service.letter_entries and reader in READERS


@guard("This letter was opened before. Nothing was done twice.")
def letter_is_unopened(case: Asked, about: UUID, reader: Seat) -> bool:
    return not case.view.service.is_opened(about, reader)


@guard("Write what the proof says, and name a way of sending on paper. A second person confirms it.")
def proof_is_attached(*, proof: bool, channel: Channel) -> bool:
    """Whether there is proof that a letter was sent, on paper or in a directed way."""
    return proof and channel in ON_PAPER | {Channel.DIRECTED}


@guard("The day on which the letter was sent is still to come. Enter the day that the proof shows.")
def day_of_proof_has_come(case: Asked, posted_on: date) -> bool:
    return posted_on <= case.view.today


@guard(
    "The letter was not yet written on that day, so it cannot have been sent then. Enter the day that the proof shows."
)
def letter_was_written_by_then(case: Asked, about: UUID, posted_on: date) -> bool:
    """Whether a letter of the case was on record by the day of its proof. Otherwise a wrong day would shorten a period."""
    return case.view.service.letter_entries[about] <= posted_on


@guard("This day is still to come. Enter the day on which the letter came back.")
def day_of_return_has_come(case: Asked, came_back_on: date) -> bool:
    return came_back_on <= case.view.today


@guard(
    "The letter was not sent in this way by that day, so it cannot have come back then. Enter the day on which it came back."
)
def letter_was_sent_by_then(case: Asked, about: UUID, channel: Channel, came_back_on: date) -> bool:
    """Whether a letter was written, and sent as far as the record says when, before it came back."""
    return case.view.service.sent_on(about, channel) <= came_back_on


@guard("Nobody has directed another way of sending this letter.")
def way_was_directed(case: Asked, about: UUID, reader: Seat, channel: Channel) -> bool:
    return channel is not Channel.DIRECTED or (about, reader) in case.view.service.directed


@guard("What was signed first is the proof of another letter.")
def proposal_is_about_the_letter(case: Asked, about: UUID) -> bool:
    """Whether the proposal that is being signed is about this letter: several proofs may wait, each for its own letter."""
    proposal = case.view.proposals.of(Verb.RECORD_SERVICE)
    return proposal is None or proposal.subject in (None, about)


@guard("Two different ways of sending must have failed first.")
def two_channels_failed(case: Asked, reader: Seat) -> bool:
    return len({one.channel for one in case.view.service.failed if one.reader is reader}) >= FAILED_FIRST


def is_served_by_post_alone(case: Asked, about: UUID, reader: Seat, channel: Channel) -> bool:
    """Whether proof of posting is enough. For the decision it is not: the reminders and the days are needed too."""
    letter = case.view.service.letter(about)
    decision = letter is not None and letter.deeming is Deeming.WITH_POST
    return not (decision and reader is Seat.RESPONDENT and channel is Channel.POST)


@guard("This letter is served already, or nobody has to be reminded of it.")
def letter_is_unserved(case: Asked, about: UUID) -> bool:
    return about in {one.about for one in case.view.service.unserved}


@guard("Both reminders of this letter were sent. There is no third.")
def a_reminder_is_left(case: Asked, about: UUID) -> bool:
    return first_day_of_reminder(case, about) is not None


@guard("The next reminder of this letter is not due yet.")
def reminder_is_due(case: Asked, about: UUID) -> bool:
    day = first_day_of_reminder(case, about)
    return day is not None and day <= case.view.today


@guard("A reminder goes by mail. It goes by post, with its proof, once mail did not reach the member.")
def reminder_goes_the_right_way(case: Asked, about: UUID, channel: Channel, proof: bool) -> bool:
    """Whether the system sends it by mail, or an officer by post after mail failed."""
    if case.view.service.mail_failed(about):
        return channel is Channel.POST and proof and not case.acting.as_(Seat.CLOCK)
    return channel is Channel.MAIL and case.acting.as_(Seat.CLOCK)


@guard("The day on which the reminder was sent is still to come. Enter the day that the proof shows.")
def day_of_sending_has_come(case: Asked, sent_on: date) -> bool:
    return sent_on <= case.view.today


@guard(
    "No reminder of this letter could be sent on that day. A reminder goes out some days after the letter and after the"
    " reminder before it. It goes by post only once it is on record that mail came back."
)
def reminder_could_be_sent_then(case: Asked, about: UUID, sent_on: date) -> bool:
    """Whether a reminder counts from its own day. One that was sent too early would shorten the time of the member."""
    day = first_day_of_reminder(case, about)
    return day is not None and day <= sent_on


@guard("Each letter that waits holds something that you may not read, so somebody else prints it. The page says who.")
def a_letter_can_be_posted(case: Asked) -> bool:
    """Whether the person can print all of a letter that waits. The second signer prints nothing."""
    waiting = case.view.service.unserved
    signs = case.view.proposals.of(Verb.RECORD_SERVICE) is not None
    return signs or not waiting or any(copy_is_whole(case, one.about) for one in waiting)


@guard(
    "Each letter that came back holds something that you may not read, so somebody else prints it. The page says who."
)
def a_letter_can_be_posted_again(case: Asked) -> bool:
    back = [one for one in case.view.service.unserved if case.view.service.mail_failed(one.about)]
    return case.acting.as_(Seat.CLOCK) or not back or any(copy_is_whole(case, one.about) for one in back)


@guard("You cannot print all of this letter, so you cannot know that the whole letter was posted.")
def copy_is_whole(case: Asked, about: UUID) -> bool:
    """Whether the person can print the whole letter. Where no seat can, somebody else printed it, and their form says so."""
    letter = case.view.service.letter(about)
    return letter is None or nobody_prints(case.view, letter) or prints_whole(case, letter)


def prints_whole(case: Asked, letter: Sent) -> bool:
    """Whether the person reads everything that a letter tells the respondent."""
    return reads_whole(case.view, letter, _rights(case))


def knows_title(case: Asked, letter: Sent) -> bool:
    """Whether the person may know the title of a letter to the respondent, as on the page of the letters."""
    return is_title_open(case.view, letter, _rights(case), case.acting.seats)


def _rights(case: Asked) -> frozenset[Right]:
    return frozenset[Right]().union(*(rights_of(seat, case.view, case.acting.person) for seat in case.acting.seats))


def first_day_of_reminder(case: Asked, about: UUID) -> date | None:
    """Return the first day on which the next reminder of a letter can be sent; None if there is none to send."""
    letter = case.view.service.letter(about)
    return case.view.service.first_day_of_reminder(letter, case.view.rules) if letter else None


@guard(
    "This letter does not count as served by time: its reminders or its days are missing, the member was never reached, or"
    " it is a notice or a decision that needs more."
)
def letter_counts_as_served(case: Asked, about: UUID) -> bool:
    letter = case.view.service.letter(about)
    day = case.view.service.deemed_day(letter, case.view.rules) if letter else None
    return day is not None and day <= case.view.today


@guard(
    "Neither proof nor time serves this letter: the member opened it, or it is not served. There is nothing to take back."
)
def service_can_be_taken_back(case: Asked, about: UUID, reader: Seat) -> bool:
    return reader is Seat.RESPONDENT and case.view.service.can_be_taken_back(about)


non_receipt_is_proven = answer_guard("non_receipt_is_proven", "Write what is wrong, and what proves it.")


def opens_a_late_appeal(case: Asked, about: UUID) -> bool:
    """Whether a letter is the decision, and its time to appeal lapsed."""
    run, late = case.view.clock(ClockName.APPEAL), case.view.clock(ClockName.LATE_APPEAL)
    return run is not None and run.about == about and late is not None and case.view.state in ENDED
