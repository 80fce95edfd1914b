"""Interim measures, without a database: heard or urgent, two of three, looked at in time, never beyond a year or the case."""

import pytest

from casework.vocabulary import CaseState, ClockName, InterimState, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, By, PureCase, someone
from tests.casework.pure_answer import RESPONDENT, past
from tests.casework.pure_road import OLA, SAM, SOL, in_investigation, in_screening, ready_to_investigate

IVY: By = (someone("ivy"), Seat.INTERIM_MEMBER)
IDA: By = (someone("ida"), Seat.INTERIM_MEMBER)
PROPOSED = {"measure_written": True, "threat_written": True}
IMPOSED = {"measure_written": True, "reasons_written": True, "lighter_written": True, "urgent": False}
ENDING = (ClockName.INTERIM_URGENT, ClockName.INTERIM_REVIEW, ClockName.INTERIM_CAP)


def proposed() -> PureCase:
    case = in_investigation()
    for name in ("ivy", "ida", "iris"):
        case.seat(name, Seat.INTERIM_MEMBER)
    event = case.do(Verb.PROPOSE_INTERIM, by=OLA, **PROPOSED)
    case.serve(event.id, Seat.RESPONDENT)
    return case


def impose(case: PureCase, **given: bool) -> None:
    case.two(Verb.IMPOSE_INTERIM, first=IVY, second=IDA, **IMPOSED | given)


def running(case: PureCase) -> set[ClockName]:
    return {run.name for run in case.view.clocks if run.running and run.name.startswith("INTERIM")}


def refused(case: PureCase, verb: Verb, by: By, **given: bool) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def test_a_measure_needs_a_respondent_and_a_threat_in_words() -> None:
    assert refused(in_screening(), Verb.PROPOSE_INTERIM, SOL, **PROPOSED) == (REASONS["respondent_is_known"],)
    case = ready_to_investigate()
    assert refused(case, Verb.PROPOSE_INTERIM, SOL, **PROPOSED | {"threat_written": False}) == (
        REASONS["threat_is_reasoned"],
    )
    case.do(Verb.PROPOSE_INTERIM, by=SOL, **PROPOSED)
    assert case.view.notice.known_to_respondent
    assert case.reasons(Verb.PROPOSE_INTERIM, by=SAM) == [REASONS["no_interim_stands"]]


def test_the_respondent_is_heard_before_two_of_three_impose_it() -> None:
    case = proposed()
    case.do(Verb.PROPOSE_STEP, by=IVY, proposed=Verb.IMPOSE_INTERIM)
    assert refused(case, Verb.IMPOSE_INTERIM, IDA, **IMPOSED) == (REASONS["respondent_was_heard_or_urgent"],)
    assert refused(case, Verb.IMPOSE_INTERIM, IVY, **IMPOSED) == (REASONS["second_person_signed"],)
    case.do(Verb.ANSWER_INTERIM, by=RESPONDENT)
    case.do(Verb.IMPOSE_INTERIM, by=IDA, **IMPOSED)
    assert (case.view.interim.state, case.view.interim.heard) == (InterimState.IN_FORCE, True)
    assert running(case) == {ClockName.INTERIM_REVIEW, ClockName.INTERIM_CAP}
    assert case.reasons(Verb.ANSWER_INTERIM, by=RESPONDENT) == [REASONS["interim_is_unanswered"]]
    assert case.replayed() == case.view


def test_the_person_who_proposed_a_measure_does_not_decide_on_it() -> None:
    case = ready_to_investigate()
    for name in ("sol", "ida", "iris"):
        case.seat(name, Seat.INTERIM_MEMBER)
    case.do(Verb.PROPOSE_INTERIM, by=SOL, **PROPOSED)
    own: By = (SOL[0], Seat.INTERIM_MEMBER)
    for verb in (Verb.IMPOSE_INTERIM, Verb.LIFT_INTERIM):
        assert REASONS["others_proposed_it"] in case.reasons(verb, by=own)
        assert REASONS["others_proposed_it"] not in case.reasons(verb, by=IDA)


