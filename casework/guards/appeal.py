"""Guards of appeals, waivers and what makes a decision final."""

from collections.abc import Iterable
from uuid import UUID

from casework.guards.base import Asked, guard
from casework.vocabulary import AppealState, ClockName, Seat
from policy.separation import may_also_sit


@guard("The time to appeal is still running.")
def appeal_time_is_over(case: Asked) -> bool:
    """Whether the appeal's last moment has passed."""
    return case.facts.over(ClockName.APPEAL)


@guard("It is not proven yet that the decision and its reasons arrived.")
def decision_service_is_proven(case: Asked) -> bool:
    """Whether the respondent was served with the decision: only then does the time to appeal run."""
    run = case.facts.clock(ClockName.APPEAL)
    return run is not None and run.counts_from is not None


@guard("A late application has not been decided yet.")
def no_late_application_is_pending(case: Asked) -> bool:
    """Whether no late application waits."""
    return not case.facts.appeal.late_pending


@guard("There is no late application to decide.")
def late_application_is_pending(case: Asked) -> bool:
    """Whether a late application waits."""
    return case.facts.appeal.late_pending


@guard("The Society may still appeal.")
def society_has_waived(case: Asked) -> bool:
    """Whether the Society has said that it will not appeal."""
    return case.facts.appeal.society_waived


@guard("The time to appeal has ended. A late appeal needs a reason and is possible for 30 more days.")
def appeal_is_in_time(case: Asked) -> bool:
    """Whether the time to appeal is open; it is before service, too."""
    return case.facts.open(ClockName.APPEAL)


@guard("An appeal by the Society must be countersigned first.")
def society_appeal_is_countersigned(case: Asked) -> bool:
    """Whether the respondent appeals, or a reviewer has signed the Society's proposal to."""
    return not case.acting.as_(Seat.INVESTIGATOR) or case.facts.people.holding(Seat.REVIEWER) != frozenset()


@guard("Choose at least one ground and say what it rests on.")
def appeal_ground_is_given(grounds: Iterable[str]) -> bool:
    """Whether any ground is named."""
    return bool(list(grounds))


@guard("An appeal panel has three members.")
def appeal_panel_is_three(people: Iterable[UUID]) -> bool:
    """Whether there are three different people."""
    return len(set(people)) == 3


@guard("At least one person on this list has acted in this case, or in a linked one.")
def appeal_panel_is_disjoint(case: Asked, people: Iterable[UUID]) -> bool:
    """Whether nobody on the list has done anything in the case, or in a linked one, or is barred."""
    facts = case.facts
    before = {person for person, _ in facts.people.acts | facts.people.seats}
    linked = {
        p for p in people for who, seat in facts.elsewhere if who == p and not may_also_sit([seat], "appeal_member")
    }
    return not set(people) & (before | facts.people.barred) and not linked


@guard("Seat the appeal panel first.")
def appeal_panel_is_seated(case: Asked) -> bool:
    """Whether three people sit on the appeal panel."""
    people = case.facts.people
    return len(people.holding(Seat.APPEAL_CHAIR) | people.holding(Seat.APPEAL_MEMBER)) == 3


@guard("The appeal has been heard already.")
def appeal_was_not_heard(case: Asked) -> bool:
    """Whether no appeal has been heard."""
    return not case.facts.appeal.in_state(AppealState.HEARD)


@guard("Hear the appeal first.")
def appeal_was_heard(case: Asked) -> bool:
    """Whether the admitted appeals have been heard."""
    return bool(case.facts.appeal.in_state(AppealState.HEARD))


@guard("At least one ground has been found arguable.")
def no_ground_is_arguable(case: Asked) -> bool:
    """Whether every appeal was sifted out."""
    return not case.facts.appeal.in_state(AppealState.ADMITTED, AppealState.HEARD)


@guard("No appeal has been admitted.")
def an_appeal_is_admitted(case: Asked) -> bool:
    """Whether any appeal holds an arguable ground."""
    return bool(case.facts.appeal.in_state(AppealState.ADMITTED))


@guard("An appeal has not been looked at yet.")
def every_appeal_is_sifted(case: Asked) -> bool:
    """Whether no lodged appeal waits for the sift."""
    return not case.facts.appeal.in_state(AppealState.LODGED)


@guard("The other side's time to appeal is still running.")
def cross_appeal_time_is_over(case: Asked) -> bool:
    """Whether the other side's time has passed, or has been stopped."""
    return not case.facts.open(ClockName.CROSS_APPEAL)


@guard("The other side has appealed too.")
def appellant_is_the_only_one(case: Asked) -> bool:
    """Whether all live appeals are of the side that acts."""
    sides = {appeal.side for appeal in case.facts.appeal.live}
    mine = Seat.INVESTIGATOR if case.acting.as_(Seat.INVESTIGATOR) else Seat.RESPONDENT
    return sides == {mine}


@guard("Every member of the appeal panel must be present.")
def every_appeal_member_is_present(case: Asked, present: Iterable[UUID]) -> bool:
    """Whether all three are there."""
    people = case.facts.people
    return people.holding(Seat.APPEAL_CHAIR) | people.holding(Seat.APPEAL_MEMBER) <= set(present)


@guard("This case has already been sent back on appeal once.")
def appeal_has_not_remitted(case: Asked) -> bool:
    """Whether no appeal panel has remitted the case before."""
    return not case.facts.appeal.remitted


@guard("The result may not be harsher on the respondent's own appeal.")
def not_harsher_unless_the_society_appealed(case: Asked, level: int) -> bool:
    """Whether a new level stays at or below the old one, or the Society appealed."""
    current = case.facts.sanctions.current
    society = any(appeal.side is Seat.INVESTIGATOR for appeal in case.facts.appeal.live)
    return society or current is None or level <= current.level


@guard("Work the sanction out again from the findings that stand.")
def sanction_is_recomputed(case: Asked, quashed: Iterable[UUID]) -> bool:
    """Whether at least one finding of the sanction still stands; if none does, the decision is quashed instead."""
    current = case.facts.sanctions.current
    return current is not None and bool(set(current.findings) - set(quashed))
