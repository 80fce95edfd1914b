"""Attacks a running installation for a while: `python -m benchmarks.attackers URL SECONDS SEED E-MAIL …`.

Slow bodies, junk reports, wrong receipt codes and wrong passwords, each from networks of its own of 127.0.0.0/8. The load is
bounded in number and in time, and goes to loopback alone. It prints how many answers of each status each attack got.
"""

import json
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from random import Random
from threading import Thread
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import django

django.setup()

from benchmarks.measures import FILED  # noqa: E402
from tests.access_matrix.visitor import FORM, Visitor  # noqa: E402
from tests.casework.web.reporting import TOKEN, first  # noqa: E402

SLOW, JUNK, CODES_A_SECOND, PASSWORDS_A_SECOND, HANDS = 16, 1_000, 50, 20, 4
WORDS = "able acid aged also area army away baby back ball band bank base bath bean bear".split()  # noqa: SIM905


@dataclass
class Attack:
    """One kind of attack: what is done once, how often a second, and how often at most; `seen` counts the answers."""

    name: str
    once: Callable[[Visitor, Random], int]
    a_second: float
    most: int
    seen: Counter[str]

    def goes_on(self, url: str, network: int, until: float, chance: Random) -> None:
        """Do it at its pace from one network until the time is up."""
        visitor, pause = Visitor(url, source=f"127.0.{network}.{chance.randrange(2, 250)}"), HANDS / self.a_second
        for _ in range(self.most // HANDS):
            due = time.monotonic() + pause
            if due > until:
                return
            try:
                self.seen[str(self.once(visitor, chance))] += 1
            except (OSError, HTTPException):
                self.seen["broken off"] += 1
                visitor = Visitor(url, source=visitor.source)
            time.sleep(max(0.0, due - time.monotonic()))


def junk(visitor: Visitor, chance: Random) -> int:
    """File a report about nothing."""
    body = {**FILED, "narrative": " ".join(chance.choices(WORDS, k=60))}
    told = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    return visitor.ask("POST", "/api/v1/complaints/", json.dumps(body).encode(), **told).status


def wrong_code(visitor: Visitor, chance: Random) -> int:
    """Try twelve words that are nobody's."""
    return visitor.ask("GET", "/api/v1/follow/", **{"Receipt-Code": " ".join(chance.choices(WORDS, k=12))}).status


def wrong_password(people: Sequence[str], visitor: Visitor, chance: Random) -> int:
    """Try a password at somebody's account; the form is fetched once."""
    token = next((value for (name, _), value in visitor.cookies.items() if name == "csrftoken"), "")
    token = token or first(TOKEN, visitor.get("/accounts/login/").text)
    body = {"csrfmiddlewaretoken": token, "login": chance.choice(people), "password": f"guess {chance.random()}"}
    told = {"Content-Type": FORM, "Origin": visitor.url}
    return visitor.ask("POST", "/accounts/login/", urlencode(body).encode(), **told).status


def slow(url: str, number: int, until: float, seen: Counter[str]) -> None:
    """Send a body a byte a second; when the server has had enough, begin again."""
    address = ("127.0.0.1", urlsplit(url).port or 80)
    told = (
        "POST /report/begin HTTP/1.1",
        f"Host: {urlsplit(url).netloc}",
        f"Content-Type: {FORM}",
        "Content-Length: 9000",
    )
    head = "\r\n".join((*told, "", ""))
    while time.monotonic() < until:
        with suppress(OSError), closing(socket.create_connection(address, 10, (f"127.0.2.{number + 2}", 0))) as line:
            line.sendall(head.encode())
            seen["opened"] += 1
            while time.monotonic() < until:
                line.sendall(b"x")
                time.sleep(1)


def main(url: str, seconds: float, seed: int, people: Sequence[str]) -> int:
    """Say that it begins, attack for so many seconds, then say what came of it."""
    print("Begins.", flush=True)
    until, holds, guess = time.monotonic() + seconds, Counter[str](), partial(wrong_password, people)
    attacks = [
        Attack("junk reports", junk, JUNK / seconds, JUNK, Counter()),
        Attack("wrong codes", wrong_code, CODES_A_SECOND, int(CODES_A_SECOND * seconds), Counter()),
        Attack("wrong passwords", guess, PASSWORDS_A_SECOND, int(PASSWORDS_A_SECOND * seconds), Counter()),
    ]  # fmt: skip
    hands = [Thread(target=slow, args=(url, number, until, holds)) for number in range(SLOW)]
    for kind, attack in enumerate(attacks):
        for hand in range(HANDS):
            chance = Random(f"{seed} {kind} {hand}")  # noqa: S311  only what attackers type
            hands.append(Thread(target=attack.goes_on, args=(url, 3 + kind * HANDS + hand, until, chance)))
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    print(json.dumps({"slow bodies": holds, **{attack.name: attack.seen for attack in attacks}}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
