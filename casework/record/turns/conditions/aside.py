"""Conditions of monitoring, and of what is expected alongside or after the end."""

from collections.abc import Collection

from casework.record.state import CaseView
from casework.record.turns.conditions.seats_and_clocks import is_near
from casework.vocabulary import ClockName, ConditionState, InterimState, Mention, SanctionState


def respondent_may_explain_breach(view: CaseView) -> bool:
    """A breach was noticed, and the respondent may explain it."""
    return view.monitoring.noticed is not None and view.open(ClockName.BREACH_NOTICE)


def breach_is_noticed(view: CaseView) -> bool:
    """A breach was noticed."""
    return view.monitoring.noticed is not None


def _some_condition_is(view: CaseView, states: Collection[ConditionState]) -> bool:
    return any(one.state in states for one in view.sanctions.conditions)


def condition_evidence_waits(view: CaseView) -> bool:
    """Evidence for a condition waits to be verified."""
    return _some_condition_is(view, {ConditionState.EVIDENCE_FILED})


def a_condition_is_overdue(view: CaseView) -> bool:
    """A condition is overdue."""
    return _some_condition_is(view, {ConditionState.OVERDUE})


def a_condition_is_unmet(view: CaseView) -> bool:
    """A condition waits for its evidence."""
    return _some_condition_is(view, {ConditionState.OPEN})


def a_mention_waits(view: CaseView) -> bool:
    """Nobody has ruled yet whether somebody who was mentioned has a conflict."""
    return any(one.state is Mention.PROVISIONAL for one in view.people.conflicts)


def a_hold_is_in_force(view: CaseView) -> bool:
    """A hold is in force."""
    return bool(view.holding.clocks)


def interim_is_proposed(view: CaseView) -> bool:
    """An interim measure is proposed."""
    return view.interim.state is InterimState.PROPOSED


def respondent_may_answer_interim(view: CaseView) -> bool:
    """The respondent has not been heard on an interim measure and may answer."""
    return view.interim.stands and not view.interim.heard and view.open(ClockName.INTERIM_SHOW_CAUSE)


def interim_stands(view: CaseView) -> bool:
    """An interim measure is proposed or in force."""
    return view.interim.stands


def interim_review_is_near(view: CaseView) -> bool:
    """An interim measure is in force, and an urgent one or its review falls due."""
    urgent = view.clock(ClockName.INTERIM_URGENT)
    near = is_near(ClockName.INTERIM_REVIEW)(view) or (urgent is not None and urgent.running)
    return view.interim.state is InterimState.IN_FORCE and near


def _withdrawing(view: CaseView) -> bool:
    return any(run.name is ClockName.WITHDRAWAL_WAIT and run.running for run in view.clocks)


def withdrawal_is_asked(view: CaseView) -> bool:
    """A reporter asks to withdraw."""
    return _withdrawing(view)


def coercion_is_unchecked(view: CaseView) -> bool:
    """A reporter asks to withdraw, and nobody has spoken with them in safety since."""
    waits = (run.subject for run in view.clocks if run.name is ClockName.WITHDRAWAL_WAIT and run.running)
    return any(reporter not in view.joining.spoken for reporter in waits)


def withdrawal_can_be_decided(view: CaseView) -> bool:
    """A request to withdraw has waited its time, and somebody spoke with the reporter in safety."""
    return view.over(ClockName.WITHDRAWAL_WAIT) and not coercion_is_unchecked(view)


def reporter_said_how_they_are(view: CaseView) -> bool:
    """The reporter said how they are since the case was closed."""
    return view.aftercare.answers > 0


def sanction_is_not_entered(view: CaseView) -> bool:
    """A sanction is in force and not entered in the register of members."""
    current = view.sanctions.current
    return current is not None and current.state is SanctionState.ACTIVE and not current.applied


def sanction_is_to_be_lifted(view: CaseView) -> bool:
    """A sanction in the register of members has ended or is stayed."""
    return view.sanctions.to_lift is not None


def publication_is_due(view: CaseView) -> bool:
    """A public sanction is in force, and it was never shown in the public register."""
    current = view.sanctions.current
    public = current is not None and current.state is SanctionState.ACTIVE and current.level >= view.rules.public_from
    return public and current is not None and view.publication.shown != current.id and not view.publication.live


def resignation_waits(view: CaseView) -> bool:
    """A resignation waits for the end of the case."""
    return view.membership.deferred


def file_may_be_erased(view: CaseView) -> bool:
    """The time for keeping the file is over, no legal hold is in force, and the file exists."""
    return view.over(ClockName.RETENTION) and not view.holding.legal and view.holding.erased_on is None
