"""Guards of the deliberation: late evidence, findings, the respondent's say, the recommendation."""

from collections.abc import Collection

from casework.record.events import FindingMade
from casework.record.state import CaseView
from casework.vocabulary import AllegationState, Answer, ClockName
from casework.workflow.guard import Asked, answer_guard, guard
from policy.rules import Level


@guard("The time to speak on the sanction has ended.", within=ClockName.SANCTION_VIEWS)
def sanction_views_are_open(case: Asked) -> bool:
    return case.view.open(ClockName.SANCTION_VIEWS)


@guard("You have spoken on the sanction already.")
def sanction_views_are_new(case: Asked) -> bool:
    return not case.view.deliberation.views_filed


@guard("Save the findings first.")
def findings_are_saved(case: Asked) -> bool:
    return case.view.deliberation.saved


@guard("Nothing was found proven.")
def something_is_proven(case: Asked) -> bool:
    return bool(case.view.deliberation.proven_findings)


@guard("At least one charge was found proven.")
def nothing_is_proven(case: Asked) -> bool:
    return not case.view.deliberation.proven_findings


@guard("Every charge needs a finding.")
def every_charge_has_a_finding(view: CaseView, findings: Collection[FindingMade]) -> bool:
    charged = {one.id: one for one in view.allegations.in_state(AllegationState.CHARGED)}
    return sorted(f.allegation for f in findings) == sorted(charged) and all(
        (f.commitment, f.edition) == (charged[f.allegation].commitment, charged[f.allegation].edition) for f in findings
    )


@guard("A proven finding must rest on evidence that the respondent had 14 days before the hearing, or on an admission.")
def findings_cite_disclosed_evidence(view: CaseView, findings: Collection[FindingMade]) -> bool:
    had = view.hearing.in_time(view)
    admitted = {one.id for one in view.allegations.all if one.answer is Answer.ADMIT}
    return all(
        (f.allegation in admitted or not f.on_admission)
        and set(f.evidence) <= had
        and (not f.proven or f.on_admission or bool(f.evidence))
        for f in findings
    )


finding_reasons_are_written = answer_guard("finding_reasons_are_written", "Write the reasons for every finding.")


@guard("The respondent’s time to speak on the sanction is still running.", until=ClockName.SANCTION_VIEWS)
def sanction_views_are_in_or_time_is_over(case: Asked) -> bool:
    """Whether the respondent commented on the sanction, or the time for it has passed; time before a remittal counts."""
    view = case.view
    run = view.clock(ClockName.SANCTION_VIEWS)
    passed = run is not None and not run.waiting and run.due is not None and view.now > run.due
    return view.deliberation.views_filed or passed


@guard("The respondent's appeal brought this case back: the result may not be harsher than what was appealed against.")
def not_above_what_was_appealed(view: CaseView, level: Level) -> bool:
    """Whether a recommended level is at most the level against which the respondent alone appealed."""
    return view.appeal.ceiling is None or view.appeal.society_appealed or level <= view.appeal.ceiling
