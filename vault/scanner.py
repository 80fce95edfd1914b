"""Asks clamd whether it knows a file as harmful: over its socket, by INSTREAM. It gets the bytes, and no name."""

import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from struct import Struct

from ledger import clock

SECONDS = 120
PIECE = 1024 * 1024
_LENGTH = Struct(">I")
_CLEAN, _FOUND, _TOO_LARGE = "OK", " FOUND", "size limit exceeded"


class ScannerDown(OSError):
    """clamd does not answer, or says nothing that can be understood."""


@dataclass(frozen=True)
class Scan:
    """`engine`: clamd's version, with that of its signatures. `found`: the name of what it knows in the file, or ""."""

    engine: str
    at: datetime
    found: str = ""


def scan(address: str, content: Iterable[bytes]) -> Scan | None:
    """Return what clamd says of a file; None if the file is larger than it takes. Raises ScannerDown.

    `address`: the path of a socket, or HOST:PORT.
    """
    engine = version(address)
    answer = _ask(address, b"INSTREAM", content)
    if answer.endswith(_FOUND):
        return Scan(engine, clock.now(), answer.removesuffix(_FOUND))
    if answer == _CLEAN:
        return Scan(engine, clock.now())
    if _TOO_LARGE in answer:
        return None
    raise ScannerDown(f"clamd says: {answer:.200}")


def version(address: str, seconds: float = SECONDS) -> str:
    """Return the versions of clamd and its signatures, as in "ClamAV 1.4.6/27821/Fri Nov 27 08:41:12 2026"."""
    return _ask(address, b"VERSION", seconds=seconds)


def _ask(address: str, command: bytes, content: Iterable[bytes] | None = None, seconds: float = SECONDS) -> str:
    try:
        with _connect(address, seconds) as connection:
            connection.sendall(b"z" + command + b"\0")
            if content is not None:
                _send(connection, content)
            answer = _read(connection)
    except (OSError, ValueError) as fault:
        raise ScannerDown(f"clamd does not answer: {fault}") from fault
    if not answer.endswith(b"\0"):
        raise ScannerDown("clamd ended its answer early")
    return answer[:-1].decode("utf-8", "replace").removeprefix("stream: ")


def _read(connection: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionResetError):  # it closes before it has read a file that is too large; its answer came first
        while more := connection.recv(4096):
            answer += more
    return answer


def _send(connection: socket.socket, content: Iterable[bytes]) -> None:
    try:
        for chunk in content:
            for start in range(0, len(chunk), PIECE):
                piece = chunk[start : start + PIECE]
                connection.sendall(_LENGTH.pack(len(piece)) + piece)
        connection.sendall(_LENGTH.pack(0))
    except (BrokenPipeError, ConnectionResetError):
        return  # it takes no more: its answer says why


def _connect(address: str, seconds: float) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(seconds)
        connection.connect(address)
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)
