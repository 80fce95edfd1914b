"""Asking a reporter for more, and cutting an allegation in two, on the database."""

from datetime import date, timedelta

import pytest
import time_machine

from casework import tasks
from casework.access import Actor, the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import frame_allegation
from casework.vocabulary import AllegationState, BadShape, CaseState, NoRight, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from tests.casework.answer_cast import refused
from tests.casework.desk_cast import MONDAY, Desk
from tests.casework.taking import due, last, reason, take, trying, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def desk() -> Desk:
    return Desk()


def reporter(case: Case) -> Actor:
    return Actor(user=case.seatings.get(seat="complainant").user)


def asked(desk: Desk) -> Case:
    case = desk.screening()
    return take(case, Verb.REQUEST_INFORMATION, desk.screeners(case)[0], items="The mail of 12 January, redshank.")


def test_a_request_is_sealed_the_screening_waits_and_the_reporter_has_fourteen_days(desk: Desk) -> None:
    case = asked(desk)
    assert (case.state, last(case)) == (
        CaseState.INFORMATION_REQUESTED,
        ("case.information_requested", {"from": "screening", "to": "information_requested"}),
    )
    assert words(case, "items") == "The mail of 12 January, redshank."
    due = {row.name: row.due and row.due.date().isoformat() for row in case.clocks.all()}
    assert (due["SCREEN"], due["INFO"]) == (None, "2026-03-18")


def test_the_reporter_answers_and_the_screening_goes_on(desk: Desk) -> None:
    case = asked(desk)
    assert desk.rights("sol", case) & {"supply_information", "information_lapses"} == set()
    with pytest.raises(BadShape):
        take(case, Verb.SUPPLY_INFORMATION, reporter(case))
    case = take(case, Verb.SUPPLY_INFORMATION, reporter(case), answer="It is lost, turnstone.", nothing_more="on")
    assert (case.state, last(case)[1]["nothing_more"]) == (CaseState.SCREENING, True)
    assert words(case, "answer") == "It is lost, turnstone."
    assert {row.name for row in case.clocks.all()} == {"SCREEN", "FEEDBACK", "STATUS"}


def test_the_time_is_extended_once_in_a_round_and_no_more(desk: Desk) -> None:
    case = asked(desk)
    by = desk.screeners(case)[0]
    case = take(case, Verb.EXTEND_INFORMATION, by, reasons="They were ill.")
    assert (last(case)[1], due(case, "INFO")) == ({"days": 14}, date(2026, 4, 1))
    again = trying(case, Verb.EXTEND_INFORMATION, by, reasons="Still ill.")
    assert refused(case, again) == (REASONS["not_extended_before"],)
    assert refused(case, trying(case, Verb.EXTEND_INFORMATION, desk.by("ines"), reasons="x")) is NoRight


def test_a_lapse_is_seen_to_by_the_clock_and_dismisses_nothing(desk: Desk, monday: time_machine.Traveller) -> None:
    case = asked(desk)
    early = lambda: do(Verb.INFORMATION_LAPSES, reference=case.reference, by=the_clock())  # noqa: E731
    assert refused(case, early) == (reason(case, "information_time_is_over"),)
    monday.move_to(now() + timedelta(days=17))
    late = trying(case, Verb.EXTEND_INFORMATION, desk.screeners(case)[0], reasons="x")
    assert refused(case, late) == (reason(case, "asked_before_lapse"),)
    tasks.lapses()
    case = Case.objects.get(pk=case.pk)
    assert (case.state, last(case)) == (
        CaseState.SCREENING,
        ("case.information_lapsed", {"from": "information_requested", "to": "screening"}),
    )


def test_a_reporter_is_asked_twice_at_most_and_strangers_find_nothing(desk: Desk) -> None:
    case = asked(desk)
    for _ in range(2):
        case = take(case, Verb.SUPPLY_INFORMATION, reporter(case), nothing_more="on")
        by = desk.screeners(case)[0]
        again = trying(case, Verb.REQUEST_INFORMATION, by, items="More.")
        if case.view.screening.rounds < 2:
            case = again()
    assert refused(case, again) == (REASONS["fewer_than_two_rounds_were_used"],)
    for name in ("ola", "rex"):
        assert refused(case, lambda n=name: take(case, Verb.REQUEST_INFORMATION, desk.by(n), items="x")) is NotSeen


def test_an_allegation_is_split_where_the_oath_began_and_the_part_before_it_ends(desk: Desk) -> None:
    case, _ = desk.framed()
    by = desk.screeners(case)[0]
    days = {"first_day": date(2023, 12, 20), "last_day": date(2024, 1, 10)}
    case = frame_allegation(
        reference=case.reference, by=by, commitment=3, act="As before.", ongoing=False, known_on=None, **days
    )
    one = case.view.allegations.all[-1]
    given = {"allegation": str(one.id), "on": "2024-01-01", "reasons": "The oath began then, dotterel."}
    case = take(case, Verb.SPLIT_ALLEGATION, by, **given)
    before, after = case.view.allegations.all[1:]
    assert (before.state, before.scope_code, before.last_day) == (
        AllegationState.OUT_OF_SCOPE,
        "no_jurisdiction",
        date(2023, 12, 31),
    )
    assert (after.state, after.first_day, after.framed_by) == (AllegationState.DRAFTED, days_of(2024, 1), one.framed_by)
    assert words(case, "reasons") == "The oath began then, dotterel."
    outside = given | {"allegation": str(after.id), "on": "2025-01-01"}
    assert refused(case, trying(case, Verb.SPLIT_ALLEGATION, by, **outside)) == (
        REASONS["split_date_is_inside_the_period"],
    )


def days_of(year: int, month: int) -> date:
    return date(year, month, 1)
