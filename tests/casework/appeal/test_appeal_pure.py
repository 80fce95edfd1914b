"""Appeals without a database: who may, when, on which ground, before whom, and what can come of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.events import (
    AppealLapsed,
    AppealPanelSeated,
    BoardDecided,
    Recused,
    SanctionImposed,
    Terms,
    terms_of,
)
from casework.facts.allegations import AllegationsFacts
from casework.facts.board import BoardFacts
from casework.facts.notice import NoticeFacts
from casework.facts.people import PeopleFacts
from casework.guards.base import REASONS
from casework.guards.sheet import Sheet
from casework.vocabulary import (
    AllegationState,
    AppealState,
    CaseState,
    ClockName,
    ClosingCode,
    NotNow,
    Route,
    Seat,
    Verb,
)
from policy.quorum import Option
from policy.rules import Level
from tests.casework.panel_road import FIRST, SECOND, charge
from tests.casework.pure import By, PureCase, someone

REX: By = (someone("rex in this case"), Seat.RESPONDENT)
OLA: By = (someone("ola"), Seat.INVESTIGATOR)
VERA: By = (someone("vera"), Seat.REVIEWER)
AVA: By = (someone("ava"), Seat.ADVISER)
AMOS: By = (someone("amos"), Seat.APPEAL_CHAIR)
ANOUK: By = (someone("anouk"), Seat.APPEAL_MEMBER)
ARNE: By = (someone("arne"), Seat.APPEAL_MEMBER)
BENCH = {"chair": AMOS[0], "members": (ANOUK[0], ARNE[0]), "lay": (ANOUK[0],)}
ALL_THREE = (AMOS[0], ANOUK[0], ARNE[0])
OWN = {"codes": ("procedure", "disproportionate"), "statement": True}
LENIENT = {"codes": ("undue_leniency",), "statement": True}
LATE = OWN | {"cause": True}
SUSPENDED = Terms(level=Level.L6, term_days=90)
SHEET = Sheet(lower_considered=True, departure_explained=True)
WRITTEN = {"reasons_written": True}


def decided(terms: Terms | None = SUSPENDED, *, route: Route = Route.PANEL, served: bool = True) -> PureCase:
    """A decision that rests on two findings, with the respondent unless said otherwise."""
    proven = [charge(key, state=AllegationState.PROVEN) for key in (FIRST, SECOND)]
    case = PureCase.new(
        state=CaseState.BOARD_DECISION,
        allegations=AllegationsFacts(all=tuple(proven)),
        notice=NoticeFacts(told=True),
        board=BoardFacts(route=route),
        people=PeopleFacts(seats=frozenset({REX, OLA}), acts=frozenset({OLA, (someone("cleo"), Seat.PANEL_CHAIR)})),
    )
    level = terms.level if terms else Level.L0
    fact = BoardDecided(
        carried=Option.L6 if terms else None, level=level, route=route, to_state=CaseState.APPEAL_WINDOW
    )
    case.happen(fact)
    if terms:
        case.happen(SanctionImposed(**terms_of(terms), sanction=uuid4(), findings=(FIRST, SECOND)))
    move(case, CaseState.APPEAL_WINDOW)
    if served:
        case.serve(fact.id, Seat.RESPONDENT)
    return case


def move(case: PureCase, state: CaseState) -> None:
    """Put the machine where the facts are."""
    vars(case)["state"] = state.value
    case.route = case.facts.board.route or ""


def lodged(case: PureCase | None = None) -> PureCase:
    """The same, appealed by the respondent."""
    case = case or decided()
    case.do(Verb.LODGE_APPEAL, by=REX, **OWN)
    return case


def sifted(case: PureCase | None = None, codes: Sequence[str] = OWN["codes"]) -> PureCase:
    """The same, a panel seated and the grounds looked at."""
    case = case or lodged()
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=case.facts.appeal.live[0].id, codes=codes, **WRITTEN)
    return case


def heard(case: PureCase | None = None) -> PureCase:
    """The same, heard once the Society's own time was over."""
    case = sifted(case)
    case.wait(days=20)
    case.do(Verb.HEAR_APPEAL, by=AMOS, present=ALL_THREE)
    return case


def final(case: PureCase) -> PureCase:
    """The same decision, final for want of an appeal."""
    case.wait(days=40)
    case.happen(AppealLapsed(closing_code=None, to_state=CaseState.MONITORING))
    move(case, CaseState.MONITORING)
    return case


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    before = len(case.happened)
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    assert len(case.happened) == before
    return no.value.reasons


