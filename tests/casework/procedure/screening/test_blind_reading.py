"""A second, blind reading on the database: who is drawn, what they can open, and what the others learn of it."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Absence
from accounts.offices import Office, appoint
from casework import access
from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import triage_case
from casework.queries.case.page import case_page, texts_shown
from casework.queries.checks.replay import drifts
from casework.queries.queue.team import read_twice
from casework.verbs import VERBS
from casework.vocabulary import NoRight, Reading, Seat, Verb
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.desk_cast import MONDAY, SINCE, Desk
from tests.drawn import every_report_read_twice

pytestmark = pytest.mark.django_db
CALM = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), False)
ASIDE = {"read_blind", "read_story", "declare_conflict"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def triaged(desk: Desk, case: Case | None = None, *, severity: int = 2) -> Case:
    """A case whose risk one screener recorded, drawn to be read twice."""
    case = case or desk.screening()
    by = desk.screeners(case)[0]
    with every_report_read_twice():
        return triage_case(reference=case.reference, by=by, severity=severity, notes="dunnock", **CALM)


def blind(case: Case) -> set[Any]:
    return {*case.view.people.holding(Seat.BLIND_READER)}


def third(desk: Desk, case: Case) -> str:
    """The screener who does not screen the case."""
    seated = {by.user.pk for by in desk.screeners(case)}
    return next(name for name in ("sol", "sam", "sky") if desk[name].pk not in seated)


def test_the_third_screener_is_drawn_and_can_do_one_thing(desk: Desk) -> None:
    case = triaged(desk)
    name = third(desk, case)
    assert (blind(case), desk.rights(name, case)) == ({desk.person(name)}, ASIDE)
    with pytest.raises(NoRight):
        case_page(desk.by(name), case.reference, verbs=VERBS)
    shown = access.case_shown(desk.by(name), case.reference, Verb.READ_BLIND)
    assert {text.field for text in texts_shown(shown)} == {"narrative", "particulars"}
    first = access.case_shown(desk.screeners(case)[0], case.reference, Reading.SEE_CASE)
    page = case_page(desk.screeners(case)[0], case.reference, verbs=VERBS)
    assert "case.blind_reader_seated" not in {line.type for line in page.lines}
    assert (Seat.BLIND_READER in dict(page.people), first.view.screening.second_severity) == (False, None)
    assert list(drifts([case.reference])) == []


def test_a_draw_costs_three_statements_more(desk: Desk) -> None:
    costs = []
    for share in (nullcontext, every_report_read_twice):
        case = desk.screening()
        by = desk.screeners(case)[0]
        with share(), CaptureQueriesContext(connection) as statements:
            triage_case(reference=case.reference, by=by, severity=2, notes="dunnock", **CALM)
        costs.append(len(statements))
    assert costs[1] - costs[0] == 3


def test_the_answer_ends_the_seat_and_shows_to_those_who_work_on_the_risk(desk: Desk) -> None:
    case = triaged(desk)
    name = third(desk, case)
    case = do(Verb.READ_BLIND, reference=case.reference, by=desk.by(name), severity=3, notes="pipit", **CALM)
    assert (blind(case), desk.rights(name, case), case.severity) == (set(), set(), 2)
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, entry.body["role"]) == ("case.risk_read_blind", "blind_reader")
    assert (case.first_reader, case.readers_apart) == (case.view.screening.triaged_by, 1)
    page = case_page(desk.by("ines"), case.reference, verbs=VERBS)
    assert "case.blind_reader_seated" in {line.type for line in page.lines}
    assert list(drifts([case.reference])) == []


def test_nobody_is_drawn_who_knows_of_the_case_is_denied_it_is_away_or_new(desk: Desk) -> None:
    case = desk.screening()
    name, day = third(desk, case), MONDAY.date()
    away = Absence.objects.create(user=desk[name], since=day, until=day)
    assert blind(triaged(desk, case)) == set()
    away.delete()
    case = acknowledge_complaint(reference=desk.swept().reference, by=desk.by("ines"))
    name = third(desk, case)
    appoint(user=desk[name], office=Office.INTAKE, since=SINCE)
    assert blind(triaged(desk, case)) == set()
    case = desk.screening()
    name = third(desk, case)
    do(
        Verb.DETECT_CONFLICT,
        reference=case.reference,
        by=the_clock(),
        person=desk.person(name),
        provisional=False,
        basis=[],
    )
    assert blind(triaged(desk, case)) == set()
    case = desk.screening()
    later = MONDAY + timedelta(minutes=1)
    appoint(user=desk["ola"], office=Office.SCREENER, since=SINCE, compare_from=later)
    with time_machine.travel(later, tick=False):
        assert desk.person("ola") not in blind(triaged(desk, case))


def test_the_team_page_counts_readings_from_five_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = triaged(desk)
    do(Verb.READ_BLIND, reference=case.reference, by=desk.by(third(desk, case)), severity=2, notes="", **CALM)
    who = case.view.screening.triaged_by
    assert who is not None
    assert read_twice(desk["ines"], [who]) == {}
    monkeypatch.setattr("casework.queries.queue.team.FEWEST_READ", 1)
    assert read_twice(desk["ines"], [who]) == {who: (1, 1)}
    assert read_twice(desk["vera"], [who]) == {}
    assert now() == MONDAY
