"""Guards of the deliberation: late evidence, findings, the respondent's say, the recommendation."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from casework.record.events import FindingMade
from casework.record.rights.served import lines_in_time
from casework.record.state import CaseView
from casework.record.state.eligibility import seated_panel
from casework.record.state.minute_days import board_reasons_open_by, board_reasons_open_on
from casework.vocabulary import AllegationState, ClockName
from casework.workflow.guard import Asked, answer_guard, guard
from policy.findings import Opinion
from policy.rules import Level, Severity
from policy.sanctions import weights


@guard("The time to speak on the sanction has ended.", within=ClockName.SANCTION_VIEWS)
def sanction_views_are_open(case: Asked) -> bool:
    return case.view.open(ClockName.SANCTION_VIEWS)


@guard("You have spoken on the sanction already.")
def sanction_views_are_new(case: Asked) -> bool:
    return not case.view.deliberation.views_filed


@guard("You have formed a first view already. It is in your draft until you sign.")
def first_view_is_new(case: Asked) -> bool:
    return case.acting.person not in case.view.deliberation.first_views


@guard("Everybody on the panel first forms a view of their own.")
def first_views_are_in(case: Asked) -> bool:
    return seated_panel(case.view) <= case.view.deliberation.first_views


@guard("You have signed already.")
def signer_of_findings_is_new(case: Asked) -> bool:
    return case.acting.person not in case.view.deliberation.signers


@guard("Everybody on the panel signs on each particular before the findings are saved.")
def everybody_has_signed(case: Asked) -> bool:
    return seated_panel(case.view) <= case.view.deliberation.signers


@guard("Decide on each particular of each allegation.")
def every_particular_is_decided(view: CaseView, opinions: Sequence[Sequence[Opinion]]) -> bool:
    asked = [len(one.kinds) for one in view.allegations.in_state(AllegationState.CHARGED)]
    return [len(of_charge) for of_charge in opinions] == asked


@guard("The time for the findings is still running.", until=ClockName.FINDINGS)
def findings_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.FINDINGS)


@guard("Everybody on the panel has signed.")
def somebody_is_silent(case: Asked) -> bool:
    return bool(silent_members(case))


def silent_members(case: Asked) -> frozenset[UUID]:
    """Return who sits on the panel and has not signed."""
    return seated_panel(case.view) - case.view.deliberation.signers


@guard("The findings are published. What you write now would reach nobody who decides.")
def findings_are_not_published(case: Asked) -> bool:
    return not case.view.deliberation.saved


@guard("The seven days for the reasons of a minority have ended.", within=ClockName.MINORITY)
def minority_time_is_open(case: Asked) -> bool:
    return case.view.open(ClockName.MINORITY)


@guard("You have written your reasons already.")
def minority_reasons_are_new(case: Asked) -> bool:
    return case.acting.person not in {person for person, _entry in case.view.deliberation.minority}


is_outvoted_on_what_is_proven = answer_guard(
    "is_outvoted_on_what_is_proven",
    "Reasons of a minority are for an allegation that is proven against your own signature. Leave the others empty.",
)
minority_has_spoken = answer_guard(
    "minority_has_spoken",
    "Somebody was outvoted on an allegation that is proven, and has seven days to write reasons. "
    "The member reads both together.",
)


def minority_is_over_on(view: CaseView) -> date | None:
    """Return the first day after the time for the reasons of a minority; None if it does not run."""
    run = view.clock(ClockName.MINORITY)
    return view.day_of(run.due) + timedelta(days=1) if run and run.due else None


@guard("Save the findings first.")
def findings_are_saved(case: Asked) -> bool:
    return case.view.deliberation.saved


@guard("Nothing was found proven.")
def something_is_proven(case: Asked) -> bool:
    return bool(case.view.deliberation.proven_findings)


@guard("At least one allegation was found proven.")
def nothing_is_proven(case: Asked) -> bool:
    return not case.view.deliberation.proven_findings


@guard("Every allegation needs a finding.")
def every_charge_has_a_finding(view: CaseView, findings: Collection[FindingMade]) -> bool:
    charged = {one.id: one for one in view.allegations.in_state(AllegationState.CHARGED)}
    return sorted(f.allegation for f in findings) == sorted(charged) and all(
        (f.commitment, f.edition) == (charged[f.allegation].commitment, charged[f.allegation].edition)
        and len(f.happened) == len(f.breaches) == len(charged[f.allegation].kinds)
        for f in findings
    )


@guard(
    "A proven finding must rest on evidence that the respondent had 14 days before the hearing, on lines of the minute that "
    "the respondent has had for three business days, or on an admission."
)
def findings_cite_disclosed_evidence(view: CaseView, findings: Collection[FindingMade]) -> bool:
    had, heard = view.hearing.in_time(view), lines_in_time(view)
    admitted = {one.id: one.admitted for one in view.allegations.all}
    return all(
        (bool(admitted[f.allegation]) or not f.on_admission)
        and set(f.evidence) <= had
        and set(f.lines) <= heard
        and (
            not f.proven or bool(f.evidence or f.lines) or (f.on_admission and f.happened_at <= admitted[f.allegation])
        )
        for f in findings
    )


finding_reasons_are_written = answer_guard("finding_reasons_are_written", "Write the reasons for every finding.")


@guard("First name what may weigh in the sanction: the member has seven days to speak on it.")
def factors_are_named(case: Asked) -> bool:
    return bool(case.view.deliberation.may_be)


@guard("Name at least one severity, and something that is not named yet.")
def something_new_is_named(view: CaseView, severities: Collection[Severity], numbers: Collection[int]) -> bool:
    """Whether this names something new, all of it known to the rulebook, and leaves at least one severity."""
    known = view.deliberation
    lawful = set(numbers) <= set(range(len(weights(view.rules))))
    new = set(severities) - known.may_be or set(numbers) - known.may_weigh
    return lawful and bool(new) and bool(known.may_be or severities)


@guard("The respondent’s time to speak on the sanction is still running.", until=ClockName.SANCTION_VIEWS)
def sanction_views_are_in_or_time_is_over(case: Asked) -> bool:
    """Whether the respondent commented on the sanction, or the time for it has passed; time before a remittal counts."""
    view = case.view
    run = view.clock(ClockName.SANCTION_VIEWS)
    passed = run is not None and not run.waiting and run.due is not None and view.now > run.due
    return view.deliberation.views_filed or passed


def day_of_board_reasons(view: CaseView) -> str:
    """Return when the panel can read why the board sent its case back, in a sentence."""
    if day := board_reasons_open_on(view):
        return f"You can read them from {day.day} {day:%B %Y}."
    if day := board_reasons_open_by(view):
        return (
            "The member has not had the letter yet. If they do not open it, and its reminders go out in time, you can read "
            f"them from {day.day} {day:%B %Y}."
        )
    return "The member has not had the letter yet."


@guard(
    "Your recommendation answers the board, so read its reasons first. They open to you once the member has had them for "
    "three business days.",
    unlocked=day_of_board_reasons,
)
def board_reasons_are_open_to_the_panel(case: Asked) -> bool:
    """Whether the panel of a case that the board sent back can read why. True for a case that did not come back."""
    day = board_reasons_open_on(case.view)
    return case.view.deliberation.sent_back is None or (day is not None and day <= case.view.today)


@guard("The respondent's appeal brought this case back: the result may not be harsher than what was appealed against.")
def not_above_what_was_appealed(view: CaseView, level: Level) -> bool:
    """Whether a recommended level is at most the level against which the respondent alone appealed."""
    return view.appeal.ceiling is None or level <= view.appeal.ceiling