def vary(case: PureCase, terms: Terms, *, quashed: tuple[UUID, ...] = (), first: By = AMOS, second: By = ANOUK) -> Any:
    given = {"quashed": quashed, "terms": terms, "sheet": SHEET, **WRITTEN}
    return case.two(Verb.VARY_ON_APPEAL, first=first, second=second, **given)


def test_an_appeal_keeps_its_grounds_by_number_and_the_sanction_stayed() -> None:
    case = decided()
    fact = case.do(Verb.LODGE_APPEAL, by=REX, **OWN)
    (one,) = case.facts.appeal.live
    assert (fact.side, fact.numbers, one.codes) == (Seat.RESPONDENT, (1, 4), ("procedure", "disproportionate"))
    assert (case.state, case.facts.sanctions.all[-1].state) == (CaseState.APPEAL, "stayed")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"codes": (), "statement": True}, "appeal_ground_is_given"),
        ({"codes": ("procedure",), "statement": False}, "appeal_ground_is_given"),
        (LENIENT, "ground_is_of_this_side"),
        ({"codes": ("regret",), "statement": True}, "ground_is_of_this_side"),
    ],
)
def test_an_appeal_without_a_ground_of_its_own_side_is_refused_with_the_rule(
    given: dict[str, Any], reason: str
) -> None:
    assert refused(decided(), Verb.LODGE_APPEAL, REX, **given) == (REASONS[reason],)


def test_an_appeal_that_comes_too_late_is_refused_with_what_is_still_possible() -> None:
    case = decided()
    case.wait(days=31)
    assert refused(case, Verb.LODGE_APPEAL, REX, **OWN) == (
        "The time to appeal has ended. A late appeal needs a reason and is possible for 30 more days.",
    )


def test_the_time_to_appeal_does_not_run_before_the_decision_has_arrived() -> None:
    case = decided(served=False)
    case.wait(days=400)
    assert lodged(case).state == CaseState.APPEAL


def test_nobody_appeals_twice() -> None:
    assert refused(lodged(), Verb.CROSS_APPEAL, REX, **OWN) == (REASONS["side_has_not_appealed"],)


def test_after_a_decision_by_consent_only_fraud_and_bias_remain() -> None:
    case = decided(route=Route.CONSENT)
    assert refused(case, Verb.LODGE_APPEAL, REX, **OWN) == (REASONS["consent_leaves_this_ground"],)
    case.do(Verb.LODGE_APPEAL, by=REX, codes=("new_evidence",), statement=True)
    assert case.state == CaseState.APPEAL


def test_the_society_appeals_only_countersigned_by_a_reviewer_and_only_for_leniency() -> None:
    case = decided()
    assert refused(case, Verb.LODGE_APPEAL, OLA, **LENIENT) == (REASONS["society_appeal_is_countersigned"],)
    assert refused(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, VERA, reasons_written=False) == (
        REASONS["public_interest_is_reasoned"],
    )
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, **WRITTEN)
    assert refused(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, VERA, **WRITTEN) == (REASONS["appeal_is_not_countersigned"],)
    assert refused(case, Verb.LODGE_APPEAL, OLA, **OWN) == (REASONS["ground_is_of_this_side"],)
    assert case.do(Verb.LODGE_APPEAL, by=OLA, **LENIENT).side is Seat.INVESTIGATOR


def test_a_society_that_has_waived_does_not_appeal_after_all() -> None:
    case = decided()
    case.two(Verb.WAIVE_SOCIETY_APPEAL, first=OLA, second=VERA)
    assert refused(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, VERA, **WRITTEN) == (REASONS["society_may_appeal"],)
    assert REASONS["society_has_not_waived"] in refused(case, Verb.LODGE_APPEAL, OLA, **LENIENT)
    assert lodged(case).state == CaseState.APPEAL


def test_the_other_side_has_fourteen_days_the_society_at_once_and_the_respondent_from_the_letter() -> None:
    own = lodged()
    run = own.facts.clock(ClockName.CROSS_APPEAL)
    assert run is not None and run.counts_from == own.facts.today
    case = decided()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, **WRITTEN)
    fact = case.do(Verb.LODGE_APPEAL, by=OLA, **LENIENT)
    case.wait(days=100)
    assert case.facts.open(ClockName.CROSS_APPEAL)
    case.serve(fact.id, Seat.RESPONDENT)
    case.wait(days=15)
    assert refused(case, Verb.CROSS_APPEAL, REX, **OWN) == (REASONS["cross_appeal_is_in_time"],)


