"""Steps of the case to answer."""

from uuid import UUID

from casework.procedure.case_to_answer import guards
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.step import CaseMachine, step


@step(Verb.VOTE_CASE_TO_ANSWER, S.CASE_TO_ANSWER, where=[guards.decider_has_not_voted], decisive=True)
def vote_case_to_answer(
    case: CaseMachine, *, allegations: tuple[UUID, ...], sees_case: tuple[bool, ...], reasons: bool
) -> events.CaseToAnswerVoted:
    """Vote, once and with reasons, whether each allegation has a realistic prospect."""
    whole = len(allegations) == len(sees_case) and guards.reasons_are_given_per_allegation(
        case, allegations, written=reasons
    )
    refuse_unless(whole, "reasons_are_given_per_allegation")
    return events.CaseToAnswerVoted(allegations=allegations, sees_case=sees_case)


@step(
    Verb.FIND_NO_CASE_TO_ANSWER,
    S.CASE_TO_ANSWER,
    to=S.CLOSED,
    where=[guards.all_deciders_voted_or_two_agree, guards.no_allegation_has_two_votes],
    decisive=True,
)
def find_no_case_to_answer(case: CaseMachine) -> events.NoCaseFound:
    """Close the case, as the deciders have voted."""
    case.closing_code = ClosingCode.NO_CASE_TO_ANSWER
    return events.NoCaseFound()


@step(
    Verb.FIND_CASE_TO_ANSWER,
    S.CASE_TO_ANSWER,
    to=S.PANEL_FORMING,
    where=[guards.all_deciders_voted_or_two_agree, guards.some_allegation_has_two_votes],
    decisive=True,
)
def find_case_to_answer(case: CaseMachine) -> events.CaseFound:
    """Send the allegations with a case to answer to a panel; the charges are fixed, and the rest ends."""
    return events.CaseFound(charged=guards.charges_to_bring(case))
