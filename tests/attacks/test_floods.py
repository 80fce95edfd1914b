"""A flood against a running installation: reports, drafts, codes and bodies from one network, while others work as usual."""

import json
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest

from accounts.budgets import PER_HOUR, Budget
from tests import live, stage
from tests.access_matrix.visitor import FORM, Answer, Visitor
from tests.casework.api.conftest import REPORT
from tests.casework.api.test_hostile_bodies import COSTLY, SMALL
from tests.casework.web.reporting import ANSWERS, TOKEN, WORDS, first
from tests.casework.web.test_floods import digests
from tests.casework.web.test_queue import rows
from tests.journeys.town import SETTLED, keys_of, until
from tests.live import LiveStack
from vault.codes import new_code

FLOODER, HONEST, FOLLOWER = "127.0.1.9", "127.0.2.1", "127.0.3.1"
CROWD, ELSEWHERE = "127.0.4.9", "127.0.5.1"
REPORTS, DRAFTS, CODES = 91, 300, 400
WRONG, RESUMED = 40, 10
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
MOST_CONNECTIONS = 12
USUAL_REPORTS, USUAL_DRAFTS = 20, 60
USUAL = """
SELECT count(*), count(*) FILTER (WHERE swept) FROM casework_case AS c
WHERE NOT EXISTS (SELECT FROM casework_slowreport AS s WHERE s.case_id = c.id)
"""
SLOW = """
SELECT count(*), count(*) FILTER (WHERE c.swept) FROM casework_slowreport AS s JOIN casework_case AS c ON c.id = s.case_id
"""
FILED = "SELECT count(*) FROM ledger_entry WHERE type = 'report.received'"
BRIEF = "SELECT count(*), count(*) FILTER (WHERE brief) FROM vault_draft"
KEPT = """
SELECT (SELECT count(*) FROM ledger_entry WHERE type IN ('content.opened', 'access.refused')),
  (SELECT count(*) FROM accounts_user), (SELECT count(*) FROM django_session)
"""


@dataclass
class Flooded:
    """A running installation that was flooded, and what its flooder and an honest reporter were told."""

    stack: LiveStack
    answers: list[Answer]
    honest: Answer
    begun: list[str] = field(default_factory=list)
    filed: tuple[Any, ...] = ()
    drafts: tuple[Any, ...] = ()

    def one(self, query: str) -> tuple[Any, ...]:
        """Return a row of the database."""
        with closing(psycopg.connect(self.stack.local_stack.environment["DATABASE_URL"])) as served:
            found = served.execute(query).fetchone()
            assert found is not None
            return found

    def sweep(self) -> None:
        """Have the worker run the conflict sweep now, as the beat does every minute."""
        self.stack.send_task("casework.sweep")


def send(visitor: Visitor, body: Any = None) -> Answer:
    """Send a report, with words of its own unless a body is given."""
    told = body or {**REPORT, "narrative": f"It happened, {uuid4()}.", "keep_away": []}
    key = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    return visitor.ask("POST", "/api/v1/complaints/", json.dumps(told).encode(), **key)


@pytest.fixture(scope="module")
def flooded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flooded]:
    """91 reports and 300 drafts from one network as fast as one connection sends them, then one from another."""
    with live.stack(stage.Services.start(), tmp_path_factory.mktemp("flooded"), __name__, SETTLED) as running:
        flooder, honest = Visitor(running.url, source=FLOODER), Visitor(running.url, source=HONEST)
        answers = [send(flooder) for _ in range(REPORTS)]
        begun = [flooder.begins() for _ in range(DRAFTS)]
        after = Flooded(running, answers, send(honest), begun)
        after.filed, after.drafts = after.one(FILED), after.one(BRIEF)
        yield after


