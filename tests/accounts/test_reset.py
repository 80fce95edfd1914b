"""A new password by mail: the same answer to everybody, and a link that is made when the mail leaves."""

import re

from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from accounts.forms import ResetRequestForm
from accounts.models import AccountMail, User
from notifications.dispatch.account_mails import send_waiting
from tests.accounts.conftest import PASSWORD, sign_in
from tests.accounts.test_second_factor import set_up
from tests.accounts.test_sign_in import plain
from tests.responses import Response

LINK = re.compile(r"http://localhost:8000(/accounts/reset/\S+)")
NEW = "four other unrelated words"


def link_in(mail: EmailMessage) -> str:
    """Return the path of the link that a mail brings."""
    found = LINK.search(str(mail.body))
    assert found is not None
    return found[1]


def ask(client: Client, email: str) -> Response:
    """Ask for a link, and let the worker do its round."""
    answer = client.post(reverse("account_reset_password"), {"email": email})
    send_waiting()
    return answer


def test_known_and_unknown_addresses_are_answered_alike(client: Client, mia: User) -> None:
    other = client.__class__()
    assert plain(ask(client, "mia@example.org"), "") == plain(ask(other, "nobody@example.org"), "")
    assert plain(client.get(reverse("account_reset_password_done")), "") == plain(
        other.get(reverse("account_reset_password_done")), ""
    )


def test_nothing_is_looked_up_while_a_person_waits(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    form = ResetRequestForm({"email": "mia@example.org"})
    with django_assert_num_queries(0):
        assert form.is_valid()


def test_only_an_active_person_gets_a_mail(client: Client, mia: User, mailoutbox: list[EmailMessage]) -> None:
    ask(client, "nobody@example.org")
    ask(client, "Mia@Example.org")
    mia.is_active = False
    mia.save()
    ask(client, "mia@example.org")
    assert [mail.to for mail in mailoutbox] == [["mia@example.org"]]


def test_the_mail_says_what_it_is_about_and_names_nobody(
    client: Client, mia: User, mailoutbox: list[EmailMessage]
) -> None:
    ask(client, "mia@example.org")
    (mail,) = mailoutbox
    assert (mail.subject, mail.from_email) == ("Choose a new password", "oathbound@localhost")
    assert LINK.sub("", str(mail.body)) == (
        "Somebody, probably you, asked for a new password for your account.\n\n"
        "Open this link to choose one. It works once, within an hour:\n\n\n\n"
        "If you did not ask for it, do nothing: your password stays as it is.\n\n"
        "This mail was sent by a program. Nobody reads answers to it, and nobody will ask you for a password or a code by "
        "mail.\n"
    )


def test_a_link_gives_one_new_password_and_signs_out_everywhere(
    client: Client, mia: User, mailoutbox: list[EmailMessage]
) -> None:
    elsewhere = client.__class__()
    sign_in(elsewhere, "mia@example.org")
    ask(client, "mia@example.org")
    link = link_in(mailoutbox[0])
    form = client.get(link).headers["Location"]
    response = client.post(form, {"password1": NEW, "password2": NEW})
    assert response.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert elsewhere.get(reverse("account")).status_code == 302
    assert client.get(link).context["token_fail"] is True
    assert (
        sign_in(client, "mia@example.org", PASSWORD).status_code,
        sign_in(client, "mia@example.org", NEW).status_code,
    ) == (200, 302)


def test_a_link_ends_after_an_hour(
    client: Client, mia: User, mailoutbox: list[EmailMessage], time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z")
    ask(client, "mia@example.org")
    time_machine.move_to("2026-11-25T11:00:01Z")
    assert client.get(link_in(mailoutbox[0])).context["token_fail"] is True


def test_a_new_password_does_not_get_round_the_second_factor(
    client: Client, sam: User, mailoutbox: list[EmailMessage]
) -> None:
    ask(client, "sam@example.org")
    client.post(client.get(link_in(mailoutbox[0])).headers["Location"], {"password1": NEW, "password2": NEW})
    assert sign_in(client, "sam@example.org", NEW).headers["Location"] == reverse("mfa_authenticate")


def test_a_short_password_is_refused_with_the_reason(client: Client, mia: User, mailoutbox: list[EmailMessage]) -> None:
    ask(client, "mia@example.org")
    form = client.get(link_in(mailoutbox[0])).headers["Location"]
    errors = client.post(form, {"password1": "k3!xQ", "password2": "k3!xQ"}).context["form"].errors
    assert errors == {"password1": ["This password is too short. It must contain at least 12 characters."]}


def test_a_changed_factor_is_told_by_mail_without_saying_which(
    client: Client, ola: User, mailoutbox: list[EmailMessage]
) -> None:
    sign_in(client, "ola@example.org")
    set_up(client)
    send_waiting()
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("The way you sign in was changed", ["ola@example.org"])
    assert [word for word in ("factor", "app", "code is") if word in mail.body] == []


def test_three_links_an_hour_and_six_a_day_go_to_one_person(
    client: Client, mia: User, mailoutbox: list[EmailMessage], time_machine: TimeMachineFixture
) -> None:
    first, sent = None, []
    for hour in range(4):
        time_machine.move_to(f"2026-11-25T1{hour}:0{hour}:00Z")
        for n in range(5):
            answer = plain(
                ask(client.__class__(headers={"X-Forwarded-For": f"203.0.{hour}.{n}"}), "mia@example.org"), ""
            )
            first = first or answer
            assert answer == first
        sent.append(len(mailoutbox))
    assert sent == [3, 6, 6, 6]
    time_machine.move_to("2026-11-26T11:30:00Z")
    ask(client, "mia@example.org")
    assert (len(mailoutbox), AccountMail.objects.filter(user=mia, sent_at__isnull=False).count()) == (7, 7)


def test_another_person_still_gets_a_link(client: Client, mia: User, sam: User, mailoutbox: list[EmailMessage]) -> None:
    for _ in range(5):
        ask(client.__class__(), "mia@example.org")
    ask(client, "sam@example.org")
    assert [mail.to[0] for mail in mailoutbox].count("sam@example.org") == 1
