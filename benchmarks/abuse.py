"""`make bench-abuse`: honest people file and officers work, first in quiet, then beside attackers, on one installation.

Twenty people file a report each and five officers read their queue and cases, from networks of their own; then the same
beside `benchmarks.attackers`. Everybody honest has to succeed both times, and the slowest twentieth of their requests may take
four times as long under attack as in quiet. Exit code 1 when it does not hold. Figures go to benchmarks/abuse.json.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles

from tests import stage

stage.set_environment()

import django  # noqa: E402

django.setup()

from benchmarks.callers import PAGES  # noqa: E402
from benchmarks.installations import ASKED_WITHIN  # noqa: E402
from local import subprocesses  # noqa: E402
from tests import live  # noqa: E402
from tests.access_matrix.visitor import Answer, Visitor  # noqa: E402
from tests.journeys.town import SETTLED, keys_of  # noqa: E402

LATEST = Path(__file__).with_name("abuse.json")
FILERS, OFFICERS, SLOWER = 20, ("ines", "dana", "rhea", "audrey", "prue"), 4.0
THINKS = (0.4, 1.6)
"""Seconds between two requests of somebody who reads."""
CASE = re.compile(r'href="(/desk/cases/OB-[^"/]+/)"')

type Asked = list[tuple[int, float]]
"""Status and seconds of each request."""


class Refused(Exception):
    """Somebody honest was not let through."""


def main() -> int:
    """Measure both, write the figures; 1 when an honest person was refused or waited too long."""
    parser = argparse.ArgumentParser(prog="make bench-abuse", description="Measure honest work beside attackers.")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--to", type=Path, default=LATEST)
    chosen = parser.parse_args()
    subprocesses.end_with_parent()
    place = stage.Services.start()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="oathbound-abuse-")))
        running = stack.enter_context(live.stack(place, folder / "site", "abuse", SETTLED, files=True))
        serve_as_deployed(running)
        people = keys_of(running.local_stack)
        officers = [Visitor(running.url, source=f"127.0.60.{n + 2}") for n in range(len(OFFICERS))]
        for officer, first in zip(officers, OFFICERS, strict=True):
            officer.signs_in(people[first])
        quiet = honest(running.url, officers, chosen.seconds, chosen.seed)
        told = [sys.executable, "-m", "benchmarks.attackers", running.url, str(chosen.seconds), str(chosen.seed)]
        told += [one["email"] for one in people.values()]
        attackers = subprocess.Popen(
            told,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **running.local_stack.environment, **ASKED_WITHIN},
        )
        try:
            assert attackers.stdout is not None
            attackers.stdout.readline()
            attacked = honest(running.url, officers, chosen.seconds, chosen.seed + 1)
            answers = attackers.communicate(timeout=120)[0]
        finally:
            attackers.kill()
    figures = {
        "quiet": told_of(quiet),
        "attacked": told_of(attacked),
        "attackers": json.loads(answers),
        "seed": chosen.seed,
    }
    ratio = round(figures["attacked"]["p95_ms"] / figures["quiet"]["p95_ms"], 2)
    chosen.to.write_text(json.dumps(figures | {"ratio": ratio}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures | {"ratio": ratio}, indent=1), flush=True)
    if ratio > SLOWER:
        print(f"The slowest twentieth took {ratio} times as long as in quiet, and may take {SLOWER}.")
    return int(ratio > SLOWER)


def serve_as_deployed(running: live.LiveStack) -> None:
    """Give the web as many processes as a deployment has that sets nothing; the tests' installations have one."""
    del running.local_stack.environment["WEB_CONCURRENCY"]
    running.kill("web")
    running.revive("web")


def honest(url: str, officers: list[Visitor], seconds: float, seed: int) -> Asked:
    """Let people file and officers work side by side; return what each request got. Refused when one was not let through."""
    until = time.monotonic() + seconds
    chance = [Random(f"{seed} {number}") for number in range(FILERS + len(officers))]  # noqa: S311  only pauses
    acts: list[Callable[[], Asked]] = [
        *(partial(files, url, f"127.0.{20 + n}.9", chance[n]) for n in range(FILERS)),
        *(partial(works, officer, until, chance[FILERS + n]) for n, officer in enumerate(officers)),
    ]
    with ThreadPoolExecutor(len(acts)) as pool:
        return [asked for person in [pool.submit(act) for act in acts] for asked in person.result()]


def files(url: str, source: str, chance: Random) -> Asked:
    """File a report, page by page, with a pause before each; return every request."""
    browser = Visitor(url, source=source)
    asked: Asked = []
    before = time.perf_counter()
    home = browser.begins()
    asked.append((302, time.perf_counter() - before))
    for page, data in {**PAGES, "check": {"declared": "on"}}.items():
        time.sleep(chance.uniform(*THINKS))
        asked.append(let_through(browser.fills(f"{home}{page}/", data), 302, page))
    return [*asked, let_through(browser.get(f"{home}receipt/"), 200, "receipt")]


def works(officer: Visitor, until: float, chance: Random) -> Asked:
    """Read the queue and the first cases of it, again and again."""
    asked: Asked = []
    while time.monotonic() < until:
        queue = officer.get("/desk/queue/")
        asked.append(let_through(queue, 200, "queue"))
        for path in CASE.findall(queue.text)[:2]:
            time.sleep(chance.uniform(*THINKS))
            asked.append(let_through(officer.get(path), 200, "case"))
        time.sleep(chance.uniform(*THINKS))
    return asked


def let_through(answer: Answer, status: int, what: str) -> tuple[int, float]:
    """Return what a request got. Refused where it is not the answer that lets a person go on."""
    if answer.status != status:
        raise Refused(f"{what}: {answer.status} {answer.text[:200]}")
    return answer.status, answer.seconds


def told_of(asked: Asked) -> dict[str, float]:
    """Return the figures of what was asked: how many requests, and milliseconds."""
    took = [seconds * 1000 for _, seconds in asked]
    return {"requests": len(took), "median_ms": round(median(took), 1), "p95_ms": round(quantiles(took, n=20)[-1], 1)}


if __name__ == "__main__":
    sys.exit(main())
