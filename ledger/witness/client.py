"""How an installation asks a witness: one request over HTTPS, with a deadline for all of it."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

WAIT_SECONDS = 10
DEADLINE_SECONDS = 20
LONGEST_ANSWER = 64 * 1024


class WitnessDown(ConnectionError):
    """Nobody answers at this address in time, or not as HTTPS; the text says which."""


@dataclass(frozen=True)
class Reply:
    """The answer of a witness."""

    status: int
    type: str
    body: str


def trust(authorities: Path | None) -> ssl.SSLContext:
    """Whose certificates are believed: the system's authorities, and those in this file (PEM)."""
    context = ssl.create_default_context()
    if authorities is not None:
        context.load_verify_locations(authorities)
    return context


def add_checkpoint(url: str, submission: str, context: ssl.SSLContext) -> Reply:
    """Submit a checkpoint to the witness with this address (its submission prefix). WitnessDown."""
    parts = urlsplit(url)
    path, headers = f"{parts.path.rstrip('/')}/add-checkpoint", {"Content-Type": "text/plain; charset=utf-8"}
    try:
        if parts.scheme != "https" or not parts.hostname:
            raise WitnessDown(f"{url} is no address that begins with https://")
        with _connected(parts.hostname, parts.port or 443, context) as connection:
            connection.request("POST", path, submission.encode(), headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers.get_content_type(), answer.read(LONGEST_ANSWER).decode("utf-8"))
    except (OSError, HTTPException, ValueError) as fault:
        raise WitnessDown(f"{type(fault).__name__}: {fault}") from fault


@contextmanager
def _connected(host: str, port: int, context: ssl.SSLContext) -> Iterator[HTTPSConnection]:
    """A connection that ends at the deadline, however slowly the handshake or the answer comes."""
    raw = socket.create_connection((host, port), WAIT_SECONDS)
    with context.wrap_socket(raw, server_hostname=host, do_handshake_on_connect=False) as ended:

        def end() -> None:
            with suppress(OSError):  # it ended by itself
                socket.socket.shutdown(ended, socket.SHUT_RDWR)

        timer = Timer(DEADLINE_SECONDS, end)
        timer.start()
        try:
            ended.do_handshake()
            connection = HTTPSConnection(host, port, context=context)
            connection.sock = ended
            yield connection
        finally:
            timer.cancel()
