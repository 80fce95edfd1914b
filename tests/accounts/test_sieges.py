"""An attack on sign-in: on the record once a day, told to the person and to administrators, without a network."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from celery import current_app
from celery.signals import before_task_publish
from django.test import Client
from django.urls import reverse
from kombu.exceptions import OperationalError

from accounts.attempts import SIEGE
from accounts.models import Siege, User
from accounts.offices import Office, appoint
from accounts.pseudonyms import pseudonym
from accounts.sealing import CannotOpenSecret, open_secret
from accounts.second_factor import enrol_totp, totp_now
from accounts.sieges import Span, sieges_of
from casework.queries.checks.replay_offices import siege_drifts
from ledger.models import Entry
from ledger.sieges import BESIEGED, record_siege
from ledger.tasks import note_siege
from notifications.dispatch.account_mails import send_waiting
from tests.accounts.conftest import AN_APP, LONG_AGO, PASSWORD, sign_in
from tests.accounts.test_attempts import HOME, at, attack

DAY = "2026-11-25T10:00:00Z"


@pytest.fixture
def adam(db: None) -> User:
    """An administrator."""
    user = User.objects.create_person(email="adam@example.org", name="Adam Admin", password=PASSWORD)
    appoint(user=user, office=Office.ADMINISTRATOR, since=LONG_AGO)
    enrol_totp(user, AN_APP)
    return user


@pytest.fixture(autouse=True)
def today() -> Iterator[Any]:
    with time_machine.travel(DAY, tick=False) as clock:
        yield clock


def entries() -> list[Entry]:
    return list(Entry.objects.filter(type=BESIEGED).order_by("log_index"))


def test_a_siege_is_one_entry_a_day_and_names_nobody(mia: User) -> None:
    assert [record_siege("mia@example.org"), record_siege("mia@example.org")] == [True, False]
    (entry,) = entries()
    assert (entry.stream, entry.body["role"]) == ("system", "clock")
    assert entry.body["data"] == {"person": str(pseudonym(mia)), "day": "2026-11-25"}
    assert b"mia" not in bytes(entry.entry)


def test_an_address_that_belongs_to_nobody_leaves_nothing(db: None, mia: User) -> None:
    User.objects.filter(pk=mia.pk).update(is_active=False)
    assert [record_siege("nobody@example.org"), record_siege("mia@example.org")] == [False, False]
    assert (entries(), Siege.objects.count()) == ([], 0)


def test_thirty_wrong_passwords_become_an_entry_through_the_queue(
    client: Client, mia: User, sent_at_once: None
) -> None:
    attack(client, "mia@example.org", SIEGE - 1)
    assert entries() == []
    attack(client, "mia@example.org", SIEGE)
    attack(client, "nobody@example.org", SIEGE, HOME)
    assert len(entries()) == 1


def test_the_person_gets_one_mail_a_day_and_each_administrator_too(
    mia: User, sam: User, adam: User, mailoutbox: list[Any], today: Any
) -> None:
    for email in ("mia@example.org", "mia@example.org", "sam@example.org"):
        record_siege(email)
    send_waiting()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["adam@example.org", "mia@example.org", "sam@example.org"]
    today.move_to("2026-11-26T10:00:00Z", tick=False)
    record_siege("mia@example.org")
    send_waiting()
    assert sorted(mail.to[0] for mail in mailoutbox[3:]) == ["adam@example.org", "mia@example.org"]
    assert {mail.subject for mail in mailoutbox} == {"Somebody is trying to sign in as you", "Sign-in is under attack"}
    assert "203.0.113" not in "".join(mail.body for mail in mailoutbox)


def test_the_nightly_check_names_an_attack_that_was_written_into_the_table(mia: User, sam: User) -> None:
    record_siege("mia@example.org")
    assert list(siege_drifts()) == []
    Siege.objects.create(user=sam, day=date(2026, 11, 25))
    Siege.objects.create(user=mia, day=date(2026, 11, 24))
    people = {f"system/sign_in/{pseudonym(each)}" for each in (mia, sam)}
    assert {(where, field) for where, field in siege_drifts()} == {
        (where, "attack that nobody recorded") for where in people
    }


def test_days_in_a_row_are_one_span(mia: User) -> None:
    for day in (3, 4, 5, 8):
        Siege.objects.create(user=mia, day=date(2026, 5, day))
    spans = sieges_of([mia.pk], since=date(2026, 5, 4))[mia.pk]
    assert spans == [Span(date(2026, 5, 4), date(2026, 5, 5)), Span(date(2026, 5, 8), date(2026, 5, 8))]
    assert [span.words for span in spans] == ["from 4 May 2026 to 5 May 2026", "on 8 May 2026"]


def banners(client: Client, path: str = reverse("account")) -> list[str]:
    """Return the headings of the alarms on a page."""
    return re.findall(r'__heading" id="alarm_\d_words">([^<]*)<', client.get(path).content.decode())


def test_the_person_sees_a_banner_on_every_page_until_they_have_read_it(client: Client, mia: User, today: Any) -> None:
    for day in (26, 27):
        today.move_to(f"2026-11-{day}T10:00:00Z", tick=False)
        record_siege("mia@example.org")
    today.move_to("2026-12-24T10:00:00Z", tick=False)
    sign_in(client, "mia@example.org")
    said = ["Somebody tried many times to sign in as you, from 26 November 2026 to 27 November 2026"]
    assert [
        banners(client, path)
        for path in (reverse("account"), reverse("member_inbox"), reverse("account_change_password"))
    ] == [said] * 3
    assert client.post(reverse("take_alarm", args=["own-sign-in-attacked"])).headers["Location"] == reverse("account")
    assert "The alarm is off this page" in client.get(reverse("account")).content.decode()
    assert (banners(client), Entry.objects.filter(type="alarm.taken").count()) == ([], 0)
    assert client.post(reverse("take_alarm", args=["own-sign-in-attacked"])).status_code == 409


def test_an_administrator_reads_whose_sign_in_was_attacked_and_nobody_else_does(
    client: Client, mia: User, adam: User, sam: User
) -> None:
    record_siege("mia@example.org")
    sign_in(client, "adam@example.org")
    assert banners(client, reverse("mfa_authenticate")) == []
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    assert banners(client) == ["Sign-in of other people is under attack"]
    assert "Mia Member: on 25 November 2026" in client.get(reverse("record_state")).content.decode()
    other = at(Client(), HOME)
    appoint(user=sam, office=Office.AUDITOR, since=LONG_AGO)
    sign_in(other, "sam@example.org")
    other.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    assert banners(other) == []
    assert "Mia Member" not in other.get(reverse("record_state")).content.decode()


def test_a_queue_that_is_away_does_not_stop_a_sign_in(client: Client, mia: User, monkeypatch: Any) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(current_app.amqp, "send_task_message", away)
    attack(client, "mia@example.org", SIEGE + 1)
    assert sign_in(at(client, HOME), "mia@example.org").status_code == 302


def test_the_queue_sees_the_address_sealed_and_the_task_takes_nothing_else(mia: User) -> None:
    with pytest.raises(CannotOpenSecret):
        note_siege("mia@example.org")
    assert entries() == []


def test_a_siege_is_reported_once_an_hour_alike_for_known_and_unknown_addresses(
    client: Client, mia: User, today: Any
) -> None:
    sent: list[str] = []

    def listen(body: Any, **_: Any) -> None:
        sent.append(open_secret(body[0][0].encode()).decode())

    before_task_publish.connect(listen, sender="ledger.note_siege")
    attack(client, "mia@example.org", SIEGE - 1)
    assert sent == []
    attack(client, "mia@example.org", SIEGE)
    attack(client, "Nobody@example.org", SIEGE, HOME)
    assert sent == ["mia@example.org", "nobody@example.org"]
    today.move_to("2026-11-25T11:00:00Z", tick=False)
    attack(client, "mia@example.org", SIEGE)
    before_task_publish.disconnect(listen, sender="ledger.note_siege")
    assert sent == ["mia@example.org", "nobody@example.org", "mia@example.org"]
