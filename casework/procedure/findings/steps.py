"""Steps of a case: what the panel finds, and what it recommends."""

from dataclasses import replace
from uuid import UUID

from casework.procedure.evidence.guards import admitted_evidence_was_heard, late_evidence_is_dealt_with
from casework.procedure.findings import guards
from casework.procedure.findings.sanction_worksheet import (
    Sheet,
    build_sanction_sheet,
    highest_fixed,
    sanction_sheet_is_complete,
    sheet_weighs_what_was_named,
)
from casework.procedure.hearing.guards import (
    findings_are_not_saved,
    last_word_was_given,
    minute_is_approved,
    minute_was_given,
)
from casework.procedure.panel.guards import panel_still_stands
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Route, Seat, Verb
from casework.workflow.common_guards import lower_levels_have_terms
from casework.workflow.docket import task
from casework.workflow.guard import check_day, check_guard
from casework.workflow.signatures import pair
from casework.workflow.step import CaseMachine, step
from policy.findings import Opinion
from policy.rules import Severity

type Opinions = tuple[tuple[Opinion, ...], ...]

PANEL = replace(pair(Seat.PANEL_CHAIR, Seat.PANEL_MEMBER), body="panel")


UNDECIDED = [findings_are_not_saved, late_evidence_is_dealt_with, admitted_evidence_was_heard, panel_still_stands]


@step(
    Verb.GIVE_FIRST_VIEW,
    S.DELIBERATION,
    where=[*UNDECIDED, guards.first_view_is_new],
    docket=task(ClockName.FINDINGS, wanted=lambda view: not view.deliberation.saved),
)
def give_first_view(case: CaseMachine, *, opinions: Opinions) -> events.FirstViewGiven:
    """Form a view of one's own on each particular, before anybody of the panel says theirs. Nobody else reads it."""
    check_guard(guards.every_particular_is_decided, case.view, opinions)
    return events.FirstViewGiven()


@step(
    Verb.SIGN_FINDINGS,
    S.DELIBERATION,
    where=[*UNDECIDED, last_word_was_given, guards.first_views_are_in, guards.signer_of_findings_is_new],
    decisive=True,
    docket=task(ClockName.FINDINGS),
)
def sign_findings(case: CaseMachine, *, opinions: Opinions) -> events.FindingsSigned:
    """Decide on each particular of each allegation, facts and breach apart, for good."""
    check_guard(guards.every_particular_is_decided, case.view, opinions)
    return events.FindingsSigned()


@step(
    Verb.RECUSE_SILENT_MEMBERS,
    S.DELIBERATION,
    where=[findings_are_not_saved, guards.findings_time_is_over, guards.somebody_is_silent],
)
def recuse_silent_members(case: CaseMachine) -> events.SilentMembersRecused:
    """Count silence after the time for the findings as recusal: those who signed go on if they are enough."""
    return events.SilentMembersRecused(persons=tuple(sorted(guards.silent_members(case))))


@step(
    Verb.WRITE_MINORITY_REASONS,
    S.DELIBERATION,
    where=[
        guards.findings_are_not_published,
        guards.everybody_has_signed,
        guards.minority_time_is_open,
        guards.minority_reasons_are_new,
    ],
    decisive=True,
)
def write_minority_reasons(case: CaseMachine, *, is_outvoted: bool) -> events.MinorityReasonsWritten:
    """Write why an allegation that is proven is not, as one sees it: the member, the board and an appeal panel read it."""
    check_guard(guards.is_outvoted_on_what_is_proven, is_outvoted)
    return events.MinorityReasonsWritten()


@step(
    Verb.RECORD_FINDINGS,
    S.DELIBERATION,
    where=[*UNDECIDED, last_word_was_given, minute_was_given, minute_is_approved, guards.everybody_has_signed],
    signed_by=PANEL,
    decisive=True,
    docket=task(ClockName.FINDINGS),
    written_before=(minute_was_given, minute_is_approved),
)
def record_findings(
    case: CaseMachine, *, findings: tuple[events.FindingMade, ...], reasons_written: bool, minority_written: bool = True
) -> events.FindingsRecorded:
    """Save one finding for each allegation, for good. The findings are stored and recorded beside the returned event.

    `minority_written`: nobody who was outvoted on a proven allegation still has time to write why.
    """
    check_day(guards.minority_has_spoken, guards.minority_is_over_on(case.view), minority_written)
    check_guard(guards.every_charge_has_a_finding, case.view, findings)
    check_guard(guards.findings_cite_disclosed_evidence, case.view, findings)
    check_guard(guards.finding_reasons_are_written, reasons_written)
    return events.FindingsRecorded(proven=sum(finding.proven for finding in findings))


