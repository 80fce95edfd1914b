"""From the report to its acknowledgement, without a database."""

from datetime import UTC, datetime

import pytest

from casework.record.events.base import KINDS
from casework.record.rights import RIGHTS, When, rights_of
from casework.record.rights.conditions import reports_openly
from casework.record.state.eligibility import free_to_sit
from casework.vocabulary import CaseState, ClockName, IdentityChoice, NotNow, Reading, ReportWay, Seat, TakenDown, Verb
from casework.vocabulary.states import INTAKE as INTAKE_STATES
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, MONDAY, RULEBOOK, PureCase, someone
from tests.casework.pure_road import INTAKE, REPORTER, filed, in_screening, swept

FOR_A_CALLER = {
    "reporter": REPORTER[0],
    "for_someone": True,
    "identity": IdentityChoice.CONFIDENTIAL,
    "commitments": (3,),
    "rulebook": RULEBOOK,
    "taken": TakenDown(came=ReportWay.LETTER, received_on=MONDAY.date(), read_back=True),
}


def test_a_report_starts_the_sweep_and_the_acknowledgement() -> None:
    case = filed()
    running = {run.name: run.due for run in case.view.clocks if run.running}
    assert running == {
        ClockName.SWEEP: datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC),
        ClockName.ACK: datetime(2026, 3, 9, 23, 59, 59, tzinfo=UTC),
    }


def test_the_code_that_staff_made_has_to_be_claimed_in_fourteen_days() -> None:
    case = filed(for_someone=True)
    run = case.view.clock(ClockName.CODE_CLAIM)
    assert run is not None and run.due == datetime(2026, 3, 16, 23, 59, 59, tzinfo=UTC)
    case.do(Verb.CLAIM_CODE, by=REPORTER)
    run = case.view.clock(ClockName.CODE_CLAIM)
    assert run is not None and not run.running
    assert case.reasons(Verb.CLAIM_CODE, by=REPORTER) == [REASONS["code_waits_to_be_claimed"]]


def test_no_clock_runs_for_a_code_that_the_caller_declined() -> None:
    case = filed(for_someone=True)
    case.do(Verb.CLAIM_CODE, by=REPORTER, declined=True)
    run = case.view.clock(ClockName.CODE_CLAIM)
    assert run is not None and not run.running
    assert case.reasons(Verb.CLAIM_CODE, by=REPORTER) == [REASONS["code_waits_to_be_claimed"]]


def test_a_slip_is_exchanged_also_after_the_case_was_closed() -> None:
    """Otherwise a caller who looks late never reads the letters."""
    known = filed(for_someone=True).view
    case = PureCase.new(state=CaseState.CLOSED, filing=known.filing, clocks=known.clocks)
    assert case.reasons(Verb.CLAIM_CODE, by=REPORTER) == []
    assert Verb.CLAIM_CODE in RIGHTS[Seat.COMPLAINANT, CaseState.CLOSED]


def test_the_officer_who_took_a_report_down_neither_screens_nor_investigates_it() -> None:
    case = PureCase.new()
    case.do(Verb.FILE_COMPLAINT, by=INTAKE, **FOR_A_CALLER)
    case.do(Verb.SWEEP_CONFLICTS, by=CLOCK, compared=12)
    assert case.view.filing.taken_by == INTAKE[0]
    closed = {seat for seat in Seat if not free_to_sit(case.view, INTAKE[0], seat)}
    other = {seat for seat in Seat if not free_to_sit(case.view, someone("ivo"), seat)}
    assert closed - other >= {Seat.SCREENER, Seat.INVESTIGATOR}


def test_who_filed_holds_the_reporters_seat() -> None:
    assert filed().view.people.seats == frozenset({(REPORTER[0], Seat.COMPLAINANT)})


def test_the_society_may_file_itself_and_then_nobody_is_the_reporter() -> None:
    assert filed(reporter=None).view.people.seats == frozenset()


@pytest.mark.parametrize("choice", [IdentityChoice.CONFIDENTIAL, IdentityChoice.ANONYMOUS])
def test_not_given_and_not_shown_look_the_same_in_the_record(choice: IdentityChoice) -> None:
    assert filed(identity=choice).view.filing.identity is IdentityChoice.CONFIDENTIAL


LOOKING_INTO = {
    Seat.INTAKE: INTAKE_STATES,
    Seat.SCREENER: INTAKE_STATES,
    Seat.INVESTIGATOR: frozenset(CaseState) - INTAKE_STATES | {CaseState.EARLY_RESOLUTION},
    Seat.DECIDER: frozenset(CaseState) - INTAKE_STATES,
}


def test_the_name_of_an_open_report_is_read_by_those_who_read_the_report() -> None:
    named = {cell for cell, rights in RIGHTS.items() if When(Reading.READ_OPEN_NAME, reports_openly) in rights}
    read = {cell for cell, rights in RIGHTS.items() if Reading.READ_COMPLAINT in rights and cell[0] in LOOKING_INTO}
    assert named == read == {(seat, state) for seat, states in LOOKING_INTO.items() for state in states}
    assert {
        cell for cell, rights in RIGHTS.items() if {Reading.READ_OPEN_NAME, Reading.READ_IDENTITY} & rights
    } == set()


