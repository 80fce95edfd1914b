"""Slow, huge and broken bodies against a running installation: honest people are answered meanwhile, and nothing is kept."""

import socket
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from threading import Thread
from uuid import uuid4

import psycopg
import pytest

from tests import live, stage
from tests.attacks.clients import BOUNDARY, FORM, Answer, Visitor, held_open, seconds, still_open
from tests.casework.web.reporting import TOKEN
from tests.journeys.town import BOOKS

SLOW = 16
FACTOR = 20
"""How much slower the slowest honest request may be than in quiet: far less than waiting for one of the slow."""
MIB = 2**20
LINE = b"A page of the letter.\n"
FILES = f"multipart/form-data; boundary={BOUNDARY}"
KEPT = "SELECT (SELECT count(*) FROM vault_draftfile), (SELECT count(*) FROM casework_case)"
WHO = {"people": "1", "name_1": "Rex Marlowe", "employer_1": "Corvid Works", "number_1": "M-77"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[live.LiveStack]:
    place, folder = stage.Services.start(), tmp_path_factory.mktemp("slow") / "folder"
    with live.stack(place, folder, __name__, BOOKS) as standing:
        yield standing


@pytest.fixture
def visitor(running: live.LiveStack) -> Visitor:
    return Visitor(running.local_stack.plan.port)


def honest(running: live.LiveStack) -> list[Callable[[], None]]:
    """What five honest people do, each from a network of their own."""
    port = running.local_stack.plan.port
    reads, begins, answers, looks_up, signs_in = (Visitor(port, f"127.0.{n}.1") for n in range(1, 6))

    return [
        lambda: expect(200, reads.asks("/")),
        lambda: expect(200, begins.asks(f"{begins.begins()}who/")),
        lambda: expect(302, answers.sends(f"{answers.begins()}who/", WHO)),
        lambda: expect(422, looks_up.sends("/follow-up/", {"code": "no such code"})),
        lambda: expect(200, signs_in.sends("/accounts/login/", {"login": "no@example.org", "password": "a word"})),
    ]


def expect(status: int, answer: Answer) -> None:
    """Fail where somebody was answered otherwise."""
    assert answer.status == status


def slowest(running: live.LiveStack) -> float:
    """Return how long the slowest of the five honest takes. It fails when one is not answered."""
    return max(seconds(act) for act in honest(running))


def kept(running: live.LiveStack) -> tuple[tuple[int, ...], list[Path]]:
    """Return what a request may leave behind: rows, and files on disk."""
    with psycopg.connect(running.local_stack.environment["DATABASE_URL"]) as served:
        (rows,) = served.execute(KEPT).fetchall()
    return rows, sorted(Path(running.local_stack.environment["FILES_DIR"]).glob("??/*"))


def test_sixteen_slow_bodies_and_sixteen_slow_headers_hold_up_nobody(running: live.LiveStack, visitor: Visitor) -> None:
    slowest(running)
    quiet = slowest(running)
    paths = ("/report/begin", "/accounts/login/", "/follow-up/", "/api/v1/complaints/")
    length = (f"Content-Type: {FORM}", "Content-Length: 150000")
    bodies = [visitor.head(path, *length) + b"a=" for path in paths * (SLOW // len(paths))]
    headers = [visitor.head("/report/begin")[:-2] + b"X-Slow: "] * SLOW
    with held_open(visitor.port, bodies) as slow, held_open(visitor.port, headers):
        busy = slowest(running)
        assert [still_open(one) for one in slow] == [True] * SLOW
    assert busy < FACTOR * quiet


def test_slow_uploads_hold_up_only_others_who_send_files(running: live.LiveStack, visitor: Visitor) -> None:
    quiet = slowest(running)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'.encode()
    beginning = visitor.head("/verify/", f"Content-Type: {FILES}", "Content-Length: 900000") + head + LINE * 12_000
    with held_open(visitor.port, [beginning] * 2 * SLOW) as slow:
        busy = slowest(running)
        assert [still_open(one) for one in slow] == [True] * 2 * SLOW
    assert busy < FACTOR * quiet


def test_a_form_that_breaks_off_is_refused_in_words_and_not_taken_for_whole(visitor: Visitor) -> None:
    there = f"{visitor.begins()}who/"
    whole = visitor.filled_in(there, WHO)
    cut = visitor.raw(visitor.head(there, f"Content-Type: {FORM}", f"Content-Length: {len(whole)}") + whole[:-2])
    assert (cut.status, "did not arrive whole" in cut.text) == (400, True)
    assert "Rex Marlowe" not in visitor.asks(there).text
    assert visitor.asks(there, whole, {"Content-Type": FORM}).status == 302


def test_of_files_that_break_off_nothing_is_kept_not_even_those_that_came_whole(
    running: live.LiveStack, visitor: Visitor
) -> None:
    there = f"{visitor.begins()}evidence/"
    before = kept(running)
    for size in (1_000, 3_000_000):
        whole = visitor.with_files(there, *[LINE * (size // len(LINE))] * 2)
        head = visitor.head(there, f"Content-Type: {FILES}", f"Content-Length: {len(whole)}")
        cut = visitor.raw(head + whole[: len(whole) * 2 // 3])
        assert cut.status == 400, size
        assert "did not arrive whole" in cut.text, size
    body = visitor.with_files(there, LINE)
    assert visitor.asks(there, body, {"Content-Type": FILES}).status == 302
    (rows, files), (rows_before, files_before) = kept(running), before
    assert rows[0] - rows_before[0] == 1
    assert rows[1:] == rows_before[1:]
    assert len(files) - len(files_before) == 1


CHUNKED = "Transfer-Encoding: chunked"
BROKEN = {
    "no chunk": ((CHUNKED,), b"zz\r\na=b\r\n", 411, "its length in the header"),
    "a chunk that is longer than it says": ((CHUNKED,), b"1\r\na=b\r\n0\r\n\r\n", 411, "its length in the header"),
    "chunks that end too soon": ((CHUNKED,), b"5\r\na=", 411, "its length in the header"),
    "both lengths": ((CHUNKED, "Content-Length: 3"), b"3\r\na=b\r\n0\r\n\r\n", 411, "its length in the header"),
    "no length": ((), b"", 411, "its length in the header"),
    "two lengths": (("Content-Length: 3", "Content-Length: 4"), b"a=bc", 400, "Bad Request"),
    "a length below nothing": (("Content-Length: -3",), b"a=b", 400, "Bad Request"),
    "one byte over the limit": (("Content-Length: 200001",), b"a" * 200_001, 413, "up to 200 kB of text"),
    "far over the limit": (("Content-Length: 5000000",), b"", 413, "up to 200 kB of text"),
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("path", ["/report/begin", "/accounts/login/", "/api/v1/complaints/"])
def test_a_body_that_is_no_body_is_refused_in_words(
    running: live.LiveStack, visitor: Visitor, what: str, path: str
) -> None:
    lines, body, status, words = BROKEN[what]
    before = kept(running)
    sent = visitor.head(path, f"Content-Type: {FORM}", *lines) + body
    answer = visitor.raw(sent, leaves="too soon" in what)
    assert (answer.status, words in answer.text) == (status, True)
    assert kept(running) == before


def test_a_body_of_exactly_the_limit_is_read_by_the_page(visitor: Visitor) -> None:
    assert visitor.asks("/follow-up/", b"a" * 200_000, {"Content-Type": FORM}).status == 403


def test_a_large_file_streams_through_the_proxy_which_holds_none_of_it(
    running: live.LiveStack, visitor: Visitor
) -> None:
    there = f"{visitor.begins()}evidence/"
    whole = visitor.with_files(there, LINE * (40 * MIB // len(LINE)))
    before, peak = kept(running), memory(running)
    head, half = visitor.head(there, f"Content-Type: {FILES}", f"Content-Length: {len(whole)}"), len(whole) // 2
    with held_open(visitor.port, [head + whole[:half]], drip=b"") as (sending,):
        while kept(running) == before:
            assert still_open(sending)
        sending.setblocking(True)
        sending.sendall(whole[half:])
        assert sending.recv(12) == b"HTTP/1.1 302"
    assert "scan.txt" in visitor.asks(there).text
    assert memory(running) - peak < 20 * MIB


def memory(running: live.LiveStack) -> int:
    """Return the most memory that the proxy ever had."""
    (proxy,) = [each for each in running.local_stack.processes if each.name == "proxy"]
    (line,) = [
        line for line in Path(f"/proc/{proxy.popen.pid}/status").read_text().splitlines() if line.startswith("VmHWM")
    ]
    return int(line.split()[1]) * 1024


def test_files_of_more_than_130_mb_are_refused_in_words(running: live.LiveStack, visitor: Visitor) -> None:
    there = f"{visitor.begins()}evidence/"
    before = kept(running)
    head = visitor.head(there, f"Content-Type: {FILES}", "Content-Length: 130000001")
    answer = visitor.raw(head + b"a" * MIB, leaves=False)
    assert (answer.status, "up to 130 MB where it asks for files" in answer.text) == (413, True)
    assert kept(running) == before


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X_Forwarded_For", "Forwarded", "X-Real-IP", "True-Client-IP"])
def test_nobody_says_by_a_header_where_they_come_from(visitor: Visitor, name: str) -> None:
    """The page of the demonstration's people is shown to this machine alone: who could claim another address would lose it."""
    forged = {name: "for=192.0.2.1" if name == "Forwarded" else "192.0.2.1"}
    for source in ("127.0.0.1", "127.0.77.3"):
        assert Visitor(visitor.port, source).asks("/demo/", headers=forged).status == 200


def test_nobody_moves_the_installation_to_another_path_by_a_header(visitor: Visitor) -> None:
    answer = visitor.asks("/accounts/", headers={"SCRIPT_NAME": "/accounts", "SCRIPT-NAME": "/accounts"})
    assert (answer.status, answer.headers["Location"]) == (302, "/accounts/login/?next=/accounts/")


def test_a_web_server_that_is_gone_is_missed_by_nobody_once_it_is_back(
    running: live.LiveStack, visitor: Visitor
) -> None:
    for name in ("web", "evidence", "proxy"):
        running.kill(name)
        running.revive(name)
        assert visitor.asks("/").status == 200, name
        assert visitor.asks("/verify/", b"pasted=a", {"Content-Type": FORM}).status == 422, name


def test_the_proxy_writes_down_nobody_and_nothing(running: live.LiveStack) -> None:
    spy = Visitor(running.local_stack.plan.port, "127.0.77.9")
    path = f"/report/{uuid4()}/who/"
    spy.asks(path)
    spy.raw(spy.head(path, "Content-Length: 200001"))
    spy.raw(spy.head(path, "Content-Length: 200") + b"a")
    running.kill("web")
    waiting = Thread(target=spy.asks, args=(path,))
    waiting.start()
    running.revive("web")
    waiting.join()
    words = (running.local_stack.plan.run_dir / "proxy.log").read_text(encoding="utf-8")
    assert [word for word in ("127.0.77.9", path, "remote_ip") if word in words] == []
    home = running.local_stack.plan.folder / "proxy"
    assert (home / "caddy").is_dir()


@pytest.mark.parametrize("name", ["web", "evidence"])
def test_a_web_server_itself_takes_no_half_of_a_body_for_a_whole_one(
    running: live.LiveStack, visitor: Visitor, name: str
) -> None:
    """The proxy passes on what it has of a body whose sender leaves, and hangs up: so does this test, without the proxy."""
    page, kind = ("who", FORM) if name == "web" else ("evidence", FILES)
    there = f"{visitor.begins()}{page}/"
    whole = visitor.filled_in(there, WHO) if name == "web" else visitor.with_files(there, LINE, LINE)
    before = visitor.asks(there).text
    with socket.socket(socket.AF_UNIX) as web:
        web.connect(str(running.local_stack.plan.web_address(name)))
        web.sendall(visitor.head(there, f"Content-Type: {kind}", f"Content-Length: {len(whole)}") + whole[:-10])
        web.shutdown(socket.SHUT_WR)
        answer = HTTPResponse(web)
        answer.begin()
        assert (answer.status, b"could not read that request" in answer.read()) == (400, True)
    after = visitor.asks(there).text
    assert TOKEN.sub("", after) == TOKEN.sub("", before)
