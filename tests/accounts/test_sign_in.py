"""Sign-in with a password: who gets in, and how little the answers tell."""

import re

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.offices import offices_of
from tests.accounts.conftest import LONG_AGO, PASSWORD, sign_in
from tests.responses import Response

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def plain(response: Response, typed: str) -> tuple[int, dict[str, str], bytes]:
    body = TOKEN.sub(b"", response.content).replace(typed.encode(), b"typed")
    return (
        response.status_code,
        {k: v for k, v in response.headers.items() if k not in {"Content-Length", "Expires"}},
        body,
    )


def test_a_member_signs_in_with_a_password_alone(client: Client, mia: User) -> None:
    assert sign_in(client, "mia@example.org").headers["Location"] == reverse("member_inbox")
    assert client.get(reverse("account")).context["request"].user == mia


def test_a_password_with_an_old_hash_is_hashed_again_and_keeps_the_session(
    client: Client, mia: User, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [*settings.PASSWORD_HASHERS, "django.contrib.auth.hashers.ScryptPasswordHasher"]
    mia.password = make_password(PASSWORD, hasher="scrypt")
    mia.save()
    assert sign_in(client, "mia@example.org").status_code == 302
    assert client.get(reverse("account")).status_code == 200
    assert not User.objects.get(pk=mia.pk).password.startswith("scrypt")


def test_capitals_in_an_address_do_not_matter(client: Client, mia: User) -> None:
    assert sign_in(client, "MIA@Example.ORG").status_code == 302


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(client: Client, mia: User) -> None:
    wrong = sign_in(client, "mia@example.org", "not the password")
    unknown = sign_in(client, "nobody@example.org", "not the password")
    assert plain(wrong, "mia@example.org") == plain(unknown, "nobody@example.org")
    assert wrong.status_code == 200


def test_a_known_address_costs_as_many_queries_as_an_unknown_one(client: Client, mia: User) -> None:
    counts = []
    for email in ("mia@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            sign_in(client, email, "not the password")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_inactive_person_with_the_right_password_is_answered_like_an_unknown_one(client: Client, mia: User) -> None:
    mia.is_active = False
    mia.save()
    inactive, unknown = sign_in(client, "mia@example.org"), sign_in(client, "nobody@example.org")
    assert plain(inactive, "mia@example.org") == plain(unknown, "nobody@example.org")


def test_too_many_attempts_are_stopped_alike_for_known_and_unknown_addresses(client: Client, mia: User) -> None:
    for email in ("mia@example.org", "nobody@example.org"):
        for _ in range(5):
            sign_in(client, email, "not the password")
    known, unknown = sign_in(client, "mia@example.org"), sign_in(client, "nobody@example.org")
    assert plain(known, "mia@example.org") == plain(unknown, "nobody@example.org")
    assert "_auth_user_id" not in client.session


def test_a_session_ends_at_once_when_its_person_is_made_inactive(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    User.objects.filter(pk=mia.pk).update(is_active=False)
    assert client.get(reverse("account")).headers["Location"] == f"{reverse('account_login')}?next=/accounts/"


def test_a_superuser_holds_no_office_and_no_permission(client: Client, db: None) -> None:
    root = User.objects.create_person(email="root@example.org", name="Root", password=PASSWORD, is_superuser=True)
    assert (offices_of(root, LONG_AGO), hasattr(root, "has_perm")) == (frozenset(), False)
    assert sign_in(client, "root@example.org").headers["Location"] == reverse("member_inbox")


def test_nobody_can_sign_up_even_where_an_address_is_added(rf: RequestFactory) -> None:
    assert get_adapter().is_open_for_signup(rf.get("/")) is False


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "inactive/", "sessions/", "social/signup/"])
def test_there_is_no_page_to_sign_up_or_to_list_sessions(client: Client, db: None, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404


def test_signing_out_ends_the_session_and_clears_the_browser(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    response = client.post(reverse("account_logout"))
    assert (response.status_code, response.headers["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert client.get(reverse("account")).headers["Location"] == f"{reverse('account_login')}?next=/accounts/"


def test_signing_out_needs_a_post(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("account")).status_code == 200


def test_a_next_page_elsewhere_is_not_followed(client: Client, mia: User) -> None:
    response = client.post(
        f"{reverse('account_login')}?next=https://elsewhere.example/",
        {"login": "mia@example.org", "password": PASSWORD},
    )
    assert response.headers["Location"] == reverse("member_inbox")


def test_a_changed_password_signs_out_every_other_browser(client: Client, mia: User) -> None:
    other = client.__class__()
    sign_in(client, "mia@example.org")
    sign_in(other, "mia@example.org")
    new = "four other unrelated words"
    changed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), changed).status_code == 302
    assert (client.get(reverse("account")).status_code, other.get(reverse("account")).status_code) == (200, 302)
