"""A caller that computes little: it shares the machine with the installation that it measures.

Python's own client parses the headers of each answer with the parser for mails. That took twice as long as everything else that
a caller computes for a request.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPMessage
from urllib.parse import urlsplit

from tests.access_matrix.visitor import Visitor

SECONDS = 60


class Wire:
    """One connection to the installation. It reads answers that state their length, as all of ours do."""

    def __init__(self, url: str) -> None:
        """Connect to the address of an installation on this machine."""
        self._socket = socket.create_connection(("127.0.0.1", urlsplit(url).port or 80), SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = self._socket.makefile("rb")

    def exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, HTTPMessage, bytes]:
        """Send a request and return what came back. ConnectionError if the installation has closed the connection."""
        sent = {**headers, "Accept-Encoding": "identity"}
        if body is not None:
            sent["Content-Length"] = str(len(body))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
        self._socket.sendall("\r\n".join(lines).encode("latin-1") + (body or b""))
        if not (first := self._answers.readline()):
            raise ConnectionError("The connection was closed.")
        headers_read = self._read_headers()
        return int(first.split()[1]), headers_read, self._answers.read(int(headers_read["Content-Length"]))

    def _read_headers(self) -> HTTPMessage:
        found = HTTPMessage()
        for line in iter(self._answers.readline, b"\r\n"):
            name, _, value = line.decode("latin-1").partition(":")
            found[name] = value.strip()
        return found


@dataclass
class LightVisitor(Visitor):
    """A visitor on such a connection."""

    wire: Wire | None = None

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, HTTPMessage, bytes]:
        wire, self.wire = self.wire or Wire(self.url), None  # kept only once it has answered
        answer = wire.exchange(method, path, body, headers)
        self.wire = wire
        return answer
