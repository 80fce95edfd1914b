"""Void ballots and decisions: their guards, those of alternates who vote in somebody's place, and whom absence alerts."""

from uuid import UUID

from casework.procedure.board.guards import papers_were_out_7_days
from casework.record import events
from casework.record.state.board import Ballot
from casework.vocabulary import BallotState, ClockName, ClosingCode, Seat, VoidFor
from casework.workflow.guard import Asked, answer_guard, guard
from policy.quorum import Electorate, is_quorate


@guard("Enough of the board can vote once they have declared. No alternate is needed.")
def board_is_below_minimum_or_absent(case: Asked) -> bool:
    """Whether the free board members and the seated alternates are too few for a quorum, or an absent voter has no alternate.

    Until the time for reading is over, every free member may still declare; after it, only those who declared count.
    """
    view = case.view
    free = view.board_members - view.people.barred
    own = free & view.board.declared if view.board.pack and papers_were_out_7_days(case) else free
    seated = view.people.holding(Seat.BOARD_MEMBER) - view.board_members - view.people.barred
    known = Electorate(filled=len(view.board_members), barred=len(view.board_members - own), alternates=len(seated))
    return view.board.unfilled > 0 or not is_quorate(known, view.rules.ballot)


@guard("Take the next free person in the approved pool.")
def alternate_is_next_in_the_pool(case: Asked, person: UUID, next_one: UUID | None) -> bool:
    return next_one is not None and person == next_one


@guard("There is no ballot to void.")
def ballot_was_opened(case: Asked) -> bool:
    return case.view.board.ballot is not None


@guard("Nothing has happened that voids this ballot.")
def ballot_must_be_void(case: Asked) -> bool:
    """Whether a conflict or new papers voided the current ballot, or it is closed, and its count may come to no result.

    True if there is no ballot: another guard says that.
    """
    ballot = case.view.board.ballot
    return ballot is None or ballot.state is BallotState.CLOSED or why_void(case) is not None


def why_void(case: Asked) -> VoidFor | None:
    """Return what voids the current ballot before it is counted, or None."""
    ballot = case.view.board.ballot
    if ballot is None:
        return None
    if ballot.state is BallotState.VOIDED or (not ballot.has_result and ballot.pack != case.view.board.pack):
        return VoidFor.CONFLICT if ballot.voters & case.view.people.barred_for_good else VoidFor.PAPERS
    return None


def absent_voters(ballot: Ballot) -> frozenset[UUID]:
    return ballot.voters - ballot.voted


@guard("No conflict has been found that the board did not know of.")
def late_conflict_was_found(case: Asked) -> bool:
    ballot = case.view.board.decisive_ballot
    return ballot is not None and bool(ballot.voters & case.view.people.barred_for_good)


@guard("The case ended because the member died: nothing more is decided about them.")
def case_was_not_abated(case: Asked) -> bool:
    """Whether the case did not end with the member's death: after that no finding and no sanction may follow (N21)."""
    return case.view.closing_code is not ClosingCode.ABATED_BY_DEATH


vote_was_decisive = answer_guard("vote_was_decisive", "The result would have been the same without that vote.")


def escalation_of(case: Asked, voided: events.BallotVoided) -> events.ClockEscalated | None:
    """Return the event that alerts the next person up, if too few voters took part again; None otherwise."""
    again = bool(voided.absent) and case.view.board.absences > 0
    return events.ClockEscalated(clock=ClockName.BOARD_VOTE) if again else None
