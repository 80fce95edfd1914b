"""An office is given on the record, and opens no case that was not compared with its new holder first."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from accounts.models import Appointment, User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import tasks
from casework.access import Actor, Given
from casework.administration.appointments import appoint_officer, end_appointment
from casework.models import Case, CaseGrant
from casework.procedure.intake.actions import acknowledge_complaint
from casework.vocabulary import NotNow, NotSeen
from ledger.models import Entry
from tests.casework.desk_cast import MONDAY, Desk, desk_on

TODAY = MONDAY.date()


@pytest.fixture
def desk(db: None, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    settings.FILES_DIR = tmp_path
    made, traveller = desk_on()
    yield made
    traveller.stop()


@pytest.fixture
def adam(desk: Desk) -> Actor:
    user = User.objects.create_person(email="adam@society.example", name="Adam Keeper")
    appoint(user=user, office=Office.ADMINISTRATOR, since=TODAY)
    return Actor(user=user)


def person(name: str) -> User:
    return User.objects.create_person(email=f"{name.split(maxsplit=1)[0].lower()}@society.example", name=name)


def sees(user: User, case: Case) -> bool:
    return CaseGrant.objects.filter(user=user, content_object=case).exists()


def later(**given: int) -> time_machine.travel:
    return time_machine.travel(MONDAY + timedelta(**given), tick=False)


def test_an_office_is_an_entry_that_names_nobody(desk: Desk, adam: Actor) -> None:
    nora = person("Nora Newcome")
    appoint_officer(by=adam, user=nora, given=Given(office=Office.INTAKE, since=TODAY))
    entry = Entry.objects.latest("log_index")
    data = {"office": "intake", "since": "2026-03-02", "until": None, "lay": False, "alternate": False, "order": 0}
    assert (entry.type, entry.stream, entry.body["data"]) == (
        "office.given",
        "system",
        {"person": str(pseudonym(nora)), **data},
    )


def test_a_new_officer_sees_a_standing_case_only_once_it_was_swept_again(desk: Desk, adam: Actor) -> None:
    case, nora = desk.swept(), person("Nora Newcome")
    appoint_officer(by=adam, user=nora, given=Given(office=Office.INTAKE, since=TODAY))
    acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    assert sees(nora, case) is False
    with later(minutes=2):
        tasks.sweep()
    assert (sees(nora, case), Appointment.objects.get(user=nora).compare_from) == (True, None)


def test_a_new_officer_who_is_the_accused_never_sees_the_case(desk: Desk, adam: Actor) -> None:
    case = desk.swept()
    appoint_officer(by=adam, user=desk["rex"], given=Given(office=Office.INTAKE, since=TODAY))
    with later(minutes=2):
        tasks.sweep()
    acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    assert (sees(desk["rex"], case), sees(desk["ines"], case)) == (False, True)


def test_who_comes_into_office_later_is_compared_at_once(desk: Desk, adam: Actor) -> None:
    case = desk.swept()
    given = Given(office=Office.INTAKE, since=TODAY + timedelta(days=7))
    appoint_officer(by=adam, user=desk["rex"], given=given)
    with later(minutes=2):
        tasks.sweep()
    with later(days=8):
        acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    assert sees(desk["rex"], case) is False


@pytest.mark.parametrize("since", [TODAY - timedelta(days=1), date(2020, 1, 1)])
def test_nobody_is_given_an_office_for_a_day_that_is_over(desk: Desk, adam: Actor, since: date) -> None:
    with pytest.raises(NotNow, match="today or later"):
        appoint_officer(by=adam, user=person("Nora Newcome"), given=Given(office=Office.DPO, since=since))


def test_an_administrator_is_nothing_else_and_appoints_others_only(desk: Desk, adam: Actor) -> None:
    with pytest.raises(NotNow, match="Somebody else"):
        appoint_officer(by=adam, user=adam.user, given=Given(office=Office.SCREENER, since=TODAY))
    with pytest.raises(NotNow, match="no other office"):
        appoint_officer(by=adam, user=desk["ines"], given=Given(office=Office.ADMINISTRATOR, since=TODAY))
    with pytest.raises(NotNow, match="already"):
        appoint_officer(by=adam, user=desk["ines"], given=Given(office=Office.INTAKE, since=TODAY))


def test_who_is_no_administrator_finds_no_such_page(desk: Desk) -> None:
    given, before = Given(office=Office.INTAKE, since=TODAY), Entry.objects.count()
    with pytest.raises(NotSeen):
        appoint_officer(by=desk.by("ines"), user=person("Nora Newcome"), given=given)
    with pytest.raises(NotSeen):
        end_appointment(by=desk.by("ines"), user=desk["sol"], office=Office.SCREENER, until=TODAY)
    assert Entry.objects.count() == before


def test_an_office_ends_on_the_record_today_at_the_earliest(desk: Desk, adam: Actor) -> None:
    end_appointment(by=adam, user=desk["sol"], office=Office.SCREENER, until=TODAY)
    entry = Entry.objects.latest("log_index")
    told = {"person": str(desk.person("sol")), "office": "screener", "until": "2026-03-02"}
    assert (entry.type, entry.body["data"]) == ("office.ended", told)
    for until, user, said in (
        (TODAY - timedelta(days=1), desk["sky"], "today or later"),
        (TODAY, desk["sol"], "does not hold"),
        (TODAY, adam.user, "Somebody else"),
    ):
        office = Office.ADMINISTRATOR if user == adam.user else Office.SCREENER
        with pytest.raises(NotNow, match=said):
            end_appointment(by=adam, user=user, office=office, until=until)
