"""Seats, conflicts and escalation, without a database."""

from uuid import UUID

import pytest

from casework.record.rights import Holder, rights_due
from casework.vocabulary import CaseState, ClockName, Mention, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, By, PureCase, someone
from tests.casework.pure_road import INTAKE, OLA, REPORTER, SAM, SOL, filed, in_investigation, in_screening

VERA: By = (someone("vera"), Seat.REVIEWER)
BEA: By = (someone("bea"), Seat.BOARD_SECRETARY)
ADA: By = (someone("ada"), Seat.ADVISER)


def seat(case: PureCase, person: UUID, seat: Seat, **given: bool) -> None:
    case.do(Verb.SEAT_OFFICER, by=INTAKE, person=person, seat=seat, **{"by_rota": True} | given)


def refused_to(case: PureCase, verb: Verb, by: By, **given: object) -> tuple[str, ...]:
    with pytest.raises(NotNow) as refused:
        case.do(verb, by=by, **given)
    return refused.value.reasons


def test_an_officer_is_seated_by_the_rota_or_with_a_reason() -> None:
    case = in_screening()
    given = {"person": OLA[0], "seat": Seat.INVESTIGATOR, "by_rota": False}
    assert refused_to(case, Verb.SEAT_OFFICER, INTAKE, **given) == (REASONS["rota_is_followed_or_reason_given"],)
    case.do(Verb.SEAT_OFFICER, by=INTAKE, **given, reason=True)
    assert case.view.people.holding(Seat.INVESTIGATOR) == {OLA[0]}


@pytest.mark.parametrize(
    ("person", "wanted", "reason"),
    [
        (someone("x"), Seat.SCREENER, "seat_is_empty"),
        (someone("x"), Seat.PANEL_CHAIR, "seat_is_yours_to_fill"),
        (someone("x"), Seat.MONITOR, "seat_is_yours_to_fill"),
        (SOL[0], Seat.REVIEWER, "person_is_free_to_sit"),
        (REPORTER[0], Seat.INVESTIGATOR, "person_is_free_to_sit"),
    ],
)
def test_a_seat_that_cannot_be_given_is_refused(person: UUID, wanted: Seat, reason: str) -> None:
    given = {"person": person, "seat": wanted, "by_rota": True}
    assert refused_to(in_screening(), Verb.SEAT_OFFICER, INTAKE, **given) == (REASONS[reason],)


def test_leave_load_and_conflict_read_alike() -> None:
    case = in_screening()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=OLA[0], provisional=False)
    given = {"person": OLA[0], "seat": Seat.INVESTIGATOR, "by_rota": True}
    assert refused_to(case, Verb.SEAT_OFFICER, INTAKE, **given) == (REASONS["person_is_free_of_conflict"],)


def test_acts_in_a_linked_case_bar_too_but_parties_only_from_offices() -> None:
    linked = frozenset({(OLA[0], Seat.PANEL_MEMBER)})
    case = PureCase.new(state=CaseState.SCREENING, elsewhere=linked)
    given = {"person": OLA[0], "seat": Seat.INVESTIGATOR, "by_rota": True}
    assert refused_to(case, Verb.SEAT_OFFICER, INTAKE, **given) == (REASONS["person_is_free_to_sit"],)


def test_a_match_denies_for_good_and_empties_the_seat() -> None:
    case = in_screening()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=SOL[0], provisional=False)
    people = case.view.people
    assert (people.holding(Seat.SCREENER), people.barred) == (frozenset({SAM[0]}), frozenset({SOL[0]}))
    assert case.view.clock(ClockName.MENTION) is None


def test_a_mention_denies_at_once_and_empties_no_seat() -> None:
    case = in_screening()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=SOL[0], provisional=True)
    due = rights_due(case.view, [Holder(person=SOL[0], seat=Seat.SCREENER), Holder(person=SAM[0], seat=Seat.SCREENER)])
    assert set(due) == {SAM[0]}
    assert case.view.people.holding(Seat.SCREENER) == {SOL[0], SAM[0]}


def test_each_mention_has_a_clock_of_its_own() -> None:
    case = in_screening()
    for person in (SOL[0], SAM[0]):
        case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=person, provisional=True)
    case.do(Verb.RULE_ON_MENTION, by=VERA, subject=SOL[0], stands=False)
    running = {run.subject for run in case.view.clocks if run.running and run.name is ClockName.MENTION}
    assert (running, case.view.people.barred) == ({SAM[0]}, frozenset({SAM[0]}))


