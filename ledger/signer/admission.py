"""Admits processes to the signer: by the user at the other end of the socket, and by the shared secret.

A request is the HMAC-SHA-256 of its line under the shared secret, in hex, a space, and the line.
"""

import hmac
import socket
import stat
import struct
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ledger.signer.keys import KeyRefused

SHORTEST_SECRET = 32
_PEER = struct.Struct("3i")


class NotAdmitted(PermissionError):
    """This process may not ask, or this request is not from one that may; `status` as in the protocol."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True)
class Admission:
    """The users whose processes may ask, and the secret that each request proves; None: requests prove nothing."""

    users: Collection[int]
    secret: bytes | None = None

    def judge_peer(self, connection: socket.socket) -> None:
        """Raise NotAdmitted unless the kernel says that one of these users is at the other end."""
        _, user, _ = _PEER.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
        if user not in self.users:
            raise NotAdmitted(403, "this user may not ask")

    def admit(self, line: bytes) -> bytes:
        """The request in a line; NotAdmitted unless it proves the secret."""
        if self.secret is None:
            return line
        proof, _, request = line.rstrip(b"\n").partition(b" ")
        if not hmac.compare_digest(proof, _proof(self.secret, request)):
            raise NotAdmitted(401, "this request does not prove the shared secret")
        return request


def with_proof(request: bytes, secret: bytes | None) -> bytes:
    """The request as it is sent: with its proof, unless there is no secret."""
    return request if secret is None else _proof(secret, request) + b" " + request


def read_secret(path: Path) -> bytes:
    """The secret in this file; KeyRefused when everybody can read it, or it is too short to be one."""
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o007:
            raise KeyRefused(f"{path} can be read by everybody: give it mode 0600, or 0640.")
        secret = path.read_bytes().strip()
    except OSError as fault:
        raise KeyRefused(f"{path} cannot be read: {fault.strerror}.") from fault
    if len(secret) < SHORTEST_SECRET:
        raise KeyRefused(f"{path} holds no secret: it needs {SHORTEST_SECRET} characters.")
    return secret


def _proof(secret: bytes, request: bytes) -> bytes:
    return hmac.digest(secret, request, "sha256").hex().encode("ascii")
