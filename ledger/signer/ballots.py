"""The keys of ballots: made when a ballot opens, used after it closed for what its count reaches, and then destroyed.

A ballot has a pair for each of its options and one for the rest. Its folder holds the private halves, a file each, and
`count`: a line for each option that was opened, `1` if it was carried. What may be opened follows from the entries of the
mirror and from that file alone: the process that asks is not trusted.
"""

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ledger.canonical import Json, JsonObject
from ledger.commitments import commitment, leaf_hash
from ledger.entries import b64
from ledger.sealed_answers import REST, NotOpened, binding, field_of, open_answer
from ledger.signer.keys import write_private

PACK, OPENED, MADE, VOTED, CLOSED = (
    *("case.board_pack_sent", "case.ballot_opened", "case.ballot_keys_made", "case.vote_cast", "case.ballot_closed"),
)
OVER = frozenset({"case.ballot_counted", "case.ballot_voided", "case.case_withdrawn", "case.case_abated"})
"""After these no vote of the ballot is opened any more: its keys are destroyed."""
COUNT = "count"
_ABOUT = tuple(f'"{kind}"'.encode() for kind in (PACK, OPENED, MADE, VOTED, CLOSED, *OVER))
_NAME = re.compile(r"[A-Za-z0-9_]{1,32}")