def test_both_sides_appeals_wait_for_the_sift_and_neither_is_then_taken_back() -> None:
    case = lodged()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, **WRITTEN)
    case.do(Verb.CROSS_APPEAL, by=OLA, **LENIENT)
    assert [(one.side, one.state) for one in case.facts.appeal.all] == [
        (Seat.RESPONDENT, AppealState.LODGED),
        (Seat.INVESTIGATOR, AppealState.LODGED),
    ]
    assert refused(case, Verb.WITHDRAW_APPEAL, REX) == (REASONS["appellant_is_the_only_one"],)


def test_an_appeal_is_taken_back_once_the_other_side_has_had_its_time() -> None:
    case = lodged()
    assert refused(case, Verb.WITHDRAW_APPEAL, REX) == (REASONS["cross_appeal_time_is_over"],)
    case.wait(days=20)
    assert refused(case, Verb.WITHDRAW_APPEAL, OLA) == (REASONS["appellant_is_the_only_one"],)
    case.do(Verb.WITHDRAW_APPEAL, by=REX)
    assert (case.state, case.facts.sanctions.all[-1].state) == (CaseState.MONITORING, "active")


def test_a_panel_is_seated_only_while_there_is_something_to_hear() -> None:
    case = final(decided())
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **BENCH) == (REASONS["an_appeal_can_need_a_panel"],)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **BENCH) == (REASONS["no_appeal_panel_sits"],)


def test_a_panel_that_lost_a_member_is_seated_anew_from_people_who_are_new() -> None:
    case = lodged()
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    case.happen(Recused(), by=ARNE)
    kept = {"chair": ANOUK[0], "members": (someone("alf"), someone("ali")), "lay": (ANOUK[0],)}
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **kept) == (REASONS["appeal_panel_is_disjoint"],)
    new = {"chair": someone("abe"), "members": (someone("alf"), someone("ali")), "lay": (someone("ali"),)}
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **new)
    assert case.facts.people.holding(Seat.APPEAL_CHAIR) == {someone("abe")}


@pytest.mark.parametrize(
    ("bench", "reason"),
    [
        (BENCH | {"chair": someone("cleo")}, "appeal_panel_is_disjoint"),
        (BENCH | {"members": (ANOUK[0], AMOS[0])}, "appeal_panel_is_three"),
        (BENCH | {"lay": ()}, "panel_has_a_lay_member"),
    ],
)
def test_an_appeal_panel_is_three_new_people_one_of_them_lay(bench: dict[str, Any], reason: str) -> None:
    assert refused(lodged(), Verb.SEAT_APPEAL_PANEL, AVA, **bench) == (REASONS[reason],)


def test_who_sat_on_an_earlier_appeal_panel_and_did_nothing_there_sits_on_no_later_one() -> None:
    case = decided()
    case.happen(AppealPanelSeated(chair=AMOS[0], members=(ANOUK[0], ARNE[0]), lay=(ANOUK[0],)))
    other = AppealPanelSeated(chair=someone("abe"), members=(someone("alf"), someone("ali")), lay=())
    case.happen(other)
    case.happen(BoardDecided(carried=None, level=Level.L0, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW))
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **BENCH) == (REASONS["appeal_panel_is_disjoint"],)


def test_the_sift_names_grounds_of_the_appeal_with_reasons_and_starts_the_time_to_hear_it() -> None:
    case = lodged()
    (one,) = case.facts.appeal.live
    ask = {"appeal": one.id, "codes": ("procedure",), **WRITTEN}
    assert REASONS["appeal_panel_is_seated"] in refused(case, Verb.SIFT_APPEAL, AMOS, **ask)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    for wrong, reason in (
        ({"appeal": uuid4()}, "appeal_waits_for_the_sift"),
        ({"codes": ("misapplied_code",)}, "grounds_are_of_this_appeal"),
        ({"reasons_written": False}, "sift_reasons_are_written"),
    ):
        assert refused(case, Verb.SIFT_APPEAL, AMOS, **ask | wrong) == (REASONS[reason],)
    fact = case.do(Verb.SIFT_APPEAL, by=AMOS, **ask)
    assert (fact.arguable, fact.numbers) == (True, (1,))
    assert [case.facts.open(name) for name in (ClockName.APPEAL_SIFT, ClockName.APPEAL_HEARING)] == [False, True]
    assert refused(case, Verb.SIFT_APPEAL, AMOS, **ask) == (REASONS["appeal_waits_for_the_sift"],)


