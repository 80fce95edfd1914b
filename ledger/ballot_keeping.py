"""Who keeps the keys of ballots: the signer behind its socket, or in a demonstration this process in a folder."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings

from ledger import queries
from ledger.canonical import Json
from ledger.signer.ballots import BallotRefused, Ballots
from ledger.signer.client import Signer, SignerDown, SignerRefused
from ledger.sync import feed

type Opened = Mapping[UUID, tuple[bytes, Json]]
"""The salt and the value of each answer, by the entry of its vote."""


class KeysGone(RuntimeError):
    """A key that was made for this ballot is gone, or what is stored is not what was voted: nobody can count it."""


class Keeper(Protocol):
    """Makes the keys of ballots and opens what a count reaches."""

    def keys(self, ballot: UUID) -> tuple[str, ...]: ...

    def open(self, ballot: UUID, option: str, sealed: Mapping[UUID, bytes]) -> Opened: ...


class _Conversation:
    """The keeper on the other side of the signer's socket."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def keys(self, ballot: UUID) -> tuple[str, ...]:
        with _said():
            return tuple(self._signer.ballot_keys(str(ballot)))

    def open(self, ballot: UUID, option: str, sealed: Mapping[UUID, bytes]) -> Opened:
        with _said():
            found = self._signer.ballot_open(str(ballot), option, {str(vote): blob for vote, blob in sealed.items()})
        return {UUID(vote): one for vote, one in found.items()}


class _Folder:
    """The keeper in this process."""

    def __init__(self, ballots: Ballots) -> None:
        self._ballots = ballots

    def keys(self, ballot: UUID) -> tuple[str, ...]:
        with _said():
            return tuple(self._ballots.keys(str(ballot)))

    def open(self, ballot: UUID, option: str, sealed: Mapping[UUID, bytes]) -> Opened:
        with _said():
            found = self._ballots.open(str(ballot), option, {str(vote): blob for vote, blob in sealed.items()})
        return {UUID(vote): one for vote, one in found.items()}


@contextmanager
def ballot_keeper(stream: str) -> Iterator[Keeper]:
    """Return who keeps the keys of the ballots in a stream, and has every entry of it. SignerDown if nobody does.

    It sends the signer what it lacks first. Raises KeysGone where a ballot cannot be counted any more.
    """
    if settings.BALLOTS_FOLDER:
        ballots = Ballots(Path(settings.BALLOTS_FOLDER))
        ballots.take(bytes(entry.entry) for entry in queries.stream(stream))
        yield _Folder(ballots)
    elif settings.SIGNER_SOCKET:
        with Signer(Path(settings.SIGNER_SOCKET), settings.SIGNER_SECRET_FILE) as signer:
            feed(signer)
            yield _Conversation(signer)
    else:
        raise SignerDown("no signer is named, and it alone keeps the keys of ballots")


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except (BallotRefused, SignerRefused) as refused:
        if refused.status in (410, 422):
            raise KeysGone(str(refused)) from refused
        raise
