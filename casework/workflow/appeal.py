"""Steps of appeals, and what makes a decision final."""

from collections.abc import Collection, Iterable
from dataclasses import replace
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
    CrossAppealLodged,
    DecisionQuashed,
    LateAppealAdmitted,
    LateAppealAsked,
    LateAppealRefused,
    SocietyAppealCountersigned,
    SocietyAppealWaived,
    Terms,
    terms_of,
)
from casework.facts.appeal import numbers_of
from casework.guards import appeal as g
from casework.guards import variation as v
from casework.guards.base import refuse_unless
from casework.guards.board import route_is_not_breach, route_is_panel
from casework.guards.joining import content_still_exists
from casework.guards.notice import cause_is_good
from casework.guards.panel import panel_has_a_lay_member
from casework.guards.sheet import Sheet, highest_fixed, without, worked_out
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Route
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


def code_of_decision(case: CaseMachine, varied: Level | None = None) -> ClosingCode:
    """Return what a case that ran to its decision closes as; `varied` is the level an appeal has put in its place."""
    facts = case.facts
    decision, level = facts.board.decision, facts.sanctions.level if varied is None else varied
    if varied is None and decision is not None and decision.carried is Option.DISMISS_ON_LAW:
        return ClosingCode.DISMISSED_ON_LAW
    if level >= Level.L7:
        return ClosingCode.EXPELLED
    if level <= Level.L1:
        return ClosingCode.PROVEN_NO_SANCTION
    return ClosingCode.CONSENT_COMPLETED if facts.board.route is Route.CONSENT else ClosingCode.SANCTION_COMPLETED


