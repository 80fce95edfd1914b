"""Guards of the panel: its members, the list, the challenges, and whether enough members are left."""

from collections.abc import Collection
from datetime import date, time
from uuid import UUID

from casework.record.state import CaseView
from casework.record.state.eligibility import challenged_members, may_judge, seated_panel
from casework.record.state.hearing_notice import first_hearing_day
from casework.record.state.people import PANEL
from casework.vocabulary import CanCome, CaseState, ClockName, PanelState, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.deadlines import FURTHEST_HEARING, deadline
from policy.rules import BallotRules


@guard("A panel has three or five members.")
def panel_is_three_or_five(case: Asked, people: Collection[UUID]) -> bool:
    return len(set(people)) == len(people) and len(people) in _body(case).sizes


@guard("At least one member must be a lay person.")
def panel_has_a_lay_member(case: Asked, people: Collection[UUID], lay: Collection[UUID], body: str = "panel") -> bool:
    """Whether the list has as many lay people as the rulebook asks for in a panel, or in another body."""
    return set(lay) <= set(people) and len(set(lay)) >= case.view.rules.bodies[body].lay


@guard("At least one person on this list cannot sit. Choose someone else.")
def members_are_free_of_conflict(case: Asked) -> bool:
    """Whether everybody who was named still sits. A conflict takes its holder out of the seat."""
    return len(seated_panel(case.view)) == case.view.panel.size


@guard("At least one person on this list has acted in this case, or a linked one, in a role that cannot be combined.")
def members_are_free_to_sit(case: Asked) -> bool:
    named = [(person, seat) for person, seat in case.view.people.seats if seat in PANEL]
    return all(may_judge(case.view, person, seat) for person, seat in named)


@guard("Name the panel first.")
def panel_is_named(case: Asked) -> bool:
    return case.view.panel.state in (PanelState.NAMED, PanelState.LISTED)


@guard("It is not proven yet that both sides received the list.")
def panel_list_was_served(case: Asked) -> bool:
    """Whether the list of the current panel has arrived."""
    run = case.view.clock(ClockName.PANEL_CHALLENGE)
    listed = case.view.panel.listed
    return run is not None and run.about == listed and run.counts_from is not None


@guard("The time to challenge is still running.", until=ClockName.PANEL_CHALLENGE)
def challenge_time_is_over(case: Asked) -> bool:
    run = case.view.clock(ClockName.PANEL_CHALLENGE)
    return run is not None and run.about == case.view.panel.listed and run.over(case.view.now)


@guard("A challenge has not been ruled on yet.")
def challenges_are_ruled(case: Asked) -> bool:
    return not challenged_members(case.view)


@guard("The list of the panel has not been sent yet.")
def panel_is_listed(case: Asked) -> bool:
    return case.view.panel.state in (PanelState.LISTED, PanelState.FORMED)


@guard("Choose a member who sits on the panel and is not challenged already.")
def member_can_be_challenged(case: Asked, member: UUID) -> bool:
    return member in seated_panel(case.view) - case.view.panel.challenged


@guard("The time to challenge has ended, or this challenge was ruled on. A later challenge needs facts that are new.")
def challenge_is_in_time_or_new_facts(case: Asked, member: UUID, new_facts: bool) -> bool:
    run = case.view.clock(ClockName.PANEL_CHALLENGE)
    in_time = run is not None and run.about == case.view.panel.listed and case.view.open(ClockName.PANEL_CHALLENGE)
    return new_facts or (in_time and member not in case.view.panel.ruled)


challenge_has_particulars = answer_guard("challenge_has_particulars", "Say why this member should not sit.")


@guard("There is no challenge to rule on.")
def challenge_waits(case: Asked) -> bool:
    return bool(challenged_members(case.view))


@guard("There is no challenge to this member to rule on.")
def challenge_of_this_member_waits(case: Asked, member: UUID) -> bool:
    return member in challenged_members(case.view)