def test_every_report_of_the_flood_is_filed_and_every_code_opens_it(flooded: Flooded) -> None:
    assert {answer.status for answer in flooded.answers} == {201}
    codes = [json.loads(answer.text)["code"] for answer in (*flooded.answers, flooded.honest)]
    follower = Visitor(flooded.stack.url, source=FOLLOWER)
    told = [follower.ask("GET", "/api/v1/follow/", **{"Receipt-Code": code}) for code in codes]
    assert [answer.status for answer in told] == [200] * (REPORTS + 1)
    assert len({json.loads(answer.text)["reference"] for answer in told}) == REPORTS + 1
    assert flooded.filed == (REPORTS + 1,)


def test_the_honest_report_is_swept_at_once_and_the_desk_has_one_line_for_the_flood(flooded: Flooded) -> None:
    slow = REPORTS - USUAL_REPORTS
    usual = flooded.one(USUAL)[0]
    assert (usual >= USUAL_REPORTS + 1, flooded.one(SLOW)[0]) == (True, slow)
    flooded.sweep()
    until(lambda: flooded.one(USUAL)[1] == usual, "the reports that are not of the flood, swept")
    until(lambda: flooded.one(SLOW)[1] >= 1, "the first of the flood, swept")
    ines = Visitor(flooded.stack.url, source=FOLLOWER).signs_in(keys_of(flooded.stack.local_stack)["ines"])
    page = ines.get("/desk/queue/").text
    assert (len(rows(page)), len(digests(page))) == (usual, 1)
    while (before := flooded.one(SLOW)[1]) < slow:
        flooded.sweep()
        until(lambda before=before: flooded.one(SLOW)[1] > before, "more of the flood, swept")  # type: ignore[misc]
    page = ines.get("/desk/queue/").text
    ((name, count),) = digests(page)
    assert (count, len(rows(page))) == (slow, usual)
    inside = ines.get(f"/desk/queue/?flood={name}").text
    genuine = rows(inside)[3]
    assert ines.fills(f"/desk/cases/{genuine}/do/acknowledge_complaint/", {}).status == 302
    page = ines.get(f"/desk/queue/?words={genuine}").text
    assert (rows(page), digests(page)) == ([genuine], [(name, slow - 1)])


def test_every_draft_of_the_flood_is_there_and_the_last_are_kept_for_a_day(flooded: Flooded) -> None:
    assert len(set(flooded.begun)) == DRAFTS
    assert flooded.drafts == (DRAFTS, DRAFTS - USUAL_DRAFTS)
    honest = Visitor(flooded.stack.url, source=HONEST)
    home = honest.begins()
    assert honest.fills(f"{home}who/", ANSWERS["who"]).status == 302
    assert "kept for one day" not in honest.get(f"{home}who/").text


def test_hostile_bodies_are_refused_with_few_errors_in_small_answers(flooded: Flooded) -> None:
    visitor = Visitor(flooded.stack.url, source=FLOODER)
    for body in COSTLY.values():
        answer = send(visitor, body)
        told = json.loads(answer.text)
        assert answer.status == 422
        assert sum(map(len, told["errors"].values())) <= 20
        assert len(answer.text) < SMALL
    large = send(visitor, {**REPORT, "narrative": "x" * 200_001})
    assert (large.status, len(large.text) < SMALL) == (413, True)


def test_wrong_codes_keep_nothing_and_a_right_one_opens_from_both_networks(flooded: Flooded) -> None:
    flooder = Visitor(flooded.stack.url, source=FLOODER)
    before = flooded.one(KEPT)
    for _ in range(CODES):
        wrong = " ".join(new_code().words)
        assert flooder.ask("GET", "/api/v1/follow/", **{"Receipt-Code": wrong}).status == 401
    last = [flooder.fills("/follow-up/", {"code": " ".join(new_code().words)}) for _ in range(31)]
    assert (last[0].status, last[-1].status) == (422, 429)
    assert "Very many wrong codes came from your network" in last[-1].text
    elsewhere = Visitor(flooded.stack.url, source=HONEST)
    assert elsewhere.fills("/follow-up/", {"code": " ".join(new_code().words)}).status == 422
    assert flooded.one(KEPT) == before
    right = json.loads(flooded.answers[0].text)["code"]
    for source in (FLOODER, HONEST):
        assert Visitor(flooded.stack.url, source=source).fills("/follow-up/", {"code": right}).status == 302


