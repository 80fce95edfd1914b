"""Steps of appeals, and what makes a decision final."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.procedure.appeal import guards, variation
from casework.procedure.appeal.outcome import FINAL, VARIED, after_variation, code_of_decision, code_when_final
from casework.procedure.appeal_panel import guards as seats
from casework.procedure.appeal_panel.guards import side_of
from casework.procedure.appeal_votes import guards as votes
from casework.procedure.board.guards import route_is_not_breach, route_is_panel
from casework.procedure.declarations.guards import appeal_panel_has_declared
from casework.procedure.findings.sanction_worksheet import Sheet, build_sanction_sheet, highest_fixed, view_without
from casework.procedure.notice.guards import cause_is_good
from casework.record import events
from casework.record.state.appeal import numbers_of
from casework.vocabulary import AppealState, ClockName, ClosingCode, Seat, Verb
from casework.vocabulary import CaseState as S
from casework.workflow.common_guards import content_still_exists
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.lateness import APPEAL
from casework.workflow.signatures import SITTING, Signatures, pair
from casework.workflow.step import CaseMachine, close_as, step

DECIDE = task(ClockName.APPEAL_DECISION, question=_("Decide the appeal"))
RULE_ON_LATE_APPLICATION = task(question=_("Rule on the late application"))
ANY_APPEAL_MEMBER = SITTING["appeal_panel"]
PANEL = Signatures(first=ANY_APPEAL_MEMBER, second=ANY_APPEAL_MEMBER, body="appeal_panel")


@step(
    Verb.APPEAL_LAPSES,
    S.APPEAL_WINDOW,
    to=FINAL,
    where=[guards.appeal_time_is_over, guards.decision_service_is_proven, guards.no_late_application_is_pending],
    on_lapse=(ClockName.APPEAL,),
)
def appeal_lapses(case: CaseMachine) -> events.AppealLapsed:
    """End the time to appeal: the sanction comes into force."""
    return events.AppealLapsed(closing_code=close_as(case, code_when_final(case)))


@step(Verb.WAIVE_SOCIETY_APPEAL, S.APPEAL_WINDOW, signed_by=pair(Seat.INVESTIGATOR, Seat.REVIEWER))
def waive_society_appeal(case: CaseMachine) -> events.SocietyAppealWaived:
    """Say for the Society that it will not appeal."""
    return events.SocietyAppealWaived()


@step(
    Verb.WAIVE_APPEAL,
    S.APPEAL_WINDOW,
    to=FINAL,
    where=[guards.society_has_waived, guards.decision_service_is_proven, guards.no_late_application_is_pending],
)
def waive_appeal(case: CaseMachine) -> events.AppealWaived:
    """Sign, as the respondent, that there will be no appeal."""
    return events.AppealWaived(closing_code=close_as(case, code_when_final(case)))


@step(
    Verb.COUNTERSIGN_SOCIETY_APPEAL,
    [S.APPEAL_WINDOW, S.APPEAL],
    where=[guards.society_may_appeal, guards.appeal_is_not_countersigned],
)
def countersign_society_appeal(case: CaseMachine, *, interest_written: bool) -> events.SocietyAppealCountersigned:
    """Write, as a reviewer, why an appeal by the Society is in the public interest; the investigator may then appeal."""
    check_guard(guards.public_interest_is_reasoned, interest_written)
    return events.SocietyAppealCountersigned()


@step(
    Verb.LODGE_APPEAL,
    S.APPEAL_WINDOW,
    to=S.APPEAL,
    where=[guards.appeal_is_in_time, guards.society_has_not_waived, guards.society_appeal_is_countersigned],
)
def lodge_appeal(case: CaseMachine, *, codes: Collection[str], grounds_written: bool) -> events.AppealLodged:
    """Appeal against the decision, on at least one ground of the rulebook; the stay goes on."""
    _on_grounds(case, codes, grounds_written)
    return events.AppealLodged(side=side_of(case), numbers=numbers_of(case.view.rules, codes))


@step(
    Verb.CROSS_APPEAL,
    S.APPEAL,
    where=[
        guards.side_has_not_appealed,
        guards.cross_appeal_is_in_time,
        seats.appeal_was_not_heard,
        guards.society_has_not_waived,
        guards.society_appeal_is_countersigned,
    ],
)
def cross_appeal(case: CaseMachine, *, codes: Collection[str], grounds_written: bool) -> events.CrossAppealLodged:
    """Appeal as the other side, after one side has appealed."""
    _on_grounds(case, codes, grounds_written)
    return events.CrossAppealLodged(side=side_of(case), numbers=numbers_of(case.view.rules, codes))


@step(
    Verb.APPLY_LATE,
    [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
    where=[
        guards.time_to_appeal_has_passed,
        guards.late_application_is_within_30_days,
        guards.no_late_application_before,
    ],
    late=APPEAL,
)
def apply_late(
    case: CaseMachine, *, codes: Collection[str], grounds_written: bool, cause_written: bool
) -> events.LateAppealAsked:
    """Apply, as the respondent and only once, to appeal late; say why the appeal is late."""
    check_guard(guards.cause_is_given, cause_written)
    _on_grounds(case, codes, grounds_written)
    return events.LateAppealAsked(numbers=numbers_of(case.view.rules, codes))


@step(
    Verb.ADMIT_LATE_APPEAL,
    [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
    to=S.APPEAL,
    where=[guards.late_application_is_pending, seats.appeal_panel_is_seated, content_still_exists],
    docket=RULE_ON_LATE_APPLICATION,
    late=APPEAL,
)
def admit_late_appeal(case: CaseMachine, *, reasons_written: bool) -> events.LateAppealAdmitted:
    """Admit a late application: the sanction is stayed again."""
    check_guard(cause_is_good, reasons_written)
    close_as(case, None)
    return events.LateAppealAdmitted()


@step(
    Verb.REFUSE_LATE_APPEAL,
    [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
    where=[guards.late_application_is_pending, seats.appeal_panel_is_seated],
    docket=RULE_ON_LATE_APPLICATION,
    late=APPEAL,
)
def refuse_late_appeal(case: CaseMachine, *, reasons_written: bool) -> events.LateAppealRefused:
    """Refuse a late application: the decision is final, as it was."""
    check_guard(guards.refusal_reasons_are_written, reasons_written)
    return events.LateAppealRefused()


@step(
    Verb.SIFT_APPEAL,
    S.APPEAL,
    where=[
        guards.an_appeal_waits_for_the_sift,
        seats.appeal_panel_is_seated,
        appeal_panel_has_declared,
        seats.appeal_was_not_heard,
        seats.appeal_challenge_time_is_over,
        seats.appeal_challenges_are_ruled,
    ],
    docket=task(ClockName.APPEAL_SIFT, wanted=lambda view: bool(view.appeal.in_state(AppealState.LODGED))),
)
def sift_appeal(
    case: CaseMachine, *, appeal: UUID, codes: Collection[str], reasons_written: bool
) -> events.AppealSifted:
    """Decide which grounds of an appeal are arguable. An appeal without one is not admitted."""
    check_guard(guards.appeal_waits_for_the_sift, case, appeal)
    check_guard(guards.grounds_are_of_this_appeal, case, appeal, codes)
    check_guard(guards.sift_reasons_are_written, reasons_written)
    return events.AppealSifted(appeal=appeal, arguable=bool(codes), numbers=numbers_of(case.view.rules, codes))


@step(
    Verb.REFUSE_APPEAL,
    S.APPEAL,
    to=FINAL,
    where=[
        seats.appeal_panel_is_seated,
        guards.no_ground_is_arguable,
        guards.every_appeal_is_sifted,
        guards.cross_appeal_time_is_over,
    ],
    signed_by=PANEL,
    decisive=True,
    docket=task(ClockName.APPEAL_SIFT),
    written_before=(guards.cross_appeal_time_is_over,),
)
def refuse_appeal(case: CaseMachine, *, reasons_written: bool) -> events.AppealRefused:
    """Refuse appeals without an arguable ground: the decision stands."""
    _with_reasons(case, reasons_written)
    return events.AppealRefused(closing_code=close_as(case, code_when_final(case)))


@step(
    Verb.WITHDRAW_APPEAL, S.APPEAL, to=FINAL, where=[guards.appellant_is_the_only_one, guards.cross_appeal_time_is_over]
)
def withdraw_appeal(case: CaseMachine) -> events.AppealWithdrawn:
    """Withdraw one's own appeal: the decision stands."""
    return events.AppealWithdrawn(closing_code=close_as(case, code_when_final(case)))