HEARD = [g.appeal_panel_is_seated, g.appeal_was_heard]
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

    @step(DECIDED, where=[g.an_appeal_can_need_a_panel, g.no_appeal_panel_sits])
    def seat_appeal_panel(self, *, chair: UUID, members: Iterable[UUID], lay: Iterable[UUID]) -> AppealPanelSeated:
        """Seat people who had nothing to do with the case; as many of them lay as the rulebook asks for."""
        people = (chair, *members)
        refuse_unless(g.appeal_panel_is_three(self, people), "appeal_panel_is_three")
        refuse_unless(g.appeal_panel_is_disjoint(self, people), "appeal_panel_is_disjoint")
        sits = set(lay) & set(people)
        refuse_unless(panel_has_a_lay_member(self, people, sits, "appeal_panel"), "panel_has_a_lay_member")
        return AppealPanelSeated(chair=chair, members=people[1:], lay=tuple(lay))

    @step([S.APPEAL_WINDOW, S.APPEAL], where=[g.society_may_appeal, g.appeal_is_not_countersigned])
    def countersign_society_appeal(self, *, interest_written: bool) -> SocietyAppealCountersigned:
        """Write, as a reviewer, why the public interest asks that the Society appeal; the investigator may then do so."""
        refuse_unless(g.public_interest_is_reasoned(interest_written), "public_interest_is_reasoned")
        return SocietyAppealCountersigned()

    @step(
        S.APPEAL_WINDOW,
        to=S.APPEAL,
        where=[g.appeal_is_in_time, g.society_has_not_waived, g.society_appeal_is_countersigned],
    )
    def lodge_appeal(self, *, codes: Collection[str], grounds_written: bool) -> AppealLodged:
        """Appeal against the decision, on at least one ground of the rulebook; the stay goes on."""
        self._on_grounds(codes, grounds_written)
        return AppealLodged(side=g.side_of(self), numbers=numbers_of(self.facts.rules, codes))

    @step(
        S.APPEAL,
        where=[
            g.side_has_not_appealed,
            g.cross_appeal_is_in_time,
            g.appeal_was_not_heard,
            g.society_has_not_waived,
            g.society_appeal_is_countersigned,
        ],
    )
    def cross_appeal(self, *, codes: Collection[str], grounds_written: bool) -> CrossAppealLodged:
        """Appeal as the other side, once somebody has."""
        self._on_grounds(codes, grounds_written)
        return CrossAppealLodged(side=g.side_of(self), numbers=numbers_of(self.facts.rules, codes))

    @step(
        [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
        where=[g.time_to_appeal_has_passed, g.late_application_is_within_30_days, g.no_late_application_before],
    )
    def apply_late(self, *, codes: Collection[str], grounds_written: bool, cause_written: bool) -> LateAppealAsked:
        """Ask, as the respondent, to be heard although the time to appeal is over; once, and with the cause."""
        refuse_unless(g.cause_is_given(cause_written), "cause_is_given")
        self._on_grounds(codes, grounds_written)
        return LateAppealAsked(numbers=numbers_of(self.facts.rules, codes))

    @step(
        [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
        to=S.APPEAL,
        where=[g.late_application_is_pending, g.appeal_panel_is_seated, content_still_exists],
    )
    def admit_late_appeal(self, *, reasons_written: bool) -> LateAppealAdmitted:
        """Admit a late application: the sanction is stayed again."""
        refuse_unless(cause_is_good(reasons_written), "cause_is_good")
        self._close_as(None)
        return LateAppealAdmitted()

    @step(
        [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
        where=[g.late_application_is_pending, g.appeal_panel_is_seated],
    )
    def refuse_late_appeal(self, *, reasons_written: bool) -> LateAppealRefused:
        """Refuse a late application: the decision is final, as it was."""
        refuse_unless(g.refusal_reasons_are_written(reasons_written), "refusal_reasons_are_written")
        return LateAppealRefused()

    @step(S.APPEAL, where=[g.appeal_panel_is_seated, g.appeal_was_not_heard])
    def sift_appeal(self, *, appeal: UUID, codes: Collection[str], reasons_written: bool) -> AppealSifted:
        """Say of an appeal which of its grounds can be argued; with none it is not admitted."""
        refuse_unless(g.appeal_waits_for_the_sift(self, appeal), "appeal_waits_for_the_sift")
        refuse_unless(g.grounds_are_of_this_appeal(self, appeal, codes), "grounds_are_of_this_appeal")
        refuse_unless(g.sift_reasons_are_written(reasons_written), "sift_reasons_are_written")
        return AppealSifted(appeal=appeal, arguable=bool(codes), numbers=numbers_of(self.facts.rules, codes))

    @step(
        S.APPEAL,
        where=[
            g.appeal_panel_is_seated,
            g.appeal_was_not_heard,
            g.an_appeal_is_admitted,
            g.every_appeal_is_sifted,
            g.cross_appeal_time_is_over,
        ],
    )
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
    def refuse_appeal(self, *, reasons_written: bool) -> AppealRefused:
        """Refuse appeals without an arguable ground: the decision stands."""
        self._with_reasons(reasons_written)
        return AppealRefused(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL, to=FINAL, where=[g.appellant_is_the_only_one, g.cross_appeal_time_is_over])
    def withdraw_appeal(self) -> AppealWithdrawn:
        """Take one's own appeal back: the decision stands."""
        return AppealWithdrawn(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL, to=FINAL, where=HEARD)
    def dismiss_appeal(self, *, reasons_written: bool) -> AppealDismissed:
        """Leave the decision as it was."""
        self._with_reasons(reasons_written)
        return AppealDismissed(closing_code=self._close_as(code_when_final(self)))

    @step(S.APPEAL, to=GET_STATE(after_variation, states=[S.MONITORING, S.CLOSED]), where=HEARD)
    def vary_on_appeal(
        self, *, quashed: tuple[UUID, ...], terms: Terms, sheet: Sheet, reasons_written: bool
    ) -> AppealVaried:
        """Allow the appeal in part: the sanction is worked out again from the findings that stand."""
        self._with_reasons(reasons_written)
        refuse_unless(v.sanction_is_recomputed(self.facts, quashed, terms, sheet), "sanction_is_recomputed")
        refuse_unless(
            v.not_harsher_unless_the_society_appealed(self.facts, terms), "not_harsher_unless_the_society_appealed"
        )
        runs_on = bool(terms.term_days or terms.conditions)
        code = self._close_as(None if runs_on else code_of_decision(self, terms.level))
        fact = AppealVaried(**terms_of(terms), closing_code=code, quashed=quashed)
        standing = without(self.facts, quashed)
        if not standing.deliberation.proven:
            return fact
        worked = worked_out(standing, sheet)
        low, high = worked.range.low, worked.range.high
        return replace(fact, low=low, high=high, net=worked.net, fixed=highest_fixed(worked))

    @step(S.APPEAL, to=S.CLOSED, where=[*HEARD, route_is_not_breach])
    def quash_on_appeal(self, *, reasons_written: bool) -> DecisionQuashed:
        """Allow the appeal: nothing of the decision stands."""
        self._with_reasons(reasons_written)
        return DecisionQuashed(closing_code=cast(ClosingCode, self._close_as(ClosingCode.QUASHED_ON_APPEAL)))

    @step(S.APPEAL, to=S.PANEL_FORMING, where=[*HEARD, g.appeal_has_not_remitted, route_is_panel])
    def remit_on_appeal_to_panel(self, *, reasons_written: bool) -> AppealRemittedToPanel:
        """Send the case to a new panel; findings are annulled."""
        refuse_unless(g.defect_under_appeal_is_written(reasons_written), "defect_under_appeal_is_written")
        return AppealRemittedToPanel()

    @step(S.APPEAL, to=S.BOARD_DECISION, where=[*HEARD, g.appeal_has_not_remitted])
    def remit_on_appeal_to_board(self, *, reasons_written: bool) -> AppealRemittedToBoard:
        """Send the case back to the board."""
        refuse_unless(g.defect_under_appeal_is_written(reasons_written), "defect_under_appeal_is_written")
        return AppealRemittedToBoard()

    def _on_grounds(self, codes: Collection[str], written: bool) -> None:
        refuse_unless(g.appeal_ground_is_given(codes, written), "appeal_ground_is_given")
        refuse_unless(g.ground_is_of_this_side(self, codes), "ground_is_of_this_side")
        refuse_unless(g.consent_leaves_this_ground(self, codes), "consent_leaves_this_ground")

    def _with_reasons(self, written: bool) -> None:
        refuse_unless(g.appeal_reasons_are_written(written), "appeal_reasons_are_written")

    def _close_as(self, code: ClosingCode | None) -> ClosingCode | None:
        self.closing_code = code or ""
        return code