def test_an_appeal_without_an_arguable_ground_is_refused_by_two_and_not_heard() -> None:
    case = sifted(codes=())
    assert not case.facts.open(ClockName.APPEAL_HEARING)
    case.wait(days=20)
    assert refused(case, Verb.HEAR_APPEAL, AMOS, present=ALL_THREE) == (REASONS["an_appeal_is_admitted"],)
    assert refused(case, Verb.REFUSE_APPEAL, AMOS, **WRITTEN) == (REASONS["second_person_signed"],)
    case.two(Verb.REFUSE_APPEAL, first=ARNE, second=ANOUK, **WRITTEN)
    assert (case.state, case.facts.appeal.all[0].state) == (CaseState.MONITORING, AppealState.REFUSED)


def test_an_appeal_is_heard_by_all_three_when_the_other_side_has_had_its_time() -> None:
    case = sifted()
    assert refused(case, Verb.HEAR_APPEAL, AMOS, present=ALL_THREE) == (REASONS["cross_appeal_time_is_over"],)
    case.wait(days=20)
    assert refused(case, Verb.HEAR_APPEAL, AMOS, present=ALL_THREE[:2]) == (REASONS["every_appeal_member_is_present"],)
    case.do(Verb.HEAR_APPEAL, by=AMOS, present=ALL_THREE)
    assert refused(case, Verb.HEAR_APPEAL, AMOS, present=ALL_THREE)[0] == REASONS["appeal_was_not_heard"]


@pytest.mark.parametrize(
    ("verb", "given", "state"),
    [
        (Verb.DISMISS_APPEAL, WRITTEN, CaseState.MONITORING),
        (Verb.QUASH_ON_APPEAL, WRITTEN, CaseState.CLOSED),
        (Verb.REMIT_ON_APPEAL_TO_PANEL, {"defect_written": True}, CaseState.PANEL_FORMING),
        (Verb.REMIT_ON_APPEAL_TO_BOARD, {"defect_written": True}, CaseState.BOARD_DECISION),
    ],
)
def test_an_appeal_that_was_heard_is_decided_by_two_of_three_with_reasons(
    verb: Verb, given: dict[str, Any], state: CaseState
) -> None:
    unheard = sifted()
    assert REASONS["appeal_was_heard"] in refused(unheard, verb, AMOS, **given)
    case = heard()
    case.do(Verb.PROPOSE_STEP, by=ANOUK, proposed=verb)
    bare = dict.fromkeys(given, False)
    assert len(refused(case, verb, ARNE, **bare)) == 1
    case.do(verb, by=ARNE, **given)
    assert case.state == state


def test_a_sanction_is_reduced_and_never_made_harsher_on_the_respondents_own_appeal() -> None:
    case = heard()
    for harsher in (Terms(level=Level.L7, no_return_years=3), Terms(level=Level.L6, term_days=91)):
        assert refused_variation(case, harsher) == (REASONS["not_harsher_unless_the_society_appealed"],)
    vary(case, Terms(level=Level.L4), quashed=(FIRST,))
    (sanction,) = case.facts.sanctions.all
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.SANCTION_COMPLETED)
    assert (sanction.level, sanction.term_days, sanction.findings) == (Level.L4, 0, (SECOND,))


def refused_variation(case: PureCase, terms: Terms, quashed: tuple[UUID, ...] = ()) -> tuple[str, ...]:
    if case.facts.proposals.of(Verb.VARY_ON_APPEAL) is None:
        case.do(Verb.PROPOSE_STEP, by=AMOS, proposed=Verb.VARY_ON_APPEAL)
    given = {"quashed": quashed, "terms": terms, "sheet": SHEET, **WRITTEN}
    return refused(case, Verb.VARY_ON_APPEAL, ANOUK, **given)


def test_a_sanction_is_raised_only_on_the_appeal_of_the_society() -> None:
    case = lodged()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, **WRITTEN)
    case.do(Verb.CROSS_APPEAL, by=OLA, **LENIENT)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    for one in case.facts.appeal.live:
        case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=one.id, codes=one.codes, **WRITTEN)
    case.wait(days=20)
    case.do(Verb.HEAR_APPEAL, by=AMOS, present=ALL_THREE)
    vary(case, Terms(level=Level.L7, no_return_years=3))
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.EXPELLED)


