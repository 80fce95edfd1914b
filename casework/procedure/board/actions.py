"""Actions of the board: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.board import steps, voiding
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.outgoing import check_board_papers, check_outgoing
from casework.queries.particulars import conditions_worded
from casework.queries.rota import next_alternate
from casework.queries.votes import OpenAnswers, count_ballot, vote_was_decisive
from casework.record.state.board import CastVote
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, Verb
from ledger.canonical import JsonObject
from policy.deadlines import last_moment
from policy.quorum import Question


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
def cast_vote(*, reference: str, by: access.Actor, answers: Mapping[str, JsonObject | None]) -> Case:
    """Store a vote: an answer to each question, each sealed by itself. It cannot be changed."""
    case = access.case_for(by, reference, Verb.CAST_VOTE)
    event = steps.cast_vote(case)
    return keep_and_record(case, event, answers)


@transaction.atomic(durable=True)
def close_ballot(*, reference: str, by: access.Actor) -> Case:
    """Open the answers that the count reaches, once the time has come, and keep the result; the counts stay sealed.

    Refused before the closing time, and when too few took part: then nothing was decided.
    """
    case = access.case_for(by, reference, Verb.CLOSE_BALLOT)
    access.refuse_unless_open(case, Verb.CLOSE_BALLOT)
    count = count_ballot(case.view, _opener(case))
    event = steps.close_ballot(case, count=count)
    tally = [{"option": one.option, "for": one.supporting, "needed": one.needed} for one in count.tallies]
    return keep_and_record(case, event, {"tally": tally})


@transaction.atomic(durable=True)
def void_ballot(*, reference: str, by: access.Actor) -> Case:
    """Void the current ballot, so that it can be opened again; nobody ever reads its votes.

    If too few took part, the machine counts them, but only to show that there is no result. The second time, the next
    person up is told. Refused if nothing voids the ballot.
    """
    case = access.case_for(by, reference, Verb.VOID_BALLOT)
    access.refuse_unless_open(case, Verb.VOID_BALLOT)
    event = steps.void_ballot(case, result=count_ballot(case.view, _opener(case)).result)
    again = voiding.escalation_of(case, event)
    return keep_and_record(case, event, also=[(again, {})] if again else [])


@transaction.atomic(durable=True)
def seat_alternate(*, reference: str, by: access.Actor, person: UUID) -> Case:
    """Seat the next free person of the approved pool, for this decision only. They declare before they read or vote."""
    case = access.case_for(by, reference, Verb.SEAT_ALTERNATE)
    event = steps.seat_alternate(case, person=person, next_one=next_alternate(case.view))
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def decide_case(
    *,
    reference: str,
    by: access.Actor,
    reasons: str,
    wording: str,
    term_days: int | None = None,
    keep: list[UUID] | None = None,
) -> Case:
    """Record the board's decision with its reasons. What it imposes is stayed until the decision is final.

    Below the recommended level, only `term_days` and the conditions in `keep` remain of the recommended terms.
    """
    case = access.case_for(by, reference, Verb.DECIDE_CASE)
    event = steps.decide_case(case)
    imposed = steps.impose(case, event, term_days=term_days or 0, keep=keep or [])
    demanded = conditions_worded(case, imposed.conditions if imposed else ())
    texts = {"reasons": reasons, "wording": wording, "conditions": demanded}
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


def _opener(case: Case) -> OpenAnswers:
    """Return the function that opens the answers to one question. The count calls it for questions it reaches, no others."""

    def open_answers(votes: Sequence[CastVote], question: Question) -> list[str]:
        opened = open_texts(case, CaseCompartment.DECISION, [(vote.entry, question.value) for vote in votes])
        return [opened[vote.entry, question.value]["answer"] for vote in votes]

    return open_answers
