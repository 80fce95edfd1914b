"""Guards of the board: papers, declarations, ballot, decision."""

from datetime import date, timedelta
from uuid import UUID

from casework.procedure.panel.guards import panel_still_stands
from casework.record.state import CaseView
from casework.vocabulary import BallotState, ClockName, Route, Seat
from casework.vocabulary.public_half import PublicHalf
from casework.workflow.guard import REASONS, Asked, answer_guard, guard
from policy.quorum import Electorate, Option, is_quorate

REMITTALS = frozenset({Option.REMIT, Option.REMIT_TO_NEW_PANEL})


def no_ballot_stands(view: CaseView) -> bool:
    """Whether no ballot was opened yet, or the last one is void."""
    return view.board.ballot is None or view.board.ballot.state is BallotState.VOIDED


@guard("A ballot is open, or its result has still to be carried out.")
def no_ballot_counts(case: Asked) -> bool:
    """Whether no ballot is open, and none has a result that can be carried out: nobody votes again on a result they dislike."""
    ballot = case.view.board.ballot
    if ballot is None or ballot.state is BallotState.VOIDED:
        return True
    return ballot.has_result and ballot.carried is not None and not can_be_done(case, ballot.carried)


@guard("The board pack is not complete. Findings and a recommendation have to be in it.")
def pack_is_complete(case: Asked) -> bool:
    """Whether the board has what it decides on: proven findings or an admission, and a recommendation."""
    return case.view.board.recommended is not None


@guard("Send the board pack first.")
def pack_was_sent(case: Asked) -> bool:
    return case.view.board.pack is not None


@guard("The papers have not been out for seven days.")
def papers_were_out_7_days(case: Asked) -> bool:
    """Whether the shortest time for reading has passed; time before a void ballot on the same papers counts."""
    run = case.view.clock(ClockName.BOARD_PAPERS)
    return run is not None and run.due is not None and case.view.now > run.due


@guard("Not every member has answered the conflict question, and there is still time.")
def declarations_are_in_or_time_is_over(case: Asked) -> bool:
    view = case.view
    return papers_were_out_7_days(case) or not view.board_members - view.people.barred - view.board.declared


@guard(
    "Too few have declared for a quorum. More of the board have to declare. Where too few are left, alternates are seated."
)
def enough_voters_are_free(case: Asked) -> bool:
    return is_quorate(electorate(case), case.view.rules.ballot)


def electorate(case: Asked) -> Electorate:
    """Return N, R and the alternates as a ballot would freeze them now. A person who has not declared is no voter."""
    view = case.view
    own = view.board_members
    free = voters(case)
    return Electorate(filled=len(own), barred=len(own - free), alternates=len(free - own))


def voters(case: Asked) -> frozenset[UUID]:
    view = case.view
    seated = view.people.holding(Seat.BOARD_MEMBER)
    return ((view.board_members | seated) & view.board.declared) - view.people.barred


@guard(
    "The ballot has to stay open for the days that the rulebook gives to voters, and to end within the time for the vote."
)
def last_day_to_vote_is_possible(view: CaseView, day: date) -> bool:
    return first_last_day(view) <= day <= latest_last_day(view)


def first_last_day(view: CaseView) -> date:
    """Return the first day that may be the last one to vote."""
    return view.today + timedelta(days=view.rules.limits["ballot_least_days"])


def latest_last_day(view: CaseView) -> date:
    """Return the latest day that may be the last one to vote."""
    return view.today + timedelta(days=view.rules.clocks[ClockName.BOARD_VOTE].days or 0)


@guard(
    "The time to vote is over. The votes are counted now. If too few took part, the ballot is void and all vote again."
)
def voting_time_is_left(case: Asked) -> bool:
    """Whether the ballot still takes votes. True if none is open: another guard says that."""
    ballot = case.view.board.ballot
    return ballot is None or not ballot.is_open or case.view.now < ballot.closes_at


