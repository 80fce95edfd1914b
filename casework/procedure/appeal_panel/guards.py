"""Guards of the appeal panel: who sits on it, and challenges to its members."""

from collections.abc import Collection, Iterable
from uuid import UUID

from casework.record.state.eligibility import (
    challenged_appeal_members,
    looks_into_what_grew,
    seated_appeal_panel,
    silent,
)
from casework.vocabulary import AppealState, ClockName, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.separation import may_also_sit


@guard("Nobody has appealed, and no late application waits.")
def an_appeal_can_need_a_panel(case: Asked) -> bool:
    return bool(case.view.appeal.live) or case.view.appeal.late_pending


@guard("An appeal panel sits already. Nobody on it is exchanged unless they step aside.")
def no_appeal_panel_sits(case: Asked) -> bool:
    """Whether the panel has to be seated, or seated again: somebody left it, or did not declare in time."""
    sits = case.view.appeal.panel_seated and appeal_panel_is_seated(case)
    return not sits or bool(silent(case.view, seated_appeal_panel(case.view)))


@guard("An appeal panel has three members.")
def appeal_panel_is_three(case: Asked, people: Collection[UUID]) -> bool:
    """Whether the list has as many people as the rulebook asks for, each once: the chair is not listed as a member too."""
    return len(people) == len(set(people)) and len(people) in case.view.rules.bodies["appeal_panel"].sizes


@guard("At least one person on this list has acted in this case, or in a linked one.")
def appeal_panel_is_disjoint(case: Asked, people: Iterable[UUID]) -> bool:
    """Whether nobody on the list has done anything in the case, or in a linked one, or is barred."""
    view = case.view
    before = {person for person, _ in view.people.acts | view.people.seats | view.people.spent}
    linked = {
        p for p in people for who, seat in view.elsewhere if who == p and not may_also_sit([seat], "appeal_member")
    }
    looking = any(looks_into_what_grew(view, person) for person in people)
    return not set(people) & (before | view.people.barred) and not linked and not looking


@guard("Seat the appeal panel first.")
def appeal_panel_is_seated(case: Asked) -> bool:
    return len(seated_appeal_panel(case.view)) in case.view.rules.bodies["appeal_panel"].sizes


@guard("The appeal has been heard already.")
def appeal_was_not_heard(case: Asked) -> bool:
    return not case.view.appeal.in_state(AppealState.HEARD)


@guard("Nobody hears an appeal in this case yet.")
def an_appeal_panel_sits(case: Asked) -> bool:
    return case.view.appeal.panel_seated and bool(seated_appeal_panel(case.view))


@guard("The time to challenge the appeal panel is still running.", until=ClockName.APPEAL_CHALLENGE)
def appeal_challenge_time_is_over(case: Asked) -> bool:
    """Whether the list of this panel arrived, and the days to challenge it have passed."""
    listed, run = case.view.appeal_hearing.listed, case.view.clock(ClockName.APPEAL_CHALLENGE)
    return listed is None or (run is not None and run.about == listed and run.over(case.view.now))


@guard("A challenge to the appeal panel has not been ruled on yet.")
def appeal_challenges_are_ruled(case: Asked) -> bool:
    return not challenged_appeal_members(case.view)


@guard("Choose a member who sits on the appeal panel and is not challenged already.")
def appeal_member_can_be_challenged(case: Asked, member: UUID) -> bool:
    return member in seated_appeal_panel(case.view) - case.view.appeal_hearing.challenged


@guard(
    "The time to challenge the appeal panel has ended, or this challenge was ruled on. A later one needs facts that are new."
)
def appeal_challenge_is_in_time_or_new_facts(case: Asked, member: UUID, new_facts: bool) -> bool:
    known, run = case.view.appeal_hearing, case.view.clock(ClockName.APPEAL_CHALLENGE)
    in_time = run is not None and run.about == known.listed and case.view.open(ClockName.APPEAL_CHALLENGE)
    return new_facts or (in_time and member not in known.ruled)


appeal_challenge_has_particulars = answer_guard(
    "appeal_challenge_has_particulars", "Say why this member should not decide the appeal."
)


@guard("There is no challenge to the appeal panel to rule on.")
def appeal_challenge_waits(case: Asked) -> bool:
    return bool(challenged_appeal_members(case.view))


@guard("There is no challenge to this member of the appeal panel to rule on.")
def challenge_of_this_appeal_member_waits(case: Asked, member: UUID) -> bool:
    return member in challenged_appeal_members(case.view)


@guard(
    "A challenge to the appeal panel is ruled on by its chair; by a member where the chair is challenged; by a reviewer "
    "where all are."
)
def appeal_ruler_is_unchallenged(case: Asked) -> bool:
    challenged = challenged_appeal_members(case.view)
    free = seated_appeal_panel(case.view) - challenged
    chairs = bool(free & case.view.people.holding(Seat.APPEAL_CHAIR))
    ruling = Seat.APPEAL_CHAIR if chairs else Seat.APPEAL_MEMBER if free else Seat.REVIEWER
    return case.acting.as_(ruling) and case.acting.person not in challenged


def side_of(case: Asked) -> Seat:
    """Return the side that acts: the Society if an investigator acts, otherwise the respondent or their representative."""
    return Seat.INVESTIGATOR if case.acting.as_(Seat.INVESTIGATOR) else Seat.RESPONDENT
