"""An alarm stands on every page of those who were told until one of them is on it, and leads to what to do."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.alarms import AlarmKind, end_alarm, raise_alarm
from accounts.models import AccountMail, Alarm
from accounts.offices import end_office
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.clock import now
from ledger.models import Entry
from ledger.nightly_result import record_check
from notifications.dispatch.account_mails import send_waiting
from tests.casework.web.conftest import Town, begun, town

__all__ = ["begun", "town"]
TAKE = reverse("take_alarm", args=["record-in-doubt"])
TITLE = "The record is in doubt"


def in_doubt(town: Town) -> None:
    record_check(person=pseudonym(town.people["audrey"]), verify=1, replay=0)
    raise_alarm(AlarmKind.RECORD_IN_DOUBT, on=now().date())


def shows(browser: Client, path: str) -> bool:
    page = unescape(browser.get(path).content.decode())
    return re.search(rf'__heading" id="alarm_\d_words">{TITLE}<', page) is not None


def test_everybody_who_was_told_sees_the_alarm_on_every_page_and_nobody_else_does(town: Town) -> None:
    in_doubt(town)
    for path in (
        reverse("record"),
        reverse("record_state"),
        reverse("account"),
        reverse("code"),
        "/desk/no-such-page/",
    ):
        assert (path, shows(town.browser("audrey"), path)) == (path, True)
    assert [shows(town.browser("adam"), path) for path in (reverse("record_state"), reverse("account"))] == [True, True]
    assert [shows(town.browser(other), reverse("account")) for other in ("ines", "rex", "bo")] == [False] * 3
    assert shows(Client(), reverse("code")) is False


def test_the_alarm_leads_to_the_page_that_says_what_to_do(town: Town) -> None:
    in_doubt(town)
    for who in ("audrey", "adam"):
        browser = town.browser(who)
        assert '<a class="govuk-notification-banner__link" href="/ledger/state/">' in browser.get("/").content.decode()
        assert "What to do now: change nothing" in browser.get(reverse("record_state")).content.decode()


def test_once_somebody_is_on_it_nobody_sees_the_banner_and_the_record_says_who(town: Town) -> None:
    in_doubt(town)
    adam, audrey = town.browser("adam"), town.browser("audrey")
    assert adam.post(TAKE).headers["Location"] == reverse("record_state")
    assert "You are on it." in adam.get(reverse("record_state")).content.decode()
    assert [shows(each, reverse("record_state")) for each in (adam, audrey)] == [False, False]
    assert "Adam" in audrey.get(reverse("record")).content.decode()
    entry = Entry.objects.get(type="alarm.taken")
    assert (entry.stream, entry.body["role"]) == ("system", "administrator")
    assert (entry.body["actor"], entry.body["data"]) == (
        str(pseudonym(town.people["adam"])),
        {"alarm": "record-in-doubt"},
    )
    refused = audrey.post(TAKE)
    assert (refused.status_code, "Somebody else is on it already" in refused.content.decode()) == (409, True)


def test_what_is_found_again_the_next_night_is_an_alarm_again(town: Town) -> None:
    in_doubt(town)
    town.browser("adam").post(TAKE)
    in_doubt(town)
    assert shows(town.browser("audrey"), reverse("record"))
    in_doubt(town)
    assert Alarm.objects.filter(taken_at__isnull=True).count() == 1


def test_a_check_that_finds_nothing_ends_the_alarm(town: Town) -> None:
    in_doubt(town)
    end_alarm(AlarmKind.RECORD_IN_DOUBT)
    audrey = town.browser("audrey")
    assert (shows(audrey, reverse("record")), audrey.post(TAKE).status_code) == (False, 409)


def test_an_attack_on_sign_in_is_over_after_a_day_without_another(town: Town) -> None:
    raise_alarm(AlarmKind.SIGN_IN_ATTACKED, on=now().date())
    adam = town.people["adam"]
    assert town.browser("adam").get(reverse("account")).content.decode().count("banner__heading") == 1
    town.clock.shift(timedelta(days=1, minutes=1))
    assert town.browser("adam").get(reverse("account")).content.decode().count("banner__heading") == 0
    assert AccountMail.objects.filter(user=adam, kind="sign_in_attacked").count() == 1


@pytest.mark.parametrize("kind", [*AlarmKind, "no-such-alarm"])
def test_nobody_can_take_what_they_were_not_told_of(town: Town, kind: str) -> None:
    for each in AlarmKind:
        person = None if each is not AlarmKind.OWN_SIGN_IN_ATTACKED else town.people["rex"].pk
        raise_alarm(each, on=now().date(), person=person)
    assert town.browser("ines").post(reverse("take_alarm", args=[kind])).status_code == 404
    assert Alarm.objects.filter(taken_at__isnull=False).count() == 0


def test_who_left_the_office_neither_sees_its_alarm_nor_takes_it(town: Town) -> None:
    in_doubt(town)
    end_office(user=town.people["audrey"], office=Office.AUDITOR, until=now().date() - timedelta(days=1))
    audrey = town.browser("audrey")
    assert (shows(audrey, reverse("account")), audrey.post(TAKE).status_code) == (False, 404)


def test_a_page_asks_the_database_nothing_more_while_there_is_no_alarm(town: Town) -> None:
    def asked(browser: Client) -> list[str]:
        with CaptureQueriesContext(connection) as done:
            browser.get(reverse("account"))
        return [query["sql"] for query in done.captured_queries]

    quiet = asked(town.browser("rex"))
    in_doubt(town)
    assert len(asked(town.browser("rex"))) == len(quiet)
    assert [sql for sql in quiet if 'FROM "accounts_alarm"' in sql] == []


def test_neither_alarm_nor_its_mail_holds_an_identifier_or_a_name(town: Town, mailoutbox: list[Any]) -> None:
    in_doubt(town)
    send_waiting()
    names = [user.name for user in town.people.values()]
    texts = [f"{mail.subject}\n{mail.body}" for mail in mailoutbox]
    assert (len(texts), [name for name in names for text in texts if name in text]) == (2, [])
