"""The panel, without a database: who may sit, the list, and what becomes of a panel."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.record.events import (
    ConflictDeclared,
    ConflictDetected,
    PanelNamed,
    RemittedToNewPanel,
    RetaliationReported,
)
from casework.record.state.people import PeoplePart
from casework.vocabulary import AllegationState, CaseState, ClockName, NotNow, PanelState, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.panel_road import (
    AVA,
    CLEO,
    FIRST,
    LIST,
    MILO,
    NORA,
    OLA,
    REX,
    charged,
    declared,
    deliberating,
    formed,
    found,
    heard,
    listed,
    named,
)
from tests.casework.pure import CLOCK, PureCase, someone

PANEL = frozenset({CLEO, MILO, NORA})


def refused(case: PureCase, verb: Verb, *, by: Any = AVA, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def sitting(case: PureCase) -> frozenset[Any]:
    return frozenset(s for s in case.view.people.seats if s[1] in (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER))


def test_a_named_panel_sits() -> None:
    case = named()
    assert sitting(case) == PANEL
    assert case.view.panel.state == PanelState.NAMED
    assert case.view.panel.size == 3


def test_naming_again_replaces_the_panel_and_its_list() -> None:
    case = listed()
    pia = someone("pia")
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"members": (pia, NORA[0])})
    assert sitting(case) == {CLEO, (pia, Seat.PANEL_MEMBER), NORA}
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == [
        REASONS["panel_has_declared"],
        REASONS["panel_list_was_served"],
        case.reason("challenge_time_is_over"),
    ]


def test_a_member_may_be_named_chair_instead() -> None:
    case = named()
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"chair": MILO[0], "members": (CLEO[0], NORA[0])})
    assert sitting(case) == {(MILO[0], Seat.PANEL_CHAIR), (CLEO[0], Seat.PANEL_MEMBER), NORA}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"members": (NORA[0],)}, "panel_is_three_or_five"),
        ({"members": (NORA[0], NORA[0])}, "panel_is_three_or_five"),
        ({"members": (NORA[0], CLEO[0])}, "panel_is_three_or_five"),
        ({"members": (NORA[0], MILO[0], someone("pia"))}, "panel_is_three_or_five"),
        ({"lay": ()}, "panel_has_a_lay_member"),
        ({"lay": (someone("pia"),)}, "panel_has_a_lay_member"),
        ({"by_rota": False}, "rota_is_followed_or_reason_given"),
        ({"chair": OLA[0]}, "members_are_free_to_sit"),
        ({"members": (NORA[0], REX[0])}, "members_are_free_to_sit"),
    ],
)
def test_a_list_that_breaks_a_rule_is_refused(given: dict[str, Any], reason: str) -> None:
    case = charged()
    assert refused(case, Verb.NAME_PANEL, **LIST | given) == (REASONS[reason],)
    assert case.happened == []


def test_off_the_rota_with_a_reason_will_do() -> None:
    case = charged()
    assert isinstance(case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"by_rota": False, "reason_given": True}), PanelNamed)


def test_five_may_sit() -> None:
    case = charged()
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"members": (MILO[0], NORA[0], someone("pia"), someone("quin"))})
    assert case.view.panel.size == 5


def test_a_person_with_a_conflict_cannot_be_named() -> None:
    case = charged()
    case.happen(ConflictDetected(person=NORA[0], provisional=True), by=CLOCK)
    assert refused(case, Verb.NAME_PANEL, **LIST) == (REASONS["members_are_free_of_conflict"],)


@pytest.mark.parametrize("seat", [Seat.DECIDER, Seat.SCREENER, Seat.INVESTIGATOR, Seat.INTAKE, Seat.REVIEWER])
def test_a_person_who_acted_in_another_office_cannot_judge(seat: Seat) -> None:
    case = charged(people=PeoplePart(acts=frozenset({(MILO[0], seat)})))
    assert refused(case, Verb.NAME_PANEL, **LIST) == (REASONS["members_are_free_to_sit"],)


def test_a_party_of_a_linked_case_cannot_judge() -> None:
    case = charged(elsewhere=frozenset({(CLEO[0], Seat.WITNESS)}))
    assert refused(case, Verb.NAME_PANEL, **LIST) == (REASONS["members_are_free_to_sit"],)


def test_who_judges_a_case_that_grew_out_of_this_one_is_not_named_here() -> None:
    judges = frozenset({(CLEO[0], Seat.PANEL_CHAIR)})
    assert isinstance(charged(elsewhere=judges).do(Verb.NAME_PANEL, by=AVA, **LIST), PanelNamed)
    case = charged(elsewhere=judges)
    case.happen(RetaliationReported(other=uuid4()), by=REX)
    assert refused(case, Verb.NAME_PANEL, **LIST) == (REASONS["members_are_free_to_sit"],)


def test_a_list_needs_a_panel() -> None:
    assert charged().reasons(Verb.SERVE_PANEL_LIST, by=AVA) == [REASONS["panel_is_named"]]


def test_the_time_to_challenge_counts_from_the_day_the_list_arrived() -> None:
    case = named()
    served = case.do(Verb.SERVE_PANEL_LIST, by=AVA)
    waiting = case.view.clock(ClockName.PANEL_CHALLENGE)
    case.wait(days=3)
    case.serve(served.id, Seat.RESPONDENT)
    running = case.view.clock(ClockName.PANEL_CHALLENGE)
    assert waiting and running and running.due
    assert (waiting.due, case.view.day_of(running.due)) == (None, case.view.today + timedelta(days=11))
    assert not case.view.over(ClockName.PANEL_LIST)


def test_a_panel_is_not_formed_while_it_may_still_be_challenged() -> None:
    case = named()
    served = case.do(Verb.SERVE_PANEL_LIST, by=AVA)
    unserved = [REASONS["panel_list_was_served"], case.reason("challenge_time_is_over")]
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == unserved
    case.serve(served.id, Seat.RESPONDENT)
    case.wait(days=10)
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == [case.reason("challenge_time_is_over")]


def test_a_panel_of_which_somebody_left_is_named_anew_before_it_is_formed() -> None:
    case = listed()
    case.happen(ConflictDeclared(), by=MILO)
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == [REASONS["members_are_free_of_conflict"]]


def test_a_person_who_acted_elsewhere_since_cannot_be_formed_into_a_panel() -> None:
    case = listed()
    case.happen(ConflictDetected(person=someone("pia"), provisional=True), by=(MILO[0], Seat.SCREENER))
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == [REASONS["members_are_free_to_sit"]]


@pytest.mark.parametrize("days", [0, 29, 30])
def test_a_hearing_too_soon_is_refused(days: int) -> None:
    case = listed()
    day = case.view.today + timedelta(days=days)
    assert refused(case, Verb.FORM_PANEL, hearing_on=day) == (REASONS["hearing_is_30_days_ahead"],)


def test_a_formed_panel_starts_the_clocks_of_the_hearing() -> None:
    case = formed()
    running = {run.name: run.due and case.view.day_of(run.due) for run in case.view.clocks if run.running}
    assert (case.state, case.view.hearing.on) == (CaseState.HEARING, case.view.today + timedelta(days=45))
    assert running == {
        ClockName.HEARING_NOTICE: case.view.today + timedelta(days=31),
        ClockName.BUNDLE: case.view.today + timedelta(days=27),
        ClockName.NEW_CHARGES: case.view.today + timedelta(days=31),
    }


def test_a_whole_panel_is_not_dissolved() -> None:
    assert heard().reasons(Verb.DISSOLVE_PANEL, by=AVA) == [REASONS["panel_is_below_three"]]


def test_a_panel_of_three_is_dissolved_when_one_is_out_and_the_others_may_sit_again() -> None:
    case = heard()
    case.happen(ConflictDeclared(), by=MILO)
    case.do(Verb.DISSOLVE_PANEL, by=AVA)
    after = (case.state, sitting(case), case.view.panel.state, case.view.hearing.on)
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"members": (someone("pia"), NORA[0])})
    assert after == (CaseState.PANEL_FORMING, frozenset(), PanelState.DISSOLVED, None)
    assert sitting(case) == {CLEO, (someone("pia"), Seat.PANEL_MEMBER), NORA}


def test_a_panel_of_five_goes_on_with_three_but_not_without_its_chair() -> None:
    case = charged()
    pia, quin = someone("pia"), someone("quin")
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"members": (MILO[0], NORA[0], pia, quin)})
    declared(case, CLEO, MILO, NORA, (pia, Seat.PANEL_MEMBER), (quin, Seat.PANEL_MEMBER))
    served = case.do(Verb.SERVE_PANEL_LIST, by=AVA)
    case.serve(served.id, Seat.RESPONDENT)
    case.wait(days=11)
    case.do(Verb.FORM_PANEL, by=AVA, hearing_on=case.view.today + timedelta(days=45))
    for person in (pia, quin):
        case.happen(ConflictDeclared(), by=(person, Seat.PANEL_MEMBER))
    three_left = case.reasons(Verb.DISSOLVE_PANEL, by=AVA)
    case.happen(ConflictDeclared(), by=CLEO)
    assert (three_left, case.reasons(Verb.DISSOLVE_PANEL, by=AVA)) == ([REASONS["panel_is_below_three"]], [])


def test_dissolution_annuls_saved_findings_and_then_nobody_sits_again() -> None:
    case = found()
    case.happen(ConflictDeclared(), by=MILO)
    case.do(Verb.DISSOLVE_PANEL, by=AVA)
    known = case.view
    assert (known.deliberation.saved, known.deliberation.findings) == (False, ())
    assert [one.state for one in known.allegations.all if one.id == FIRST] == [AllegationState.CHARGED]
    for again in ({"chair": CLEO[0]}, {"members": (NORA[0], someone("pia"))}):
        new = LIST | {"chair": someone("quin"), "members": (someone("rosa"), someone("pia")), "lay": (someone("pia"),)}
        assert refused(case, Verb.NAME_PANEL, **new | again) == (REASONS["members_are_free_to_sit"],)


def test_a_remittal_to_a_new_panel_discharges_the_old_one() -> None:
    case = found()
    case.happen(
        RemittedToNewPanel(from_state=CaseState.BOARD_DECISION, to_state=CaseState.PANEL_FORMING),
        by=(someone("bea"), Seat.BOARD_SECRETARY),
    )
    assert sitting(case) == frozenset()
    assert case.view.panel.state == PanelState.DISCHARGED
    assert case.view.deliberation.saved is False


def test_a_dissolved_panel_leaves_no_clock_of_the_hearing() -> None:
    case = deliberating()
    case.happen(ConflictDeclared(), by=NORA)
    case.do(Verb.DISSOLVE_PANEL, by=AVA)
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.PANEL_LIST}
