"""Measures one filled installation: `python -m benchmarks.measuring URL CASES FILE [rough]`, in its environment.

`rough`: its database has lost its statistics. The nightly check and the weight of pages are not measured again.
"""

import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Token, User  # noqa: E402
from accounts.vocabulary import Scope  # noqa: E402
from benchmarks import plans  # noqa: E402
from benchmarks.callers import OverHTTP, Statement, Within, watched  # noqa: E402
from benchmarks.figures import figure, ms, write  # noqa: E402
from benchmarks.measures import MEASURES, Material, Measure  # noqa: E402
from benchmarks.nights import nights  # noqa: E402
from benchmarks.rough import may_compile  # noqa: E402
from benchmarks.timing import WARM, timed, timed_together, waiting  # noqa: E402
from benchmarks.turns import given  # noqa: E402
from benchmarks.weights import weights  # noqa: E402
from casework.access import the_clock  # noqa: E402
from casework.models import Case, CaseGrant  # noqa: E402
from casework.procedure.intake.actions import sweep_conflicts  # noqa: E402
from casework.vocabulary import Reading  # noqa: E402
from local.demo.cast import OFFICERS  # noqa: E402
from local.demo.people import key_of  # noqa: E402
from local.populate.cast import DESK  # noqa: E402
from tests.casework.web.conftest import signed_in  # noqa: E402

WHO = {"desk": DESK, "wide": next(one for one in OFFICERS if one.name.startswith("Ines"))}
INSIDE, WHOLE, WAITING, TURNS = 5, 10_000, 100, 5
"""How often an act is watched from within; from how many cases on plans are judged; cases made ready; turns of an act."""


class Asker:
    """Somebody who does the acts, over HTTP and within; nobody knows the public."""

    def __init__(self, url: str, who: str) -> None:
        """Sign in with both factors, and make a token: the first sign-in ends what was there before, with the old hash."""
        person = WHO.get(who)
        self.over = OverHTTP(url)
        if person:
            key = key_of(person)
            told = {"email": person.email, "password": key.password, "totp_secret": key.totp_secret}
            self.over.visitor.signs_in(told)
        self.user = User.objects.get(email=person.email) if person else None
        self.over.token = _token(self.user) if self.user else ""
        self.within = Within(signed_in(self.user) if self.user else Client(), self.over.token)

    def another(self) -> OverHTTP:
        """Return one client more of the same, on a connection of its own."""
        return OverHTTP(self.over.url, self.over.token)


def main(url: str, cases: int, file: Path, *, rough: bool = False) -> int:
    """Measure, and write the figures. 1 when a statement reads a whole table that grows, or may be compiled, each named."""
    turns = given()
    next(turns)
    askers = {who: Asker(url, who) for who in ("desk", "wide", "public")}
    desk = askers["desk"].user
    material = Material(next(_cases_of(desk)), _cases_of(desk, last_first=rough), _waiting())
    empty = median(timed(partial(askers["public"].over.look, "/healthz"), 60, clock=waiting))
    figures, whole = [], []
    for one in MEASURES:
        asker = askers[one.who]
        seconds, together = taken(one, asker, material, turns)
        inside = [_watched(one, asker, material) for _ in range(INSIDE)]
        sql = median(sum(each.seconds for each in statements) for statements in inside)
        also = {"queries": len(inside[-1]), "sql_ms": ms(sql), "empty_ms": ms(empty * one.asks), "cases": cases}
        figures.append(figure(one.name, seconds, whole=together, rough=rough, **also))
        print(f"  {cases:,} cases, {one.name}: {figures[-1].median_ms:,} ms, {len(inside[-1])} statements", flush=True)
        reads = plans.whole_reads(inside[-1]) if cases >= WHOLE else ()
        whole += [f"reads a whole table: {one.name}: {each}" for each in reads]
    figures += [] if rough else [*weights(url, cases), *nights(cases)]
    write(figures, file)
    for each in [*whole, *(["the database may compile statements"] if may_compile() else [])]:
        print(f"  {cases:,} cases, {each}", flush=True)
    return bool(whole) or may_compile()


def taken(one: Measure, asker: Asker, material: Material, turns: Iterator[None]) -> tuple[list[float], float | None]:
    """Return how long each act took over a few turns, and where several ran at once all of them together.

    AssertionError when the installation refuses any of them.
    """
    callers = [asker.over] if one.clients == 1 else [asker.another() for _ in range(one.clients)]
    acts = [partial(one.act, caller, material) for caller in callers]
    warm = max(1, WARM // one.clients)  # in every turn: another installation has had the machine since the last one
    took = [timed_together(acts, one.times // TURNS, warm=warm, clock=waiting) for _ in islice(turns, TURNS)]
    together = sum(whole for _, whole in took) if one.clients > 1 else None
    return [each for some, _ in took for each in some], together


def _watched(one: Measure, asker: Asker, material: Material) -> list[Statement]:
    with watched() as statements:
        one.act(asker.within, material)
    return statements


def _token(user: User) -> str:
    now = timezone.now()
    return Token.objects.make(user=user, name="Bench", scopes=Scope, now=now, until=now + timedelta(days=1))[1]


def _cases_of(user: User | None, *, last_first: bool = False) -> Iterator[str]:
    """Yield the cases of this user again and again; from the last one back where others were opened a moment ago."""
    seen = CaseGrant.objects.filter(user=user, permission__codename=Reading.SEE_CASE.value)
    order = seen.order_by("content_object__due", "pk").values_list("content_object__reference", flat=True)
    yield from cycle(list(order.reverse() if last_first else order))


def _waiting() -> Iterator[str]:
    """Yield cases that were filed meanwhile and can be acknowledged, made ready when the first is asked for."""
    new = Case.objects.filter(swept=False).order_by("-filed_at").values_list("reference", flat=True)[:WAITING]
    ready = [sweep_conflicts(reference=reference, by=the_clock()).reference for reference in list(new)]
    yield from ready


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), rough="rough" in sys.argv[4:]))
