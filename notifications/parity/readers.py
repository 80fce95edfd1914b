"""Who may read who had what when: a party by their own letters or code, and those who decide once they are free to."""

from casework import access
from casework.access import Actor
from casework.queries.case.page import JUDGING, is_veiled
from casework.vocabulary import NotSeen, Reading, Seat, Verb
from notifications.member.receipts import case_of_letter
from notifications.models import Message
from notifications.parity.sums import Parity, parity_of

READ_BY = JUDGING | {Seat.ADVISER}


def parity_for_member(message: Message, by: Actor) -> Parity:
    """Return it for the reader of a letter of the member's side. NotSeen once none of the case may be read."""
    return parity_of(case_of_letter(message, by), by, Verb.OPEN_LETTER, Reading.READ_NOTICE)


def parity_for_reporter(by: Actor, reference: str, *, coarse: bool) -> Parity:
    """Return their own part for a reporter. `coarse`: of letters, those alone that every reporter gets."""
    case = access.case_shown(by, reference, Reading.READ_OWN_COMPLAINT)
    return parity_of(case, by, Reading.READ_OWN_COMPLAINT, coarse=coarse)


def parity_for_decider(by: Actor, reference: str) -> Parity:
    """Return it for somebody who decides, or advises them. NotSeen for others, and before a declaration."""
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    if not case.seats & READ_BY or is_veiled(case):
        raise NotSeen
    return parity_of(case, by, Reading.SEE_CASE)
