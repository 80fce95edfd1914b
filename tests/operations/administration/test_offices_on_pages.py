"""Offices are given, signed by a second administrator, and ended on pages, each with its entry in the record."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.mails import MailKind
from accounts.models import AccountMail, User
from accounts.offices import offices_of
from accounts.second_factor import enrol_totp, totp_now
from accounts.vocabulary import Certainty, Office
from casework.access import Actor
from casework.administration.account_changes import report_lost_factor
from ledger.models import Entry
from policy.models import Pending, SigningKey
from tests.casework.desk_cast import Desk
from tests.casework.procedure.seats.hands import PASSWORD, TODAY, newest, passkey, person, strange
from tests.casework.web.conftest import signed_in
from tests.operations.administration.conftest import mailed, mails

PROOF = "proof-password", "proof-code"


@pytest.fixture
def nora(desk: Desk) -> User:
    return person("Nora Newcome")


def proof(user: User) -> dict[str, str]:
    """What an administrator types to sign."""
    return dict(zip(PROOF, (PASSWORD, totp_now(enrol_totp(user))), strict=True))


def put_forward(adams: Client, user: User, office: Office) -> Pending:
    typed = {"office": office.value, "since": str(TODAY), "until": str(TODAY + timedelta(days=365))}
    assert adams.post(reverse("admin_give_office", args=[user.pk]), typed).status_code == 302
    return Pending.objects.get(about=user)


def test_an_office_that_one_may_give_is_held_at_once(nora: User, adams: Client) -> None:
    answer = adams.post(
        reverse("admin_give_office", args=[nora.pk]), {"office": "intake", "since": str(TODAY)}, follow=True
    )
    assert "The office is given." in answer.content.decode()
    assert offices_of(nora, TODAY) == {Office.INTAKE}
    assert newest().type == "office.given"
    assert strange() == []


def test_an_office_that_needs_two_is_signed_by_a_second_administrator(nora: User, adams: Client, eve: Actor) -> None:
    waits = put_forward(adams, nora, Office.CUSTODIAN)
    second, page = signed_in(eve.user), reverse("admin_sign", args=[waits.pk])
    assert "Read and sign" in second.get(reverse("admin_person", args=[nora.pk])).content.decode()
    assert "Waits for you" in second.get(f"{reverse('admin_people')}?show=waiting").content.decode()
    read = " ".join(second.get(page).content.decode().split())
    assert ("Custodian" in read, "2 March 2026 to 2 March 2027" in read, "by Adam Keeper" in read) == (True, True, True)
    wrong = second.post(page, {**proof(eve.user), "proof-password": "not mine"})
    assert (wrong.status_code, offices_of(nora, TODAY)) == (422, frozenset())
    assert second.post(page, {}).status_code == 422
    assert second.post(page, proof(eve.user)).status_code == 302
    assert offices_of(nora, TODAY) == {Office.CUSTODIAN}
    assert newest().type == "office.given"
    assert strange() == []
    assert "Adam Keeper, Eve Keeper" in second.get(reverse("admin_person", args=[nora.pk])).content.decode()


def test_those_who_can_sign_are_mailed_that_something_waits(nora: User, adams: Client, adam: Actor, eve: Actor) -> None:
    reg, waits = person("Reg Rolls", Office.REGISTRAR), MailKind.SIGNATURE_WAITS.value
    put_forward(adams, nora, Office.CUSTODIAN)
    assert {name for name, kind in mails() if kind == waits} == {"Eve Keeper"}
    AccountMail.objects.all().delete()
    User.objects.filter(pk=eve.user.pk).update(is_active=False)
    adams.post(reverse("admin_give_office", args=[nora.pk]), {"office": "intake", "since": str(TODAY)})
    assert mails() == set()
    passkey(nora)
    assert {name for name, kind in mails() if kind == waits} == {"Adam Keeper"}
    AccountMail.objects.all().delete()
    enrol_totp(nora)
    report_lost_factor(by=adam, user=nora, certainty=Certainty.IN_PERSON)
    assert {name for name, kind in mails() if kind == waits} == {reg.name, "Regi Castellan"}


def test_who_put_it_forward_cannot_sign_it_and_takes_it_back(nora: User, adams: Client, adam: Actor) -> None:
    waits = put_forward(adams, nora, Office.CUSTODIAN)
    answer = adams.post(reverse("admin_sign", args=[waits.pk]), proof(adam.user))
    assert (answer.status_code, "Somebody else has to sign this." in answer.content.decode()) == (422, True)
    assert adams.post(reverse("admin_refuse", args=[waits.pk])).status_code == 302
    assert newest().type == "proposal.sent_back"
    assert not Pending.objects.exists()
    assert offices_of(nora, TODAY) == frozenset()
    assert adams.get(reverse("admin_sign", args=[waits.pk])).status_code == 404


def test_a_registrar_signs_only_where_there_is_no_other_administrator(nora: User, adams: Client, eve: Actor) -> None:
    waits = put_forward(adams, nora, Office.CUSTODIAN)
    reg = person("Reg Rolls", Office.REGISTRAR)
    registrar, page = signed_in(reg), reverse("admin_sign", args=[waits.pk])
    assert registrar.get(reverse("admin_waiting")).status_code == 200
    answer = registrar.post(page, proof(reg))
    assert "Another administrator has to sign this." in answer.content.decode()
    User.objects.filter(pk=eve.user.pk).update(is_active=False)
    assert registrar.post(page, proof(reg)).headers["Location"] == reverse("admin_waiting")
    assert (offices_of(nora, TODAY), newest().body["role"]) == (frozenset({Office.CUSTODIAN}), "registrar")


def test_the_first_passkey_of_an_officer_is_signed_on_a_page_that_shows_its_number(
    nora: User, adams: Client, adam: Actor
) -> None:
    adams.post(reverse("admin_give_office", args=[nora.pk]), {"office": "intake", "since": str(TODAY)})
    _, waits = passkey(nora)
    assert isinstance(waits, Pending)
    page = reverse("admin_sign", args=[waits.pk])
    assert "Number of the passkey" in adams.get(page).content.decode()
    assert adams.post(page, proof(adam.user)).status_code == 302
    assert (SigningKey.objects.filter(user=nora).count(), newest().type) == (1, "signing_key.registered")


def test_an_office_ends_on_the_day_that_was_typed_also_one_with_an_end(nora: User, adams: Client) -> None:
    until = str(TODAY + timedelta(days=700))
    adams.post(reverse("admin_give_office", args=[nora.pk]), {"office": "intake", "since": str(TODAY), "until": until})
    page = reverse("admin_end_office", args=[nora.pk, "intake"])
    refused = adams.post(page, {"until": str(TODAY - timedelta(days=1))})
    assert (refused.status_code, "ends today or later" in refused.content.decode()) == (422, True)
    assert not mailed(nora, MailKind.OFFICE_ENDED)
    assert adams.post(page, {"until": str(TODAY + timedelta(days=1))}).status_code == 302
    assert mailed(nora, MailKind.OFFICE_ENDED)
    assert offices_of(nora, TODAY + timedelta(days=1)) == {Office.INTAKE}
    assert offices_of(nora, TODAY + timedelta(days=2)) == frozenset()
    assert newest().type == "office.ended"
    assert strange() == []


def test_what_was_typed_about_an_office_stays_when_it_is_refused(nora: User, adams: Client) -> None:
    before = Entry.objects.count()
    typed = {"office": "panelist", "since": "2026-02-01", "order": "7", "lay": "on"}
    answer = adams.post(reverse("admin_give_office", args=[nora.pk]), typed)
    page = answer.content.decode()
    assert (answer.status_code, "An office begins today or later" in page) == (422, True)
    assert ('value="7"' in page, 'value="panelist" selected' in page, "checked" in page) == (True, True, True)
    assert Entry.objects.count() == before


def test_an_administrator_gives_themselves_nothing(adams: Client, adam: Actor) -> None:
    answer = adams.post(reverse("admin_give_office", args=[adam.user.pk]), {"office": "intake", "since": str(TODAY)})
    assert "Somebody else has to give you an office." in answer.content.decode()
