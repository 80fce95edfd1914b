"""Counting the board's ballot from the answers that the count reaches."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from casework.record.state import CaseView
from casework.record.state.board import Ballot, CastVote
from casework.vocabulary import NotNow
from policy.quorum import Count, Electorate, Option, Put, Question, Result, count, put_in_order

type OpenAnswers = Callable[[Sequence[CastVote], Question], Sequence[str]]
"""Opens what some votes answer to one question."""


def count_ballot(view: CaseView, open_answers: OpenAnswers) -> Count:
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
    reached = ballot.motions.index(ballot.carried) + 1 if ballot.carried else len(ballot.motions)
    again = _count(what_is_put(view, ballot, mended)[:reached], clean, open_answers)
    return again.result is Result.NO_RESULT or again.carried is not ballot.carried


def what_is_put(view: CaseView, ballot: Ballot, electorate: Electorate | None = None) -> tuple[Put, ...]:
    """Return the options of a ballot in their order, with what each needs."""
    return needs_of(view, ballot.motions, electorate or ballot.electorate)


def needs_of(view: CaseView, motions: Sequence[Option], electorate: Electorate) -> tuple[Put, ...]:
    """Return what each option needs of these voters, for what was recommended."""
    terms = view.board.recommended
    return put_in_order(
        motions,
        electorate,
        view.rules.ballot,
        recommended=terms.level if terms else None,
        named=terms.abeyance if terms else None,
        ladder=view.rules.ladder,
    )


def _count(put: Sequence[Put], votes: Sequence[CastVote], open_answers: OpenAnswers) -> Count:
    return count(put, len(votes), lambda question: open_answers(votes, question))
