"""Steps of the case to answer."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.procedure.case_to_answer import guards
from casework.procedure.requests.guards import no_objection_to_a_decider_stops_this
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Verb
from casework.workflow.docket import task
from casework.workflow.guard import refuse_unless
from casework.workflow.step import CaseMachine, step

DECIDE_CASE_TO_ANSWER = task(ClockName.CTA, question=_("Decide whether there is a case to answer"))


@step(
    Verb.VOTE_CASE_TO_ANSWER,
    S.CASE_TO_ANSWER,
    where=[guards.decider_has_not_voted, guards.vote_on_report_runs],
    decisive=True,
    docket=task(ClockName.CTA),
)
def vote_case_to_answer(
    case: CaseMachine, *, allegations: tuple[UUID, ...], sees_case: tuple[bool, ...], reasons: bool
) -> events.CaseToAnswerVoted:
    """Vote, once and with reasons, whether each allegation has a realistic prospect, until two agree on each."""
    whole = len(allegations) == len(sees_case) and guards.reasons_are_given_per_allegation(
        case, allegations, written=reasons
    )
    refuse_unless(whole, "reasons_are_given_per_allegation")
    return events.CaseToAnswerVoted(allegations=allegations, sees_case=sees_case)


@step(
    Verb.FIND_NO_CASE_TO_ANSWER,
    S.CASE_TO_ANSWER,
    to=S.CLOSED,
    where=[
        guards.all_deciders_voted_or_two_agree,
        guards.no_allegation_has_two_votes,
        no_objection_to_a_decider_stops_this,
    ],
    decisive=True,
    docket=DECIDE_CASE_TO_ANSWER,
)
def find_no_case_to_answer(case: CaseMachine) -> events.NoCaseFound:
    """Close the case, as the deciders have voted."""
    case.closing_code = ClosingCode.NO_CASE_TO_ANSWER
    return events.NoCaseFound()


@step(
    Verb.FIND_CASE_TO_ANSWER,
    S.CASE_TO_ANSWER,
    to=S.PANEL_FORMING,
    where=[
        guards.all_deciders_voted_or_two_agree,
        guards.some_allegation_has_two_votes,
        no_objection_to_a_decider_stops_this,
    ],
    decisive=True,
    docket=DECIDE_CASE_TO_ANSWER,
)
def find_case_to_answer(case: CaseMachine) -> events.CaseFound:
    """Send the allegations with a case to answer to a panel; these are fixed, and the rest ends."""
    return events.CaseFound(charged=guards.charges_to_bring(case))