@guard("A challenge is ruled on by the chair; by a member where the chair is challenged; by a reviewer where all are.")
def ruler_is_unchallenged(case: Asked) -> bool:
    free = seated_panel(case.view) - challenged_members(case.view)
    chairs = bool(free & case.view.people.holding(Seat.PANEL_CHAIR))
    ruling = Seat.PANEL_CHAIR if chairs else Seat.PANEL_MEMBER if free else Seat.REVIEWER
    return case.acting.as_(ruling) and case.acting.person not in challenged_members(case.view)


@guard("Choose a day within a year from today.")
def hearing_is_within_a_year(view: CaseView, day: date) -> bool:
    """Whether a day is neither past nor so far off that it must be a mistake."""
    return 0 <= (day - view.today).days <= FURTHEST_HEARING


@guard("The hearing must be at least 30 days after the notice arrives.")
def hearing_is_30_days_ahead(view: CaseView, day: date) -> bool:
    """Whether a day leaves the whole period of notice, if the notice arrived today."""
    rule, calendar = view.rules.clocks[ClockName.HEARING_NOTICE], view.rules.calendar
    return day > deadline(start=view.today, days=rule.days or 0, business=rule.business, calendar=calendar)


@guard("The new date must leave both sides their days of notice: 14 where the first notice came in time, otherwise 30.")
def new_date_leaves_notice(view: CaseView, day: date, *, noticed: bool = True) -> bool:
    """Whether a new day leaves enough notice; a shorter notice is enough once a first one was served in time."""
    rule = view.rules.clocks[ClockName.HEARING_NOTICE]
    days, business = (view.rules.limits["hearing_new_date_days"], False) if noticed else (rule.days or 0, rule.business)
    return day > deadline(start=view.today, days=days, business=business, calendar=view.rules.calendar)


@guard("Give the hour of the hearing, and how long it is to last: from 15 minutes to 12 hours.")
def hearing_has_an_hour(at: time, minutes: int) -> bool:
    """Whether an hour is given to the minute, and the length is one of a day."""
    return at == at.replace(second=0, microsecond=0) and 15 <= minutes <= 720


@guard("Offer two to five days, each once, all on business days of the Society.")
def offered_days_are_business_days(case: Asked, days: Collection[date]) -> bool:
    calendar = case.view.rules.calendar
    return 2 <= len(days) <= 5 and len(set(days)) == len(days) and all(calendar.is_business(day) for day in days)


@guard("The answers must be due from today on, and before the first of the days.")
def answers_are_due_before_the_first_day(case: Asked, days: Collection[date], last: date) -> bool:
    return case.view.today <= last < min(days)


@guard("If somebody answers on the last day, the notice comes too late for at least one of these days.")
def notice_can_follow_the_last_answer(view: CaseView, days: Collection[date], last: date) -> bool:
    """Whether the notice, which goes out once the panel is formed, still comes in time after the last answer."""
    return view.state is not CaseState.PANEL_FORMING or min(days) >= first_hearing_day(view, last)


@guard("No days are offered for the hearing.")
def days_are_offered(case: Asked) -> bool:
    return bool(case.view.panel.days)


@guard("The time to answer the offered days is over. The day is ordered without your answer.")
def days_can_still_be_answered(case: Asked) -> bool:
    last = case.view.panel.answer_by
    return last is None or case.view.today <= last


@guard("Answer each of the days that are offered now.")
def each_day_is_answered(case: Asked, answers: Collection[CanCome]) -> bool:
    return len(answers) == len(case.view.panel.days)


@guard("The panel still has enough members.")
def panel_is_below_three(case: Asked) -> bool:
    return not panel_still_stands(case)


@guard("The panel no longer has enough members. A new one is needed.")
def panel_still_stands(case: Asked) -> bool:
    """Whether the chair and enough other members are left for the panel's size. A panel of three needs all three."""
    view = case.view
    left = seated_panel(view)
    return len(left) >= _body(case).least(view.panel.size) and bool(left & view.people.holding(Seat.PANEL_CHAIR))


def _body(case: Asked) -> BallotRules:
    return case.view.rules.bodies["panel"]
