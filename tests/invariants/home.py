"""The way to `closed` that officials and clocks find alone: the reporter and the respondent do nothing."""

from collections.abc import Callable, Mapping

from casework.record.clocks import SERVED_ON
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from tests.invariants.road import ENOUGH
from tests.invariants.walking import attempt, together
from tests.invariants.world import World

V = Verb
STAFFING = (
    V.ANSWER_REQUEST,
    V.RELEASE_HOLD,
    V.CLEAR_HEALTH,
    V.RECORD_STANDING,
    V.SEAT_OFFICER,
    V.REPLACE_SEAT,
    V.SEAT_MONITORS,
)
ROAD: Mapping[S, tuple[Verb, ...]] = {
    S.SUBMITTED: (V.SWEEP_CONFLICTS, V.RULE_ON_KEEP_AWAY, V.ACKNOWLEDGE_COMPLAINT),
    S.SCREENING: (V.DISMISS_CASE, V.TRIAGE_CASE, V.REFER_CASE),
    S.INFORMATION_REQUESTED: (V.INFORMATION_LAPSES,),
    S.EARLY_RESOLUTION: (V.TALKS_LAPSE,),
    S.DISMISSED: (V.REVIEW_LAPSES,),
    S.DISMISSAL_REVIEW: (V.UPHOLD_DISMISSAL,),
    S.INVESTIGATION: (V.STOP_INVESTIGATION, V.REFER_CASE),
    S.AWAITING_RESPONSE: (V.ENTER_DEFAULT, V.PROPOSE_DEFAULT, V.RESPONSE_LAPSES),
    S.RESPONSE_REVIEW: (V.FINALISE_REPORT, V.REFUSE_SET_ASIDE, V.SHARE_DRAFT_REPORT),
    S.CASE_TO_ANSWER: (V.FIND_NO_CASE_TO_ANSWER, V.FIND_CASE_TO_ANSWER, V.VOTE_CASE_TO_ANSWER),
    S.CONSENT_PROPOSED: (V.CONSENT_LAPSES, V.REJECT_CONSENT),
    S.PANEL_FORMING: (
        V.RULE_CHALLENGE,
        V.FORM_PANEL,
        V.SERVE_PANEL_LIST,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.NAME_PANEL,
    ),
    S.HEARING: (
        V.DISSOLVE_PANEL,
        V.RULE_CHALLENGE,
        V.LOOK_THROUGH_FILING,
        V.OPEN_DELIBERATION,
        V.RECORD_ATTENDANCE,
        V.RECORD_ABSENCE,
        V.ADJOURN_HEARING,
        V.OPEN_HEARING,
        V.DISCLOSE_EVIDENCE,
        V.ADD_EVIDENCE,
        V.SERVE_BUNDLE,
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
    ),
    S.BOARD_DECISION: (
        V.LOOK_THROUGH_FILING,
        V.RULE_LATE_EVIDENCE,
        V.DECIDE_CASE,
        V.SIGN_DECISION_LETTER,
        V.WRITE_DECISION_LETTER,
        V.RETURN_BREACH,
        V.RETURN_CONSENT,
        V.REMIT_TO_PANEL,
        V.REMIT_TO_NEW_PANEL,
        V.COUNT_BALLOT,
        V.CLOSE_BALLOT,
        V.VOID_BALLOT,
        V.SEAT_ALTERNATE,
        V.CAST_VOTE,
        V.MAKE_BALLOT_KEYS,
        V.OPEN_BALLOT,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEND_BOARD_PACK,
    ),
    S.APPEAL_WINDOW: (
        V.APPEAL_LAPSES,
        V.REFUSE_LATE_APPEAL,
        V.ADMIT_LATE_APPEAL,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEAT_APPEAL_PANEL,
    ),
    S.APPEAL: (
        V.REFUSE_APPEAL,
        V.DISMISS_APPEAL,
        V.QUASH_ON_APPEAL,
        V.VARY_ON_APPEAL,
        V.VOTE_ON_GROUNDS,
        V.HEAR_APPEAL,
        V.RULE_NEW_EVIDENCE,
        V.RULE_APPEAL_CHALLENGE,
        V.RECORD_APPEAL_ABSENCE,
        V.CALL_APPEAL_HEARING,
        V.ADJOURN_APPEAL_HEARING,
        V.SIFT_APPEAL,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEAT_APPEAL_PANEL,
    ),
    S.MONITORING: (
        V.REFUSE_LATE_APPEAL,
        V.ADMIT_LATE_APPEAL,
        V.RULE_DECLARATION,
        V.DECLARE_INTERESTS,
        V.SEAT_APPEAL_PANEL,
        V.COMPLETE_MONITORING,
        V.CLOSE_UNMET,
        V.VERIFY_CONDITION,
        V.REPORT_BREACH,
        V.NOTICE_BREACH,
        V.CONDITION_LAPSES,
        V.TERM_ENDS,
    ),
}


def go_home(world: World, most: int = 400, each_time: Callable[[World], object] = lambda _: None) -> None:
    """Bring the case to `closed` by officials and clocks alone. AssertionError, with the last steps, when there is no way.

    `each_time` is what somebody else does whenever time has passed.
    """
    for _ in range(most):
        if world.state is S.CLOSED:
            return
        if not (_step(world) or see_to_letters(world) or prove_service(world) or _staff(world)):
            if not world.wait():
                break
            each_time(world)
    last = [f"{type(one.event).__name__} by {one.role}" for one in world.case.happened[-12:]]
    raise AssertionError(f"no way home from {world.state}: {last}")


def _step(world: World) -> bool:
    assert world.state is not None
    wanted = ROAD[world.state]
    found = [one for one in world.open_steps(wanted) if one.by[1] not in PARTIES]
    for one in sorted(found, key=lambda each: wanted.index(each.verb)):
        enough = ENOUGH.get(one.verb)
        if (enough is None or not enough(world, one.by)) and together(world, one):
            return True
    return False


def see_to_letters(world: World) -> bool:
    """Let the system, or an officer by post, see to letters that nobody opens; return whether something was done."""
    found = world.open_steps([V.DEEM_SERVED, V.REMIND_READER])
    return any(attempt(world, one) is not None for one in found)


def prove_service(world: World) -> bool:
    """Prove on paper that a letter a clock waits for arrived; return whether there was one."""
    waiting = any(
        run.running and run.counts_from is None and SERVED_ON.get(run.name) is Seat.RESPONDENT
        for run in world.view.clocks
        if run.name is not ClockName.SLIP and (run.name is ClockName.APPEAL or not world.opens_nothing)
    )
    found = world.open_steps([V.RECORD_SERVICE]) if waiting else ()
    return any(attempt(world, one) is not None for one in found)


def _staff(world: World) -> bool:
    return any(attempt(world, one) is not None for one in world.open_steps(STAFFING))
