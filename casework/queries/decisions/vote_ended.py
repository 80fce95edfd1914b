"""The words for somebody whose vote was not needed: their vote of three ended with the second equal vote."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.record.state import CaseView, appeal_votes, report_votes
from casework.vocabulary import CaseState, ClosingCode

ON_REPORT = _(
    "The vote on the case to answer ended before you voted: two deciders agree on every allegation. You need not vote."
)
ON_GROUNDS = _(
    "The vote on the grounds ended before you voted: two of the panel agree on every ground. You need not vote."
)

AFTER_VOTE: Mapping[tuple[bool, bool], Promise] = {
    (True, True): _("The vote is over. Next, one of the deciders records whether there is a case to answer."),
    (True, False): _("The vote goes on: the deciders who have not voted are asked next."),
    (False, True): _("The vote is over. Next, two of the panel decide the appeal."),
    (False, False): _("The vote goes on: those of the panel who have not voted are asked next."),
}
"""What is said after a vote, by whether it was on a report, and whether it decides."""


def words_of_vote_ended(case: Case) -> Promise | str:
    """Return the words for a viewer who sits in a body whose vote ended without theirs; "" for everybody else. No query."""
    view, person = case.view, case.acting.person
    if view.state is CaseState.APPEAL and appeal_votes.vote_ended_without(view, person):
        return ON_GROUNDS
    if _is_fresh(view) and report_votes.vote_ended_without(view, person):
        return ON_REPORT
    return ""


def _is_fresh(view: CaseView) -> bool:
    """Whether a vote on a report still says how the case stands: no panel hears it yet, or the case ended with that vote."""
    ended_with_it = view.closing_code is ClosingCode.NO_CASE_TO_ANSWER
    return view.state in {CaseState.CASE_TO_ANSWER, CaseState.PANEL_FORMING} or ended_with_it


def words_after_vote(case: Case) -> str:
    """Say after a vote on a report or on grounds whether it was the last that was needed, and what comes next."""
    on_report = case.view.state is CaseState.CASE_TO_ANSWER
    over = report_votes.votes_decide(case.view) if on_report else case.view.appeal.found is not None
    return str(AFTER_VOTE[on_report, over])
