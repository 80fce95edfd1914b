"""How long a session lasts."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from accounts.models import Session, User
from accounts.sessions import SessionStore
from tests.accounts.conftest import sign_in
from tests.disk import wait_as_in_an_installation, waits

START = "2026-11-25T08:00:00Z"


@pytest.fixture
def signed_in(client: Client, mia: User, time_machine: TimeMachineFixture) -> Client:
    time_machine.move_to(START, tick=False)
    sign_in(client, "mia@example.org")
    client.get(reverse("account"))
    return client


def at(time_machine: TimeMachineFixture, clock: str) -> None:
    time_machine.move_to(f"2026-11-25T{clock}Z", tick=False)


def test_an_hour_away_ends_a_session(signed_in: Client, time_machine: TimeMachineFixture) -> None:
    at(time_machine, "08:59:59")
    assert signed_in.get(reverse("account")).status_code == 200
    at(time_machine, "09:59:59")
    response = signed_in.get(reverse("account"), follow=True)
    assert response.redirect_chain == [(f"{reverse('account_login')}?next=/accounts/", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "You were signed out, because you were away or your day was over. Sign in again."
    ]


def test_eight_hours_end_a_session_in_use(signed_in: Client, time_machine: TimeMachineFixture) -> None:
    for clock in ("08:50:00", "09:40:00", "10:30:00", "11:20:00", "12:10:00", "13:00:00", "13:50:00", "14:40:00"):
        at(time_machine, clock)
        assert signed_in.get(reverse("account")).status_code == 200
    at(time_machine, "15:39:59")
    assert signed_in.get(reverse("account")).status_code == 200
    at(time_machine, "16:00:00")
    assert signed_in.get(reverse("account")).status_code == 302


def test_a_session_in_use_is_written_at_most_once_a_minute(signed_in: Client, time_machine: TimeMachineFixture) -> None:
    at(time_machine, "08:00:59")
    (before,) = Session.objects.values_list("session_data", flat=True)
    signed_in.get(reverse("account"))
    (same,) = Session.objects.values_list("session_data", flat=True)
    at(time_machine, "08:01:00")
    signed_in.get(reverse("account"))
    (after,) = Session.objects.values_list("session_data", flat=True)
    assert (before == same, same == after) == (True, False)


def test_a_new_session_waits_for_the_disk_and_one_that_is_written_again_does_not(db: None) -> None:
    wait_as_in_an_installation()
    session = SessionStore()
    session["begun"] = 1
    session.save()
    assert waits()
    session["seen"] = 2
    session.save()
    assert (waits(), dict(SessionStore(session.session_key).items())) == (False, {"begun": 1, "seen": 2})


def test_a_session_that_was_ended_meanwhile_is_not_written_again(db: None) -> None:
    session = SessionStore()
    session.save()
    SessionStore(session.session_key).delete()
    session["seen"] = 2
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_a_visitor_who_is_not_signed_in_gets_no_session(client: Client, db: None) -> None:
    client.get(reverse("account_login"))
    assert (Session.objects.count(), "sessionid" in client.cookies) == (0, False)
