"""How the worker speaks to the signer."""

import json
import socket
from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ledger.canonical import Json, JsonObject
from ledger.entries import b64
from ledger.signer.admission import read_secret, with_proof
from ledger.signer.keys import KeyRefused
from ledger.signer.service import LONGEST_LINE

WAIT_SECONDS = 10.0
NOT_SERVED = frozenset({401, 403, 503})


class SignerDown(ConnectionError):
    """Nobody answers at the socket in ten seconds, or not to us, or the signer lacks its database; the text says which.

    Entries wait, and nothing else stops.
    """


class SignerRefused(RuntimeError):
    """The signer said no: `status` as in its protocol, `reason` in words. What it refuses is never signed."""

    def __init__(self, answer: JsonObject) -> None:
        super().__init__(f"{answer.get('status')}: {answer.get('reason')}, entry {answer.get('index')}")
        self.status, self.reason = int(answer.get("status", 0)), str(answer.get("reason"))


@dataclass(frozen=True)
class State:
    """How far the signer's copy goes, and its root in base64."""

    origin: str
    size: int
    root: str


class Signer:
    """A conversation with the signer behind one socket; a context manager."""

    def __init__(self, path: Path, secret_file: Path | None = None) -> None:
        self._path, self._secret_file = path, secret_file

    def __enter__(self) -> Self:
        try:
            self._secret = read_secret(self._secret_file) if self._secret_file else None
        except KeyRefused as fault:
            raise SignerDown(str(fault)) from fault
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(WAIT_SECONDS)
        try:
            self._socket.connect(str(self._path))
        except OSError as fault:
            self._socket.close()
            raise SignerDown(str(fault)) from fault
        self._lines = self._socket.makefile("rb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self._socket.close()

    def state(self) -> State:
        return _state(self._ask({"op": "state"}))

    def extend(self, first: int, entries: Sequence[bytes]) -> State:
        """Give it entries from index `first` on; SignerRefused when they do not go on from what it holds."""
        texts = [entry.decode("utf-8") for entry in entries]
        return _state(self._ask({"op": "extend", "first": first, "entries": texts}))

    def sign(self) -> tuple[State, str]:
        answer = self._ask({"op": "sign"})
        return _state(answer), str(answer["note"])

    def ballot_keys(self, ballot: str) -> list[str]:
        """Return the public halves of a ballot in hex, in the order of its options, the one for the rest last."""
        return list(self._ask({"op": "ballot_keys", "ballot": ballot})["keys"])

    def ballot_open(self, ballot: str, option: str, sealed: Mapping[str, bytes]) -> dict[str, tuple[bytes, Json]]:
        """Return salt and value of each answer to an option, by vote; SignerRefused if the count does not reach it."""
        answers = {vote: b64(blob) for vote, blob in sealed.items()}
        answer = self._ask({"op": "ballot_open", "ballot": ballot, "option": option, "answers": answers})
        return {vote: (b64decode(one["salt"]), one["value"]) for vote, one in answer["answers"].items()}

    def _ask(self, request: JsonObject) -> JsonObject:
        try:
            line = json.dumps(request, ensure_ascii=False).encode("utf-8")
            with suppress(BrokenPipeError):  # a process that may not ask is answered, and not read
                self._socket.sendall(with_proof(line, self._secret) + b"\n")
            line = self._lines.readline(LONGEST_LINE)
        except OSError as fault:
            raise SignerDown(str(fault)) from fault
        if not line.endswith(b"\n"):
            raise SignerDown("the signer hung up")
        answer: JsonObject = json.loads(line)
        if answer["status"] in NOT_SERVED:
            raise SignerDown(str(answer["reason"]))
        if answer["status"] != 200:
            raise SignerRefused(answer)
        return answer


def _state(answer: JsonObject) -> State:
    return State(origin=answer["origin"], size=answer["size"], root=answer["root"])
