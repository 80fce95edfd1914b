"""Guards of appeals, waivers and what makes a decision final."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from casework.procedure.appeal_panel.guards import side_of
from casework.vocabulary import AppealState, CaseState, ClockName, Route, Seat
from casework.workflow.guard import Asked, answer_guard, guard

AFTER_CONSENT = frozenset({"procedure", "new_evidence"})
"""The only grounds of somebody who agreed to the decision: fraud and bias fall under them."""


@guard("The time to appeal is still running.", until=ClockName.APPEAL)
def appeal_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.APPEAL)


@guard("It is not proven yet that the decision and its reasons arrived.")
def decision_service_is_proven(case: Asked) -> bool:
    """Whether the respondent was served with the decision: only then does the time to appeal run."""
    run = case.view.clock(ClockName.APPEAL)
    return run is not None and run.counts_from is not None


@guard("A late application has not been decided yet.")
def no_late_application_is_pending(case: Asked) -> bool:
    return not case.view.appeal.late_pending


@guard("There is no late application to decide.")
def late_application_is_pending(case: Asked) -> bool:
    return case.view.appeal.late_pending


@guard("The Society may still appeal.")
def society_has_waived(case: Asked) -> bool:
    return case.view.appeal.society_waived


@guard(
    "The time to appeal has ended. A late appeal needs a reason and is possible for 30 more days.",
    within=ClockName.APPEAL,
)
def appeal_is_in_time(case: Asked) -> bool:
    """Whether the time to appeal is open. It is open before service, too."""
    return case.view.open(ClockName.APPEAL)


@guard("An appeal by the Society must be countersigned first.")
def society_appeal_is_countersigned(case: Asked) -> bool:
    """Whether the respondent appeals, or a reviewer has written why the public interest asks for the Society's appeal."""
    return side_of(case) is Seat.RESPONDENT or case.view.appeal.countersigned


@guard("The Society has said that it will not appeal.")
def society_has_not_waived(case: Asked) -> bool:
    """Whether the respondent appeals, or the Society has not waived its appeal."""
    return side_of(case) is Seat.RESPONDENT or not case.view.appeal.society_waived


@guard("The appeal of the Society is countersigned already.")
def appeal_is_not_countersigned(case: Asked) -> bool:
    return not case.view.appeal.countersigned


@guard("The Society has said that it will not appeal, or has appealed already.")
def society_may_appeal(case: Asked) -> bool:
    known = case.view.appeal
    return not known.society_waived and not any(one.side is Seat.INVESTIGATOR for one in known.all)


public_interest_is_reasoned = answer_guard(
    "public_interest_is_reasoned", "Write why the public interest asks for this."
)


@guard("Choose at least one ground and say what it rests on.")
def appeal_ground_is_given(codes: Collection[str], statement: bool) -> bool:
    return bool(codes) and statement


@guard(
    "One of these grounds is not open to your side. The Society may say that a sanction is unduly lenient, and nothing else."
)
def ground_is_of_this_side(case: Asked, codes: Collection[str]) -> bool:
    grounds, society = case.view.rules.appeal_grounds, side_of(case) is Seat.INVESTIGATOR
    return all(code in grounds and grounds[code].society == society for code in codes)


@guard(
    "You agreed to this decision. It can still be appealed for fraud or bias: choose the procedure, or new evidence."
)
def consent_leaves_this_ground(case: Asked, codes: Collection[str]) -> bool:
    decision = case.view.board.decision
    return decision is None or decision.route is not Route.CONSENT or set(codes) <= AFTER_CONSENT


@guard("The time for the other side's appeal has ended.", within=ClockName.CROSS_APPEAL)
def cross_appeal_is_in_time(case: Asked) -> bool:
    """Whether the other side's time is open. It is open before service, too."""
    return case.view.open(ClockName.CROSS_APPEAL)


@guard("This side has already appealed.")
def side_has_not_appealed(case: Asked) -> bool:
    return side_of(case) not in {one.side for one in case.view.appeal.all}


@guard("The time to appeal is still running. Appeal now; no reason for being late is needed.", until=ClockName.APPEAL)
def time_to_appeal_has_passed(case: Asked) -> bool:
    return not case.view.open(ClockName.APPEAL)


@guard("The 30 days for a late application have ended.")
def late_application_is_within_30_days(case: Asked) -> bool:
    view = case.view
    if view.state is not CaseState.APPEAL_WINDOW:
        return view.open(ClockName.LATE_APPEAL) or view.appeal.late_asked
    run = view.clock(ClockName.APPEAL)
    more = timedelta(days=view.rules.clocks[ClockName.LATE_APPEAL].days or 0)
    return run is None or run.due is None or view.now <= run.due + more


@guard("A late application has been made already.")
def no_late_application_before(case: Asked) -> bool:
    return not case.view.appeal.late_asked


cause_is_given = answer_guard("cause_is_given", "Say what kept you from appealing in time.")


@guard("Every appeal that was lodged has been looked at.")
def an_appeal_waits_for_the_sift(case: Asked) -> bool:
    return bool(case.view.appeal.in_state(AppealState.LODGED))


@guard("This appeal is not waiting for a look at its grounds.")
def appeal_waits_for_the_sift(case: Asked, appeal: UUID) -> bool:
    return appeal in {one.id for one in case.view.appeal.in_state(AppealState.LODGED)}


@guard("Choose among the grounds of this appeal.")
def grounds_are_of_this_appeal(case: Asked, appeal: UUID, codes: Collection[str]) -> bool:
    return set(codes) <= {code for one in case.view.appeal.live if one.id == appeal for code in one.codes}


sift_reasons_are_written = answer_guard(
    "sift_reasons_are_written", "Write for each ground whether it is arguable, and why."
)


appeal_reasons_are_written = answer_guard("appeal_reasons_are_written", "Write the reasons first.")


defect_under_appeal_is_written = answer_guard(
    "defect_under_appeal_is_written", "Write what the defect is, and why it can be mended only there."
)


refusal_reasons_are_written = answer_guard("refusal_reasons_are_written", "Write the reasons for the refusal.")


@guard("At least one ground has been found arguable.")
def no_ground_is_arguable(case: Asked) -> bool:
    return not case.view.appeal.in_state(AppealState.ADMITTED, AppealState.HEARD)


@guard("No appeal has been admitted.")
def an_appeal_is_admitted(case: Asked) -> bool:
    return bool(case.view.appeal.in_state(AppealState.ADMITTED))


@guard("An appeal has not been looked at yet.")
def every_appeal_is_sifted(case: Asked) -> bool:
    return not case.view.appeal.in_state(AppealState.LODGED)


@guard("The other side's time to appeal is still running.", until=ClockName.CROSS_APPEAL)
def cross_appeal_time_is_over(case: Asked) -> bool:
    """Whether the other side's time has passed, or has been stopped."""
    return not case.view.open(ClockName.CROSS_APPEAL)


@guard("The other side has appealed too.")
def appellant_is_the_only_one(case: Asked) -> bool:
    return {appeal.side for appeal in case.view.appeal.live} == {side_of(case)}


@guard("This case has already been sent back on appeal once.")
def appeal_has_not_remitted(case: Asked) -> bool:
    return not case.view.appeal.remitted


@guard("Choose the grounds that succeed, among those that were heard.")
def a_ground_succeeds(case: Asked, codes: Collection[str]) -> bool:
    """Whether at least one ground succeeds, and each was found arguable and heard."""
    return bool(codes) and set(codes) <= case.view.appeal.arguable
