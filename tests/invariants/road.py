"""The straight road, state by state, and of which steps once is enough."""

from collections.abc import Callable, Mapping

from casework.record.state.eligibility import seated_appeal_panel, seated_panel, silent
from casework.vocabulary import BallotState, ClockName, Verb
from casework.vocabulary import CaseState as S
from tests.casework.pure import By
from tests.invariants.samples_appeal import can_be_heard
from tests.invariants.samples_hearing import can_be_held
from tests.invariants.world import World

V = Verb
ONWARD: Mapping[S, tuple[Verb, ...]] = {
    S.SUBMITTED: (V.SWEEP_CONFLICTS, V.RULE_ON_KEEP_AWAY, V.CLAIM_CODE, V.ACKNOWLEDGE_COMPLAINT),
    S.SCREENING: (
        V.OPEN_INVESTIGATION,
        V.SCOPE_ALLEGATION,
        V.TRIAGE_CASE,
        V.IDENTIFY_RESPONDENT,
        V.FRAME_ALLEGATION,
        V.SEAT_OFFICER,
    ),
    S.INFORMATION_REQUESTED: (V.SUPPLY_INFORMATION,),
    S.EARLY_RESOLUTION: (V.SETTLE_CASE, V.ACCEPT_TERMS, V.PROPOSE_TERMS),
    S.DISMISSED: (V.REQUEST_REVIEW,),
    S.DISMISSAL_REVIEW: (V.REINSTATE_CASE, V.RESUME_INVESTIGATION),
    S.INVESTIGATION: (
        V.SERVE_NOTICE,
        V.SCOPE_ALLEGATION,
        V.DECIDE_IDENTITY,
        V.DISCLOSE_EVIDENCE,
        V.ADD_EVIDENCE,
        V.FRAME_ALLEGATION,
        V.SEAT_OFFICER,
    ),
    S.AWAITING_RESPONSE: (
        V.ACKNOWLEDGE_NOTICE,
        V.RESPOND_TO_NOTICE,
        V.ENTER_DEFAULT,
        V.PROPOSE_DEFAULT,
        V.RESPONSE_LAPSES,
    ),
    S.RESPONSE_REVIEW: (
        V.FINALISE_REPORT,
        V.COMMENT_ON_RESPONSE,
        V.SHARE_DRAFT_REPORT,
        V.OPEN_LETTER,
        V.SEAT_OFFICER,
    ),
    S.CASE_TO_ANSWER: (V.FIND_CASE_TO_ANSWER, V.VOTE_CASE_TO_ANSWER, V.FIND_NO_CASE_TO_ANSWER),
    S.CONSENT_PROPOSED: (V.ACCEPT_CONSENT, V.SIGN_CONSENT, V.COMMENT_ON_CONSENT, V.SEAT_ADJUDICATOR),
    S.PANEL_FORMING: (
        V.RULE_CHALLENGE,
        V.FORM_PANEL,
        V.SERVE_PANEL_LIST,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.NAME_PANEL,
        V.OPEN_LETTER,
    ),
    S.HEARING: (
        V.DISSOLVE_PANEL,
        V.RULE_CHALLENGE,
        V.LOOK_THROUGH_FILING,
        V.OPEN_DELIBERATION,
        V.RECORD_ATTENDANCE,
        V.OPEN_HEARING,
        V.SERVE_BUNDLE,
        V.OPEN_LETTER,
    ),
    S.DELIBERATION: (
        V.DISSOLVE_PANEL,
        V.REOPEN_HEARING,
        V.LOOK_THROUGH_FILING,
        V.RULE_LATE_EVIDENCE,
        V.CLOSE_NOT_PROVEN,
        V.RECOMMEND_SANCTION,
        V.NAME_FACTORS,
        V.GIVE_MINUTE,
        V.APPROVE_MINUTE,
        V.GIVE_FIRST_VIEW,
        V.SIGN_FINDINGS,
        V.RECORD_FINDINGS,
        V.OPEN_LETTER,
    ),
    S.BOARD_DECISION: (
        V.LOOK_THROUGH_FILING,
        V.RULE_LATE_EVIDENCE,
        V.REMIT_TO_PANEL,
        V.REMIT_TO_NEW_PANEL,
        V.RETURN_CONSENT,
        V.RETURN_BREACH,
        V.DECIDE_CASE,
        V.SIGN_DECISION_LETTER,
        V.WRITE_DECISION_LETTER,
        V.COUNT_BALLOT,
        V.CLOSE_BALLOT,
        V.CAST_VOTE,
        V.MAKE_BALLOT_KEYS,
        V.OPEN_BALLOT,
        V.OPEN_LETTER,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEND_BOARD_PACK,
    ),
    S.APPEAL_WINDOW: (
        V.VOID_DECISION,
        V.DETECT_CONFLICT,
        V.OPEN_LETTER,
        V.WAIVE_APPEAL,
        V.LODGE_APPEAL,
        V.APPLY_LATE,
        V.WAIVE_SOCIETY_APPEAL,
        V.APPEAL_LAPSES,
    ),
    S.APPEAL: (
        V.VOTE_ON_GROUNDS,
        V.HEAR_APPEAL,
        V.RULE_NEW_EVIDENCE,
        V.RULE_APPEAL_CHALLENGE,
        V.CALL_APPEAL_HEARING,
        V.SIFT_APPEAL,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEAT_APPEAL_PANEL,
        V.OPEN_LETTER,
        V.CROSS_APPEAL,
        V.COUNTERSIGN_SOCIETY_APPEAL,
    ),
    S.MONITORING: (
        V.ADMIT_LATE_APPEAL,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEAT_APPEAL_PANEL,
        V.APPLY_LATE,
        V.SEAT_MONITORS,
        V.TERM_ENDS,
        V.REPORT_BREACH,
        V.NOTICE_BREACH,
        V.CONDITION_LAPSES,
        V.OPEN_LETTER,
    ),
    S.CLOSED: (V.ADMIT_LATE_APPEAL, V.RULE_DECLARATION, V.DECLARE_INTERESTS, V.SEAT_APPEAL_PANEL, V.APPLY_LATE),
}


