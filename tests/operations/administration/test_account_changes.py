"""A lost second factor, and another address, need two administrators and three days, and their person can stop them."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.mails import KINDS, MailKind
from accounts.models import AccountChange, AccountMail, User
from accounts.sealing import seal_secret
from accounts.second_factor import enrol_totp, has_second_factor
from accounts.vocabulary import Certainty, ChangeRefusal, Office
from casework.access import Actor, account_changes
from casework.administration.account_changes import refuse_account_change, report_lost_factor, sign_account_change
from casework.administration.accounts import correct_person
from casework.administration.invitations import invite_person
from casework.tasks import make_account_changes
from casework.vocabulary import NotNow, NotSeen, ProofNeeded
from policy.models import Pending, SigningKey
from tests.casework.desk_cast import MONDAY, Desk
from tests.casework.procedure.seats.hands import newest, passkey, person, strange
from tests.casework.web.conftest import signed_in
from tests.operations.administration.conftest import mailed, mails

WAIT = timedelta(hours=72)
BACK = Certainty.CALLED_BACK


@pytest.fixture
def grace(desk: Desk) -> User:
    """A board member with an app, who has signed in."""
    user = person("Grace Oyelaran", Office.INTAKE)
    enrol_totp(user)
    RecoveryCodes.activate(user)
    return User.objects.get(pk=user.pk)


def lost(by: Actor, user: User) -> AccountChange:
    report_lost_factor(by=by, user=user, certainty=BACK)
    return AccountChange.objects.get(user=user, ended_at=None)


def later(after: timedelta = WAIT) -> None:
    """Let time pass, and the minute's task run."""
    with time_machine.travel(MONDAY + after, tick=False):
        make_account_changes()


def stop_link(user: User, kind: MailKind = MailKind.LOST_FACTOR_REPORTED) -> str:
    return KINDS[kind].link(user).removeprefix("http://localhost:8000")


def test_two_administrators_and_three_days_take_a_lost_second_factor_away(grace: User, adam: Actor, eve: Actor) -> None:
    _, key = passkey(grace)
    waits = lost(adam, grace)
    assert mailed(grace, MailKind.LOST_FACTOR_REPORTED)
    sign_account_change(by=eve, change=waits.pk)
    later(WAIT - timedelta(seconds=1))
    assert has_second_factor(grace)
    later()
    waits.refresh_from_db()
    assert has_second_factor(grace) is False
    assert waits.end == "made"
    assert newest().type == "account_change.made"
    assert mailed(grace, MailKind.SECOND_FACTOR_REMOVED)
    assert Pending.objects.filter(pk=key.entry_id).exists() or SigningKey.objects.filter(user=grace).exists()
    grace.refresh_from_db()
    assert (grace.has_right_seal(User.objects.factors_of(grace.pk)), strange()) == (True, [])


def test_one_administrator_alone_takes_nothing_away(grace: User, adam: Actor, eve: Actor) -> None:
    waits = lost(adam, grace)
    with pytest.raises(NotNow, match="Somebody else"):
        sign_account_change(by=adam, change=waits.pk)
    later(timedelta(days=30))
    assert has_second_factor(grace)


def test_nobody_signs_what_is_about_themselves_or_without_password_and_code(
    desk: Desk, adam: Actor, eve: Actor
) -> None:
    enrol_totp(eve.user)
    waits = lost(adam, eve.user)
    with pytest.raises(NotNow, match="Somebody else"):
        sign_account_change(by=eve, change=waits.pk)
    nia = person("Nia Keeper", Office.ADMINISTRATOR)
    with pytest.raises(ProofNeeded):
        sign_account_change(by=Actor(user=nia), change=waits.pk)
    with pytest.raises(NotNow, match="Another administrator has to report"):
        report_lost_factor(by=eve, user=eve.user, certainty=BACK)


def test_the_person_stops_it_by_the_link_without_signing_in(grace: User, adam: Actor, eve: Actor) -> None:
    waits = lost(adam, grace)
    sign_account_change(by=eve, change=waits.pk)
    link = stop_link(grace)
    page = Client().get(link)
    assert (page.status_code, "Was this not you?" in page.content.decode()) == (200, True)
    waits.refresh_from_db()
    assert waits.ended_at is None, "opening the link stops nothing"
    stopped = Client().post(link)
    assert (stopped.status_code, settings.CONTACT in stopped.content.decode()) == (200, True)
    later(timedelta(days=30))
    assert (has_second_factor(grace), newest().type) == (True, "account_change.stopped")
    assert {(each.user.name, MailKind.ACCOUNT_CHANGE_STOPPED.value) for each in (adam, eve)} <= mails()
    assert "stopped already" in Client().get(link).content.decode()


