"""Conditions of the board and of an appeal."""

from functools import cache

from casework.record.state import CaseView
from casework.record.state.appeal_notice import call_came_late
from casework.record.state.appeal_votes import grounds_by_result
from casework.record.state.board import REMITTALS
from casework.record.state.eligibility import challenged_appeal_members, seated_appeal_panel, silent
from casework.record.turns.expected import Condition
from casework.vocabulary import AppealState, ClockName, Seat


def no_pack_is_sent(view: CaseView) -> bool:
    """The board pack is not sent."""
    return view.board.pack is None


def no_ballot_runs(view: CaseView) -> bool:
    """No ballot is open, is counted or has a result."""
    ballot = view.board.ballot
    return ballot is None or not (ballot.is_running or ballot.has_result)


def reading_time_runs(view: CaseView) -> bool:
    """No ballot is open or has a result, and the board still has time to read."""
    run = view.clock(ClockName.BOARD_PAPERS)
    return no_ballot_runs(view) and run is not None and (run.due is None or view.now <= run.due)


def votes_are_taken(view: CaseView) -> bool:
    """A ballot is open and has its keys, and its closing time has not come."""
    ballot = view.board.ballot
    return ballot is not None and ballot.is_open and bool(ballot.keys) and view.now < ballot.closes_at


def ballot_is_over(view: CaseView) -> bool:
    """A ballot is open, and its closing time has come."""
    ballot = view.board.ballot
    return ballot is not None and ballot.is_open and view.now >= ballot.closes_at


def ballot_has_a_result(view: CaseView) -> bool:
    """The ballot has a result."""
    return view.board.ballot is not None and view.board.ballot.has_result


def decision_is_to_be_written(view: CaseView) -> bool:
    """The board carried something that is told in a letter, and no letter is with the chair."""
    letter, ballot = view.decision_letter, view.board.ballot
    counted = ballot is not None and ballot.has_result and ballot.carried not in REMITTALS
    return counted and (letter.entry is None or letter.taken_back or letter.chair in view.people.barred)


def letter_waits_for_the_chair(view: CaseView) -> bool:
    """The letter of the decision waits for the signature of the chair."""
    return view.decision_letter.waits_for_chair and ballot_has_a_result(view)


def appeal_panel_is_incomplete(view: CaseView) -> bool:
    """No full appeal panel sits, or one of its members did not declare in time."""
    sits = seated_appeal_panel(view)
    full = view.appeal.panel_seated and len(sits) in view.rules.bodies["appeal_panel"].sizes
    return not full or bool(silent(view, sits))


def late_appeal_waits(view: CaseView) -> bool:
    """A late application waits."""
    return view.appeal.late_pending


def an_appeal_is_not_sifted(view: CaseView) -> bool:
    """The grounds of an appeal have not been sifted."""
    return bool(view.appeal.in_state(AppealState.LODGED))


def no_ground_is_arguable(view: CaseView) -> bool:
    """No ground of an appeal was found arguable."""
    return not view.appeal.in_state(AppealState.ADMITTED, AppealState.HEARD)


def an_appeal_challenge_waits(view: CaseView) -> bool:
    """A challenge to a member of the appeal panel waits for a ruling."""
    return bool(challenged_appeal_members(view))


def an_appeal_has_no_day(view: CaseView) -> bool:
    """An appeal was admitted, and the day of its hearing is not set."""
    return view.appeal_hearing.on is None and bool(view.appeal.in_state(AppealState.ADMITTED))


def new_evidence_waits(view: CaseView) -> bool:
    """New evidence waits for a ruling, and the appeal is not heard."""
    return appeal_is_not_heard(view) and bool(view.appeal_hearing.waiting)


def appeal_call_came_late(view: CaseView) -> bool:
    """The appeal is not heard, and nothing shows that the call came in time for the day that is set."""
    return appeal_is_not_heard(view) and call_came_late(view)


def appeal_is_not_heard(view: CaseView) -> bool:
    """The appeal is not heard."""
    return not view.appeal.in_state(AppealState.HEARD)


@cache
def vote_on_grounds_is_wanted_of(seat: Seat) -> Condition:
    """Return the condition that a ground of an appeal that was heard is open, and somebody in a seat has not voted on it."""

    def wanted(view: CaseView) -> bool:
        voted = {person for person, _right in view.appeal.votes}
        waits = (seated_appeal_panel(view) & view.people.holding(seat)) - voted
        undecided = any(right is None for _code, right in grounds_by_result(view))
        return bool(view.appeal.in_state(AppealState.HEARD)) and undecided and bool(waits)

    wanted.__doc__ = f"{seat.label} has not voted on the grounds of an appeal, and one of them is not decided."
    return wanted
