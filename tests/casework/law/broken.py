"""One history for each way in which an invariant can be broken, and the numbers of those it breaks."""

from collections.abc import Callable
from uuid import uuid4

from casework.queries.invariants import History
from casework.record.state.appeal import Appeal, AppealPart
from casework.vocabulary import SanctionState, Seat
from policy.rules import Level
from tests.casework.law import broken_cases as cases
from tests.casework.law import broken_decisions as decisions
from tests.casework.law import broken_service as service
from tests.casework.panel_road import LETTERS

type Broken = tuple[Callable[[], History], set[int]]

BROKEN: tuple[Broken, ...] = (
    (cases.an_act_of_the_barred, {1}),
    (decisions.a_decision_by_the_tainted, {1}),
    (cases.two_seats, {2}),
    (cases.two_pseudonyms, {2}),
    (decisions.a_voter_too_few, {3}),
    (decisions.other_papers, {3}),
    (decisions.a_vote_from_outside, {3}),
    (decisions.a_late_vote, {3}),
    (decisions.a_vote_on_changed_papers, {3}),
    (decisions.carried_by_too_few, {3}),
    (decisions.failed_by_absence, {3}),
    (decisions.closed_early, {3}),
    (decisions.lapsed_unserved, {4}),
    (decisions.lapsed_early, {4}),
    (decisions.waived_by_one, {4}),
    (decisions.dismissed_unlodged, {4}),
    (lambda: cases.published(Level.L2, SanctionState.ACTIVE), {5}),
    (lambda: cases.published(Level.L6, SanctionState.STAYED), {5}),
    (cases.published_under_appeal, {5}),
    (cases.in_force_under_appeal, {6}),
    (cases.varied_by_the_secretary, {4, 6}),
    (decisions.voted_lower, {6}),
    (decisions.above_the_recommendation, {7}),
    (decisions.longer_than_recommended, {7}),
    (lambda: cases.found(evidence=()), {8}),
    (lambda: cases.found(evidence=(LETTERS,), bundled=13), {8}),
    (lambda: cases.found(on_admission=True), {8}),
    (lambda: cases.found_on_a_line(lines=(1,), days=2), {8}),
    (lambda: cases.found_on_a_line(lines=(2,), days=8), {8}),
    (cases.sworn_late, {9}),
    (cases.a_pause_counted_twice, {10}),
    (cases.a_name_goes_out, {11}),
    (cases.history_first, {12}),
    (cases.found_twice, {12}),
    (cases.judged_before, {12}),
    (lambda: cases.closed_with(appeal=AppealPart(all=(Appeal(id=uuid4(), side=Seat.RESPONDENT),))), {13}),
    (cases.deleted_under_hold, {14}),
    (cases.opened_twice, {15}),
    (cases.an_appeal_panel_that_knew, {2, 16}),
    (cases.moved_from_elsewhere, {17}),
    (cases.asked_without_a_clock, {18}),
    (cases.stored_otherwise, {17}),
    (cases.read_unserved, {19}),
    (cases.read_late, {19}),
    (service.deemed_unreached, {20}),
    (service.deemed_early, {20}),
    (service.deemed_unreminded, {20}),
    (service.a_notice_deemed, {20}),
    (service.a_decision_deemed_unposted, {20}),
)
