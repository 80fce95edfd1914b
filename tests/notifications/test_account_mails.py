"""Mails about an account: written with what they tell of, sent once the mail server takes them, and never lost."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as installation
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from structlog.testing import capture_logs

from accounts import resets
from accounts.mails import MailKind, write_mail
from accounts.models import AccountMail, ResetRequest, User
from accounts.sealing import seal_secret
from notifications.dispatch.account_mails import send_waiting
from notifications.mail.channel import MOST_TRIES
from tests.notifications.conftest import Server, Sink, mailers

MORNING = "2026-11-25T10:00:00Z"
FORGED = "mallory@example.org"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


@pytest.fixture
def mia(db: None) -> User:
    return User.objects.create_person(email="mia@example.org", name="Mia Member", password="four unrelated words")


def of(user: User) -> AccountMail:
    return AccountMail.objects.get(user=user)


def waiting_mails() -> list[AccountMail]:
    return list(AccountMail.objects.filter(next_try__isnull=False).order_by("made_at"))


def words(mail: Any) -> str:
    return str(mail.get_payload(decode=True).decode().replace("\r\n", "\n"))


def ask(address: str) -> None:
    Client().post(reverse("account_reset_password"), {"email": address})


def test_a_mail_is_written_only_if_what_it_tells_of_happened(mia: User) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
        raise ZeroDivisionError
    assert not waiting_mails()


ALONE = [kind for kind in MailKind if kind is not MailKind.SOMETHING_WAITS]
"""The kinds that need nothing besides; the other leaves only while something waits (test_waiting_mails)."""


def test_while_the_server_is_down_everything_waits_and_then_leaves_once(mia: User, closed: Server, clock: Any) -> None:
    for kind in ALONE:
        write_mail(mia.pk, kind)
    begun = of_all(mia)[0].made_at
    assert send_waiting() == 0
    clock.shift(timedelta(minutes=5))
    assert send_waiting() == 0
    assert len(waiting_mails()) == len(ALONE)
    assert waiting_mails()[0].made_at == begun
    clock.shift(timedelta(minutes=5))
    closed.start()
    assert send_waiting() == len(ALONE)
    assert send_waiting() == 0
    assert not waiting_mails()
    assert len({mail["Message-ID"] for mail in closed.mails}) == len(ALONE)


def of_all(user: User) -> list[AccountMail]:
    return list(AccountMail.objects.filter(user=user).order_by("made_at"))


def test_a_server_that_is_down_is_asked_once_a_round_and_not_again_for_some_seconds(
    mia: User, closed: Server, clock: Any
) -> None:
    for kind in MailKind:
        write_mail(mia.pk, kind)
    send_waiting()
    send_waiting()
    assert [mail.next_try > mail.made_at for mail in of_all(mia)].count(True) == 1  # type: ignore[operator]
    clock.shift(timedelta(seconds=30))
    send_waiting()
    assert [mail.next_try > mail.made_at for mail in of_all(mia)].count(True) == 2  # type: ignore[operator]


def test_a_server_that_takes_the_connection_and_says_nothing_costs_one_timeout(
    mia: User, settings: Settings, free_port: int
) -> None:
    settings.MAILERS = mailers(free_port)
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 1
    for kind in MailKind:
        write_mail(mia.pk, kind)
    with socket.create_server(("127.0.0.1", free_port)):
        begun = time.perf_counter()
        assert (send_waiting(), time.perf_counter() - begun < 3) == (0, True)
    assert [mail.next_try > mail.made_at for mail in of_all(mia)].count(True) == 1  # type: ignore[operator]


def test_two_workers_send_each_mail_once_and_only_one_waits_for_a_slow_server(
    committed: None, settings: Settings, free_port: int
) -> None:
    settings.MAILERS = mailers(free_port)
    people = [User.objects.create_person(email=f"{n}@example.org", name=str(n)) for n in range(6)]
    for person in people:
        write_mail(person.pk, MailKind.SIGN_IN_CHANGED)
    server = Server(free_port)
    server.sink.seconds = 0.1
    server.start()
    with ThreadPoolExecutor(2) as workers:
        sent = sorted(each.result() for each in [workers.submit(in_a_thread) for _ in range(2)])
    server.stop()
    assert sum(sent) == 6
    assert sent[0] < 6
    assert not waiting_mails()
    assert sorted(mail["To"] for mail in server.mails) == sorted(str(person.email) for person in people)


def in_a_thread() -> int:
    try:
        return send_waiting()
    finally:
        connection.close()


def test_a_waiting_mail_is_written_once_and_followed_after_it_left(mia: User, sink: Sink) -> None:
    for _ in range(3):
        write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    send_waiting()
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    send_waiting()
    assert len(sink.mails) == 2


def test_an_address_that_is_refused_for_good_is_recorded_and_not_tried_again(mia: User, sink: Sink, clock: Any) -> None:
    sink.refusal = "550 No such mailbox"
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    send_waiting()
    assert (of(mia).next_try, of(mia).bounced_at) == (None, of(mia).made_at)
    sink.refusal = ""
    clock.shift(timedelta(days=2))
    assert send_waiting() == 0
    assert of(mia).bounced_at is not None
    assert sink.mails == []


def test_an_address_refused_for_now_is_tried_at_growing_intervals_for_a_day(mia: User, sink: Sink, clock: Any) -> None:
    sink.refusal = "451 Try again later"
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    waits = []
    while (begun := of(mia).next_try) is not None:
        clock.move_to(begun)
        send_waiting()
        later = of(mia).next_try
        waits.append(later and later - begun)
    minutes = [wait and wait // timedelta(minutes=1) for wait in waits]
    assert (minutes[:8], len(minutes), minutes[-1]) == ([1, 2, 4, 8, 16, 32, 60, 60], MOST_TRIES, None)
    assert of(mia).bounced_at is not None


def test_one_mail_that_cannot_be_written_holds_up_no_other(mia: User, sink: Sink) -> None:
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    AccountMail.objects.update(kind="of a later release")
    write_mail(mia.pk, MailKind.SIGN_IN_ATTACKED)
    with capture_logs() as said:
        assert send_waiting() == 1
    assert ([line["event"] for line in said], len(waiting_mails())) == (["mail_was_not_written"], 1)


def test_the_former_address_is_kept_sealed_only_until_its_mail_has_gone(mia: User, sink: Sink) -> None:
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED, address="Old@example.org")
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    assert all(b"old@" not in bytes(mail.address or b"") for mail in of_all(mia))
    send_waiting()
    assert sorted(mail["To"] for mail in sink.mails) == ["mia@example.org", "old@example.org"]
    assert [mail.address for mail in of_all(mia)] == [None, None]


def test_a_link_that_opens_an_account_goes_to_no_other_address(mia: User, sink: Sink) -> None:
    with pytest.raises(ValueError, match="reset"):
        write_mail(mia.pk, MailKind.RESET, address=FORGED)
    write_mail(mia.pk, MailKind.RESET)
    AccountMail.objects.update(address=seal_secret(FORGED.encode(), mia.pk.bytes))
    send_waiting()
    assert [mail["To"] for mail in sink.mails] == ["mia@example.org"]


def test_a_reminder_waits_until_everything_else_has_left(mia: User, sink: Sink, clock: Any) -> None:
    for number in range(5):
        member = User.objects.create_person(email=f"{number}@example.org", name=str(number))
        write_mail(member.pk, MailKind.OATH_UNSIGNED)
    clock.shift(timedelta(seconds=1))
    ask("mia@example.org")
    send_waiting()
    assert (sink.mails[0]["To"], len(sink.mails)) == ("mia@example.org", 6)


def test_a_link_is_not_sent_to_somebody_who_may_not_sign_in_any_more(mia: User, sink: Sink) -> None:
    write_mail(mia.pk, MailKind.RESET)
    mia.is_active = False
    mia.save()
    assert send_waiting() == 0
    assert AccountMail.objects.count() == 0
    assert sink.mails == []


def test_what_was_sent_is_forgotten_after_thirty_days_and_what_waits_is_not(mia: User, sink: Sink, clock: Any) -> None:
    write_mail(mia.pk, MailKind.SIGN_IN_CHANGED)
    send_waiting()
    sink.refusal = "451 Try again later"
    write_mail(mia.pk, MailKind.SIGN_IN_ATTACKED)
    clock.shift(timedelta(days=31))
    send_waiting()
    assert [mail.kind for mail in of_all(mia)] == ["sign_in_attacked"]


def test_the_database_holds_neither_the_link_nor_the_address_that_was_asked_for(
    mia: User, closed: Server, clock: Any
) -> None:
    ask("mia@example.org")
    ask("nobody@example.org")
    asked = [bytes(row) for row in ResetRequest.objects.values_list("address", flat=True)]
    assert (len(asked), [row for row in asked if b"example" in row]) == (2, [])
    send_waiting()
    assert ResetRequest.objects.count() == 0
    assert of(mia).kind == "reset"
    assert of(mia).address is None
    clock.shift(timedelta(hours=3))
    closed.start()
    send_waiting()
    link = next(word for word in words(closed.mails[0]).split() if reverse("account_reset_password") in word)
    assert (
        Client().get(link.removeprefix(installation.BASE_URL)).status_code == 302
    )  # made now, and not three hours ago


def test_asking_many_times_while_mail_is_down_brings_one_link(mia: User, closed: Server, clock: Any) -> None:
    for _ in range(3):
        ask("mia@example.org")
        send_waiting()
        clock.shift(timedelta(minutes=2))
    closed.start()
    send_waiting()
    assert len(closed.mails) == 1


def test_asking_costs_the_same_statements_for_every_address(mia: User) -> None:
    asked = []
    for address in ("mia@example.org", "nobody@example.org", "mia@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as done:
            ask(address)
        asked.append([query["sql"].split("VALUES")[0] for query in done.captured_queries])
    assert [len(statements) for statements in asked] == [2, 2, 2, 2]
    assert all(statements == asked[0] for statements in asked)


def test_requests_that_nobody_takes_are_bounded_and_the_page_says_nothing_of_it(
    mia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resets, "MOST_REQUESTS", 2)
    with capture_logs() as said:
        for number in range(5):
            ask(f"{number}@example.org")
    assert (ResetRequest.objects.count(), [line["event"] for line in said]) == (3, ["too_many_reset_requests"] * 2)