@step(
    Verb.NAME_FACTORS,
    S.DELIBERATION,
    where=[guards.findings_are_saved, guards.something_is_proven, panel_still_stands],
    docket=task(ClockName.REASONS, wanted=lambda view: not view.deliberation.may_be),
)
def name_factors(
    case: CaseMachine, *, severities: tuple[Severity, ...], numbers: tuple[int, ...]
) -> events.FactorsNamed:
    """Tell the member how grave the panel may call what is proven, and what it may weigh; seven days to speak follow."""
    check_guard(guards.something_new_is_named, case.view, severities, numbers)
    return events.FactorsNamed(severities=severities, weights=numbers)


@step(Verb.OPEN_HISTORY, S.DELIBERATION, where=[guards.findings_are_saved, guards.something_is_proven])
def open_history(case: CaseMachine, *, cases: tuple[UUID, ...]) -> events.HistoryOpened:
    """Show the panel the respondent's earlier decided cases, now that its findings cannot change."""
    return events.HistoryOpened(cases=cases)


@step(
    Verb.SUBMIT_ON_SANCTION,
    S.DELIBERATION,
    where=[
        guards.findings_are_saved,
        guards.something_is_proven,
        guards.sanction_views_are_open,
        guards.sanction_views_are_new,
    ],
)
def submit_on_sanction(case: CaseMachine) -> events.SanctionViewsFiled:
    """Comment, as the respondent, on the sanction, once something is proven and before the panel recommends one."""
    return events.SanctionViewsFiled()


@step(
    Verb.CLOSE_NOT_PROVEN,
    S.DELIBERATION,
    to=S.CLOSED,
    where=[guards.findings_are_saved, guards.nothing_is_proven, panel_still_stands],
    signed_by=PANEL,
    decisive=True,
    docket=task(ClockName.REASONS),
)
def close_not_proven(case: CaseMachine, *, reasons_written: bool) -> events.CaseNotProven:
    """Close a case in which the panel found nothing proven."""
    check_guard(guards.finding_reasons_are_written, reasons_written)
    case.closing_code = ClosingCode.NOT_PROVEN
    return events.CaseNotProven()


@step(
    Verb.RECOMMEND_SANCTION,
    S.DELIBERATION,
    to=S.BOARD_DECISION,
    where=[
        guards.findings_are_saved,
        guards.something_is_proven,
        late_evidence_is_dealt_with,
        guards.factors_are_named,
        guards.sanction_views_are_in_or_time_is_over,
        guards.board_reasons_are_open_to_the_panel,
        panel_still_stands,
    ],
    signed_by=PANEL,
    decisive=True,
    docket=task(ClockName.REASONS, ClockName.REMIT),
)
def recommend_sanction(
    case: CaseMachine, *, terms: events.TermsWithLower, sheet: Sheet, reasons_written: bool
) -> events.SanctionRecommended:
    """Recommend terms to the board by the sanction worksheet, inside its range or with reasons for leaving it."""
    check_guard(sanction_sheet_is_complete, case.view, terms, sheet)
    check_guard(lower_levels_have_terms, case, terms)
    check_guard(sheet_weighs_what_was_named, case.view, sheet)
    check_guard(guards.not_above_what_was_appealed, case.view, terms.level)
    check_guard(guards.finding_reasons_are_written, reasons_written)
    case.route = Route.PANEL
    worked = build_sanction_sheet(case.view, sheet)
    return events.SanctionRecommended(
        **events.terms_of(terms, events.TermsWithLower),
        graded=tuple(key for key, _ in sheet.severities),
        severities=tuple(severity for _, severity in sheet.severities),
        low=worked.range.low,
        high=worked.range.high,
        net=worked.net,
        fixed=highest_fixed(worked),
    )
