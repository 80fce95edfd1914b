"""Counting the board's ballot from the answers that the count reaches."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from casework.record.state import CaseView
from casework.record.state.ballot_needs import what_is_put
from casework.record.state.board import CastVote
from casework.vocabulary import NotNow
from policy.quorum import Count, Option, Put, Result, count, options_reached

type OpenAnswers = Callable[[Sequence[CastVote], Option], Sequence[str]]
"""Opens what some votes say of one option."""


def count_of(view: CaseView, open_answers: OpenAnswers) -> Count:
    """Return the count of the ballot. Answers that it does not reach are not opened. NotNow without a ballot."""
    ballot = view.board.ballot
    if ballot is None:
        raise NotNow("No ballot is open.")
    return _count(what_is_put(view, ballot), ballot.votes, open_answers)


def vote_was_decisive(view: CaseView, open_answers: OpenAnswers) -> bool:
    """Whether the decided ballot ends differently without the voters who have a conflict now.

    They count as barred from the start: their votes are dropped, and there are fewer voters. No answer is opened that was
    not opened for the decision: the count goes no further than the option that was carried.
    """
    ballot = view.board.ballot
    if ballot is None:
        return False
    tainted = ballot.voters & view.people.barred_for_good
    clean = [vote for vote in ballot.votes if vote.voter not in tainted]
    own = ballot.electorate
    mended = replace(own, barred=min(own.barred + len(tainted), own.filled))
    reached = len(options_reached(ballot.motions, ballot.carried))
    again = _count(what_is_put(view, ballot, mended)[:reached], clean, open_answers)
    return again.result is Result.NO_RESULT or again.carried is not ballot.carried


def _count(put: Sequence[Put], votes: Sequence[CastVote], open_answers: OpenAnswers) -> Count:
    return count(put, len(votes), lambda option: open_answers(votes, option))
