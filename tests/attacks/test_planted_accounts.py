"""Accounts written by the superuser of a live database, and one administrator alone: nothing opens, and the night names it."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password

from accounts.second_factor import PERIOD_SECONDS, totp_now
from local import processes
from local.stack import StepFailed
from tests import live, stage
from tests.access_matrix.visitor import Answer, Visitor
from tests.journeys.town import SETTLED, clock, keys_of, until
from tests.live import LiveStack

WRONG = "do not belong together"
KNOWN = "seven quiet lanterns upriver"
"""A password that only the attacker knows."""
EVE = "eve@society.example"
LINK = re.compile(r"http://[^/\s]+(/accounts/reset/\S+)")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStack]:
    """One installation for all attacks: each is on somebody else."""
    folder = tmp_path_factory.mktemp("site")
    with live.stack(stage.Services.start(), folder, "planted_accounts", SETTLED) as stack:
        yield stack


@pytest.fixture
def keys(running: LiveStack) -> dict[str, dict[str, str]]:
    return keys_of(running.local_stack)


def sql(stack: LiveStack, statement: str, *values: object) -> None:
    """Write one row as the superuser of the database."""
    place = stage.Services.start()
    with psycopg.connect(place.database_url("postgres", stack.local_stack.plan.database)) as superuser:
        assert superuser.execute(statement, values).rowcount == 1, statement


def key_of(stack: LiveStack, email: str) -> str:
    place = stage.Services.start()
    with psycopg.connect(place.database_url("postgres", stack.local_stack.plan.database)) as superuser:
        row = superuser.execute("SELECT id FROM accounts_user WHERE email = %s", [email]).fetchone()
    assert row is not None
    return str(row[0])


def named(stack: LiveStack) -> str:
    """What the nightly check says; the command ends with a code that is not 0 when it found something."""
    try:
        return stack.manage("ledger_replay")
    except StepFailed:
        return (stack.local_stack.plan.run_dir / "ledger_replay.log").read_text(encoding="utf-8")


def tries(stack: LiveStack, email: str, password: str) -> Answer:
    return Visitor(stack.url).fills("/accounts/login/", {"login": email, "password": password})


def test_a_factor_and_a_password_copied_by_sql_do_not_sign_in_as_the_auditor(
    running: LiveStack, keys: dict[str, dict[str, str]]
) -> None:
    mallory, audrey = keys["ivo"], keys["audrey"]
    mine, hers = key_of(running, mallory["email"]), key_of(running, audrey["email"])
    sql(running, "UPDATE mfa_authenticator SET data = (SELECT data FROM mfa_authenticator WHERE user_id = %s AND"
                 " type = 'totp') WHERE user_id = %s AND type = 'totp'", mine, hers)  # fmt: skip
    with_her_password = tries(running, audrey["email"], audrey["password"])
    sql(running, "UPDATE accounts_user SET password = (SELECT password FROM accounts_user WHERE id = %s)"
                 " WHERE id = %s", mine, hers)  # fmt: skip
    visitor = Visitor(running.url)
    with_mine = visitor.fills("/accounts/login/", {"login": audrey["email"], "password": mallory["password"]})
    visitor.fills("/accounts/code/", {"code": totp_now(mallory["totp_secret"])})
    assert [WRONG in answer.text for answer in (with_her_password, with_mine)] == [True, True]
    assert visitor.get("/ledger/").headers["Location"].startswith("/accounts/login/")
    assert f"account/{hers}: user.seal" in named(running)
    assert f'"account_id": "{hers}"' in (running.local_stack.plan.run_dir / "web.log").read_text(encoding="utf-8")


def test_a_password_hash_written_by_sql_is_answered_like_a_wrong_password(
    running: LiveStack, keys: dict[str, dict[str, str]]
) -> None:
    dana = keys["dana"]["email"]
    sql(running, "UPDATE accounts_user SET password = %s WHERE email = %s", make_password(KNOWN), dana)
    refused, wrong = tries(running, dana, KNOWN), tries(running, keys["rex"]["email"], KNOWN)
    assert WRONG in refused.text
    assert plain(refused, dana) == plain(wrong, keys["rex"]["email"])
    assert f"account/{key_of(running, dana)}: user.seal" in named(running)


def plain(answer: Answer, typed: str) -> tuple[int, str]:
    """An answer without the token of its form and what was typed."""
    return answer.status, re.sub(r'value="[^"]{36,}"', "", answer.text.replace(typed, ""))


def test_an_office_written_by_sql_opens_nothing_and_is_named(
    running: LiveStack, keys: dict[str, dict[str, str]]
) -> None:
    sara = keys["sara"]
    visitor = Visitor(running.url).signs_in(sara)
    before = visitor.get("/ledger/").status
    sql(running, "INSERT INTO accounts_appointment (user_id, office, since, lay, alternate, \"order\", seal)"
                 " SELECT id, 'auditor', '2020-01-01', false, false, 0, repeat('0', 64) FROM accounts_user"
                 " WHERE email = %s", sara["email"])  # fmt: skip
    assert (before, visitor.get("/ledger/").status) == (404, 404)
    told = named(running)
    assert re.search(r"system/auditor/\S+: appointment.seal", told)
    assert re.search(r"system/auditor/\S+: appointment that nobody gave", told)


def test_an_address_changed_by_sql_gets_no_link_and_does_not_sign_in(
    running: LiveStack, keys: dict[str, dict[str, str]]
) -> None:
    cora, evil = keys["cora"], "mallory@evil.example"
    sql(running, "UPDATE accounts_user SET email = %s WHERE email = %s", evil, cora["email"])
    asker = Visitor(running.url)
    asker.fills("/accounts/reset/", {"email": evil})
    asker.fills("/accounts/reset/", {"email": keys["rosa"]["email"]})
    until(lambda: any(keys["rosa"]["email"] in letter for letter in running.letters()), "the link asked for later")
    assert not any(evil in letter for letter in running.letters())
    assert WRONG in tries(running, evil, cora["password"]).text
    assert f"account/{key_of(running, evil)}: user.seal" in named(running)


def command(stack: LiveStack, *words: str, typed: str = "") -> tuple[int, str]:
    """Run a command at which somebody types; its code, and what it said."""
    place = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        processes.manage(*words),
        env={**place, **stack.local_stack.environment},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_one_administrator_alone_makes_no_director_once_a_second_has_signed_in(
    running: LiveStack, keys: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    adam = keys["adam"]
    offset = timedelta(seconds=float(clock(running.local_stack).read_text(encoding="ascii")))
    today = (datetime.now(UTC) + offset).date()

    def gives(name: str, email: str, office: str) -> str:
        path = tmp_path / "people.csv"
        path.write_text(f"name,email,office,since\n{name},{email},{office},{today}\n", encoding="utf-8")
        return running.manage("import_people", str(path), "--by", adam["email"])

    Visitor(running.url).signs_in(adam)
    assert gives("Eve Keeper", EVE, "administrator").startswith("1 office given")
    chosen_by_mail(running, EVE)
    said = gives("Nora Newcome", "nora@society.example", "board_member")
    assert said.startswith("0 offices given")
    assert "1 office put forward" in said
    listed = running.manage("countersign")
    handle = listed.split()[0]
    assert "the office of board member for Nora Newcome, put forward by Adam" in listed
    code, refused = command(
        running, "countersign", handle, "--as", adam["email"], typed=f"{adam['password']}\n{next_code(adam)}\n"
    )
    assert (code, "Somebody else has to sign this." in refused) == (1, True), refused
    assert running.manage("countersign") == listed


def chosen_by_mail(stack: LiveStack, email: str) -> None:
    """Have somebody new choose a password by the link in their mail, and sign in."""
    visitor = Visitor(stack.url)
    visitor.fills("/accounts/reset/", {"email": email})
    until(lambda: any(f"To: {email}" in letter for letter in stack.letters()), "the link for a first password")
    letter = next(letter for letter in stack.letters() if f"To: {email}" in letter).replace("=\n", "")
    found = LINK.search(letter)
    assert found is not None, letter
    form = visitor.get(found[1]).headers["Location"]
    weak = visitor.fills(form, {"password1": "EveKeeper1980", "password2": "EveKeeper1980"})
    assert (weak.status, "A guesser would try this password early" in weak.text) == (200, True)
    assert visitor.fills(form, {"password1": KNOWN, "password2": KNOWN}).status == 302
    assert visitor.fills("/accounts/login/", {"login": email, "password": KNOWN}).status == 302


def next_code(key: dict[str, str]) -> str:
    """The code of the next half minute, which counts already: the one of this was used to sign in."""
    return str(format_hotp_value(hotp_value(key["totp_secret"], int(time.time()) // PERIOD_SECONDS + 1)))