def test_an_enemy_who_asks_for_a_reset_again_and_again_gets_nowhere(
    grace: User, desk: Desk, adam: Actor, eve: Actor
) -> None:
    page = reverse("admin_lost_factor", args=[grace.pk])
    assert signed_in(desk["ines"]).post(page, {"certainty": "in_person"}).status_code == 404
    assert Client().post(page, {"certainty": "in_person"}).status_code == 403
    for hour in range(2):
        with time_machine.travel(MONDAY + timedelta(hours=hour), tick=False):
            sign_account_change(by=eve, change=lost(adam, grace).pk)
            answer = Client().post(stop_link(grace))
        assert (answer.status_code, "Nothing was changed about your account." in answer.content.decode()) == (200, True)
    later(timedelta(days=30))
    assert has_second_factor(grace)


def test_a_link_that_comes_too_late_to_stop_anything_says_whom_to_tell(grace: User, adam: Actor, eve: Actor) -> None:
    sign_account_change(by=eve, change=lost(adam, grace).pk)
    link = stop_link(grace)
    later()
    page = Client().get(link)
    assert page.status_code == 409
    assert (
        f"This was done already. If it was not you who asked for it, tell the Society at once. {settings.CONTACT}"
        in (page.content.decode())
    )


@pytest.mark.parametrize("path", ["/stop/{other}/{key}/", "/stop/{own}/x{key}/", "/stop/{own}/é/"])
def test_a_link_that_somebody_made_up_stops_nothing(grace: User, adam: Actor, eve: Actor, path: str) -> None:
    waits = lost(adam, grace)
    assert Client().post(path.format(own=waits.pk, other=uuid4(), key=waits.key)).status_code == 404


def test_an_administrator_refuses_it_with_a_reason(grace: User, adam: Actor, eve: Actor) -> None:
    waits = lost(adam, grace)
    refuse_account_change(by=eve, change=waits.pk, reason=ChangeRefusal.NOT_ASKED_FOR)
    assert newest().body["data"]["reason"] == "not_asked_for"
    with pytest.raises(NotNow, match="waits no longer"):
        sign_account_change(by=eve, change=waits.pk)
    lost(eve, grace)


def test_it_is_asked_for_once_at_a_time_and_only_where_there_is_a_factor(
    grace: User, desk: Desk, adam: Actor, eve: Actor
) -> None:
    lost(adam, grace)
    with pytest.raises(NotNow, match="waits for a second administrator already"):
        lost(eve, grace)
    with pytest.raises(NotNow, match="has no second factor"):
        lost(adam, desk["ines"])
    with pytest.raises(NotSeen):
        lost(desk.by("ines"), grace)


def test_a_change_that_somebody_wrote_into_the_table_is_not_made(grace: User, adam: Actor, eve: Actor) -> None:
    mal, moment = person("Mal Ory"), MONDAY
    planted = AccountChange.objects.create(
        id=uuid4(), kind="second_factor", user=grace, by=adam.user, certainty="in_person", at=moment, until=moment,
        second=eve.user, signed_entry=uuid4(), signed_at=moment,
    )  # fmt: skip
    later(timedelta())
    assert has_second_factor(grace)
    planted.delete()
    waits = lost(adam, grace)
    sign_account_change(by=eve, change=waits.pk)
    enrol_totp(mal)
    for change in {"user": mal}, {"user": grace, "until": MONDAY}:
        AccountChange.objects.filter(pk=waits.pk).update(**change)
        later(WAIT)
        assert (has_second_factor(grace), has_second_factor(mal)) == (True, True)


