"""Screening, without a database: risk, respondent, allegations, identity, information."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from casework.record.state import Sworn
from casework.record.state.danger import is_in_danger
from casework.vocabulary import (
    AllegationState,
    CaseState,
    ClockName,
    ClosingCode,
    IdentityDecision,
    NotNow,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, EDITION, PureCase, someone
from tests.casework.pure_road import (
    CALM,
    FIRST,
    OLA,
    REPORTER,
    REX,
    SAM,
    SOL,
    filed,
    frame,
    in_investigation,
    in_screening,
    ready_to_investigate,
    triaged,
)

OTHER_EDITION = uuid4()


def test_the_reporters_word_on_danger_counts_until_the_risk_is_recorded() -> None:
    case = in_screening(danger=True)
    said = [is_in_danger(one.view) for one in (filed(), filed(danger=True), case)]
    case.do(Verb.TRIAGE_CASE, by=SOL, severity=2, **CALM)
    assert (said, is_in_danger(case.view)) == ([False, True, True], False)
    assert is_in_danger(triaged(imminent_harm=True).view)


def identified(case: PureCase) -> PureCase:
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    return case


def sworn(case: PureCase, *spans: tuple[date, date | None, UUID]) -> None:
    """Change what the register says the member had sworn."""
    stretches = tuple(Sworn(first=first, last=last, edition=edition) for first, last, edition in spans)
    case.view = case.view.__class__(**{**case.view.__dict__, "sworn": stretches})


def test_the_risk_answers_are_kept() -> None:
    risk = triaged(severity=3, dishonesty=True).view.screening
    assert (risk.triaged, risk.severity, risk.dishonesty, risk.harassment) == (True, 3, True, False)


def test_the_risk_is_not_recorded_again_once_the_names_were_shown() -> None:
    case = triaged(severity=1)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.TRIAGE_CASE, by=SOL, severity=4, **CALM)
    assert refused.value.reasons == (REASONS["names_are_still_hidden"],)
    assert case.view.screening.severity == 1


@pytest.mark.parametrize("severity", [0, 5])
def test_a_severity_that_the_rulebook_does_not_know_is_refused(severity: int) -> None:
    with pytest.raises(NotNow) as refused:
        in_screening().do(Verb.TRIAGE_CASE, by=SOL, severity=severity, **CALM)
    assert refused.value.reasons == (REASONS["risk_questions_are_answered"],)


def test_nobody_is_charged_who_is_not_in_the_register() -> None:
    with pytest.raises(NotNow) as refused:
        in_screening().do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=None)
    assert refused.value.reasons == (REASONS["member_is_in_the_register"],)


def test_a_respondent_found_anew_takes_the_seat_of_the_first() -> None:
    case = identified(in_screening())
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=someone("another"))
    assert case.view.people.holding(Seat.RESPONDENT) == {someone("another")}


def test_an_allegation_needs_a_respondent_first() -> None:
    assert in_screening().reasons(Verb.FRAME_ALLEGATION, by=SOL) == [REASONS["respondent_is_known"]]


def test_an_allegation_stands_under_the_edition_that_was_sworn() -> None:
    case = identified(in_screening())
    frame(case)
    one = case.view.allegations.get(FIRST)
    assert one is not None
    assert (one.edition, one.state, one.commitment) == (EDITION, AllegationState.DRAFTED, 3)
    assert case.view.allegations.commitments() == [3]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"first_day": date(2026, 1, 13)}, "conduct_period_is_given"),
        ({"last_day": date(2026, 3, 3)}, "conduct_period_is_given"),
        ({"known_on": date(2026, 3, 3)}, "conduct_period_is_given"),
        ({"commitment": 11}, "commitment_is_in_the_edition_sworn"),
        ({"first_day": date(2023, 1, 1), "last_day": date(2023, 1, 2)}, "commitment_is_in_the_edition_sworn"),
    ],
)
def test_an_allegation_that_cannot_stand_is_refused(given: dict[str, object], reason: str) -> None:
    case = identified(in_screening())
    with pytest.raises(NotNow) as refused:
        frame(case, **given)  # type: ignore[arg-type]
    assert refused.value.reasons == (REASONS[reason],)
    assert case.view.allegations.all == ()


def test_nothing_is_scoped_or_split_before_it_is_framed() -> None:
    case = triaged()
    for verb in (Verb.SCOPE_ALLEGATION, Verb.SPLIT_ALLEGATION):
        assert case.reasons(verb, by=SOL) == [REASONS["an_allegation_is_framed"]]


def test_an_allegation_is_scoped_once_with_a_code_where_it_is_out() -> None:
    case = identified(triaged())
    frame(case)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=False)
    assert refused.value.reasons == (REASONS["scope_has_its_code"],)
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=False, code=ClosingCode.OUT_OF_SCOPE)
    one = case.view.allegations.get(FIRST)
    assert one is not None and one.scope_code is ClosingCode.OUT_OF_SCOPE
    assert case.view.allegations.commitments() == []
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=True)
    assert refused.value.reasons == (REASONS["allegation_waits_for_scope"],)


def test_in_an_investigation_a_decider_signs_the_scope_too() -> None:
    case = in_investigation()
    second = frame(case, allegation=uuid4(), by=OLA)
    wanted = {"allegation": second, "in_scope": True}
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SCOPE_ALLEGATION, by=OLA, **wanted)
    assert refused.value.reasons == (REASONS["second_person_signed"],)
    dee = case.seat("dee", Seat.DECIDER)
    case.two(Verb.SCOPE_ALLEGATION, first=OLA, second=dee, **wanted)
    assert case.view.allegations.in_state(AllegationState.IN_SCOPE)[1].id == second


def test_an_investigation_lacks_all_it_lacks_in_words() -> None:
    reasons = in_screening().reasons(Verb.OPEN_INVESTIGATION, by=SOL)
    names = ["respondent_is_known", "risk_is_triaged", "allegation_is_in_scope", "investigator_is_seated"]
    assert reasons == [REASONS[name] for name in names]


def test_the_investigation_opens_and_the_screening_clock_stops() -> None:
    case = in_investigation()
    running = {run.name for run in case.view.clocks if run.running}
    assert running == {ClockName.INVESTIGATION, ClockName.FEEDBACK, ClockName.STATUS}


@pytest.mark.parametrize(
    "spans",
    [
        [(date(2026, 1, 1), date(2026, 1, 11), EDITION), (date(2026, 1, 13), None, EDITION)],
        [(date(2026, 1, 1), date(2026, 1, 10), EDITION)],
        [(date(2026, 1, 1), None, OTHER_EDITION)],
    ],
)
def test_one_day_without_the_oath_stops_the_investigation(spans: list[tuple[date, date | None, UUID]]) -> None:
    case = identified(triaged())
    frame(case, first_day=date(2026, 1, 10), last_day=date(2026, 1, 14))
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=True)
    case.seat("ola", Seat.INVESTIGATOR)
    sworn(case, *spans)
    assert REASONS["oath_was_in_force_throughout"] in case.reasons(Verb.OPEN_INVESTIGATION, by=SOL)


def test_two_signatures_that_touch_cover_a_period_together() -> None:
    case = ready_to_investigate()
    sworn(case, (date(2025, 1, 1), date(2026, 1, 11), EDITION), (date(2026, 1, 12), None, EDITION))
    assert case.reasons(Verb.OPEN_INVESTIGATION, by=SOL) == []


@pytest.mark.parametrize(
    ("last_day", "known_on", "waived", "open_"),
    [
        (date(2024, 3, 2), None, False, True),
        (date(2024, 1, 2), date(2026, 2, 1), False, True),
    ],
)
def test_what_is_known_for_less_than_three_years_is_in_time(
    last_day: date, known_on: date | None, waived: bool, open_: bool
) -> None:
    case = identified(triaged())
    frame(case, first_day=last_day, last_day=last_day, known_on=known_on)
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=True, waived=waived)
    case.seat("ola", Seat.INVESTIGATOR)
    assert (case.reasons(Verb.OPEN_INVESTIGATION, by=SOL) == []) is open_


@pytest.mark.parametrize(
    ("last_day", "waived", "dishonesty", "ongoing", "in_time"),
    [
        (date(2023, 3, 2), False, False, False, True),
        (date(2023, 3, 1), False, False, False, False),
        (date(2023, 3, 1), True, False, False, True),
        (date(2020, 3, 1), True, False, False, False),
        (date(2020, 3, 2), True, False, False, True),
        (date(2010, 3, 1), False, True, False, True),
        (date(2010, 3, 1), False, False, True, True),
    ],
)
def test_the_limitation_runs_three_years_six_with_a_waiver_and_never_for_dishonesty(
    last_day: date, waived: bool, dishonesty: bool, ongoing: bool, in_time: bool
) -> None:
    case = triaged(dishonesty=dishonesty)
    sworn(case, (date(2000, 1, 1), None, EDITION))
    identified(case)
    frame(case, first_day=last_day, last_day=last_day, ongoing=ongoing)
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=True, waived=waived)
    case.seat("ola", Seat.INVESTIGATOR)
    expected = [] if in_time else [REASONS["limitation_is_met_or_waived"]]
    assert case.reasons(Verb.OPEN_INVESTIGATION, by=SOL) == expected


def test_days_without_an_oath_do_not_count_towards_the_limitation() -> None:
    case = triaged()
    sworn(case, (date(2000, 1, 1), date(2023, 1, 1), EDITION), (date(2023, 2, 1), None, EDITION))
    identified(case)
    frame(case, first_day=date(2022, 12, 1), last_day=date(2023, 1, 1))
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=FIRST, in_scope=True)
    case.seat("ola", Seat.INVESTIGATOR)
    assert case.reasons(Verb.OPEN_INVESTIGATION, by=SOL) == [REASONS["limitation_is_met_or_waived"]]
    sworn(case, (date(2000, 1, 1), date(2023, 1, 1), EDITION), (date(2023, 4, 1), None, EDITION))
    assert case.reasons(Verb.OPEN_INVESTIGATION, by=SOL) == []


def test_a_conflicted_investigator_is_none() -> None:
    case = ready_to_investigate()
    case.do(Verb.DETECT_CONFLICT, by=CLOCK, person=OLA[0], provisional=True)
    assert case.reasons(Verb.OPEN_INVESTIGATION, by=SOL) == [REASONS["investigator_is_seated"]]


def test_the_reporter_is_asked_before_the_identity_is_decided() -> None:
    case = in_screening()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DECIDE_IDENTITY, by=SOL, decision=IdentityDecision.RELEASE, asked=False)
    assert refused.value.reasons == (REASONS["reporter_was_asked_about_identity"],)
    case.do(Verb.DECIDE_IDENTITY, by=SOL, decision=IdentityDecision.STAYS_SEALED, asked=True)
    assert case.view.screening.identity_decision is IdentityDecision.STAYS_SEALED


def test_where_the_society_reported_there_is_nobody_to_ask() -> None:
    case = in_screening(reporter=None)
    case.do(Verb.DECIDE_IDENTITY, by=SOL, decision=IdentityDecision.STAYS_SEALED, asked=False)
    assert case.view.screening.identity_decision is IdentityDecision.STAYS_SEALED


def test_information_is_asked_for_twice_at_most_and_screening_waits() -> None:
    case = in_screening()
    for _ in range(2):
        case.do(Verb.REQUEST_INFORMATION, by=SOL)
        run = case.view.clock(ClockName.SCREEN)
        assert run is not None and run.waiting
        case.wait(days=5)
        case.do(Verb.SUPPLY_INFORMATION, by=REPORTER, received=True, nothing_more=False)
    assert case.reasons(Verb.REQUEST_INFORMATION, by=SAM) == [REASONS["fewer_than_two_rounds_were_used"]]
    run = case.view.clock(ClockName.SCREEN)
    assert run is not None and run.due is not None and run.due.date() == date(2026, 4, 2)


def test_saying_that_there_is_nothing_more_is_an_answer() -> None:
    case = in_screening()
    case.do(Verb.REQUEST_INFORMATION, by=SOL)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SUPPLY_INFORMATION, by=REPORTER, received=False, nothing_more=False)
    assert refused.value.reasons == (REASONS["something_was_supplied_or_nothing_more"],)
    case.do(Verb.SUPPLY_INFORMATION, by=REPORTER, received=False, nothing_more=True)
    assert case.state == CaseState.SCREENING


def test_a_lapse_goes_on_with_what_is_held() -> None:
    case = in_screening()
    case.do(Verb.REQUEST_INFORMATION, by=SOL)
    assert case.reasons(Verb.INFORMATION_LAPSES, by=CLOCK) == [case.reason("information_time_is_over")]
    case.wait(days=30)
    case.do(Verb.INFORMATION_LAPSES, by=CLOCK)
    assert case.state == CaseState.SCREENING


def test_replaying_an_investigation_gives_the_same_view() -> None:
    case = in_investigation()
    assert case.replayed() == case.view
