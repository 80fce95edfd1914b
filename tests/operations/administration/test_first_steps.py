"""The first page of a new installation says what comes first, and stops saying so once it is done."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.access import Actor
from operations.administration.first_steps import first_steps
from policy.actions import publish_editions, sign_oath
from policy.models import Member, OathSignature
from tests.casework.procedure.seats.hands import TODAY, person, put_forward
from tests.casework.web.conftest import signed_in
from tests.operations.administration.listing import NOON, imported
from tests.policy.books import ICSRM


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def adam(db: None) -> User:
    return person("Adam Keeper", Office.ADMINISTRATOR)


def done() -> list[bool]:
    return [step.done for step in first_steps(TODAY)]


def officer(name: str, office: Office, *, alternate: bool = False) -> None:
    appoint(user=person(name), office=office, since=TODAY, alternate=alternate)


def test_a_lonely_administrator_is_told_every_step_in_its_order(adam: User) -> None:
    page = signed_in(adam).get(reverse("admin_people")).content.decode()
    words = [
        "What is still missing",
        "No Code is in force. Run manage.py load_edition FOLDER",
        "Invite the second administrator",
        "Nobody yet: Registrar, Intake officer, Screener, Investigator.",
        "None yet: Intake officer, Reviewer.",
        "Upload a list of members",
        "See who has not signed, and send mails",
    ]
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_each_step_is_done_by_what_it_asks_for_and_the_last_takes_the_list_away(adam: User) -> None:
    assert done() == [False] * 6
    publish_editions(folder=ICSRM)
    assert done() == [True, False, False, False, False, False]
    person("Eve Keeper", Office.ADMINISTRATOR)
    assert done() == [True, True, False, False, False, False]
    for name, office in ("Reg", Office.REGISTRAR), ("Ines", Office.INTAKE), ("Sol", Office.SCREENER):
        officer(name, office)
    officer("Ola", Office.INVESTIGATOR)
    assert done() == [True, True, True, False, False, False]
    rita = person("Rita Out")
    for office in Office.INTAKE, Office.REVIEWER:
        appoint(user=rita, office=office, since=TODAY, alternate=True)
    assert done() == [True, True, True, True, False, False]
    imported(adam, "M-1,Rex Marlowe,2024-05-01,,rex@society.example")
    assert done() == [True, True, True, True, True, False]
    rex = Member.objects.select_related("user").get()
    assert rex.user is not None
    again = OathSignature.Method.RE_AUTHENTICATION
    sign_oath(member=rex, by=rex.user, method=again, effective=NOON.date(), at=NOON)
    assert done() == []
    assert "What is still missing" not in signed_in(adam).get(reverse("admin_people")).content.decode()


def test_an_administrator_who_never_signed_in_or_left_is_no_second_one(adam: User) -> None:
    appoint(user=person("Eve Keeper", signed_in=False), office=Office.ADMINISTRATOR, since=TODAY)
    (step,) = [step for step in first_steps(TODAY) if "second administrator" in str(step.what)]
    assert (step.done, step.how) == (False, "They are invited, and have not signed in yet.")
    earlier = date(2026, 1, 1)
    appoint(user=person("Mal Past"), office=Office.ADMINISTRATOR, since=earlier, until=date(2026, 3, 1))
    assert done()[1] is False
    officer("Sol", Office.SCREENER)
    assert "Screener" not in first_steps(TODAY)[2].how
    assert "Screener" in first_steps(date(2026, 3, 1))[2].how


def test_an_office_that_waits_for_a_second_signature_is_not_asked_for_again(adam: User) -> None:
    eve = Actor(user=person("Eve Keeper", Office.ADMINISTRATOR))
    put_forward(eve, person("Reg Rolls"), Office.REGISTRAR)
    how = "Nobody yet: Intake officer, Screener, Investigator. Waits for a second administrator to sign: Registrar."
    assert first_steps(TODAY)[2].how == how


def test_the_steps_cost_as_many_queries_with_many_officers_as_with_none(
    adam: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        officer(f"N{number} Newcome", Office.PANELIST)
    with django_assert_num_queries(6):
        first_steps(TODAY)


def test_the_invitation_of_the_second_administrator_has_the_office_filled_in(adam: User) -> None:
    page = signed_in(adam).get(f"{reverse('admin_invite')}?office=administrator").content.decode()
    assert 'value="administrator" selected' in page
    assert Client().get(f"{reverse('admin_invite')}?office=administrator").status_code == 302
