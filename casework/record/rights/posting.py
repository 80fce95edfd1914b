"""Who posts a letter to the respondent: a seat that may read all of it, and so can print it whole."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from casework.record import events as e
from casework.record.rights import rights_of
from casework.record.rights.by_office import STANDING
from casework.record.state import CaseView
from casework.record.state.letters_tell import is_told
from casework.record.state.service import Sent
from casework.vocabulary import CaseState as S
from casework.vocabulary import Reading, Right, Seat

LETTERS_KEPT_BY: Mapping[S, Seat] = {
    S.SCREENING: Seat.INTAKE,
    S.INFORMATION_REQUESTED: Seat.INTAKE,
    S.EARLY_RESOLUTION: Seat.INTAKE,
    S.DISMISSED: Seat.INTAKE,
    S.DISMISSAL_REVIEW: Seat.INTAKE,
    S.INVESTIGATION: Seat.INVESTIGATOR,
    S.AWAITING_RESPONSE: Seat.INVESTIGATOR,
    S.RESPONSE_REVIEW: Seat.INVESTIGATOR,
    S.CASE_TO_ANSWER: Seat.INVESTIGATOR,
    S.CONSENT_PROPOSED: Seat.INVESTIGATOR,
    S.PANEL_FORMING: Seat.ADVISER,
    S.HEARING: Seat.ADVISER,
    S.DELIBERATION: Seat.ADVISER,
    S.BOARD_DECISION: Seat.BOARD_SECRETARY,
    S.APPEAL_WINDOW: Seat.BOARD_SECRETARY,
    S.APPEAL: Seat.ADVISER,
    S.MONITORING: Seat.MONITOR,
}
"""The seat that makes sure, in each state, that letters to the respondent arrive, if it can print them whole."""
POSTING = (Seat.INVESTIGATOR, Seat.ADVISER, Seat.BOARD_SECRETARY, Seat.MONITOR, Seat.INTAKE)
"""The seats that may enter the posting of a letter, in the order in which they are asked."""
ALLEGED = (e.AllegationFramed, e.NoticeServed, e.AllegationAdded, e.ChargeAdded)
TERMS = (e.SanctionRecommended, e.ConsentAccepted, e.AppealVaried)
DEMANDED = (e.BoardDecided, e.AppealVaried)
STANDS = (e.AppealRefused, e.AppealWithdrawn, e.AppealDismissed, e.AppealLapsed, e.AppealWaived)
"""The events with which a decision of the board becomes final as it was: their letters print the words of its conditions."""
FINDINGS = (*ALLEGED, e.FindingMade, e.MinorityReasonsWritten)
PRINTED_WITH: Mapping[type[e.Event], tuple[type[e.Event], ...]] = {
    **dict.fromkeys((e.NoticeServed, e.NoticeServedAgain, e.AllegationAdded), (*ALLEGED, e.EvidenceDisclosed)),
    e.CaseFound: ALLEGED,
    **dict.fromkeys((e.FindingsRecorded, e.CaseNotProven), FINDINGS),
    e.BoardDecided: (*FINDINGS, *TERMS, e.BreachReported, e.BreachExplained),
    e.AppealVaried: TERMS,
    **dict.fromkeys((e.BreachNoticed, *STANDS), DEMANDED),
    e.ReportFinalised: (e.ReportCommented,),
    e.BoardPackSent: (*TERMS, e.MinorityReasonsWritten, e.BreachReported, e.BreachExplained),
}
"""The entries whose texts stand in a letter beside its own. A test compares them with the letters."""
FOUND_AND_DECIDED = frozenset({e.FindingsRecorded, e.CaseNotProven, e.BoardDecided})
CONDITIONS_ALONE = frozenset({e.BreachNoticed, *STANDS})
"""The letters that print the words of conditions, and nothing else of a decision."""
NOT_PRINTED = frozenset({"notice", "words"})
"""The words of the notice: a letter about what was found or decided prints the allegations without them."""
OWN = frozenset({Reading.READ_OWN_EVIDENCE, Reading.READ_OWN_VOTE})


def reads_whole(view: CaseView, letter: Sent, rights: frozenset[Right]) -> bool:
    """Whether these rights open everything that a letter tells the respondent."""
    knows = Reading.READ_PEOPLE in rights and is_told(letter.needs, rights)
    return knows and all(rights & one for one in _told(view, letter))


def _told(view: CaseView, letter: Sent) -> list[frozenset[Right]]:
    """Return the rights that open each text of a letter which the respondent reads: its own, and those beside them."""
    seals = [seal for name, seal in letter.kind.sealed.items() if name not in letter.unsaid]
    left_out = NOT_PRINTED if letter.kind in FOUND_AND_DECIDED else frozenset[str]()
    kinds = (kind for kind in PRINTED_WITH.get(letter.kind, ()) if view.service.can_print(kind, letter))
    beside = (kind.sealed.items() for kind in kinds)
    conditions = letter.kind in CONDITIONS_ALONE
    seals += [
        seal for some in beside for name, seal in some if (name == "conditions" if conditions else name not in left_out)
    ]
    reads = rights_of(Seat.RESPONDENT, view) - OWN
    return [frozenset(seal.opens) for seal in seals if reads.intersection(seal.opens)]


def seats_that_print(view: CaseView, letter: Sent) -> Iterator[Seat]:
    """Yield the seats whose holder can print a letter whole now: first the one that keeps the letters of the stage."""
    keeper = LETTERS_KEPT_BY.get(view.state) if view.state else None
    for seat in dict.fromkeys((keeper, *POSTING)):
        if seat is not None and reads_whole(view, letter, rights_of(seat, view)):
            yield seat


def poster_of(view: CaseView, letter: Sent) -> Seat | None:
    """Return the seat that posts a letter: the first that prints it whole and that somebody holds, or else the first.

    If no seat prints it whole, the one that keeps the letters of the stage posts what somebody else printed; None in a
    closed case.
    """
    seats = tuple(seats_that_print(view, letter))
    first = seats[0] if seats else LETTERS_KEPT_BY.get(view.state) if view.state else None
    return next((seat for seat in seats if is_held(view, seat)), first)


def is_title_open(view: CaseView, letter: Sent, rights: frozenset[Right], seats: Collection[Seat]) -> bool:
    """Whether somebody with these rights and seats may know the title of a letter to the respondent."""
    return is_told(letter.needs, rights) or is_title_kept(view, letter.about, seats)


def is_title_kept(view: CaseView, about: UUID, seats: Collection[Seat]) -> bool:
    """Whether one of these seats keeps the letters of the stage, and the respondent has not opened this one.

    That seat knows the title of each letter until it is opened: the record does not note when others open theirs.
    """
    keeper, proof = LETTERS_KEPT_BY.get(view.state) if view.state else None, view.service.proof(about, Seat.RESPONDENT)
    return keeper in seats and not (proof and proof.opened)


def nobody_prints(view: CaseView, letter: Sent) -> bool:
    """Whether none of the seats that post letters can print a letter whole now."""
    return next(seats_that_print(view, letter), None) is None


def is_held(view: CaseView, seat: Seat) -> bool:
    """Whether somebody holds a seat in the case, by name or by their office."""
    named = any(held is seat and person not in view.people.barred for person, held in view.people.seats)
    return named or any(seat is one and view.state in states for one, states in STANDING.values())
