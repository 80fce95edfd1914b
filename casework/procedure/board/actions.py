"""Actions of the board: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.board import steps, voiding
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.case.particulars import conditions_worded
from casework.queries.decisions.sealed_votes import OpenedAnswers, choices_in, keep_opened
from casework.queries.decisions.votes import OpenAnswers, count_of, vote_was_decisive
from casework.queries.evidence.outgoing import check_board_papers, check_outgoing
from casework.queries.people.rota import next_alternate
from casework.record.state.board import CastVote
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, Verb, VoidFor
from casework.vocabulary.public_half import PublicHalf
from casework.workflow.step import not_none
from ledger.canonical import JsonObject
from ledger.sealed_answers import field_of
from policy.deadlines import last_moment
from policy.quorum import Option


@transaction.atomic(durable=True)
def send_board_pack(*, reference: str, by: access.Actor, minute: str) -> Case:
    """Send the papers to the board and the member; the entry fixes their words. Board secretary and adviser sign."""
    case = access.case_for(by, reference, Verb.SEND_BOARD_PACK)
    check_board_papers(case, {"Minute for the board": minute})
    check_outgoing(case, Verb.SEND_BOARD_PACK, {"Minute for the board": minute})
    event = steps.send_board_pack(case)
    return keep_and_record(case, event, {"minute": minute})


@transaction.atomic(durable=True)
def open_ballot(*, reference: str, by: access.Actor, closes_on: date) -> Case:
    """Freeze voters, papers and the options in their order. Voting ends with the day `closes_on` in the Society's zone."""
    case = access.case_for(by, reference, Verb.OPEN_BALLOT)
    event = steps.open_ballot(case, closes_at=last_moment(closes_on, case.view.rules.zone))
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def make_ballot_keys(*, reference: str, by: access.Actor, keys: tuple[str, ...]) -> Case:
    """Record the public halves of the keys that the signer made for the open ballot. From now on people can vote."""
    case = access.case_for(by, reference, Verb.MAKE_BALLOT_KEYS)
    return keep_and_record(case, steps.make_ballot_keys(case, keys=tuple(PublicHalf(key) for key in keys)))


@transaction.atomic(durable=True)
def cast_vote(*, reference: str, by: access.Actor, answers: Mapping[str, JsonObject | None]) -> Case:
    """Store a vote: what is said of each option, each sealed by itself to the signer's key. It cannot be changed."""
    case = access.case_for(by, reference, Verb.CAST_VOTE)
    event = steps.cast_vote(case)
    return keep_and_record(case, event, answers)


@transaction.atomic(durable=True)
def count_ballot(*, reference: str, by: access.Actor, opened: OpenedAnswers) -> Case:
    """Count a closed ballot from what the signer opened, and keep the result and what was opened; the counts stay sealed.

    Refused if too few took part: then nothing was decided. Raises CannotOpen for what a vote does not commit to.
    """
    case = access.case_for(by, reference, Verb.COUNT_BALLOT)
    access.refuse_unless_open(case, Verb.COUNT_BALLOT)
    count = count_of(case.view, choices_in(opened))
    event = steps.count_ballot(case, count=count)
    keep_opened(case, opened)
    tally = [{"option": one.option, "for": one.supporting, "needed": one.needed} for one in count.tallies]
    return keep_and_record(case, event, {"tally": tally})


@transaction.atomic(durable=True)
def void_ballot(*, reference: str, by: access.Actor, counting: VoidFor | None = None) -> Case:
    """Void the current ballot, so that it can be opened again; nobody ever reads its votes.

    `counting`: why its count came to no result, if it did not. If too few took part the second time, the next person up is
    told. Refused if nothing voids the ballot.
    """
    case = access.case_for(by, reference, Verb.VOID_BALLOT)
    event = steps.void_ballot(case, counting=counting)
    again = voiding.escalation_of(case, event)
    return keep_and_record(case, event, also=[(again, {})] if again else [])


@transaction.atomic(durable=True)
def seat_alternate(*, reference: str, by: access.Actor, person: UUID) -> Case:
    """Seat the next free person of the approved pool, for this decision only. They declare before they read or vote."""
    case = access.case_for(by, reference, Verb.SEAT_ALTERNATE)
    event = steps.seat_alternate(case, person=person, next_one=next_alternate(case.view))
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def decide_case(*, reference: str, by: access.Actor) -> Case:
    """Record the board's decision in the words that the chair signed. What it imposes is stayed until it is final.

    What it imposes has the terms that were written for the level, by the panel or by both sides.
    """
    case = access.case_for(by, reference, Verb.DECIDE_CASE)
    event = steps.decide_case(case)
    imposed = steps.impose(case, event)
    demanded = conditions_worded(case, imposed.conditions if imposed else ())
    texts = {**_words_signed(case), "conditions": demanded}
    return keep_and_record(case, event, texts, also=[(imposed, {})] if imposed else [])


@transaction.atomic(durable=True)
def void_decision(*, reference: str, by: access.Actor, reasons: str) -> Case:
    """Let the board vote again without the people in whom a conflict was found since; two reviewers sign.

    The machine alone counts the votes again without those of these people. Refused if the result is the same.
    """
    case = access.case_for(by, reference, Verb.VOID_DECISION)
    access.refuse_unless_open(case, Verb.VOID_DECISION)
    event = steps.void_decision(case, decisive=vote_was_decisive(case.view, _opener(case)))
    return keep_and_record(case, event, {"reasons": reasons})


def _words_signed(case: Case) -> dict[str, object]:
    """Return the words of the letter as the chair signed them."""
    entry = not_none(case.view.decision_letter.entry)
    wanted = [(entry, name) for name in ("reasons", "wording")]
    opened = open_texts(case, CaseCompartment.DECISION, wanted)
    return {name: opened[entry, name] for _entry, name in wanted}


def _opener(case: Case) -> OpenAnswers:
    """Return the function that opens what the count of the ballot opened before."""

    def open_answers(votes: Sequence[CastVote], option: Option) -> list[str]:
        name = field_of(option)
        opened = open_texts(case, CaseCompartment.DECISION, [(vote.entry, name) for vote in votes])
        return [opened[vote.entry, name]["answer"] for vote in votes]

    return open_answers
