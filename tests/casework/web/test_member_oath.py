"""A member reads the oath whole, proves once more who is there, signs, and sees every edition signed."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import Office, appoint
from ledger import queries as ledger
from policy.actions import Entrant, enrol_member, publish_editions
from policy.models import Member, OathSignature
from tests.casework.desk_cast import ICSRM, MONDAY

PASSWORD = "four unrelated words here"


@pytest.fixture
def mia(db: None) -> Iterator[Member]:
    """A member who has not signed."""
    with time_machine.travel(MONDAY, tick=False):
        publish_editions(folder=ICSRM)
        registrar = User.objects.create_person(email="regi@society.example", name="Regi Castellan")
        appoint(user=registrar, office=Office.REGISTRAR, since=date(2024, 1, 1))
        user = User.objects.create_person(email="mia@society.example", name="Mia Member", password=PASSWORD)
        joined = date(2026, 3, 1)
        yield enrol_member(
            by=registrar, entrant=Entrant(number="M-7", name="Mia Member", joined=joined, user=user), at=MONDAY
        )


@pytest.fixture
def jar(mia: Member) -> Client:
    """Her browser, signed in with her password."""
    jar = Client()
    jar.post(reverse("account_login"), {"login": "mia@society.example", "password": PASSWORD})
    return jar


def words(jar: Client, path: str) -> str:
    """Return a page as text."""
    return jar.get(path).content.decode()


def test_the_oath_and_the_code_stand_there_whole(jar: Client) -> None:
    page, oath = words(jar, reverse("own_oath")), (ICSRM / "oath.toml").read_text(encoding="utf-8")
    pledged = [line.strip('", ') for line in oath.splitlines() if line.strip().startswith('"')]
    assert [line for line in pledged if line not in page.replace("&#x27;", "'")] == []
    assert ("You have not signed the oath" in page, 'href="/member/oath/sign/"' in page) == (True, True)


def test_signing_needs_both_boxes_and_binds_from_today(jar: Client, mia: Member) -> None:
    refused = jar.post(reverse("sign_oath"), {"read": "on"})
    assert (refused.status_code, OathSignature.objects.count()) == (422, 0)
    done = jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    (signed,) = OathSignature.objects.filter(member=mia)
    assert done.headers["Location"] == reverse("own_oath")
    assert signed.method == "re_authentication"
    assert signed.effective == date(2026, 3, 2)
    assert [entry.type for entry in ledger.stream(mia.stream)][-1] == "oath.signed"
    page = words(jar, reverse("own_oath"))
    assert ("weaker than a passkey" in page, "You have not signed" in page) == (True, False)


def test_what_was_signed_is_not_asked_again(jar: Client, mia: Member) -> None:
    jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    again = jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    assert (again.headers["Location"], OathSignature.objects.filter(member=mia).count()) == (reverse("own_oath"), 1)
    assert "The oath waits" not in words(jar, reverse("member_inbox"))


def test_a_member_who_has_not_signed_is_asked_among_the_messages(jar: Client) -> None:
    assert "The oath waits for your signature" in words(jar, reverse("member_inbox"))


def test_who_has_not_just_proven_who_they_are_is_asked_first(mia: Member) -> None:
    jar = Client()
    assert mia.user is not None
    jar.force_login(mia.user, backend="accounts.backends.PeopleOnly")
    answer = jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    assert (answer.headers["Location"], OathSignature.objects.count()) == (
        f"{reverse('account_reauthenticate')}?next=%2Fmember%2Foath%2Fsign%2F",
        0,
    )


def test_who_is_no_member_has_no_oath_page(mia: Member) -> None:
    jar = Client()
    jar.force_login(
        User.objects.create_person(email="x@society.example", name="Xenia"), backend="accounts.backends.PeopleOnly"
    )
    assert jar.get(reverse("own_oath")).status_code == 404
