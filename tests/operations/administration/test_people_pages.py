"""The list of people is searched and filtered a page at a time; a page shows each; accounts are closed; absence is noted."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.mails import MailKind
from accounts.models import AccountChange, Invitation, User
from accounts.offices import offices_of
from accounts.second_factor import enrol_totp
from accounts.vocabulary import Certainty, Office
from casework.access import Actor
from casework.administration.absences import note_absence
from casework.administration.account_changes import report_lost_factor
from casework.administration.accounts import close_account, correct_person
from casework.administration.invitations import invite_person
from casework.vocabulary import NotNow
from ledger.clock import now
from operations.administration.people_list import ROWS, Shown, people_list
from operations.administration.person_page import person_page
from tests.casework.desk_cast import Desk
from tests.casework.procedure.seats.hands import TODAY, newest, person, put_forward, strange
from tests.casework.web.conftest import signed_in
from tests.operations.administration.conftest import mailed


def names(viewer: Actor, words: str = "", shown: Shown = Shown.ALL, after: str = "") -> list[str]:
    listed = people_list(viewer=viewer.user, words=words, shown=shown, after=after, now=now())
    return [row.name for row in listed.rows]


def test_the_list_has_people_in_office_and_a_search_finds_everybody(desk: Desk, adam: Actor) -> None:
    everybody = names(adam)
    assert ("Ines Farrow" in everybody, "Rex Marlowe" in everybody) == (True, False)
    found = {"marl": ["Rex Marlowe"], "FARR ine": ["Ines Farrow"], "sol@soc": ["Sol Brand"], "qqq": []}
    assert {words: names(adam, words) for words in found} == found
    assert names(adam, "investig") == ["Ola Nwosu"]


@pytest.mark.parametrize("words", ["' | *:*", "a:b & !c", "\\", "(((", "é", "%_", ":*"])
def test_a_search_takes_whatever_is_typed(desk: Desk, adams: Client, words: str) -> None:
    assert adams.get(reverse("admin_people"), {"words": words}).status_code == 200
    assert adams.get(reverse("admin_people"), {"show": words, "after": words}).status_code == 200


def test_the_list_comes_a_page_at_a_time(desk: Desk, adam: Actor, adams: Client) -> None:
    for number in range(ROWS):
        invite_person(by=adam, email=f"n{number}@society.example", name=f"Nora {number:02}")
    first = people_list(viewer=adam.user, words="", shown=Shown.ALL, after="", now=now())
    rest = names(adam, after=first.after)
    assert len(first.rows) == ROWS
    assert first.counts[Shown.ALL] == ROWS + len(rest)
    assert not {row.name for row in first.rows} & set(rest)
    assert "Next" in adams.get(reverse("admin_people")).content.decode()


def test_filters_show_who_never_came_who_is_away_and_what_waits_for_the_viewer(
    desk: Desk, adam: Actor, eve: Actor
) -> None:
    nora = invite_person(by=adam, email="nora@society.example", name="Nora Newcome")
    note_absence(by=adam, user=desk["sol"], since=TODAY, until=TODAY + timedelta(days=4))
    put_forward(adam, nora, Office.CUSTODIAN)
    assert "Nora Newcome" in names(adam, shown=Shown.NEVER)
    assert "Adam Keeper" not in names(adam, shown=Shown.NEVER)
    assert names(adam, shown=Shown.AWAY) == ["Sol Brand"]
    assert (names(adam, shown=Shown.WAITING), names(eve, shown=Shown.WAITING)) == ([], ["Nora Newcome"])


def test_a_page_asks_as_many_queries_for_many_people_as_for_few(
    desk: Desk, adam: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(ROWS + 5):
        invite_person(by=adam, email=f"n{number}@society.example", name=f"Nora {number:02}")
    ask = partial(people_list, viewer=adam.user, shown=Shown.ALL, after="", now=now())
    with django_assert_num_queries(7):
        ask(words="")
    with django_assert_num_queries(3):
        ask(words="nora")
    with django_assert_num_queries(13):
        person_page(User.objects.get(email="n3@society.example"), adam.user, now())


def test_a_page_of_a_person_says_what_the_record_says(desk: Desk, adam: Actor, adams: Client) -> None:
    nora = invite_person(by=adam, email="nora@society.example", name="Nora Newcome")
    page = adams.get(reverse("admin_person", args=[nora.pk])).content.decode()
    assert ("Invited, Adam Keeper" in page, "ends 9 March 2026" in page, "Send again" in page) == (True, True, True)
    assert adams.post(reverse("admin_invite_again", args=[nora.pk])).status_code == 302
    assert adams.get(reverse("admin_person", args=[desk.rex.id])).status_code == 404


def test_a_closed_account_signs_in_nowhere_and_its_offices_end(
    desk: Desk, adam: Actor, eve: Actor, adams: Client
) -> None:
    sol = User.objects.get(pk=desk["sol"].pk)
    enrol_totp(sol)
    theirs = signed_in(sol)
    assert theirs.get(reverse("queue")).status_code == 200
    report_lost_factor(by=eve, user=sol, certainty=Certainty.IN_PERSON)
    put_forward(adam, sol, Office.CUSTODIAN)
    page = reverse("admin_close", args=[sol.pk])
    assert adams.post(page, {}).status_code == 422
    assert adams.post(page, {"sure": "on"}).status_code == 302
    assert theirs.get(reverse("queue")).status_code == 302
    assert offices_of(sol, TODAY) == frozenset()
    assert newest().type == "account.closed"
    assert strange() == []
    assert AccountChange.objects.get(user=sol).end == "refused"
    assert mailed(sol, MailKind.ACCOUNT_CLOSED)
    with pytest.raises(NotNow, match="closed already"):
        close_account(by=adam, user=sol)


def test_neither_a_members_account_is_closed_nor_ones_own(desk: Desk, adam: Actor) -> None:
    with pytest.raises(NotNow, match="A member reads their letters with this account"):
        close_account(by=adam, user=desk["rex"])
    with pytest.raises(NotNow, match="Another administrator has to close your account"):
        close_account(by=adam, user=adam.user)


def test_a_closed_account_is_not_invited_corrected_or_given_an_office(desk: Desk, adam: Actor, adams: Client) -> None:
    nora = invite_person(by=adam, email="nora@society.example", name="Nora Newcome")
    close_account(by=adam, user=nora)
    assert not Invitation.objects.exists()
    assert adams.post(reverse("admin_invite_again", args=[nora.pk])).status_code == 409
    with pytest.raises(NotNow, match="This account is closed"):
        correct_person(by=adam, user=nora, name="N", email="n@x.example", certainty=Certainty.IN_PERSON)
    answer = adams.post(reverse("admin_give_office", args=[nora.pk]), {"office": "intake", "since": str(TODAY)})
    assert "This account is closed." in answer.content.decode()


def test_absence_is_noted_and_ended_on_pages(desk: Desk, adams: Client) -> None:
    page = reverse("admin_person", args=[desk["sol"].pk])
    wrong = adams.post(f"{page}away/", {"since": str(TODAY), "until": str(TODAY - timedelta(days=1))})
    assert "The last day is before the first day." in wrong.content.decode()
    assert adams.post(f"{page}away/", {"since": str(TODAY), "until": str(TODAY + timedelta(days=4))}).status_code == 302
    assert newest().type == "person.absent"
    assert "from 2 March to 6 March 2026" in adams.get(page).content.decode()
    assert adams.post(f"{page}back/").status_code == 302
    assert newest().type == "person.returned"
    assert adams.post(f"{page}back/").status_code == 409


def test_what_opens_an_account_is_not_done_about_oneself(adam: Actor, adams: Client) -> None:
    for act, typed in (
        ("correct", {"name": "A", "email": "a@x.example", "certainty": "in_person"}),
        ("lost", {"certainty": "in_person"}),
        ("close", {"sure": "on"}),
    ):
        assert (
            "Another administrator has to" in adams.post(f"/admin/people/{adam.user.pk}/{act}/", typed).content.decode()
        )


def test_a_new_name_is_compared_with_cases_again(desk: Desk, adam: Actor) -> None:
    person("Nora Newcome", Office.INTAKE)
    nora = User.objects.get(email="nora@society.example")
    correct_person(by=adam, user=nora, name="Nora Marlowe", email=nora.email or "", certainty=Certainty.IN_PERSON)
    assert nora.appointments.get().compare_from == now() + timedelta(minutes=1)
