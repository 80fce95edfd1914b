"""Tokens for programs: made behind the second factor, told once, kept as a digest, and over when their time is."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from accounts.models import Token, User
from accounts.second_factor import totp_now
from accounts.vocabulary import Scope
from tests.accounts.conftest import AN_APP, sign_in
from tests.accounts.test_traces import everything_stored
from tests.responses import Response

PAGE = reverse("tokens")
ASKED = {"name": "Case list", "scopes": ["read", "act"], "days": "30"}


def told(page: Response) -> list[str]:
    return re.findall(r'class="ob-token">(ob_[\w-]{43})<', page.content.decode())


@pytest.fixture
def here(client: Client, sam: User) -> Client:
    """Sam's browser, signed in with both factors just now."""
    sign_in(client, "sam@example.org")
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    return client


def made(user: User, **given: object) -> tuple[Token, str]:
    now = timezone.now()
    asked: dict[str, Any] = {"name": "x", "scopes": [Scope.READ], "now": now, "until": now + timedelta(days=7)}
    return Token.objects.make(user=user, **{**asked, **given})


def test_a_token_is_told_once_and_only_its_digest_is_kept(here: Client, sam: User) -> None:
    assert here.post(PAGE, ASKED).headers["Location"] == PAGE
    (text,) = told(here.get(PAGE))
    assert told(here.get(PAGE)) == []
    token = Token.objects.get()
    assert (token.user, token.name, token.scopes, token.until - token.made_at) == (
        sam, "Case list", ["act", "read"], timedelta(days=30),
    )  # fmt: skip
    assert Token.objects.find_by_text(text, timezone.now()) == token
    assert text not in everything_stored()
    assert Token.objects.find_by_text(token.digest.hex(), timezone.now()) is None


def test_what_is_wrong_is_said_in_words_and_makes_nothing(here: Client) -> None:
    page = here.post(PAGE, {"name": "", "days": "91"})
    words = page.content.decode()
    assert page.status_code == 422
    assert ("Give it a name" in words, "Choose at least one use." in words) == (True, True)
    assert Token.objects.count() == 0


def test_a_person_ends_their_own_token_and_no_other(here: Client, sam: User, mia: User) -> None:
    own, text = made(sam)
    other, _ = made(mia)
    for one in (own, other):
        assert here.post(f"{PAGE}{one.pk}/end/").headers["Location"] == PAGE
    assert list(Token.objects.all()) == [other]
    assert Token.objects.find_by_text(text, timezone.now()) is None


def test_without_a_second_factor_nobody_makes_one(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    page = client.post(PAGE, ASKED)
    assert (page.status_code, "Set up an authenticator app" in page.content.decode()) == (403, True)
    assert Token.objects.count() == 0
    assert Client().get(PAGE).headers["Location"] == f"{reverse('account_login')}?next={PAGE}"


def test_the_password_or_a_code_was_given_within_five_minutes(here: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert here.post(PAGE).headers["Location"] == f"{reverse('account_reauthenticate')}?next=%2Faccounts%2Ftokens%2F"
    asked = here.post(PAGE, ASKED)
    assert (asked.status_code, 'href="/accounts/again/"' in asked.content.decode()) == (403, True)
    assert Token.objects.count() == 0


def test_a_token_opens_nothing_once_it_is_over_or_its_person_is_gone(
    sam: User, time_machine: TimeMachineFixture
) -> None:
    token, text = made(sam)
    assert Token.objects.find_by_text(text, token.until - timedelta(seconds=1)) == token
    assert Token.objects.find_by_text(text, token.until) is None
    Authenticator.objects.filter(user=sam).delete()
    assert Token.objects.find_by_text(text, timezone.now()) is None


def test_somebody_who_left_has_no_programs_either(sam: User) -> None:
    _, text = made(sam)
    sam.is_active = False
    sam.save()
    assert Token.objects.find_by_text(text, timezone.now()) is None


def test_a_new_password_ends_the_tokens_made_behind_the_old_one(sam: User) -> None:
    _, text = made(sam)
    sam.set_password("five other unrelated words here")
    sam.save()
    assert Token.objects.find_by_text(text, timezone.now()) is None


def test_tokens_that_are_over_are_forgotten_when_the_next_is_made(sam: User, time_machine: TimeMachineFixture) -> None:
    old, _ = made(sam)
    time_machine.move_to(old.until)
    new, _ = made(sam)
    assert list(Token.objects.all()) == [new]


def test_a_key_that_was_retired_still_finds_its_tokens(sam: User, settings: Settings) -> None:
    token, text = made(sam)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, quite long and new"
    assert Token.objects.find_by_text(text, timezone.now()) == token


@pytest.mark.parametrize("given", [{"until": timedelta(days=91)}, {"until": timedelta()}, {"scopes": []}])
def test_the_database_itself_takes_no_token_that_lasts_too_long_or_is_for_nothing(
    sam: User, given: dict[str, Any]
) -> None:
    now = timezone.now()
    until = {"until": now + given.get("until", timedelta(days=1)), "now": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        made(sam, **{**given, **until})