def test_the_society_can_have_a_sanction_imposed_where_the_board_imposed_none() -> None:
    case = decided(None)
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, **WRITTEN)
    fact = case.do(Verb.LODGE_APPEAL, by=OLA, **LENIENT)
    case.serve(fact.id, Seat.RESPONDENT)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=fact.id, codes=LENIENT["codes"], **WRITTEN)
    case.wait(days=20)
    case.do(Verb.HEAR_APPEAL, by=AMOS, present=ALL_THREE)
    vary(case, SUSPENDED)
    current = case.facts.sanctions.current
    assert current is not None
    assert (current.level, current.findings, case.state) == (Level.L6, (FIRST, SECOND), CaseState.MONITORING)


def test_where_every_finding_falls_the_decision_is_quashed_and_not_varied() -> None:
    case = heard()
    assert refused_variation(case, Terms(level=Level.L2), (FIRST, SECOND)) == (REASONS["sanction_is_recomputed"],)


def test_a_case_sent_back_on_the_respondents_appeal_does_not_end_harsher() -> None:
    case = heard(lodged(decided(Terms(level=Level.L4))))
    case.two(Verb.REMIT_ON_APPEAL_TO_BOARD, first=AMOS, second=ARNE, defect_written=True)
    assert (case.facts.appeal.ceiling, case.facts.board.highest) == (Level.L4, Level.L4)
    assert case.facts.sanctions.current is None


def test_a_late_appeal_needs_a_cause_comes_once_and_within_thirty_days() -> None:
    case = decided()
    assert refused(case, Verb.APPLY_LATE, REX, **LATE) == (REASONS["time_to_appeal_has_passed"],)
    case = final(decided())
    assert refused(case, Verb.APPLY_LATE, REX, **LATE | {"cause": False}) == (REASONS["cause_is_given"],)
    assert refused(case, Verb.APPLY_LATE, REX, **LATE | {"codes": ()}) == (REASONS["appeal_ground_is_given"],)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    assert refused(case, Verb.APPLY_LATE, REX, **LATE) == (REASONS["no_late_application_before"],)
    over = final(decided())
    over.wait(days=31)
    assert refused(over, Verb.APPLY_LATE, REX, **LATE) == (REASONS["late_application_is_within_30_days"],)


def test_an_appeal_that_is_late_before_the_decision_became_final_holds_it_back() -> None:
    case = decided()
    case.wait(days=33)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    assert case.reasons(Verb.APPEAL_LAPSES, by=(someone("the clock"), Seat.CLOCK)) == [
        REASONS["no_late_application_is_pending"]
    ]


def test_a_late_appeal_is_ruled_on_by_the_chair_of_a_panel_and_stays_the_sanction_with_the_days_served() -> None:
    case = final(decided())
    case.wait(days=10)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    assert refused(case, Verb.ADMIT_LATE_APPEAL, AMOS, **WRITTEN) == (REASONS["appeal_panel_is_seated"],)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    case.do(Verb.ADMIT_LATE_APPEAL, by=AMOS, **WRITTEN)
    (one,) = case.facts.appeal.live
    (sanction,) = case.facts.sanctions.all
    assert (case.state, one.codes, sanction.state, sanction.served) == (CaseState.APPEAL, OWN["codes"], "stayed", 10)
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=one.id, codes=(), **WRITTEN)
    case.wait(days=20)
    case.two(Verb.REFUSE_APPEAL, first=AMOS, second=ARNE, **WRITTEN)
    term = case.facts.clock(ClockName.TERM)
    assert term is not None and (term.days, term.started) == (80, case.now)


def test_a_late_appeal_that_is_refused_leaves_the_decision_final_and_cannot_be_asked_for_again() -> None:
    case = final(decided())
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **BENCH)
    assert refused(case, Verb.REFUSE_LATE_APPEAL, AMOS, reasons_written=False) == (
        REASONS["refusal_reasons_are_written"],
    )
    case.do(Verb.REFUSE_LATE_APPEAL, by=AMOS, **WRITTEN)
    assert (case.state, case.facts.appeal.late_pending) == (CaseState.MONITORING, False)
    assert refused(case, Verb.APPLY_LATE, REX, **LATE) == (REASONS["no_late_application_before"],)
    assert refused(case, Verb.ADMIT_LATE_APPEAL, AMOS, **WRITTEN) == (REASONS["late_application_is_pending"],)
