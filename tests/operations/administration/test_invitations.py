"""A person is invited by mail: by a link that works once, for seven days, for the right person."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.mails import KINDS, MailKind
from accounts.models import AccountMail, Invitation, User
from accounts.offices import offices_of
from accounts.vocabulary import Certainty, Office
from casework.access import Actor, Given
from casework.administration.accounts import correct_person
from casework.administration.invitations import invite_again, invite_person
from casework.vocabulary import BadShape, NotNow, NotSeen
from tests.casework.desk_cast import MONDAY, Desk
from tests.casework.procedure.seats.hands import TODAY, newest, strange
from tests.operations.administration.conftest import mailed

PASSWORD = "four unrelated words here"
NORA = {"name": "Nora Newcome", "email": "nora@society.example"}


@pytest.fixture
def nora(adam: Actor) -> User:
    return invite_person(by=adam, name=NORA["name"], email=NORA["email"])


def link_of(user: User) -> str:
    """The link that the mail carries when it leaves now."""
    return KINDS[MailKind.INVITED].link(user).removeprefix("http://localhost:8000")


def accepted(link: str, email: str = NORA["email"]) -> int:
    return Client().post(link, {"email": email, "password1": PASSWORD, "password2": PASSWORD}).status_code


def test_an_invited_person_is_mailed_a_link_and_chooses_a_password_with_it(nora: User) -> None:
    assert (mailed(nora, MailKind.INVITED), newest().type) == (True, "person.invited")
    assert accepted(link_of(nora)) == 302
    nora.refresh_from_db()
    assert nora.check_password(PASSWORD) is True
    assert newest().type == "invitation.accepted"
    assert strange() == []
    assert Client().post(reverse("account_login"), {"login": nora.email, "password": PASSWORD}).status_code == 302


def test_an_invitation_works_once(nora: User) -> None:
    link = link_of(nora)
    assert (accepted(link), accepted(link)) == (302, 409)
    assert "was used already" in Client().get(link).content.decode()


def test_an_invitation_ends_after_seven_days_and_another_can_be_sent(adam: Actor, nora: User) -> None:
    late = link_of(nora)
    with time_machine.travel(MONDAY + timedelta(days=7), tick=False):
        page = Client().get(late)
        assert (page.status_code, "ended on 9 March 2026" in page.content.decode()) == (409, True)
        invite_again(by=adam, user=nora)
        assert accepted(late) == 404
        assert accepted(link_of(nora)) == 302


def test_an_invitation_is_accepted_with_the_address_at_which_it_came_and_no_other(nora: User) -> None:
    answer = Client().post(
        link_of(nora), {"email": "mal@society.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 422
    assert "sent to another address" in answer.content.decode()
    nora.refresh_from_db()
    assert not nora.has_usable_password()


def test_somebody_else_who_is_signed_in_does_not_accept_it(nora: User, adams: Client) -> None:
    page = adams.get(link_of(nora))
    assert (page.status_code, "Sign out" in page.content.decode()) == (409, True)


@pytest.mark.parametrize(
    "change", [{"until": MONDAY + timedelta(days=6)}, {"id": "00000000-0000-4000-8000-000000000000"}]
)
def test_a_row_changed_in_the_database_opens_nothing(nora: User, change: dict[str, Any]) -> None:
    link = link_of(nora)
    Invitation.objects.filter(user=nora).update(**change)
    assert accepted(link) == 404


def test_a_link_ends_when_the_address_is_corrected(nora: User, eve: Actor) -> None:
    link = link_of(nora)
    correct_person(
        by=eve, user=nora, name=nora.name, email="nora.newcome@society.example", certainty=Certainty.IN_PERSON
    )
    assert accepted(link) == 404
    nora.refresh_from_db()
    assert accepted(link_of(nora), "nora.newcome@society.example") == 302


def test_a_password_that_a_guesser_tries_early_is_refused_in_words(nora: User) -> None:
    weak = "Nora Newcome 2026"
    page = Client().post(link_of(nora), {"email": nora.email, "password1": weak, "password2": weak})
    assert (page.status_code, "guesser" in page.content.decode()) == (422, True)


def test_an_address_that_belongs_to_somebody_is_refused_and_nothing_typed_is_lost(desk: Desk, adams: Client) -> None:
    typed = {"name": "Ines Otherwise", "email": "INES@society.example", "office": ""}
    answer = adams.post(reverse("admin_invite"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This address belongs to Ines Farrow already." in page
    assert 'value="Ines Otherwise"' in page
    assert not AccountMail.objects.exists()


def test_an_office_is_given_with_the_invitation_or_put_forward(desk: Desk, adams: Client) -> None:
    for first, office in ("nora", Office.INTAKE), ("cora", Office.CUSTODIAN):
        typed = {
            "name": first.title(),
            "email": f"{first}@society.example",
            "office": office.value,
            "since": str(TODAY),
        }
        assert adams.post(reverse("admin_invite"), typed).status_code == 302
    nora, cora = (User.objects.get(email=f"{first}@society.example") for first in ("nora", "cora"))
    assert (offices_of(nora, TODAY), offices_of(cora, TODAY)) == (frozenset({Office.INTAKE}), frozenset())
    assert strange() == []


def test_who_came_already_is_not_invited_again(nora: User, adam: Actor) -> None:
    accepted(link_of(nora))
    with pytest.raises(NotNow, match="has chosen a password already"):
        invite_again(by=adam, user=nora)


def test_nobody_but_an_administrator_invites(desk: Desk) -> None:
    with pytest.raises(NotSeen):
        invite_person(by=desk.by("ines"), name=NORA["name"], email=NORA["email"])


def test_where_the_office_cannot_be_given_nobody_is_invited(adam: Actor) -> None:
    with pytest.raises(NotNow, match="begins today or later"):
        invite_person(by=adam, **NORA, given=Given(office=Office.DPO, since=TODAY - timedelta(days=1)))
    assert not User.objects.filter(email=NORA["email"]).exists()
    with pytest.raises(BadShape):
        invite_person(by=adam, name="Adam Again", email=adam.user.email or "")