@step(Verb.DISMISS_APPEAL, S.APPEAL, to=FINAL, where=votes.FAILED, signed_by=PANEL, decisive=True, docket=DECIDE)
def dismiss_appeal(case: CaseMachine, *, reasons_written: bool) -> events.AppealDismissed:
    """Dismiss the appeal: no ground succeeds, and the decision stands."""
    _with_reasons(case, reasons_written)
    return events.AppealDismissed(closing_code=close_as(case, code_when_final(case)))


@step(Verb.VARY_ON_APPEAL, S.APPEAL, to=VARIED, where=votes.SUCCEEDED, signed_by=PANEL, decisive=True, docket=DECIDE)
def vary_on_appeal(
    case: CaseMachine,
    *,
    quashed: tuple[UUID, ...],
    succeeded: Collection[str],
    terms: events.Terms,
    sheet: Sheet,
    reasons_written: bool,
) -> events.AppealVaried:
    """Allow the appeal in part: the sanction is worked out again from the findings that stand."""
    _with_reasons(case, reasons_written)
    check_guard(guards.a_ground_succeeds, case, succeeded)
    check_guard(votes.decision_follows_the_votes, case, succeeded)
    check_guard(variation.sanction_is_recomputed, case.view, quashed, terms, sheet)
    check_guard(variation.not_harsher_unless_the_society_appealed, case.view, terms, succeeded)
    closes = after_variation(case, terms=terms) is S.CLOSED
    code = close_as(case, code_of_decision(case, terms.level) if closes else None)
    right = numbers_of(case.view.rules, succeeded)
    event = events.AppealVaried(**events.terms_of(terms), closing_code=code, quashed=quashed, succeeded=right)
    standing = view_without(case.view, quashed)
    if not standing.deliberation.proven_findings:
        return event
    worked = build_sanction_sheet(standing, sheet)
    return replace(event, low=worked.range.low, high=worked.range.high, net=worked.net, fixed=highest_fixed(worked))


