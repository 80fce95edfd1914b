"""Clients that a browser is not: they keep to a source address, stop half way, or send what is no HTTP."""

import http.client
import re
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPMessage
from threading import Event, Thread
from urllib.parse import urlencode

from tests.casework.web.reporting import SEEN, TOKEN, first

PATIENCE = 15
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "5f0c7f0e6b0e4a53"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    headers: HTTPMessage


@dataclass
class Visitor:
    """Somebody at one source address, who keeps cookies."""

    port: int
    source: str = "127.0.0.1"
    patience: float = PATIENCE
    cookies: dict[str, str] = field(default_factory=dict)

    def asks(self, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a page, or send a body."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.patience, source_address=(self.source, 0)
        )
        said = {"Host": f"localhost:{self.port}", "Referer": f"http://localhost:{self.port}{path}", **(headers or {})}
        if self.cookies:
            said["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request("GET" if body is None else "POST", path, body, said)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for name, value in re.findall(r"([^=;\s]+)=([^;]*)", "\n".join(answer.headers.get_all("Set-Cookie") or ())):
            if name in ("csrftoken", "draft", "sessionid"):
                self.cookies[name] = value
        return Answer(answer.status, text, answer.headers)

    def sends(self, path: str, data: Mapping[str, str]) -> Answer:
        """Open a page and send its form."""
        return self.asks(path, self.filled_in(path, data), {"Content-Type": FORM})

    def filled_in(self, path: str, data: Mapping[str, str]) -> bytes:
        """Open a page and fill in its form; the body to send."""
        page = self.asks(path).text
        return urlencode({"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), **data}).encode()

    def with_files(self, path: str, *contents: bytes) -> bytes:
        """Open the page of evidence and choose files; the body to send."""
        page = self.asks(path).text
        fields = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "add": "1"}
        parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
        file = b'name="added"; filename="scan.txt"\r\nContent-Type: text/plain\r\n\r\n'
        parts += [file + content for content in contents]
        begun = f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode()
        return b"".join(begun + part + b"\r\n" for part in parts) + f"--{BOUNDARY}--\r\n".encode()

    def begins(self) -> str:
        """Begin a report; its address."""
        return self.asks("/report/begin", b"").headers["Location"].rpartition("what/")[0]

    def raw(self, data: bytes, *, leaves: bool = True) -> Answer:
        """Send bytes as they are, and leave then if so wished; what came back until the other side was done."""
        with socket.create_connection(("127.0.0.1", self.port), self.patience, (self.source, 0)) as there:
            there.sendall(data)
            if leaves:
                there.shutdown(socket.SHUT_WR)
            answer = http.client.HTTPResponse(there)
            answer.begin()
            return Answer(answer.status, answer.read().decode(), answer.headers)

    def head(self, path: str, *lines: str) -> bytes:
        """Return the head of a POST with these further lines."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        common = (f"Host: localhost:{self.port}", f"Referer: http://localhost:{self.port}{path}", f"Cookie: {cookies}")
        return "\r\n".join((f"POST {path} HTTP/1.1", *common, *lines, "", "")).encode()


@contextmanager
def held_open(port: int, beginnings: list[bytes], drip: bytes = b"a") -> Iterator[list[socket.socket]]:
    """Keep a connection for each beginning, and send a little more on each, slower than anybody waits."""
    enough = Event()
    with ExitStack() as stack:
        open_ones = []
        for beginning in beginnings:
            one = stack.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE))
            one.sendall(beginning)
            open_ones.append(one)

        def dribble() -> None:
            while not enough.wait(0.5):
                for one in open_ones:
                    one.sendall(drip)

        dribbling = Thread(target=dribble)
        dribbling.start()
        try:
            yield open_ones
        finally:
            enough.set()
            dribbling.join()


def still_open(one: socket.socket) -> bool:
    """Whether the other side has neither answered nor hung up."""
    one.setblocking(False)
    try:
        one.recv(1)
    except BlockingIOError:
        return True
    return False


def seconds(act: object) -> float:
    """Return how long something takes."""
    assert callable(act)
    begun = time.monotonic()
    act()
    return time.monotonic() - begun
