"""What is left behind: no address, no browser, no secret in clear, nothing that signs anybody in."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from time_machine import TimeMachineFixture

from accounts.models import ResetRequest, Session, User
from accounts.rate_limit_key import key_read_once, source_token
from accounts.sealing import CannotOpenSecret, open_secret, seal_secret
from accounts.sessions import SessionStore
from tests.accounts.conftest import AN_APP, sign_in
from tests.accounts.test_second_factor import set_up

ADDRESS, BROWSER = "203.0.113.77", "Tell-Tale/9"


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_neither_address_nor_browser_is_kept_anywhere(client: Client, ola: User) -> None:
    seen = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER}
    client.defaults.update(seen)
    sign_in(client, "ola@example.org", "not the password")
    sign_in(client, "ola@example.org")
    set_up(client)
    client.post(reverse("account_reset_password"), {"email": "ola@example.org"})
    stored = (
        everything_stored()
        + json.dumps(dict(client.session))
        + repr(vars(LocMemCache("accounts", {}))["_cache"].keys())
    )
    assert [word for word in (ADDRESS, "203.0.113", BROWSER) if word in stored] == []
    assert "ola@example.org" in stored
    assert ResetRequest.objects.count() == 1
    assert "allauth.usersessions" not in settings.INSTALLED_APPS


def test_one_network_has_one_token_an_hour_and_another_network_another(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z")
    here = source_token("203.0.113.77")
    assert (source_token("203.0.113.5") == here, source_token("203.0.114.77") == here) == (True, False)
    assert source_token("2001:db8:1:2::3") == source_token("2001:db8:1:9::9")
    time_machine.move_to("2026-11-25T11:00:00Z")
    assert source_token("203.0.113.77") != here


def test_the_key_of_an_hour_is_random_and_lies_in_the_cache_alone() -> None:
    here = source_token("203.0.113.77")
    assert source_token("::ffff:203.0.113.5") == here
    cache.clear()
    again = source_token("203.0.113.77")
    assert (again == here, source_token("203.0.113.77") == again) == (False, True)


def test_an_act_reads_the_key_of_the_hour_once_and_keeps_it_no_longer() -> None:
    here = source_token("203.0.113.77")
    with key_read_once():
        assert source_token("203.0.113.77") == here
        cache.clear()
        assert source_token("203.0.113.77") == here
    assert source_token("203.0.113.77") != here


def test_a_secret_is_sealed_in_the_database(sam: User) -> None:
    (row,) = Authenticator.objects.all()
    assert open_secret(row.data["secret"].encode(), sam.pk.bytes).decode() == AN_APP
    assert AN_APP not in everything_stored()


def test_the_secret_of_an_unfinished_set_up_is_not_readable_from_its_session_row(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    client.get(reverse("mfa_activate_totp"))
    (row,) = Session.objects.all()
    assert client.session["mfa.totp.secret"] not in everything_stored()
    assert SessionStore(row.session_key).decode(row.session_data) == {}


def test_sealed_twice_a_secret_looks_different_and_a_changed_one_does_not_open() -> None:
    once, twice = seal_secret(b"secret"), seal_secret(b"secret")
    assert once != twice
    assert open_secret(once) == b"secret"
    assert open_secret(twice) == b"secret"
    with pytest.raises(CannotOpenSecret):
        open_secret(once[:-4] + b"AAAA")


def test_a_secret_sealed_before_the_key_was_changed_still_opens(settings: Settings) -> None:
    sealed = seal_secret(b"secret")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert open_secret(sealed) == b"secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CannotOpenSecret):
        open_secret(sealed)


def test_the_key_in_a_session_row_signs_nobody_in(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    (row,) = Session.objects.all()
    thief = client.__class__()
    thief.cookies["sessionid"] = row.session_key
    assert row.session_key != client.cookies["sessionid"].value
    assert (client.get(reverse("account")).status_code, thief.get(reverse("account")).status_code) == (200, 302)


def test_session_data_copied_under_a_key_of_ones_own_signs_nobody_in(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    (row,) = Session.objects.all()
    thief, own = client.__class__(), SessionStore()
    own["mine"] = 1
    own.save()
    Session.objects.exclude(pk=row.pk).update(session_data=row.session_data)
    assert own.session_key is not None
    thief.cookies["sessionid"] = own.session_key
    assert (thief.get(reverse("account")).status_code, SessionStore(own.session_key).load()) == (302, {})


def test_a_session_is_found_saved_renewed_and_deleted_by_its_key(db: None) -> None:
    store = SessionStore()
    store["seat"] = "quiet"
    store.save()
    assert store.session_key is not None
    again = SessionStore(store.session_key)
    assert again["seat"] == "quiet"
    assert again.exists(store.session_key)
    assert Session.objects.count() == 1
    again.cycle_key()
    again.save()
    assert (again.exists(store.session_key), SessionStore(again.session_key)["seat"]) == (False, "quiet")
    again.delete()
    assert Session.objects.count() == 0


def test_a_session_survives_a_change_of_the_secret_key(db: None, settings: Settings) -> None:
    store = SessionStore()
    store["seat"] = "quiet"
    store.save()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert SessionStore(store.session_key).load() == {"seat": "quiet"}
