"""A siege of the sign-in of named people, on a running installation: nobody is locked out, and nothing is hashed for it."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.attempts import PER_ACCOUNT_AND_NETWORK, SIEGE
from local import embedded
from tests import live, stage
from tests.access_matrix.visitor import Answer, Visitor
from tests.journeys.town import SETTLED, keys_of, until

ATTACKERS, OFFICE, HOME = "127.0.9.{}", "127.0.9.200", "127.0.5.5"
SECONDS, A_SECOND, THREADS = 8, 20, 4
TOO_MANY = "There were too many attempts from your network"
BELONGS = "do not belong together"
COSTLY = (
    "from django.contrib.auth.hashers import Argon2PasswordHasher as A; from accounts.models import User;"
    " A.time_cost, A.memory_cost, A.parallelism = 12, 65536, 1;"
    " rex = User.objects.get(email='{email}'); rex.password = A().encode('{password}', A().salt()); rex.save()"
)
"""A password whose stored hash takes a good part of a second to compare: whether one was compared shows in the time."""


@dataclass
class Client(Visitor):
    """A visitor from an address of its own."""

    source: str = HOME

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:  # type: ignore[override]
        port = urlsplit(self.url).port or 80
        self.line = self.line or HTTPConnection("127.0.0.1", port, timeout=60, source_address=(self.source, 0))
        return super()._ask(method, path, body, headers)

    def tries(self, email: str, password: str) -> Answer:
        """Try a password."""
        return self.fills("/accounts/login/", {"login": email, "password": password})

    def gives(self, secret: str, step: int) -> bool:
        """Give the code of a step of 30 seconds; return whether it signed them in."""
        return self.fills("/accounts/code/", {"code": format_hotp_value(hotp_value(secret, step))}).status == 302

    @property
    def is_in(self) -> bool:
        """Whether this browser is signed in."""
        return self.get("/accounts/").status == 200

    def leaves(self) -> None:
        """Sign out."""
        assert self.fills("/accounts/logout/", {}).status == 302


@dataclass
class Siege:
    """Wrong passwords, twenty a second, from one network."""

    url: str
    emails: tuple[str, ...]
    pages: list[Answer] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def attack(self, number: int) -> None:
        """Try until the siege is over, each thread at its share of the pace."""
        browser, turn = Client(self.url, source=ATTACKERS.format(number + 1)), 0
        while not self.stopping.wait(THREADS / A_SECOND):
            turn += 1
            self.pages.append(browser.tries(self.emails[turn % len(self.emails)], "not the password"))

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Attack meanwhile."""
        threads = [threading.Thread(target=self.attack, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stopping.set()
            for thread in threads:
                thread.join()


@dataclass
class Installation:
    """A running installation with a cache and a queue of its own, which may be killed."""

    stack: live.LiveStack
    keys: dict[str, dict[str, str]]
    valkey: int

    def at(self, source: str) -> Client:
        """A new browser in a network."""
        return Client(self.stack.url, source=source)

    def count(self, query: str) -> int:
        """Return one number of the database."""
        with closing(psycopg.connect(self.stack.local_stack.environment["DATABASE_URL"])) as served:
            found = served.execute(query).fetchone()
            assert found is not None
            return int(found[0])


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    place = stage.Services.start()
    with live.stack(place, tmp_path / "site", "siege", SETTLED) as running:
        own = embedded.Place.at(tmp_path / "own")
        valkey = embedded._start_valkey(own)
        try:
            for name in ("web", "worker"):
                running.kill(name)
            running.local_stack.environment |= {"CACHE_URL": own.cache_url(), "BROKER_URL": own.broker_url()}
            running.local_stack.start_worker()
            running.revive("web")
            yield Installation(running, keys_of(running.local_stack), valkey.popen.pid)
        finally:
            valkey.stop()


def test_a_siege_locks_nobody_out_and_hashes_nothing_and_sign_in_outlives_the_cache(installation: Installation) -> None:
    rex, mona = installation.keys["rex"], installation.keys["mona"]
    installation.stack.manage("shell", "--no-imports", "-c", COSTLY.format(**rex))
    known = installation.at(OFFICE)
    known.tries(mona["email"], mona["password"])
    first_step = step() - 1
    assert known.gives(mona["totp_secret"], first_step)
    known.leaves()
    a_refused_attempt_compares_no_password(installation)
    nobody_is_locked_out(installation, known, first_step + 1)
    the_siege_is_on_the_record_and_told(installation)
    sign_in_works_without_the_cache(installation)


def step() -> int:
    """The step of 30 seconds that it is; with at least five seconds of it left."""
    while time.time() % 30 > 25:
        time.sleep(0.2)
    return int(time.time()) // 30


def a_refused_attempt_compares_no_password(installation: Installation) -> None:
    """Five wrong passwords take as long as their hash; each further one a fraction of that, and the same page."""
    attacker, email = installation.at(ATTACKERS.format(9)), installation.keys["rex"]["email"]
    answers = [attacker.tries(email, "not the password") for _ in range(PER_ACCOUNT_AND_NETWORK + 8)]
    compared, refused = answers[:PER_ACCOUNT_AND_NETWORK], answers[PER_ACCOUNT_AND_NETWORK:]
    assert [BELONGS in each.text for each in compared] == [True] * len(compared)
    assert [(each.status, TOO_MANY in each.text) for each in refused] == [(200, True)] * len(refused)
    took = [median(each.seconds for each in some) for some in (compared, refused)]
    assert took[1] < took[0] / 3, took


def nobody_is_locked_out(installation: Installation, known: Client, code_step: int) -> None:
    """Meanwhile the attacked sign in: from another network, and in the attackers' own network on a known device."""
    rex, mona = installation.keys["rex"], installation.keys["mona"]
    siege = Siege(installation.stack.url, (rex["email"], mona["email"], installation.keys["remy"]["email"]))
    with siege.going_on():
        time.sleep(SECONDS / 2)
        home, stranger = installation.at(HOME), installation.at(OFFICE)
        assert home.tries(rex["email"], rex["password"]).status == 302
        assert home.is_in
        known.tries(mona["email"], mona["password"])
        assert known.gives(mona["totp_secret"], max(code_step, step() - 1))
        assert known.is_in
        assert TOO_MANY in stranger.tries(mona["email"], mona["password"]).text
        time.sleep(SECONDS / 2)
    assert {page.status for page in siege.pages} == {200}
    assert len(siege.pages) > 3 * SIEGE
    assert sum(BELONGS in page.text for page in siege.pages) <= 3 * 2 * PER_ACCOUNT_AND_NETWORK


def the_siege_is_on_the_record_and_told(installation: Installation) -> None:
    """One entry for each who was attacked, and a mail; Remy, who did not sign in meanwhile, also reads it afterwards."""
    entries = "SELECT count(*) FROM ledger_entry WHERE type = 'sign_in.besieged'"
    until(lambda: installation.count(entries) == 3, "three entries")
    until(
        lambda: sum("is trying to sign in as you" in mail for mail in installation.stack.letters()) == 3, "three mails"
    )
    remy, home = installation.keys["remy"], installation.at(HOME)
    home.tries(remy["email"], remy["password"])
    assert "Somebody tried many times to sign in as you" in home.get("/member/").text
    addresses = "SELECT count(*) FROM ledger_entry WHERE convert_from(entry, 'UTF8') LIKE '%127.0.%'"
    assert installation.count(addresses) == 0


def sign_in_works_without_the_cache(installation: Installation) -> None:
    """Cache and queue are killed: people sign in, a code works once, and wrong passwords are still stopped."""
    os.kill(installation.valkey, signal.SIGKILL)
    rex, mona = installation.keys["rex"], installation.keys["mona"]
    home, other = installation.at(HOME), installation.at(HOME)
    assert home.tries(rex["email"], rex["password"]).status == 302
    time.sleep(max(0.0, 30 * (int(time.time()) // 30 + 1) - time.time()) + 0.5)
    this = step() + 1
    for browser, lets_in in ((home, True), (other, False)):
        browser.cookies.clear()
        browser.tries(mona["email"], mona["password"])
        assert browser.gives(mona["totp_secret"], this) is lets_in
    attacker = installation.at(ATTACKERS.format(30))
    pages = [attacker.tries(mona["email"], "not the password").text for _ in range(PER_ACCOUNT_AND_NETWORK + 1)]
    assert [TOO_MANY in page for page in pages] == [False] * PER_ACCOUNT_AND_NETWORK + [True]
    assert home.get("/readyz").status == 200
