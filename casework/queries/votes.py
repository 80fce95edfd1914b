"""Counting a round of the board's ballot from the votes that were opened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.record.state import CaseView
from casework.record.state.board import Ballot
from casework.recording import OpenedTexts
from casework.vocabulary import NotNow
from policy.quorum import Choice, Electorate, Option, Tally, Vote, named_in_abeyance, round_result


def count_round(view: CaseView, opened: OpenedTexts) -> Tally:
    """Return the count of the open round, with votes for higher options from earlier rounds. NotNow without a ballot."""
    ballot = view.board.ballot
    if ballot is None:
        raise NotNow("No ballot is open.")
    return _tally(view, ballot.option, _read_votes(ballot, opened), ballot.electorate)


def vote_was_decisive(view: CaseView, opened: OpenedTexts) -> bool:
    """Whether a round of the decided ballot ends differently without the voters who have a conflict now.

    They count as barred from the start: their votes are dropped, and there are fewer voters.
    """
    ballot = view.board.ballot
    if ballot is None:
        return False
    tainted = ballot.voters & view.people.barred_for_good
    votes = _read_votes(ballot, opened)
    clean = [vote for vote in votes if vote.voter not in tainted]
    mended = replace(ballot.electorate, barred=min(ballot.electorate.barred + len(tainted), ballot.electorate.filled))
    put = ballot.motions[: ballot.motions.index(ballot.option) + 1]
    return any(
        _tally(view, option, _votes_until(votes, put, n), ballot.electorate).result
        is not _tally(view, option, _votes_until(clean, put, n), mended).result
        for n, option in enumerate(put)
    )


def _votes_until(votes: Iterable[Vote], put: Sequence[Option], n: int) -> list[Vote]:
    return [vote for vote in votes if vote.option in put[: n + 1]]


def _read_votes(ballot: Ballot, opened: OpenedTexts) -> list[Vote]:
    return [
        Vote(voter=one.voter, option=one.option, choice=Choice(opened[one.entry, "choice"])) for one in ballot.votes
    ]


def _tally(view: CaseView, option: Option, votes: list[Vote], electorate: Electorate) -> Tally:
    terms, rules = view.board.recommended, view.rules
    level = held = None
    if terms:
        level = terms.level
        held = named_in_abeyance(option, recommended=level, named=terms.abeyance, ladder=rules.ladder)
    return round_result(votes, option, electorate=electorate, rules=rules.ballot, level=level, abeyance=held)