def test_a_mention_that_stands_is_a_conflict() -> None:
    case = in_screening()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=SOL[0], provisional=True)
    case.do(Verb.RULE_ON_MENTION, by=VERA, subject=SOL[0], stands=True)
    assert case.view.people.conflict_of(SOL[0]) is Mention.RECORDED
    assert case.view.people.holding(Seat.SCREENER) == {SAM[0]}


def test_there_is_a_ruling_only_on_what_waits() -> None:
    case = in_screening()
    assert case.reasons(Verb.RULE_ON_MENTION, by=VERA) == [REASONS["mention_waits"]]
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=SOL[0], provisional=True)
    reasons = refused_to(case, Verb.RULE_ON_MENTION, VERA, subject=SAM[0], stands=True)
    assert reasons == (REASONS["mention_of_this_person_waits"],)


def test_a_found_conflict_is_not_weakened_by_a_mention() -> None:
    case = in_screening()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=SOL[0], provisional=False)
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=SOL[0], provisional=True)
    assert case.view.people.conflict_of(SOL[0]) is Mention.RECORDED


@pytest.mark.parametrize("verb", [Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER])
def test_stepping_aside_ends_every_right_and_another_takes_the_seat(verb: Verb) -> None:
    case = in_screening()
    case.do(verb, by=SOL)
    assert case.view.people.barred == {SOL[0]}
    case.do(Verb.REPLACE_SEAT, by=INTAKE, person=someone("sky"), seat=Seat.SCREENER)
    assert case.view.people.holding(Seat.SCREENER) == {SAM[0], someone("sky")}


def test_each_role_fills_its_own_empty_seats() -> None:
    case = in_investigation()
    given = {"person": someone("x"), "seat": Seat.CONSENT_APPROVER, "by_rota": True}
    case.do(Verb.SEAT_ADJUDICATOR, by=ADA, **given)
    reasons = refused_to(case, Verb.REPLACE_SEAT, INTAKE, person=someone("y"), seat=Seat.INTERIM_MEMBER)
    assert reasons == (REASONS["seat_is_yours_to_fill"],)
    case.do(Verb.REPLACE_SEAT, by=ADA, person=someone("y"), seat=Seat.INTERIM_MEMBER)
    assert case.view.people.holding(Seat.INTERIM_MEMBER) == {someone("y")}


def test_two_different_people_monitor_a_sanction() -> None:
    case = PureCase.new(state=CaseState.MONITORING)
    one, two = someone("mo"), someone("may")
    reasons = refused_to(case, Verb.SEAT_MONITORS, BEA, persons=(one, one))
    assert reasons == (REASONS["two_monitors_are_chosen"],)
    case.do(Verb.SEAT_MONITORS, by=BEA, persons=(one, two))
    assert case.view.people.holding(Seat.MONITOR) == {one, two}


def test_a_clock_is_escalated_once_it_has_run_out_and_once_only() -> None:
    case = filed()
    assert refused_to(case, Verb.ESCALATE_CLOCK, CLOCK, clock=ClockName.ACK) == (REASONS["clock_has_lapsed"],)
    case.wait(days=8)
    assert refused_to(case, Verb.ESCALATE_CLOCK, CLOCK, clock=ClockName.ACK) == (REASONS["conflicts_are_swept"],)
    case.do(Verb.SWEEP_CONFLICTS, by=CLOCK, compared=1)
    case.do(Verb.ESCALATE_CLOCK, by=CLOCK, clock=ClockName.ACK)
    assert refused_to(case, Verb.ESCALATE_CLOCK, CLOCK, clock=ClockName.ACK) == (REASONS["escalation_is_new"],)


def test_screening_that_goes_on_is_escalated_at_twenty_one_days_and_at_twenty_eight() -> None:
    case = in_screening()
    case.wait(days=22)
    case.do(Verb.ESCALATE_CLOCK, by=CLOCK, clock=ClockName.SCREEN)
    assert refused_to(case, Verb.ESCALATE_CLOCK, CLOCK, clock=ClockName.SCREEN) == (REASONS["escalation_is_new"],)
    case.wait(days=7)
    case.do(Verb.ESCALATE_CLOCK, by=CLOCK, clock=ClockName.SCREEN)
    assert refused_to(case, Verb.ESCALATE_CLOCK, CLOCK, clock=ClockName.SCREEN) == (REASONS["escalation_is_new"],)


def test_replaying_gives_the_same_people() -> None:
    case = in_screening()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=someone("z"), provisional=True)
    case.do(Verb.RECUSE_OFFICER, by=SAM)
    assert case.replayed() == case.view
