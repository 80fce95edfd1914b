"""Receipts for the respondent: of every act of their side, of the notice, of what was found and decided."""

from collections.abc import Mapping

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.chain import Chain, chains
from casework.queries.case.receipts import Receivable, receivable
from casework.queries.oath.oaths import leaves_sworn
from casework.record.events import (
    AllegationAdded,
    BoardDecided,
    Event,
    FindingMade,
    NoticeServed,
    NoticeServedAgain,
    SanctionImposed,
)
from casework.vocabulary import AllegationState, NoRight, NotSeen, Reading, Verb
from notifications.models import Message

SERVED: Mapping[type[Event], Reading] = {
    NoticeServed: Reading.READ_NOTICE,
    NoticeServedAgain: Reading.READ_NOTICE,
    AllegationAdded: Reading.READ_NOTICE,
    FindingMade: Reading.READ_FINDINGS,
    BoardDecided: Reading.READ_FINDINGS,
    SanctionImposed: Reading.READ_FINDINGS,
}


GONE = frozenset({AllegationState.DRAFTED, AllegationState.OUT_OF_SCOPE})
"""Allegations that the respondent does not meet."""


def case_of_letter(message: Message, by: Actor) -> Case:
    """Return the case of a letter as the member it was sent to may see it. NotSeen once nothing of it may be read.

    Somebody who was named as a representative sees nothing of it before they accept.
    """
    try:
        case = access.case_shown(by, message.case.reference, Verb.OPEN_LETTER, Reading.READ_NOTICE)
    except NoRight:
        raise NotSeen from None
    if Verb.OPEN_LETTER.value not in case.rights or Verb.ACCEPT_REPRESENTATION.value in case.rights:
        raise NotSeen
    return case


def receipts_for(case: Case) -> tuple[Receivable, ...]:
    return receivable(case, SERVED)


def chain_for(case: Case) -> tuple[Chain, ...]:
    """Return the chain of each allegation that the member has been told of, from their own oath on."""
    if Reading.READ_NOTICE.value not in case.rights:
        return ()
    alleged = [one for one in case.view.allegations.all if one.state not in GONE]
    return chains(case, alleged, leaves_sworn(case, alleged))