@step(
    Verb.QUASH_ON_APPEAL,
    S.APPEAL,
    to=S.CLOSED,
    where=[*votes.SUCCEEDED, route_is_not_breach],
    signed_by=PANEL,
    decisive=True,
    docket=DECIDE,
)
def quash_on_appeal(case: CaseMachine, *, succeeded: Collection[str], reasons_written: bool) -> events.DecisionQuashed:
    """Allow the appeal: nothing of the decision stands."""
    _with_reasons(case, reasons_written)
    check_guard(guards.a_ground_succeeds, case, succeeded)
    check_guard(votes.decision_follows_the_votes, case, succeeded)
    right = numbers_of(case.view.rules, succeeded)
    return events.DecisionQuashed(closing_code=close_as(case, ClosingCode.QUASHED_ON_APPEAL), succeeded=right)


@step(
    Verb.REMIT_ON_APPEAL_TO_PANEL,
    S.APPEAL,
    to=S.PANEL_FORMING,
    where=[*votes.SUCCEEDED, guards.appeal_has_not_remitted, route_is_panel],
    signed_by=PANEL,
    docket=DECIDE,
)
def remit_on_appeal_to_panel(
    case: CaseMachine, *, succeeded: Collection[str], reasons_written: bool
) -> events.AppealRemittedToPanel:
    """Send the case to a new panel; the findings are annulled."""
    check_guard(guards.defect_under_appeal_is_written, reasons_written)
    check_guard(guards.a_ground_succeeds, case, succeeded)
    check_guard(votes.decision_follows_the_votes, case, succeeded)
    return events.AppealRemittedToPanel(succeeded=numbers_of(case.view.rules, succeeded))


@step(
    Verb.REMIT_ON_APPEAL_TO_BOARD,
    S.APPEAL,
    to=S.BOARD_DECISION,
    where=[*votes.SUCCEEDED, guards.appeal_has_not_remitted],
    signed_by=PANEL,
    docket=DECIDE,
)
def remit_on_appeal_to_board(
    case: CaseMachine, *, succeeded: Collection[str], reasons_written: bool
) -> events.AppealRemittedToBoard:
    """Send the case back to the board."""
    check_guard(guards.defect_under_appeal_is_written, reasons_written)
    check_guard(guards.a_ground_succeeds, case, succeeded)
    check_guard(votes.decision_follows_the_votes, case, succeeded)
    return events.AppealRemittedToBoard(succeeded=numbers_of(case.view.rules, succeeded))


def _on_grounds(case: CaseMachine, codes: Collection[str], written: bool) -> None:
    check_guard(guards.appeal_ground_is_given, codes, written)
    check_guard(guards.ground_is_of_this_side, case, codes)
    check_guard(guards.consent_leaves_this_ground, case, codes)


def _with_reasons(case: CaseMachine, written: bool) -> None:
    check_guard(guards.appeal_reasons_are_written, written)
