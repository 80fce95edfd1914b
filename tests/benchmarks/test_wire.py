"""The caller of the benchmark, which computes little, hears what any caller hears."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks.wire import LightVisitor
from tests.access_matrix.visitor import Visitor

PAGE = "<p>Überall gleich</p>"


class Answering(BaseHTTPRequestHandler):
    """Says what it was asked, and sets two cookies. It closes the connection after each answer where it is told to."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        told = f"{self.command} {self.path} {self.headers['Cookie']} {self.rfile.read(length).decode()} {PAGE}".encode()
        self.send_response(302 if self.command == "POST" else 200)
        self.send_header("Set-Cookie", "draft=a-b; HttpOnly; Path=/report/; SameSite=Lax")
        self.send_header("Set-Cookie", "csrftoken=c; Path=/")
        self.send_header("Location", "/report/who/")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)
        self.close_connection = self.path.endswith("/closes/")

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a server that answers until the test is over."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


def heard(visitor: Visitor) -> list[object]:
    """Ask three times, and return all that came back but the time."""
    answers = [visitor.get("/report/"), visitor.ask("POST", "/report/closes/", b"a=b"), visitor.get("/report/who/")]
    told = [(one.status, [each for each in one.headers.items() if each[0] != "Date"], one.text) for one in answers]
    return [told, visitor.cookies]


def test_the_light_caller_hears_what_any_caller_hears(url: str) -> None:
    told, cookies = heard(LightVisitor(url))
    assert [told, cookies] == heard(Visitor(url))
    assert cookies == {("draft", "/report/"): "a-b", ("csrftoken", "/"): "c"}


def test_the_light_caller_keeps_its_connection_until_it_is_closed(url: str) -> None:
    visitor = LightVisitor(url)
    visitor.get("/")
    first = visitor.wire
    assert (first is not None, visitor.get("/closes/").status, visitor.wire is first) == (True, 200, True)
    assert (visitor.get("/").status, visitor.wire is first) == (200, False)
