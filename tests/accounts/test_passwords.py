"""Passwords that a guesser tries first are refused wherever one is set, with the reason and what helps."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from accounts.models import User
from config.passwords import COMMON, HELPS, OWN, guesses
from local.demo.cast import EVERYBODY
from local.demo.people import key_of
from policy.actions import publish_editions
from tests.accounts.conftest import PASSWORD, sign_in
from tests.accounts.test_reset import ask, link_in
from tests.policy.books import GUILD, ICSRM

COMMON_ONES = ("password1234", "qwertyuiop[]", "aaaaaaaaaaaaaaaa", "abcdefghijklmnop", "trustno1trustno1", "Passwort1234",
               "password password", "1a2b1a2b1a2b1a2b", "passwordpassword!!", "01.01.198001.01.1980", "Winter2026Winter",
               "W1nter2026W1nter", "correcthorsebatterystaple", "correct horse battery staple", "EthicsBoard2026",
               "Eth1csB0ard2026", "Willkommen2026!", "Bienvenue-2026-!", "Sommer-Sonne-2026", "may june july")  # fmt: skip
OWN_ONES = ("MiaMember1980", "Mia Member 1980", "mia@example.org", "Oathbound2026!", "mia-member-mia", "GuildOfLanternKeepers",
            "lantern keepers guild", "memberexample1", "Glk-Ethics-2026", "golk ethics 2026")  # fmt: skip
GOOD = (
    PASSWORD,
    "x9$kQ2!vLm0p",
    "brick otter lamp quarry",
    "ein Wort gibt das andere " * 8,
)


@pytest.fixture
def guild(db: None) -> None:
    """The Society's Code is published."""
    publish_editions(folder=GUILD)


def refusal(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


@pytest.mark.parametrize("password", COMMON_ONES)
def test_a_common_password_is_refused_with_the_reason_and_what_helps(guild: None, mia: User, password: str) -> None:
    assert refusal(password, mia) == f"{COMMON} {HELPS}"


@pytest.mark.parametrize("password", OWN_ONES)
def test_a_password_of_ones_own_name_or_the_societys_is_refused(guild: None, mia: User, password: str) -> None:
    assert refusal(password, mia) == f"{OWN} {HELPS}"


def test_the_short_name_of_a_society_is_refused_with_the_words_of_its_field(db: None, mia: User) -> None:
    publish_editions(folder=ICSRM)
    assert refusal("ICSRM-Ethics-2026", mia) == f"{OWN} {HELPS}"


def test_four_words_by_lot_are_taken_with_spaces_and_without(guild: None, mia: User) -> None:
    """The words are drawn from seven thousand frequent ones, short ones left out; the seed is fixed."""
    frequent = [word for word in FREQUENCY_LISTS["english_wikipedia"][1_000:10_000] if len(word) >= 4]
    lot = Random(4)
    drawn = [lot.sample(frequent, 4) for _ in range(40)]
    refused = [words for words in drawn if refusal(" ".join(words), mia) or refusal("".join(words), mia)]
    assert refused == []


@pytest.mark.parametrize("password", GOOD)
def test_a_password_that_needs_many_guesses_is_taken(guild: None, mia: User, password: str) -> None:
    assert refusal(password, mia) == ""


def test_passwords_of_the_demonstration_are_taken(guild: None, mia: User) -> None:
    assert {refusal(key_of(person).password, mia) for person in EVERYBODY} == {""}


def test_a_new_password_by_link_and_by_the_old_one_is_judged(
    guild: None, client: Client, mia: User, mailoutbox: list[EmailMessage]
) -> None:
    ask(client, "mia@example.org")
    form = client.get(link_in(mailoutbox[0])).headers["Location"]
    typed = {"password1": "MiaMember1980", "password2": "MiaMember1980"}
    assert client.post(form, typed).context["form"].errors == {"password1": [f"{OWN} {HELPS}"]}
    sign_in(client, "mia@example.org")
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **typed})
    assert answer.context["form"].errors == {"password1": [f"{OWN} {HELPS}"]}
    mia.refresh_from_db()
    assert mia.check_password(PASSWORD)


def test_djangos_own_command_judges_too(guild: None, mia: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt="": "MiaMember1980")
    with pytest.raises(CommandError, match="Aborting password change"):
        call_command("changepassword", "mia@example.org")


def test_the_words_of_one_person_are_not_held_against_another_at_the_same_moment() -> None:
    password = "MiaMember1980"
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(guesses, password, ["mia", "member"] if n % 2 else []) for n in range(200)]
    found = [each.result() for each in asked]
    assert (len(set(found[::2])), len(set(found[1::2])), found[0] > found[1]) == (1, 1, True)
