"""The sealed answers of a closed ballot: brought to the signer, and kept once it has opened them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from casework.models import Case
from casework.queries.decisions.votes import OpenAnswers, count_of
from casework.record.state import CaseView
from casework.record.state.board import CastVote
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment
from ledger.ballot_keeping import Keeper, Opened
from ledger.canonical import Json
from ledger.sealed_answers import REST, field_of
from policy.quorum import Count, Option, Question, Result, questions_of
from vault.ballots import move_to_texts, sealed_answers

type OpenedAnswers = Mapping[str, Opened]
"""What was opened, by the option as the signer names it: salt and value for each vote."""


def open_in_order(view: CaseView, keeper: Keeper) -> tuple[Count, OpenedAnswers]:
    """Have the signer open one option after the other, as far as the count of the closed ballot goes. One query for each.

    KeysGone if it cannot be counted any more.
    """
    ballot = view.board.ballot
    if ballot is None:
        raise ValueError("there is no ballot to count")
    opened: dict[str, Opened] = {}

    def ask(option: str) -> Opened:
        sealed = sealed_answers([vote.entry for vote in ballot.votes], field_of(option))
        opened[option] = keeper.open(ballot.id, option, sealed)
        return opened[option]

    def choices(votes: Sequence[CastVote], option: Option) -> list[str]:
        found = ask(option.value)
        return [_answer(found[vote.entry][1]) for vote in votes]

    count = count_of(view, choices)
    if count.result is Result.NOT_CARRIED and Question.OUTCOME in questions_of(ballot.motions):
        ask(REST)
    return count, opened


def choices_in(opened: OpenedAnswers) -> OpenAnswers:
    """Return what the count asks, answered from what was opened."""
    return lambda votes, option: [_answer(opened[option.value][vote.entry][1]) for vote in votes]


def keep_opened(case: Case, opened: OpenedAnswers) -> None:
    """Keep what was opened with the texts of the decision, for those who may read it; what stays sealed is never opened."""
    found: dict[tuple[UUID, str], tuple[bytes, Json]] = {
        (vote, field_of(option)): one for option, answers in opened.items() for vote, one in answers.items()
    }
    move_to_texts(found, compartment_of(case, CaseCompartment.DECISION), case.stream)


def _answer(value: Json) -> str:
    return str(value["answer"]) if isinstance(value, Mapping) else ""
