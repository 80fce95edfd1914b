"""Steps of a case: naming, listing, forming and dissolving the panel."""

from datetime import date, time
from uuid import UUID

from casework.procedure.declarations.guards import nobody_named_was_silent, panel_has_declared
from casework.procedure.panel import guards
from casework.procedure.seats.guards import rota_is_followed_or_reason_given
from casework.record import events
from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES
from casework.record.state.eligibility import may_judge
from casework.record.state.hearing_notice import first_hearing_day
from casework.vocabulary import CanCome, ClockName, Seat, Verb
from casework.vocabulary import CaseState as S
from casework.workflow.docket import HEARING_DAY, task
from casework.workflow.guard import check_day, check_guard, refuse_unless
from casework.workflow.step import CaseMachine, step


@step(Verb.NAME_PANEL, S.PANEL_FORMING)
def name_panel(
    case: CaseMachine,
    *,
    chair: UUID,
    members: tuple[UUID, ...],
    lay: tuple[UUID, ...],
    by_rota: bool,
    reason_given: bool,
) -> events.PanelNamed:
    """Name the chair and the other members; `lay` says which of them are lay. This replaces an earlier panel."""
    people = (chair, *members)
    check_guard(guards.panel_is_three_or_five, case, people)
    check_guard(guards.panel_has_a_lay_member, case, people, lay)
    check_guard(nobody_named_was_silent, case, people)
    refuse_unless(not set(people) & case.view.people.barred, "members_are_free_of_conflict")
    free = may_judge(case.view, chair, Seat.PANEL_CHAIR) and all(
        may_judge(case.view, member, Seat.PANEL_MEMBER) for member in members
    )
    refuse_unless(free, "members_are_free_to_sit")
    check_guard(rota_is_followed_or_reason_given, by_rota, reason_given)
    return events.PanelNamed(chair=chair, members=members, lay=lay, by_rota=by_rota)


@step(Verb.SERVE_PANEL_LIST, S.PANEL_FORMING, where=[guards.panel_is_named, panel_has_declared])
def serve_panel_list(case: CaseMachine) -> events.PanelListServed:
    """Send both sides the list of the panel; their time to challenge runs from its arrival."""
    return events.PanelListServed()


@step(
    Verb.FORM_PANEL,
    S.PANEL_FORMING,
    to=S.HEARING,
    where=[
        guards.panel_is_named,
        panel_has_declared,
        guards.panel_list_was_served,
        guards.challenge_time_is_over,
        guards.challenges_are_ruled,
        guards.members_are_free_of_conflict,
        guards.members_are_free_to_sit,
    ],
)
def form_panel(
    case: CaseMachine, *, hearing_on: date, hearing_at: time = USUAL_HOUR, hearing_minutes: int = USUAL_MINUTES
) -> events.PanelFormed:
    """Form the panel, and give notice of the hearing for a day and an hour."""
    check_guard(guards.hearing_is_within_a_year, case.view, hearing_on)
    check_guard(guards.hearing_is_30_days_ahead, case.view, hearing_on)
    check_guard(guards.hearing_has_an_hour, hearing_at, hearing_minutes)
    return events.PanelFormed(hearing_on=hearing_on, hearing_at=hearing_at, hearing_minutes=hearing_minutes)


@step(Verb.DISSOLVE_PANEL, [S.HEARING, S.DELIBERATION], to=S.PANEL_FORMING, where=[guards.panel_is_below_three])
def dissolve_panel(case: CaseMachine) -> events.PanelDissolved:
    """Dissolve a panel with too few members left. Saved findings are annulled unseen."""
    return events.PanelDissolved()


@step(Verb.CHALLENGE_MEMBER, [S.PANEL_FORMING, S.HEARING], where=[guards.panel_is_listed])
def challenge_member(
    case: CaseMachine, *, member: UUID, new_facts: bool, particulars_written: bool
) -> events.MemberChallenged:
    """Say, for either side, why a member should not sit; after the time, only because of new facts."""
    check_guard(guards.member_can_be_challenged, case, member)
    check_guard(guards.challenge_is_in_time_or_new_facts, case, member, new_facts)
    check_guard(guards.challenge_has_particulars, particulars_written)
    return events.MemberChallenged(member=member, new_facts=new_facts)


@step(
    Verb.RULE_CHALLENGE,
    [S.PANEL_FORMING, S.HEARING],
    where=[guards.challenge_waits, guards.ruler_is_unchallenged],
    docket=task(ClockName.PANEL_CHALLENGE, HEARING_DAY),
)
def rule_challenge(case: CaseMachine, *, member: UUID, upheld: bool) -> events.ChallengeRuled:
    """Rule on a challenge. A member against whom it is upheld leaves the panel at once."""
    check_guard(guards.challenge_of_this_member_waits, case, member)
    return events.ChallengeRuled(member=member, upheld=upheld)


@step(Verb.OFFER_HEARING_DAYS, [S.PANEL_FORMING, S.HEARING], where=[panel_has_declared])
def offer_hearing_days(case: CaseMachine, *, days: tuple[date, ...], answer_by: date) -> events.HearingDaysOffered:
    """Offer days for the hearing, in place of those offered before. A day can be ordered even if somebody does not answer."""
    check_guard(guards.offered_days_are_business_days, case, days)
    for day in days:
        check_guard(guards.hearing_is_within_a_year, case.view, day)
        check_guard(guards.hearing_is_30_days_ahead, case.view, day)
    check_guard(guards.answers_are_due_before_the_first_day, case, days, answer_by)
    first = first_hearing_day(case.view, answer_by)
    check_day(guards.notice_can_follow_the_last_answer, first, case.view, days, answer_by)
    return events.HearingDaysOffered(days=tuple(sorted(days)), answer_by=answer_by)


@step(
    Verb.ANSWER_HEARING_DAYS,
    [S.PANEL_FORMING, S.HEARING],
    where=[guards.days_are_offered, guards.days_can_still_be_answered],
)
def answer_hearing_days(case: CaseMachine, *, answers: tuple[CanCome, ...]) -> events.HearingDaysAnswered:
    """Say on which of the offered days one can come. The last answer counts."""
    check_guard(guards.each_day_is_answered, case, answers)
    return events.HearingDaysAnswered(answers=answers)
