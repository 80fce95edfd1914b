"""The part of the web server that is ours: threads that accept, answers sent at once, and nobody's request logged."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from gunicorn.config import Config

from config.env import BASE_DIR
from config.web_worker import NoAccessLog

THREADS = 3


type Server = subprocess.Popen[bytes]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The small site, with as many threads as THREADS in one process."""
    path = tmp_path / "web.sock"
    words = ("--worker-class=config.web_worker.AcceptingThreads", f"--threads={THREADS}", "--graceful-timeout=5")
    command = (sys.executable, "-m", "gunicorn", *words, f"--bind=unix:{path}", "tests.config.small_site:application")
    server = subprocess.Popen(command, cwd=BASE_DIR, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while not path.exists() or ask(path) != b"done":
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(1)  # now all threads have begun
        yield server
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def place(server: Server, tmp_path: Path) -> Path:
    """Where the small site answers."""
    return tmp_path / "web.sock"


def said_by(path: Path, sent: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(path))
        caller.sendall(sent)
        return b"".join(iter(lambda: caller.recv(65_536), b""))


def ask(path: Path, page: str = "/", body: bytes = b"") -> bytes:
    """Return what follows the headers."""
    head = f"POST {page} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        return said_by(path, head.encode() + body).partition(b"\r\n\r\n")[2]
    except ConnectionRefusedError:
        return b""


def test_no_line_about_a_request_is_put_together() -> None:
    config = Config()
    config.set("logconfig_dict", {"version": 1})
    log = NoAccessLog(config)
    log.atoms = pytest.fail
    log.access(None, None, {}, None)


def test_the_web_server_uses_it() -> None:
    said = "import config.gunicorn as settings; print(settings.logger_class, settings.worker_class)"
    out = subprocess.run([sys.executable, "-c", said], cwd=BASE_DIR, capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["config.web_worker.NoAccessLog", "config.web_worker.AcceptingThreads"]


def test_small_and_large_answers_arrive_whole_and_so_do_bodies(place: Path) -> None:
    assert said_by(place, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP/1.1 200 OK\r\n")
    assert ask(place, "/file") == b"f" * 200_000
    assert ask(place, "/body", b"b" * 150_000) == b"150000"


def test_a_body_that_nobody_reads_does_not_cut_the_answer_off(place: Path) -> None:
    assert ask(place, "/", b"b" * 40_000) == b"done"


def test_as_many_requests_are_answered_at_once_as_there_are_threads(place: Path) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as callers:
        assert list(callers.map(ask, [place] * THREADS, ["/slow"] * THREADS)) == [b"done"] * THREADS
    assert time.monotonic() - began < 1.9


def test_callers_who_say_nothing_hold_no_thread_for_long(place: Path) -> None:
    silent = [socket.socket(socket.AF_UNIX) for _ in range(THREADS)]
    for each in silent:
        each.connect(str(place))
    assert ask(place) == b"done"
    for each in silent:
        assert each.recv(1) == b""
        each.close()


def test_an_answer_that_fails_before_it_is_sent_is_an_error_and_later_breaks_off(place: Path) -> None:
    assert said_by(place, b"GET /fails HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP/1.1 500 ")
    broken = ask(place, "/breaks-off")
    assert (set(broken), len(broken) < 1_000_000) == ({ord("x")}, True)
    assert ask(place) == b"done"


def test_a_server_that_stops_answers_first_whom_it_serves(place: Path, server: Server) -> None:
    with ThreadPoolExecutor(1) as callers:
        answer = callers.submit(ask, place, "/slow")
        time.sleep(0.3)
        server.send_signal(signal.SIGTERM)
        assert answer.result() == b"done"
    assert server.wait(3) == 0
