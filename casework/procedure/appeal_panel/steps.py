"""Steps of the appeal panel: it is seated and listed, its members are challenged, and challenges are ruled on."""

from collections.abc import Iterable
from uuid import UUID

from casework.procedure.appeal_panel import guards
from casework.procedure.panel.guards import panel_has_a_lay_member
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Verb
from casework.workflow.docket import HEARING_DAY, task
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step

DECIDED = [S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED]


@step(Verb.SEAT_APPEAL_PANEL, DECIDED, where=[guards.an_appeal_can_need_a_panel, guards.no_appeal_panel_sits])
def seat_appeal_panel(
    case: CaseMachine, *, chair: UUID, members: Iterable[UUID], lay: Iterable[UUID]
) -> events.AppealPanelSeated:
    """Seat people who had nothing to do with the case, and send both sides the list; their time to challenge begins."""
    people = (chair, *members)
    check_guard(guards.appeal_panel_is_three, case, people)
    check_guard(guards.appeal_panel_is_disjoint, case, people)
    check_guard(panel_has_a_lay_member, case, people, set(lay) & set(people), "appeal_panel")
    return events.AppealPanelSeated(chair=chair, members=people[1:], lay=tuple(lay))


@step(
    Verb.CHALLENGE_APPEAL_MEMBER,
    S.APPEAL,
    where=[guards.an_appeal_panel_sits, guards.appeal_was_not_heard],
)
def challenge_appeal_member(
    case: CaseMachine, *, member: UUID, new_facts: bool, particulars_written: bool
) -> events.AppealMemberChallenged:
    """Say, for either side, why a member should not decide the appeal; after the time, only because of new facts."""
    check_guard(guards.appeal_member_can_be_challenged, case, member)
    check_guard(guards.appeal_challenge_is_in_time_or_new_facts, case, member, new_facts)
    check_guard(guards.appeal_challenge_has_particulars, particulars_written)
    return events.AppealMemberChallenged(member=member, new_facts=new_facts)


@step(
    Verb.RULE_APPEAL_CHALLENGE,
    S.APPEAL,
    where=[guards.appeal_challenge_waits, guards.appeal_ruler_is_unchallenged],
    docket=task(ClockName.APPEAL_CHALLENGE, HEARING_DAY),
)
def rule_appeal_challenge(case: CaseMachine, *, member: UUID, upheld: bool) -> events.AppealChallengeRuled:
    """Rule on a challenge. A member against whom it is upheld leaves the appeal panel at once."""
    check_guard(guards.challenge_of_this_appeal_member_waits, case, member)
    return events.AppealChallengeRuled(member=member, upheld=upheld)
