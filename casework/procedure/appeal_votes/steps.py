"""The step with which each member of an appeal panel votes on the grounds."""

from collections.abc import Collection

from casework.procedure.appeal_panel.guards import appeal_panel_is_seated
from casework.procedure.appeal_votes import guards
from casework.record import events
from casework.record.state.appeal import numbers_of
from casework.record.state.appeal_votes import Right, count_grounds
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Verb
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step


@step(
    Verb.VOTE_ON_GROUNDS,
    S.APPEAL,
    where=[
        appeal_panel_is_seated,
        guards.appeal_was_heard,
        guards.vote_on_grounds_is_new,
        guards.vote_on_grounds_runs,
    ],
    docket=task(ClockName.APPEAL_DECISION),
)
def vote_on_grounds(case: CaseMachine, *, codes: Right, others: Collection[Right]) -> events.AppealGroundsVoted:
    """Vote on each ground that was heard: those in `codes` succeed, and no other. `others`: the votes before this one."""
    check_guard(guards.vote_is_on_what_was_heard, case, codes)
    found = count_grounds(case.view, [*others, codes])
    return events.AppealGroundsVoted(found=None if found is None else numbers_of(case.view.rules, found))