def test_a_respondent_who_lets_the_time_to_answer_pass_was_heard() -> None:
    case = proposed()
    past(case, ClockName.INTERIM_SHOW_CAUSE)
    impose(case)
    assert case.view.interim.heard


def test_two_who_sit_are_not_enough_and_a_lighter_measure_has_to_be_considered() -> None:
    case = in_investigation()
    for name in ("ivy", "ida"):
        case.seat(name, Seat.INTERIM_MEMBER)
    case.do(Verb.PROPOSE_INTERIM, by=OLA, **PROPOSED)
    alone = [REASONS["three_interim_members_are_seated"], REASONS["second_person_signed"]]
    assert case.reasons(Verb.IMPOSE_INTERIM, by=IDA) == alone
    case.seat("iris", Seat.INTERIM_MEMBER)
    case.do(Verb.PROPOSE_STEP, by=IVY, proposed=Verb.IMPOSE_INTERIM)
    case.do(Verb.ANSWER_INTERIM, by=RESPONDENT)
    given = IMPOSED | {"lighter_written": False}
    assert refused(case, Verb.IMPOSE_INTERIM, IDA, **given) == (REASONS["least_restrictive_measure"],)


def test_an_unheard_measure_ends_after_fourteen_days_unless_the_respondent_is_heard() -> None:
    case = proposed()
    impose(case, urgent=True)
    assert running(case) == set(ENDING)
    assert case.reasons(Verb.INTERIM_LAPSES, by=CLOCK) == [REASONS["interim_time_is_over"]]
    case.do(Verb.PROPOSE_STEP, by=IVY, proposed=Verb.LIFT_INTERIM)
    assert REASONS["respondent_was_heard"] in case.reasons(Verb.REVIEW_INTERIM, by=IDA)
    past(case, ClockName.INTERIM_URGENT)
    case.do(Verb.INTERIM_LAPSES, by=CLOCK)
    assert (case.view.interim.state, running(case)) == (InterimState.LAPSED, set())


def test_a_review_in_time_carries_it_on_but_never_beyond_a_year() -> None:
    case = proposed()
    impose(case, urgent=True)
    case.do(Verb.ANSWER_INTERIM, by=RESPONDENT)
    case.two(Verb.REVIEW_INTERIM, first=IVY, second=IDA)
    assert running(case) == {ClockName.INTERIM_REVIEW, ClockName.INTERIM_CAP}
    for _ in range(4):
        case.wait(days=85)
        case.two(Verb.REVIEW_INTERIM, first=IVY, second=IDA)
    case.wait(days=40)
    case.do(Verb.PROPOSE_STEP, by=IVY, proposed=Verb.LIFT_INTERIM)
    assert REASONS["cap_is_not_reached"] in case.reasons(Verb.REVIEW_INTERIM, by=IDA)
    case.do(Verb.INTERIM_LAPSES, by=CLOCK)
    assert case.view.interim.state is InterimState.LAPSED
    assert case.replayed() == case.view


def test_a_measure_that_was_only_proposed_can_be_dropped() -> None:
    case = proposed()
    case.two(Verb.LIFT_INTERIM, first=IVY, second=IDA)
    assert (case.view.interim.state, running(case)) == (InterimState.LIFTED, set())
    assert refused(case, Verb.PROPOSE_STEP, IVY, proposed=Verb.LIFT_INTERIM) == (REASONS["interim_stands"],)  # type: ignore[arg-type]


def test_the_case_s_end_ends_the_measure() -> None:
    case = ready_to_investigate()
    for name in ("ivy", "ida", "iris"):
        case.seat(name, Seat.INTERIM_MEMBER)
    case.do(Verb.PROPOSE_INTERIM, by=SOL, **PROPOSED)
    impose(case, urgent=True)
    case.two(Verb.REFER_CASE, first=SOL, second=SAM, consented=True, duty=False)
    assert case.state == CaseState.CLOSED
    assert case.view.interim.state == InterimState.LIFTED
    assert running(case) == set()
