"""Counting a round of the board's ballot from the votes that were opened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.record.state import CaseView
from casework.record.state.board import Ballot
from casework.recording import OpenedTexts
from casework.vocabulary import NotNow
from policy.quorum import Choice, Electorate, Option, Tally, Vote, named_in_abeyance, round_result


def count_round(view: CaseView, opened: OpenedTexts) -> Tally:
    """Return the count of the round in hand, earlier rounds' votes for higher options included. NotNow without a ballot."""
    ballot = view.board.ballot
    if ballot is None:
        raise NotNow("No ballot is open.")
    return _counted(view, ballot.option, _read(ballot, opened), ballot.electorate)


def vote_was_decisive(view: CaseView, opened: OpenedTexts) -> bool:
    """Whether any round of the decided ballot ends otherwise without those of its voters whose conflict stands now.

    They count as barred from the start: without their votes, and among fewer who may vote.
    """
    ballot = view.board.ballot
    if ballot is None:
        return False
    tainted = ballot.voters & view.people.barred_for_good
    votes = _read(ballot, opened)
    clean = [vote for vote in votes if vote.voter not in tainted]
    mended = replace(ballot.electorate, barred=min(ballot.electorate.barred + len(tainted), ballot.electorate.filled))
    put = ballot.motions[: ballot.motions.index(ballot.option) + 1]
    return any(
        _counted(view, option, _until(votes, put, n), ballot.electorate).result
        is not _counted(view, option, _until(clean, put, n), mended).result
        for n, option in enumerate(put)
    )


def _until(votes: Iterable[Vote], put: Sequence[Option], n: int) -> list[Vote]:
    """Return the votes of the rounds up to the n-th."""
    return [vote for vote in votes if vote.option in put[: n + 1]]


def _read(ballot: Ballot, opened: OpenedTexts) -> list[Vote]:
    return [
        Vote(voter=vote.voter, option=vote.option, choice=Choice(opened[vote.entry, "choice"])) for vote in ballot.votes
    ]


def _counted(view: CaseView, option: Option, votes: list[Vote], electorate: Electorate) -> Tally:
    terms, rules = view.board.recommended, view.rules
    held = (
        named_in_abeyance(option, recommended=terms.level, named=terms.abeyance, ladder=rules.ladder) if terms else None
    )
    return round_result(
        votes,
        option,
        electorate=electorate,
        rules=rules.ballot,
        level=terms.level if terms else None,
        abeyance=held,
    )