def _stale(world: World) -> bool:
    ballot = world.view.board.ballot
    return ballot is not None and ballot.state is BallotState.VOIDED


def _named(world: World, by: By) -> bool:
    sitting = seated_panel(world.view)
    whole = len(sitting) == world.view.panel.size and not silent(world.view, sitting)
    return world.view.panel.state in ("named", "listed") and whole


def _listed(world: World, by: By) -> bool:
    run = world.view.clock(ClockName.PANEL_CHALLENGE)
    return world.view.panel.listed is not None and run is not None and run.running


def _balloted(world: World, by: By) -> bool:
    return world.view.board.ballot is not None and not _stale(world)


def _packed(world: World, by: By) -> bool:
    return world.view.board.pack is not None and not _stale(world)


def _appeal_panel_sits(world: World, by: By) -> bool:
    wanted = world.state is S.APPEAL or world.view.appeal.late_pending
    sitting = seated_appeal_panel(world.view)
    return not wanted or (len(sitting) == 3 and not silent(world.view, sitting))


def _not_tainted(world: World, by: By) -> bool:
    ballot = world.view.board.ballot
    return not world.tainted or ballot is None or bool(ballot.voters & world.view.people.barred)


ENOUGH: Mapping[Verb, Callable[[World, By], bool]] = {
    V.PROPOSE_TERMS: lambda w, by: w.view.talks.terms is not None,
    V.DETECT_CONFLICT: _not_tainted,
    V.LODGE_APPEAL: lambda w, by: w.silent,
    V.WAIVE_SOCIETY_APPEAL: lambda w, by: w.tainted or w.view.appeal.society_waived,
    V.SWEEP_CONFLICTS: lambda w, by: w.view.filing.swept and not w.view.filing.addition_waits,
    V.TRIAGE_CASE: lambda w, by: w.view.screening.triaged,
    V.IDENTIFY_RESPONDENT: lambda w, by: w.view.screening.respondent is not None,
    V.FRAME_ALLEGATION: lambda w, by: bool(w.view.allegations.in_state("in_scope")),  # type: ignore[arg-type]
    V.DECIDE_IDENTITY: lambda w, by: w.view.screening.identity_decision is not None,
    V.ADD_EVIDENCE: lambda w, by: bool(w.view.evidence.all),
    V.DISCLOSE_EVIDENCE: lambda w, by: bool(w.view.evidence.copy_keys),
    V.SHARE_DRAFT_REPORT: lambda w, by: w.view.report.draft is not None,
    V.COMMENT_ON_RESPONSE: lambda w, by: w.view.report.replied,
    V.NAME_PANEL: _named,
    V.SERVE_PANEL_LIST: _listed,
    V.SERVE_BUNDLE: lambda w, by: w.view.evidence.copy_keys <= {one.evidence for one in w.view.hearing.bundle},
    V.ADJOURN_HEARING: can_be_held,
    V.ADJOURN_APPEAL_HEARING: can_be_heard,
    V.RECORD_APPEAL_ABSENCE: lambda w, by: w.view.appeal_hearing.absence_considered,
    V.RECORD_ABSENCE: lambda w, by: w.view.hearing.absence_considered,
    V.RECORD_ATTENDANCE: lambda w, by: w.view.hearing.throughout is not None,
    V.SEND_BOARD_PACK: _packed,
    V.OPEN_BALLOT: _balloted,
    V.SEAT_APPEAL_PANEL: _appeal_panel_sits,
}
