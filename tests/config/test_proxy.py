"""What the proxy says and bounds by itself, on config/Caddyfile as it is: no page of the installation stands behind it here."""

import base64
import hashlib
import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from threading import Thread

import pytest
from django.urls import reverse

from config.middleware import HEADERS
from config.settings import SECURE_CSP
from local import processes, subprocesses
from tests.attacks.clients import FORM, Visitor, held_open

READ = "read_body 60s"
SHORT = 2
SAID = {
    503: ("/", None, (), "does not answer at the moment"),
    413: ("/", b"a" * 200_001, (), "too large"),
    411: ("/", b"", (), "cannot be accepted like this"),
    400: ("/", b"a=b", ("Content-Length: 4",), "did not arrive whole"),
}


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Callable[[str], Visitor]]:
    """Start a proxy before web servers that are not there, on the text of a Caddyfile."""
    door = socket.create_server(("127.0.0.1", 0), backlog=128)
    started = []

    def start(text: str) -> Visitor:
        file = tmp_path / "Caddyfile"
        file.write_text(text, encoding="utf-8")
        told = processes.proxy_environment(door.fileno(), tmp_path / "web", tmp_path / "evidence", tmp_path / "kept")
        command = processes.proxy(file=str(file))
        run = subprocesses.start("proxy", command, run_dir=tmp_path, environment=told, pass_fds=(door.fileno(),))
        started.append(run)
        return Visitor(door.getsockname()[1], "127.0.5.5")

    yield start
    for each in started:
        each.stop()
    door.close()


@pytest.fixture
def alone(proxy: Callable[[str], Visitor]) -> Visitor:
    """The proxy as it is, with nothing behind it."""
    return proxy(processes.CADDYFILE.read_text(encoding="utf-8"))


def asked(alone: Visitor, path: str, body: bytes | None, lines: tuple[str, ...]) -> tuple[int, str, dict[str, str]]:
    """What the proxy answers to a page, to a body of any length, or to one without."""
    if body is None:
        answer = alone.asks(path)
    else:
        length = lines or ((f"Content-Length: {len(body)}",) if body else ())
        answer = alone.raw(alone.head(path, f"Content-Type: {FORM}", *length) + body)
    return answer.status, answer.text, dict(answer.headers)


@pytest.mark.parametrize("status", SAID)
def test_the_proxy_says_in_words_what_is_wrong_and_its_page_is_as_strict_as_any(alone: Visitor, status: int) -> None:
    path, body, lines, words = SAID[status]
    came, text, headers = asked(alone, path, body, lines)
    assert came == status
    assert words in text
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert HEADERS.items() <= headers.items()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    allowed = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert allowed.pop("style-src") == f"'sha256-{digest}'"
    assert (set(allowed.values()), allowed.keys() <= SECURE_CSP.keys()) == ({"'none'"}, True)
    strict = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [headers[name] for name in strict] == ["nosniff", "DENY", "same-origin", "same-origin"]
    assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_a_photo_passes_where_messages_and_answers_are_written(alone: Visitor) -> None:
    pages = (reverse("home"), reverse("follow_up_conversation"), reverse("member_answer_check", args=["R-7K4X-92QD"]))
    assert [asked(alone, page, b"a" * 300_000, ())[0] for page in pages] == [413, 503, 503]


@pytest.mark.parametrize("status", SAID)
def test_to_programs_the_proxy_speaks_as_the_api_does(alone: Visitor, status: int) -> None:
    _, body, lines, words = SAID[status]
    came, text, headers = asked(alone, reverse("api_complaints"), body, lines)
    told = json.loads(text)
    assert came == status
    assert told["status"] == status
    assert words in told["title"]
    assert headers["Content-Type"] == "application/problem+json"
    assert sorted(told) == ["detail", "errors", "reasons", "status", "title", "type"]


def test_a_body_that_stands_still_is_ended_and_its_connection_closed(proxy: Callable[[str], Visitor]) -> None:
    text = processes.CADDYFILE.read_text(encoding="utf-8")
    assert text.count(READ) == 1
    hurried = proxy(text.replace(READ, f"read_body {SHORT}s"))
    for path in ("/", reverse("verify")):
        begun = time.monotonic()
        answer = hurried.raw(hurried.head(path, "Content-Length: 190000") + b"a" * 500, leaves=False)
        assert answer.status == 400, path
        assert time.monotonic() - begun >= SHORT - 0.1, path


def test_a_proxy_keeps_its_own_things_in_the_folder_it_was_told(alone: Visitor, tmp_path: Path) -> None:
    alone.asks("/")
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["caddy"]
    assert not (tmp_path / "kept" / "caddy" / "autosave.json").exists()


@contextmanager
def web_behind(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Answer at a socket. Yield the requests: the number of the connection, and the method."""
    asked: list[tuple[int, str]] = []
    connections = count()

    class Web(StreamRequestHandler):
        def handle(self) -> None:
            number = next(connections)
            while line := self.rfile.readline():
                lengths = [each for each in iter(self.rfile.readline, b"\r\n") if each.startswith(b"Content-Length:")]
                self.rfile.read(sum(int(each.partition(b":")[2]) for each in lengths))
                asked.append((number, line.split()[0].decode()))
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with ThreadingUnixStreamServer(str(path), Web) as server:
        server.daemon_threads = True
        serving = Thread(target=server.serve_forever)
        serving.start()
        yield asked
        server.shutdown()
        serving.join()


def test_each_request_has_a_connection_of_its_own_to_the_web(alone: Visitor, tmp_path: Path) -> None:
    with web_behind(tmp_path / "web") as asked:
        said = [alone.asks("/", body).status for body in (None, None, b"a=b", b"a=b", None)]
    assert said == [200] * 5
    assert asked == [(0, "GET"), (1, "GET"), (2, "POST"), (3, "POST"), (4, "GET")]


@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_a_body_is_held_until_it_is_whole_whatever_its_method(alone: Visitor, tmp_path: Path, method: bytes) -> None:
    head = alone.head("/", "Content-Length: 4").replace(b"POST", method, 1)
    with web_behind(tmp_path / "web") as asked:
        with held_open(alone.port, [head + b"a"], drip=b""):
            alone.asks("/")
        assert asked == [(0, "GET")]
        assert alone.raw(head + b"a=bc", leaves=False).status == 200
    assert asked[1:] == [(1, method.decode())]