@guard("No ballot is open.")
def ballot_is_open(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is not None and ballot.is_open


@guard("The keys of this ballot are being made. Nobody can vote before. Come back in a minute.")
def ballot_has_keys(case: Asked) -> bool:
    """Whether answers can be sealed. True if no ballot is open: another guard says that."""
    ballot = case.view.board.ballot
    return ballot is None or not ballot.is_open or bool(ballot.keys)


@guard("This ballot has its keys.")
def ballot_has_no_keys(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is None or not ballot.keys


@guard("These are not the keys of this ballot.")
def each_option_has_a_key(case: Asked, keys: tuple[PublicHalf, ...]) -> bool:
    ballot = case.view.board.ballot
    return ballot is not None and len(set(keys)) == len(keys) == len(ballot.motions) + 1


@guard("No ballot waits for its count.")
def ballot_is_closed(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is not None and ballot.state is BallotState.CLOSED


@guard(
    "You are not among the voters of this ballot: they were fixed when it opened. If it is held again, declare before."
)
def voter_is_in_the_frozen_set(case: Asked) -> bool:
    """Whether the actor is a frozen voter. True if there is no ballot: another guard says that."""
    ballot = case.view.board.ballot
    return ballot is None or case.acting.person in ballot.voters


@guard("Your vote is already in. It cannot be changed. If the ballot is void and held again, you vote again.")
def voter_has_not_voted(case: Asked) -> bool:
    """Whether the actor has not voted in the open ballot yet. True if none is open."""
    ballot = case.view.board.ballot
    return ballot is None or not ballot.is_open or case.acting.person not in ballot.voted


@guard(
    "The papers have changed since the ballot opened, so it is void. It is held again on the papers that are out now."
)
def pack_is_unchanged(case: Asked) -> bool:
    """Whether the ballot, if there is one, is bound to the current papers."""
    ballot = case.view.board.ballot
    return ballot is None or ballot.pack == case.view.board.pack


@guard("The ballot stays open until its closing time.")
def closing_time_is_reached(case: Asked) -> bool:
    """Whether the closing time of the open ballot has come; nobody closes early. True if none is open."""
    ballot = case.view.board.ballot
    return ballot is None or not ballot.is_open or case.view.now >= ballot.closes_at


@guard(
    "Too few took part for a result. The ballot is void: alternates take the place of who was absent, and all vote again."
)
def enough_voters_are_present(result: object) -> bool:
    return result is not None


@guard("The ballot has no result yet.")
def ballot_has_a_result(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is not None and ballot.has_result


@guard("The board has voted to send this back.")
def motion_is_not_a_remittal(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is None or ballot.carried not in REMITTALS


@guard("The chair has not signed the letter of the decision yet.")
def letter_is_signed(case: Asked) -> bool:
    """Whether the chair signed the words that stand now, and may still decide."""
    letter = case.view.decision_letter
    return letter.goes_out_from is not None and letter.chair not in case.view.people.barred


@guard("The chair can take the letter back for 24 hours. It goes out after that.")
def letter_has_rested(case: Asked) -> bool:
    """Whether the signed letter can go out. True if none is signed: another guard says that."""
    moment = case.view.decision_letter.goes_out_from
    return moment is None or case.view.now >= moment


@guard("The board may not go above what was recommended.")
def level_is_not_above_the_recommendation(level: int, recommended: int) -> bool:
    return level <= recommended


@guard("The board has not voted to send this back.")
def ballot_carried_a_remittal(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is not None and ballot.carried in REMITTALS


defect_is_written = answer_guard("defect_is_written", "Write the defect that has to be put right.")


@guard("The board has already sent this case back once.")
def board_has_not_remitted(case: Asked) -> bool:
    return not case.view.board.remitted


@guard("Findings are not reopened by the same panel. Remit to a new panel.")
def defect_is_not_in_the_findings(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return ballot is None or ballot.carried is not Option.REMIT_TO_NEW_PANEL


def can_be_done(case: Asked, option: Option) -> bool:
    """Whether an option can be carried out. A case is sent back only once, and to the same panel only if that still exists."""
    board = case.view.board
    if option not in REMITTALS or board.route is Route.BREACH:
        return True
    same_panel = option is Option.REMIT and board.route is Route.PANEL
    return not board.remitted and (not same_panel or panel_still_stands(case))


@guard("This is only for a decision after a hearing.")
def route_is_panel(case: Asked) -> bool:
    return case.view.board.route is Route.PANEL


@guard("This is only for a decision by consent.")
def route_is_consent(case: Asked) -> bool:
    return case.view.board.route is Route.CONSENT


@guard("This is only for a reported breach.")
def route_is_breach(case: Asked) -> bool:
    return case.view.board.route is Route.BREACH


@guard("A reported breach is decided another way: vary the decision instead.")
def route_is_not_breach(case: Asked) -> bool:
    return case.view.board.route is not Route.BREACH


REASONS["level_has_terms"] = "Nobody wrote terms for that level."
