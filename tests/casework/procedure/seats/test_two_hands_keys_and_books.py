"""First passkeys in office, books and broken accounts need two people; so does the command that signs."""

from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError
from django.urls import reverse

from accounts.models import User
from accounts.offices import offices_of
from accounts.pseudonyms import pseudonym
from accounts.second_factor import enrol_totp, totp_now, use_totp
from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.accounts import reopen_account
from casework.vocabulary import NotNow
from ledger.clock import now
from ledger.entries import moment
from ledger.models import Entry
from policy.actions import NotAllowed, countersign_key, end_lost_key
from policy.models import Pending, SigningKey
from policy.queries import hand_in_office, key_counting
from policy.queries.second_person import describe, fingerprint, list_pending
from tests.casework.desk_cast import Desk
from tests.casework.procedure.seats.hands import (
    TODAY,
    adam,
    desk,
    eve,
    newest,
    passkey,
    person,
    proof,
    put_forward,
    run,
    strange,
)
from tests.policy.books import ICSRM

__all__ = ["adam", "desk", "eve"]


def test_the_first_passkey_in_office_signs_once_an_administrator_confirmed_it(
    desk: Desk, adam: Actor, eve: Actor
) -> None:
    ines = desk["ines"]
    _, waits = passkey(ines)
    assert isinstance(waits, Pending)
    assert (key_counting(ines, hand_in_office(ines).person, now()), newest().type) == (None, "signing_key.proposed")
    with pytest.raises(NotAllowed, match="waits for a second person"):
        passkey(ines)
    for who in (ines, desk["sol"]):
        with pytest.raises(NotAllowed):
            countersign_key(pending=waits.pk, by=who, at=now())
    key = countersign_key(pending=waits.pk, by=eve.user, at=now())
    entry = newest()
    assert (entry.type, entry.body["actor"]) == ("signing_key.registered", str(pseudonym(ines)))
    assert entry.body["data"]["second"] == str(pseudonym(eve.user))
    assert key_counting(ines, hand_in_office(ines).person, now()) == key
    assert strange() == []
    assert list_pending() == []


def test_a_passkey_swapped_while_it_waits_is_not_signed(desk: Desk, adam: Actor, eve: Actor) -> None:
    _, waits = passkey(desk["ines"])
    _, other = passkey(desk["sol"])
    assert isinstance(waits, Pending)
    assert isinstance(other, Pending)
    Pending.objects.filter(pk=waits.pk).update(kept=other.kept)
    with pytest.raises(NotAllowed, match="not the one that was put forward"):
        countersign_key(pending=waits.pk, by=eve.user, at=now())
    Pending.objects.filter(pk=other.pk).update(about=desk["ines"], by=desk["ines"], kind="office")
    with pytest.raises(NotAllowed, match="waits no longer"):
        countersign_key(pending=other.pk, by=eve.user, at=now())


def test_before_there_are_two_administrators_a_first_passkey_counts_at_once(desk: Desk, adam: Actor) -> None:
    _, key = passkey(desk["ines"])
    assert (isinstance(key, SigningKey), newest().body["data"]["alone"]) == (True, True)


def test_the_first_books_say_that_nobody_had_to_sign_and_later_ones_need_two(
    desk: Desk, adam: Actor, eve: Actor, tmp_path: Path
) -> None:
    first = Entry.objects.filter(type="edition.published")
    assert [entry.body["data"].get("alone") for entry in first] == [True] * 3
    audrey = person("Audrey Auditor", Office.AUDITOR)
    words = ["load_edition", str(ICSRM), "--by", "adam@society.example", "--second", "audrey@society.example"]
    with pytest.raises(CommandError, match="belong to nobody who may act"):
        run(*words, typed=proof(adam.user) + "wrong\n000000\n")
    with pytest.raises(CommandError, match="An administrator and an auditor or board secretary"):
        run(*words[:-1], "eve@society.example", typed=proof(adam.user) + proof(eve.user))
    said = run(*words, typed=proof(adam.user) + proof(audrey))
    assert said == "Published: icsrm-code-1, icsrm-oath-1, icsrm-rulebook-1.\n"
    with pytest.raises(CommandError, match=r"together\. Nothing was published\. Name both with --by"):
        run("load_edition", str(copied(tmp_path)))
    assert strange() == []


