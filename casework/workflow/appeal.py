"""Steps of appeals, and what makes a decision final."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django_fsm import GET_STATE

from casework.events import (
    AppealDismissed,
    AppealHeard,
    AppealLapsed,
    AppealLodged,
    AppealPanelSeated,
    AppealRefused,
    AppealRemittedToBoard,
    AppealRemittedToPanel,
    AppealSifted,
    AppealVaried,
    AppealWaived,
    AppealWithdrawn,
    DecisionQuashed,
    LateAppealAdmitted,
    SocietyAppealWaived,
    Terms,
    terms_of,
)
from casework.guards import appeal as g
from casework.guards.base import refuse_unless
from casework.guards.board import route_is_not_breach, route_is_panel
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Route, Seat
from casework.workflow.base import CaseMachine, step
from policy.quorum import Option
from policy.rules import Level

DECIDED = [S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED]


def after_final(case: CaseMachine, **_: object) -> S:
    """Return where a final decision leads: on to monitoring while a condition or term is unfinished, else to the end."""
    sanction = case.facts.sanctions.current
    return S.MONITORING if sanction is not None and sanction.unfinished else S.CLOSED


def code_when_final(case: CaseMachine) -> ClosingCode | None:
    """Return the closing code of a final decision, or None while monitoring goes on."""
    return None if after_final(case) is S.MONITORING else code_of_decision(case)


def code_of_decision(case: CaseMachine) -> ClosingCode:
    """Return what a case that ran to its decision closes as."""
    facts = case.facts
    decision, sanction = facts.board.decision, facts.sanctions.current
    level = sanction.level if sanction else Level.L0
    if decision is not None and decision.carried is Option.DISMISS_ON_LAW:
        return ClosingCode.DISMISSED_ON_LAW
    if level >= Level.L7:
        return ClosingCode.EXPELLED
    if level <= Level.L1:
        return ClosingCode.PROVEN_NO_SANCTION
    return ClosingCode.CONSENT_COMPLETED if facts.board.route is Route.CONSENT else ClosingCode.SANCTION_COMPLETED


FINAL = GET_STATE(after_final, states=[S.MONITORING, S.CLOSED])


def after_variation(case: CaseMachine, *, terms: Terms, **_: object) -> S:
    """Return where a varied decision leads."""
    return S.MONITORING if terms.term_days or terms.conditions else S.CLOSED


class Appealing(CaseMachine):
    """Steps of a decided case until it is final."""

    class Meta:
        abstract = True

    @step(
        S.APPEAL_WINDOW,
        to=FINAL,
        where=[g.appeal_time_is_over, g.decision_service_is_proven, g.no_late_application_is_pending],
    )
    def appeal_lapses(self) -> AppealLapsed:
        """End the time to appeal: the sanction comes into force."""
        return AppealLapsed(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL_WINDOW)
    def waive_society_appeal(self) -> SocietyAppealWaived:
        """Say for the Society that it will not appeal."""
        return SocietyAppealWaived()

    @step(
        S.APPEAL_WINDOW,
        to=FINAL,
        where=[g.society_has_waived, g.decision_service_is_proven, g.no_late_application_is_pending],
    )
    def waive_appeal(self) -> AppealWaived:
        """Sign, as the respondent, that there will be no appeal."""
        return AppealWaived(closing_code=self._close_as(code_when_final(self)))

    @step(DECIDED)
    def seat_appeal_panel(self, *, chair: UUID, members: Iterable[UUID], lay: Iterable[UUID]) -> AppealPanelSeated:
        """Seat three people who had nothing to do with the case; at least one of them lay."""
        people = (chair, *members)
        refuse_unless(g.appeal_panel_is_three(people), "appeal_panel_is_three")
        refuse_unless(g.appeal_panel_is_disjoint(self, people), "appeal_panel_is_disjoint")
        refuse_unless(set(lay) & set(people), "panel_has_a_lay_member")
        return AppealPanelSeated(chair=chair, members=people[1:], lay=tuple(lay))

    @step(S.APPEAL_WINDOW, to=S.APPEAL, where=[g.appeal_is_in_time, g.society_appeal_is_countersigned])
    def lodge_appeal(self, *, grounds: Iterable[str]) -> AppealLodged:
        """Appeal against the decision, on at least one ground of the rulebook; the stay goes on."""
        refuse_unless(g.appeal_ground_is_given(grounds), "appeal_ground_is_given")
        side = Seat.INVESTIGATOR if self.acting.as_(Seat.INVESTIGATOR) else Seat.RESPONDENT
        return AppealLodged(side=side)

    @step([S.APPEAL_WINDOW, S.MONITORING, S.CLOSED], to=S.APPEAL, where=[g.late_application_is_pending])
    def admit_late_appeal(self) -> LateAppealAdmitted:
        """Admit a late application: the sanction is stayed again."""
        self._close_as(None)
        return LateAppealAdmitted()

    @step(S.APPEAL, where=[g.appeal_panel_is_seated, g.appeal_was_not_heard])
    def sift_appeal(self, *, appeal: UUID, arguable: bool) -> AppealSifted:
        """Say of an appeal whether it holds an arguable ground."""
        return AppealSifted(appeal=appeal, arguable=arguable)

    @step(S.APPEAL, where=[g.appeal_panel_is_seated, g.an_appeal_is_admitted, g.every_appeal_is_sifted])
    def hear_appeal(self, *, present: Iterable[UUID]) -> AppealHeard:
        """Hear the admitted appeals with all three members present."""
        refuse_unless(g.every_appeal_member_is_present(self, present), "every_appeal_member_is_present")
        return AppealHeard()

    @step(
        S.APPEAL,
        to=FINAL,
        where=[
            g.appeal_panel_is_seated,
            g.no_ground_is_arguable,
            g.every_appeal_is_sifted,
            g.cross_appeal_time_is_over,
        ],
    )
    def refuse_appeal(self) -> AppealRefused:
        """Refuse appeals without an arguable ground: the decision stands."""
        return AppealRefused(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL, to=FINAL, where=[g.appellant_is_the_only_one, g.cross_appeal_time_is_over])
    def withdraw_appeal(self) -> AppealWithdrawn:
        """Take one's own appeal back: the decision stands."""
        return AppealWithdrawn(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL, to=FINAL, where=[g.appeal_was_heard])
    def dismiss_appeal(self) -> AppealDismissed:
        """Leave the decision as it was."""
        return AppealDismissed(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL, to=GET_STATE(after_variation, states=[S.MONITORING, S.CLOSED]), where=[g.appeal_was_heard])
    def vary_on_appeal(self, *, quashed: tuple[UUID, ...], terms: Terms) -> AppealVaried:
        """Allow the appeal in part: the sanction is worked out again from the findings that stand."""
        refuse_unless(g.sanction_is_recomputed(self, quashed), "sanction_is_recomputed")
        refuse_unless(
            g.not_harsher_unless_the_society_appealed(self, terms.level), "not_harsher_unless_the_society_appealed"
        )
        runs_on = bool(terms.term_days or terms.conditions)
        code = None if runs_on else self._close_as(code_of_decision(self))
        return AppealVaried(**terms_of(terms), closing_code=code, quashed=quashed)

    @step(S.APPEAL, to=S.CLOSED, where=[g.appeal_was_heard, route_is_not_breach])
    def quash_on_appeal(self) -> DecisionQuashed:
        """Allow the appeal: nothing of the decision stands."""
        return DecisionQuashed(closing_code=cast(ClosingCode, self._close_as(ClosingCode.QUASHED_ON_APPEAL)))

    @step(S.APPEAL, to=S.PANEL_FORMING, where=[g.appeal_was_heard, g.appeal_has_not_remitted, route_is_panel])
    def remit_on_appeal_to_panel(self) -> AppealRemittedToPanel:
        """Send the case to a new panel; findings are annulled."""
        return AppealRemittedToPanel()

    @step(S.APPEAL, to=S.BOARD_DECISION, where=[g.appeal_was_heard, g.appeal_has_not_remitted])
    def remit_on_appeal_to_board(self) -> AppealRemittedToBoard:
        """Send the case back to the board."""
        return AppealRemittedToBoard()

    def _close_as(self, code: ClosingCode | None) -> ClosingCode | None:
        self.closing_code = code or ""
        return code