@pytest.mark.parametrize("choice", list(IdentityChoice))
def test_the_name_is_read_only_where_the_reporter_reports_openly(choice: IdentityChoice) -> None:
    case = swept(identity=choice)
    reading = {seat for seat in Seat if Reading.READ_OPEN_NAME in rights_of(seat, case.view)}
    assert reading == ({Seat.INTAKE, Seat.SCREENER} if choice is IdentityChoice.OPEN else set())


def test_that_right_opens_what_the_reporter_said_of_themselves_and_nothing_else() -> None:
    opened = {
        (kind, field)
        for kind, event in KINDS.items()
        for field, seal in event.sealed.items()
        if Reading.READ_OPEN_NAME in seal.opens
    }
    assert opened == {("report.received", "identity"), ("case.name_given", "identity")}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"named": False}, "respondent_is_named_or_unknown"),
        ({"commitments": ()}, "commitment_is_chosen_or_help_asked"),
        ({"told": False}, "account_is_given"),
        ({"declared": False}, "truth_is_declared"),
    ],
)
def test_a_report_that_lacks_something_is_refused_in_words(given: dict[str, object], reason: str) -> None:
    with pytest.raises(NotNow) as refused:
        filed(**given)
    assert refused.value.reasons == (REASONS[reason],)


def test_help_with_the_commitment_and_an_unknown_person_are_enough() -> None:
    case = filed(commitments=(), help_asked=True, named=False, unknown=True)
    assert case.state == CaseState.SUBMITTED


def test_before_the_sweep_only_the_reporter_and_the_clock_hold_a_right() -> None:
    case = filed()
    holding = {seat for seat in Seat if rights_of(seat, case.view)}
    assert holding == {Seat.COMPLAINANT, Seat.CLOCK}
    case.do(Verb.SWEEP_CONFLICTS, by=CLOCK, compared=3)
    assert Reading.READ_COMPLAINT in rights_of(Seat.INTAKE, case.view)


def test_nothing_is_acknowledged_before_the_sweep() -> None:
    assert filed().reasons(Verb.ACKNOWLEDGE_COMPLAINT, by=INTAKE) == [REASONS["conflicts_are_swept"]]


def test_acknowledging_starts_screening_feedback_and_status() -> None:
    case = swept()
    case.do(Verb.ACKNOWLEDGE_COMPLAINT, by=INTAKE)
    running = {run.name for run in case.view.clocks if run.running}
    assert (case.state, running) == (
        CaseState.SCREENING,
        {ClockName.SCREEN, ClockName.FEEDBACK, ClockName.STATUS},
    )


def test_a_reporter_cannot_acknowledge_the_own_report_even_with_the_office() -> None:
    case = swept()
    reasons = case.reasons(Verb.ACKNOWLEDGE_COMPLAINT, by=(REPORTER[0], Seat.INTAKE))
    assert reasons == [REASONS["actor_is_free_to_act"]]


def test_replaying_the_record_gives_the_same_view() -> None:
    case = in_screening()
    assert case.replayed() == case.view


def test_a_second_sweep_leaves_the_case_open_to_those_it_was_open_to() -> None:
    case = in_screening()
    case.do(Verb.SWEEP_CONFLICTS, by=CLOCK, compared=3)
    assert case.view.filing.swept is True


def test_a_report_is_filed_once() -> None:
    case = filed()
    again = {
        "reporter": None,
        "for_someone": False,
        "identity": IdentityChoice.OPEN,
        "commitments": (1,),
        "rulebook": RULEBOOK,
    }
    with pytest.raises(NotNow):
        case.do(Verb.FILE_COMPLAINT, by=REPORTER, **again)
    assert len(case.happened) == 1


def test_a_case_knows_the_day_it_was_filed_on() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    case = PureCase.new(now=late)
    report = {
        "reporter": someone("r"),
        "for_someone": False,
        "identity": IdentityChoice.OPEN,
        "commitments": (1,),
        "rulebook": RULEBOOK,
    }
    case.do(Verb.FILE_COMPLAINT, by=(someone("r"), Seat.COMPLAINANT), **report)
    assert case.view.filing.filed_on == datetime(2026, 7, 1, tzinfo=UTC).date()
    assert filed().view.filing.filed_on == MONDAY.date()


def test_a_reporter_gives_a_name_later_and_releases_it_once() -> None:
    case = in_screening(identity=IdentityChoice.ANONYMOUS)
    case.do(Verb.GIVE_NAME, by=REPORTER, choice=IdentityChoice.CONFIDENTIAL)
    sealed = case.view.filing
    assert (sealed.identity, sealed.sweep_due) == (IdentityChoice.CONFIDENTIAL, True)
    assert sealed.identity_entry == case.happened[-1].event.id != sealed.entry
    assert Reading.READ_OPEN_NAME not in rights_of(Seat.SCREENER, case.view)
    with pytest.raises(NotNow):
        case.do(Verb.GIVE_NAME, by=REPORTER, choice=IdentityChoice.ANONYMOUS)
    case.do(Verb.GIVE_NAME, by=REPORTER, choice=IdentityChoice.OPEN)
    assert Reading.READ_OPEN_NAME not in rights_of(Seat.SCREENER, case.view)
    case.do(Verb.SWEEP_CONFLICTS, by=CLOCK, compared=12)
    assert Reading.READ_OPEN_NAME in rights_of(Seat.SCREENER, case.view)
    against = [REASONS["reporter_is_not_named_openly"], REASONS["name_was_not_said_too_often"]]
    assert case.reasons(Verb.GIVE_NAME, by=REPORTER) == against
    assert case.replayed() == case.view
