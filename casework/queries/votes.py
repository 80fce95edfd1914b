"""Counting a round of the board's ballot from the votes that were opened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from casework.facts import CaseFacts
from casework.vocabulary import NotNow
from policy.quorum import Choice, Tally, Vote, round_result


def count_round(facts: CaseFacts, opened: Mapping[tuple[UUID, str], Any]) -> Tally:
    """Return the count of the round in hand, earlier rounds' votes for higher options included. NotNow without a ballot."""
    ballot = facts.board.ballot
    if ballot is None:
        raise NotNow("No ballot is open.")
    votes = [
        Vote(voter=vote.voter, option=vote.option, choice=Choice(opened[vote.entry, "choice"])) for vote in ballot.votes
    ]
    terms = facts.board.recommended
    return round_result(
        votes,
        ballot.option,
        electorate=ballot.electorate,
        rules=facts.rules.ballot,
        level=terms.level if terms else None,
        abeyance=terms.abeyance if terms else None,
    )