def test_another_address_of_somebody_who_has_signed_in_needs_two_and_three_days_too(
    grace: User, adam: Actor, eve: Actor
) -> None:
    new = "grace@tynebridge.example"
    done = correct_person(by=adam, user=grace, name=grace.name, email=new, certainty=BACK)
    waits = AccountChange.objects.get(user=grace)
    assert done.waits is True
    assert account_changes.address_of(waits) == new
    assert new.encode() not in bytes(waits.address or b"")
    assert mailed(grace, MailKind.ADDRESS_CHANGE_ASKED)
    sign_account_change(by=eve, change=waits.pk)
    later()
    old, grace.email = grace.email, User.objects.get(pk=grace.pk).email
    assert grace.email == new
    assert newest().type == "account_change.made"
    assert strange() == []
    assert AccountMail.objects.filter(user=grace, kind=MailKind.ADDRESS_CHANGED).count() == 2
    assert old == "grace@society.example"


def test_an_address_that_somebody_wrote_into_the_table_is_not_set(grace: User, adam: Actor, eve: Actor) -> None:
    correct_person(by=adam, user=grace, name=grace.name, email="grace@new.example", certainty=BACK)
    waits = AccountChange.objects.get(user=grace)
    sign_account_change(by=eve, change=waits.pk)
    other = account_changes.ask_for_change(
        adam.user, person("Mal Ory"), AccountChange.Kind.ADDRESS, BACK, MONDAY, address="mal@x.example"
    )
    planted = AccountChange.objects.get(pk=other.id)
    for address in planted.address, seal_secret(b"mal@x.example", grace.pk.bytes):
        AccountChange.objects.filter(pk=waits.pk).update(address=address)
        later()
        assert User.objects.get(pk=grace.pk).email == "grace@society.example"


def test_the_address_of_a_member_who_never_came_waits_too(desk: Desk, adam: Actor, eve: Actor) -> None:
    assert desk["rex"].last_login is None
    done = correct_person(by=adam, user=desk["rex"], name="Rex Marlowe", email="rex@new.example", certainty=BACK)
    assert (done.waits, User.objects.get(pk=desk["rex"].pk).email) == (True, "rex@society.example")
    nora = invite_person(by=adam, name="Nora", email="nora@wrong.example")
    done = correct_person(by=adam, user=nora, name="Nora Newcome", email="nora@right.example", certainty=BACK)
    nora.refresh_from_db()
    assert done.waits is False
    assert nora.email == "nora@right.example"
    assert nora.name == "Nora Newcome"
    assert {("Nora Newcome", kind) for kind in ("address_changed", "name_corrected", "invited")} <= mails()


def test_an_address_that_was_given_to_somebody_else_meanwhile_is_not_set(grace: User, adam: Actor, eve: Actor) -> None:
    correct_person(by=adam, user=grace, name=grace.name, email="grace@new.example", certainty=BACK)
    waits = AccountChange.objects.get(user=grace)
    sign_account_change(by=eve, change=waits.pk)
    User.objects.create_person(email="grace@new.example", name="Another Grace")
    later()
    waits.refresh_from_db()
    assert (waits.end, User.objects.get(pk=grace.pk).email) == ("refused", "grace@society.example")
    assert newest().body["data"]["reason"] == "address_taken"


def test_an_address_of_another_person_is_refused_and_what_was_typed_stays(grace: User, adams: Client) -> None:
    typed = {"name": "Grace O. Oyelaran", "email": "INES@society.example", "certainty": "in_person"}
    answer = adams.post(reverse("admin_correct", args=[grace.pk]), typed)
    page = answer.content.decode()
    assert (answer.status_code, "This address belongs to Ines Farrow already." in page) == (422, True)
    assert 'value="Grace O. Oyelaran"' in page
    assert User.objects.get(pk=grace.pk).name == "Grace Oyelaran"


def test_reporting_signing_and_refusing_work_on_pages(grace: User, adams: Client, eve: Actor) -> None:
    assert adams.post(reverse("admin_lost_factor", args=[grace.pk]), {}).status_code == 422
    assert adams.post(reverse("admin_lost_factor", args=[grace.pk]), {"certainty": "called_back"}).status_code == 302
    waits = AccountChange.objects.get(user=grace)
    page = adams.get(reverse("admin_person", args=[grace.pk])).content.decode()
    assert ("Second administrator needed" in page, "5 March 2026, 10:00" in page) == (True, True)
    assert adams.post(reverse("admin_refuse", args=[waits.pk]), {}).status_code == 422
    assert adams.post(reverse("admin_refuse", args=[waits.pk]), {"reason": "not_needed"}).status_code == 302
    assert adams.get(reverse("admin_sign", args=[waits.pk])).status_code == 409