class BallotRefused(Exception):
    """Nothing is opened; `status` as in the signer's protocol, 410 when a key that was made is gone."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass
class _Ballot:
    """A ballot as its entries tell it. `needed` and `least`: for each option, who carries it and who must take part."""

    id: str
    stream: str
    leaf: bytes
    pack: bytes
    options: tuple[str, ...]
    needed: tuple[int, ...]
    least: tuple[int, ...]
    voters: frozenset[str]
    closes_at: str
    has_keys: bool = False
    is_closed: bool = False
    votes: dict[str, JsonObject] = field(default_factory=dict)

    @property
    def places(self) -> tuple[str, ...]:
        return (*self.options, REST)


class Ballots:
    """The ballots of a log that are not counted yet, and their keys in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._live: dict[str, _Ballot] = {}
        self._in: dict[str, str] = {}
        self._packs: dict[str, tuple[str, bytes]] = {}
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def take(self, entries: Iterable[bytes]) -> None:
        """Learn what follows in the log, in its order. The keys of a ballot that is over are destroyed."""
        for entry in entries:
            if any(kind in entry for kind in _ABOUT):
                with suppress(
                    KeyError, TypeError, ValueError, AttributeError
                ):  # an entry of another form opens no ballot
                    self._follow(entry, json.loads(entry))

    def keys(self, ballot: str) -> list[str]:
        """Return the public halves in the order of the options, the one for the rest last; make them at the first call."""
        known = self._known(ballot)
        folder = self._folder / known.id
        if not folder.exists():
            if known.has_keys:
                raise BallotRefused(410, "the keys of this ballot are gone")
            self._make(folder, known.places)
        return [self._private(known, option).public_key().public_bytes_raw().hex() for option in known.places]

    def open(self, ballot: str, option: str, sealed: Mapping[str, bytes]) -> dict[str, tuple[bytes, Json]]:
        """Return salt and value of each answer to an option, by vote, if the count of the closed ballot reaches it.

        Every answer must be the one to which its vote commits. An option that was opened before may be opened again until
        the count is in the log. Once an option is carried the keys of all that follow are destroyed.
        """
        known = self._known(ballot)
        if not known.is_closed:
            raise BallotRefused(409, "the log does not say that this ballot is closed")
        place, said = self._place(known, option)
        if set(sealed) != set(known.votes):
            raise BallotRefused(422, "these are not the answers of all who voted")
        private = self._private(known, option)
        opened = {vote: self._answer(known, option, vote, blob, private) for vote, blob in sealed.items()}
        if option != REST and place == len(said):
            supporting = sum(_is_for(value) for _, value in opened.values())
            self._remember(known, carried=supporting >= known.needed[place])
        return opened

    def _follow(self, entry: bytes, body: JsonObject) -> None:
        kind, stream, data = body["type"], body["stream"], body["data"]
        known = self._live.get(self._in.get(stream, ""))
        match kind:
            case "case.board_pack_sent":
                self._packs[stream] = (body["id"], leaf_hash(entry))
            case "case.ballot_opened":
                self._end(stream)
                pack, leaf = self._packs.get(stream, ("", b""))
                if pack == data["pack"] and all(_NAME.fullmatch(one) for one in data["motions"]):
                    self._begin(entry, body, leaf)
            case "case.ballot_keys_made" if known and data["ballot"] == known.id:
                known.has_keys = True
            case "case.vote_cast" if known and data["ballot"] == known.id and not known.is_closed:
                voted = {one["voter"] for one in known.votes.values()}
                if body["actor"] in known.voters - voted and body["at"] < known.closes_at:
                    known.votes[body["id"]] = {"voter": body["actor"], "commit": body["commit"]}
            case "case.ballot_closed" if known and data["ballot"] == known.id:
                known.is_closed = body["at"] >= known.closes_at
            case _ if kind in OVER:
                self._end(stream)

    def _begin(self, entry: bytes, body: JsonObject, pack: bytes) -> None:
        data, key = body["data"], str(UUID(body["id"]))
        self._in[body["stream"]] = key
        self._live[key] = _Ballot(
            id=key,
            stream=body["stream"],
            leaf=leaf_hash(entry),
            pack=pack,
            options=tuple(data["motions"]),
            needed=tuple(data["needed"]),
            least=tuple(data["least"]),
            voters=frozenset(data["voters"]),
            closes_at=data["closes_at"],
        )

    def _end(self, stream: str) -> None:
        ended = self._in.pop(stream, None)
        if ended and self._live.pop(ended, None):
            shutil.rmtree(self._folder / ended, ignore_errors=True)
            _sync(self._folder)

    def _known(self, ballot: str) -> _Ballot:
        known = self._live.get(ballot)
        if known is None:
            raise BallotRefused(404, "the log has no such ballot that is still to be counted")
        return known

    def _make(self, folder: Path, places: Sequence[str]) -> None:
        """Make the pairs; all of them lie on the disk before the folder has its name."""
        fresh = folder.with_name(f".{folder.name}")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        for option in places:
            write_private(fresh / option, X25519PrivateKey.generate().private_bytes_raw())
        _sync(fresh)
        fresh.rename(folder)
        _sync(self._folder)

    def _private(self, known: _Ballot, option: str) -> X25519PrivateKey:
        try:
            text = (self._folder / known.id / option).read_text(encoding="ascii")
            return X25519PrivateKey.from_private_bytes(bytes.fromhex(text))
        except (OSError, ValueError):
            raise BallotRefused(410, "the key of these answers is gone") from None

    def _place(self, known: _Ballot, option: str) -> tuple[int, Sequence[str]]:
        """Return the place of an option and what was counted so far; BallotRefused unless the count reaches it."""
        said = self._counted(known)
        if option not in known.places:
            raise BallotRefused(404, "this ballot has no such option")
        place = known.places.index(option)
        if "1" in said[:place] or place > len(said):
            raise BallotRefused(409, "the count does not reach these answers")
        if option != REST and len(known.votes) < known.least[place]:
            self._destroy(known, known.places[place:])
            raise BallotRefused(409, "too few voters took part for this option")
        return place, said

    def _counted(self, known: _Ballot) -> Sequence[str]:
        path = self._folder / known.id / COUNT
        return path.read_text(encoding="ascii").split() if path.exists() else ()

    def _answer(
        self, known: _Ballot, option: str, vote: str, blob: bytes, private: X25519PrivateKey
    ) -> tuple[bytes, Json]:
        cast = known.votes[vote]
        about = binding(
            ballot=known.leaf, pack=known.pack, option=option, vote=UUID(vote), voter=UUID(str(cast["voter"]))
        )
        try:
            salt, value = open_answer(blob, private=private, info=about)
        except NotOpened as fault:
            raise BallotRefused(422, str(fault)) from None
        committed = commitment(salt=salt, entry_id=UUID(vote), field=field_of(option), value=value)
        if cast["commit"].get(field_of(option)) != b64(committed):
            raise BallotRefused(422, "this is not the answer to which the vote commits")
        return salt, value

    def _remember(self, known: _Ballot, *, carried: bool) -> None:
        with (self._folder / known.id / COUNT).open("a", encoding="ascii") as file:
            file.write(f"{int(carried)}\n")
            file.flush()
            os.fsync(file.fileno())
        if carried:
            self._destroy(known, known.places[len(self._counted(known)) :])

    def _destroy(self, known: _Ballot, options: Iterable[str]) -> None:
        folder = self._folder / known.id
        for option in options:
            (folder / option).unlink(missing_ok=True)
        _sync(folder)


def _is_for(value: Json) -> bool:
    return isinstance(value, Mapping) and value.get("answer") == "yes"


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