def test_fifty_codes_in_one_second_shut_nobody_out(flooded: Flooded) -> None:
    owner = Visitor(flooded.stack.url, source=HONEST)
    home = owner.begins()
    for name in ("what", "who"):
        assert owner.fills(f"{home}{name}/", ANSWERS[name]).status == 302
    resuming = " ".join(WORDS.findall(owner.get(f"{home}words/").text))
    mine, theirs = (json.loads(flooded.answers[n].text)["code"] for n in (0, 1))
    typed = [(CROWD, " ".join(new_code().words)) for _ in range(WRONG)]
    typed += [*[(CROWD, resuming)] * RESUMED, (CROWD, mine), (ELSEWHERE, theirs)]
    start = Barrier(len(typed))
    with ThreadPoolExecutor(len(typed)) as crowd:
        answers = list(crowd.map(lambda one: types_at_once(flooded, start, *one), typed))
    wrong, resumed, right = answers[:WRONG], answers[WRONG:-2], answers[-2:]
    assert Counter(answer.status for answer in wrong) == {
        422: PER_HOUR[Budget.CODE],
        429: WRONG - PER_HOUR[Budget.CODE],
    }
    assert all("This code opens nothing here." in answer.text for answer in wrong)
    assert [answer.headers["Location"] for answer in resumed] == [home] * RESUMED
    assert [answer.headers["Location"] for answer in right] == ["/follow-up/"] * 2
    assert flooded.one(CONNECTIONS)[0] <= MOST_CONNECTIONS
    assert owner.fills("/follow-up/", {"code": resuming}).headers["Location"] == home
    assert ANSWERS["who"]["name_1"] in owner.get(f"{home}who/").text


def types_at_once(flooded: Flooded, start: Barrier, source: str, code: str) -> Answer:
    """Open the page of a code, wait for everybody else, and send the code."""
    visitor = Visitor(flooded.stack.url, source=source)
    token = first(TOKEN, visitor.get("/follow-up/").text)
    start.wait(timeout=30)
    body, headers = urlencode({"csrfmiddlewaretoken": token, "code": code}).encode(), {"Content-Type": FORM}
    return visitor.ask("POST", "/follow-up/", body, **headers, Referer=f"{flooded.stack.url}/follow-up/")


def test_without_valkey_a_report_is_filed(flooded: Flooded, tmp_path: Path) -> None:
    local_stack, gone = flooded.stack.local_stack, tmp_path / "gone.sock"
    kept = dict(local_stack.environment)
    local_stack.environment |= {"CACHE_URL": f"unix://:x@{gone}?db=1", "BROKER_URL": f"redis+socket://:x@{gone}"}
    with socket.create_server(("127.0.0.1", 0)) as alone:
        local_stack.start_web("web-without-valkey")
        local_stack.environment.update(kept)
        local_stack.start_proxy(alone, "proxy-without-valkey", web="web-without-valkey")
        port = alone.getsockname()[1]
        visitor = Visitor(f"http://localhost:{port}", source=HONEST)
        until(lambda: answers(visitor), "a web process without Valkey")
        assert send(visitor).status == 201
        home = visitor.begins()
        for name, data in {**ANSWERS, "keep-away": {"keep_away": ""}}.items():
            assert (name, visitor.fills(f"{home}{name}/", data).status) == (name, 302)
        assert visitor.fills(f"{home}check/", {"declared": "on"}).headers["Location"] == f"{home}receipt/"


def answers(visitor: Visitor) -> bool:
    """Whether a web process serves."""
    try:
        return visitor.get("/healthz").status == 200
    except OSError:
        return False