def copied(folder: Path) -> Path:
    """The books of the Society with a new rulebook."""
    for path in ICSRM.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "rulebook.toml":
            key = next(line for line in text.splitlines() if line.startswith("key = "))
            day = next(line for line in text.splitlines() if line.startswith("in_force_from = "))
            text = text.replace(key, 'key = "icsrm-rules-9"').replace(day, 'in_force_from = "2027-01-01"')
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def test_the_command_lists_signs_and_sends_back_only_with_password_and_code(
    desk: Desk, adam: Actor, eve: Actor
) -> None:
    assert run("countersign") == "Nothing waits.\n"
    nora = person("Nora Newcome")
    office = put_forward(adam, nora)
    _, key = passkey(desk["ines"])
    assert isinstance(key, Pending)
    assert sorted(run("countersign").splitlines(), key=len) == [
        f"{office.handle}  the office of board member for Nora Newcome, put forward by Adam Keeper on 2 March 2026",
        f"{key.handle}  a passkey that signs for {desk['ines'].name}, made on 2 March 2026; its holder sees the number"
        f" {fingerprint(key)}",
    ]
    with pytest.raises(CommandError, match="--as EMAIL"):
        run("countersign", office.handle)
    with pytest.raises(CommandError, match="Nothing waits under 00000000"):
        run("countersign", "00000000", "--as", "eve@society.example")
    with pytest.raises(CommandError, match="belong to nobody who may act"):
        run("countersign", office.handle, "--as", "eve@society.example", typed="wrong\n000000\n")
    with pytest.raises(CommandError, match="Somebody else"):
        run("countersign", office.handle, "--as", "adam@society.example", typed=proof(adam.user))
    said = run("countersign", office.handle, "--as", "eve@society.example", typed=proof(eve.user))
    assert said == f"Signed: {describe(office)}\n"
    said = run("countersign", key.handle, "--send-back", "--as", "eve@society.example", typed=proof(eve.user))
    assert said.split(":")[0] == "Sent back"
    assert list_pending() == []
    assert offices_of(nora, TODAY) == {Office.BOARD_MEMBER}


def test_an_account_with_a_wrong_seal_is_given_back_by_two_people(desk: Desk, adam: Actor, eve: Actor) -> None:
    nora = person("Nora Newcome")
    old = enrol_totp(nora)
    RecoveryCodes.activate(nora)
    who = ("reopen_account", str(nora.pk), "--email", "nora@society.example", "--name", "Nora Newcome", "--by",
           "adam@society.example", "--second")  # fmt: skip
    by, second = proof(adam.user), proof(eve.user)
    with pytest.raises(CommandError, match="The seal of this account is right"):
        run(*who, "eve@society.example", typed=by + second)
    User.objects.filter(pk=nora.pk).update(email="mallory@society.example")
    nora.refresh_from_db()
    with pytest.raises(NotNow, match="Somebody else has to sign"):
        reopen_account(by=adam, second=adam.user, user=nora, email="nora@society.example", name="Nora")
    said = run(*who, "eve@society.example", typed=proof(adam.user) + proof(eve.user))
    nora.refresh_from_db()
    assert nora.email == "nora@society.example"
    assert nora.has_usable_password() is False
    assert use_totp(nora, totp_now(old)) is None
    assert reverse("account_reset_password") in said
    assert newest().type == "account.reopened"
    assert newest().body["data"]["second"] == str(pseudonym(eve.user))
    assert strange() == []


def test_a_lost_passkey_is_ended_by_two_others_and_signs_for_three_days_more(
    desk: Desk, adam: Actor, eve: Actor
) -> None:
    _, waits = passkey(desk["ines"])
    assert isinstance(waits, Pending)
    countersign_key(pending=waits.pk, by=eve.user, at=now())
    both = ["--by", "adam@society.example", "--second", "eve@society.example"]
    ines = desk["ines"].email or ""
    with pytest.raises(CommandError, match="has no passkey of the office that could be ended"):
        run("end_passkey", "adam@society.example", *both)
    with pytest.raises(CommandError, match="no passkey of the oath that could be ended"):
        run("end_passkey", ines, *both, "--member")
    with pytest.raises(CommandError, match="Nothing was done"):
        run("end_passkey", ines, *both, typed="wrong\n000000\n" + proof(eve.user))
    key = SigningKey.objects.get()
    for first, second in ((adam.user, adam.user), (desk["ines"], eve.user), (eve.user, desk["sol"])):
        with pytest.raises(NotAllowed):
            end_lost_key(key=key.pk, by=first, second=second, at=now())
    assert newest().type == "signing_key.registered"
    said = run("end_passkey", ines, *both, typed=proof(adam.user) + proof(eve.user))
    entry, key = newest(), SigningKey.objects.get()
    assert key.retired_at is not None
    assert said.startswith("The passkey signs until")
    assert (entry.type, entry.stream, entry.body["actor"]) == (
        "signing_key.retired",
        "system",
        str(pseudonym(adam.user)),
    )
    assert entry.body["role"] == "administrator"
    assert entry.body["data"] == {
        "counts_from": moment(key.retired_at),
        "second": str(pseudonym(eve.user)),
        "second_role": "administrator",
    }
    assert key.retired_at - entry.occurred == timedelta(hours=72)
    with pytest.raises(CommandError, match="none was made, or it was ended"):
        run("end_passkey", ines, *both)
    passkey(desk["ines"])
    said = run("end_passkey", ines, *both, typed=proof(adam.user) + proof(eve.user))
    next_key = SigningKey.objects.exclude(pk=key.pk).get()
    assert said.endswith("The passkey was taken away at once. It never signed.\n")
    assert next_key.retired_at is not None
    assert next_key.retired_at < next_key.counts_from
