"""Has the newest checkpoint cosigned by the witnesses in WITNESS_URLS (C2SP tlog-witness), and stores what verifies.

All are asked at once, so one that is slow delays no other. One that fails is asked again after 20, 40 … 640 seconds.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from hashlib import sha256
from pathlib import Path
from ssl import SSLContext

from django.conf import settings
from django.core.cache import cache

from ledger import clock
from ledger.keyring import read_keyring
from ledger.models import Checkpoint, Cosignature
from ledger.notes import NotANote, Signature, VerifierKey, read_note
from ledger.receipts import consistency_proof
from ledger.witness.client import Reply, WitnessDown, add_checkpoint, trust
from ledger.witness.witness import SIZE_TYPE

FIRST_WAIT_SECONDS, MOST_FAILURES = 20, 6
ASKED_SECONDS = 60
"""Longer than asking a witness twice can last."""
CLOCKS_DIFFER = timedelta(minutes=4)
"""A minute less than the verifier allows between the date of an entry and the moment at which a witness saw it."""


class Why(Enum):
    """Why a witness did not cosign."""

    DOWN = "it does not answer"
    REFUSES = "it does not take this record"
    BUSY = "it has cosigned another size meanwhile"
    NO_ANSWER = "its answer is none of the protocol"
    UNKNOWN_KEY = "none of its lines is by a key of the keyring"
    FALSE_LINE = "its line does not verify"
    CLOCK = "its clock differs by more than four minutes"
    OTHER_HISTORY = "it has cosigned another history"

    @property
    def in_doubt(self) -> bool:
        """Whether this concerns the record, and not the witness."""
        return self is Why.OTHER_HISTORY


@dataclass(frozen=True)
class NotCosigned:
    url: str
    why: Why


class Refused(Exception):
    """The answer of a witness is no cosignature that can be stored."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def cosign_newest() -> list[NotCosigned]:
    """Ask each witness that is due and has not cosigned the newest checkpoint; return those that did not."""
    newest = Checkpoint.objects.order_by("-size").first() if settings.WITNESS_URLS else None
    if newest is None or settings.KEYRING_FILE is None:
        return []
    due = [url for url in settings.WITNESS_URLS if _Place(url).is_due(newest.size)]
    keys = read_keyring(Path(settings.KEYRING_FILE)).witness_keys if due else ()
    return list(_ask_all(due, newest, keys))


def submission(checkpoint: Checkpoint, old: int) -> str:
    """The request for a cosignature of a witness that has cosigned `old` entries; ValueError if there are fewer."""
    return f"old {old}\n{consistency_proof(old, checkpoint.size)}\n{checkpoint.note}"


def _ask_all(urls: list[str], newest: Checkpoint, keys: Sequence[VerifierKey]) -> Iterator[NotCosigned]:
    if not urls:
        return
    context = trust(settings.WITNESS_CA_FILE)
    with ThreadPoolExecutor(len(urls)) as pool:
        asked = {_send(pool, url, newest, _Place(url).size, context): (url, 1) for url in urls}
        while asked:
            done, _ = wait(asked, return_when=FIRST_COMPLETED)
            for each in done:
                url, tries = asked.pop(each)
                try:
                    again = _take(each, newest, keys, tries)
                except (Refused, WitnessDown) as fault:
                    _Place(url).failed()
                    yield NotCosigned(url, fault.why if isinstance(fault, Refused) else Why.DOWN)
                    continue
                if again is None:
                    _Place(url).cosigned(newest.size)
                else:
                    asked[_send(pool, url, newest, again, context)] = url, tries + 1


def _send(pool: ThreadPoolExecutor, url: str, newest: Checkpoint, old: int, context: SSLContext) -> "Future[Reply]":
    return pool.submit(add_checkpoint, url, submission(newest, min(old, newest.size)), context)


def _take(asked: "Future[Reply]", newest: Checkpoint, keys: Sequence[VerifierKey], tries: int) -> int | None:
    """Store what a witness answered. Return the size from which it is to be asked again, if it named another one."""
    reply = asked.result()
    match reply.status:
        case 200:
            _store(reply, newest, keys)
            return None
        case 409 if reply.type == SIZE_TYPE and tries == 1:
            return _size_of(reply, newest)
        case 409 if reply.type == SIZE_TYPE:
            raise Refused(Why.BUSY)
        case 422:
            raise Refused(Why.OTHER_HISTORY)
        case 403 | 404:
            raise Refused(Why.REFUSES)
    raise Refused(Why.NO_ANSWER)


def _size_of(reply: Reply, newest: Checkpoint) -> int:
    """The size that a witness has cosigned. One beyond our newest checkpoint was signed for it, and not by this record."""
    text = reply.body.removesuffix("\n")
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Refused(Why.NO_ANSWER)
    if int(text) > newest.size and not Checkpoint.objects.filter(size__gte=int(text)).exists():
        raise Refused(Why.OTHER_HISTORY)
    return int(text)


def _store(reply: Reply, newest: Checkpoint, keys: Sequence[VerifierKey]) -> None:
    """Store the lines of known keys, all of which verify; Refused if there is none. Other lines are ignored."""
    moment = clock.now()
    lines: dict[str, list[Signature]] = {}
    for line in _lines(newest, reply):
        key = next((each for each in keys if (each.name, each.key_id) == (line.name, line.key_id)), None)
        if key is None:
            continue
        time = key.time_if_signed(line, read_note(newest.note).text)
        if time is None:
            raise Refused(Why.FALSE_LINE)
        if abs(datetime.fromtimestamp(time, UTC) - moment) > CLOCKS_DIFFER:
            raise Refused(Why.CLOCK)
        lines.setdefault(key.name, []).append(line)
    if not lines:
        raise Refused(Why.UNKNOWN_KEY)
    made = [
        Cosignature(size=newest.size, witness=name, line="\n".join(map(str, own)), at=moment)
        for name, own in lines.items()
    ]
    Cosignature.objects.bulk_create(made, ignore_conflicts=True)


def _lines(newest: Checkpoint, reply: Reply) -> Sequence[Signature]:
    text = read_note(newest.note).text
    try:
        return read_note(f"{text}\n{reply.body}").signatures
    except NotANote as fault:
        raise Refused(Why.NO_ANSWER) from fault


@dataclass(frozen=True)
class _Place:
    """What the cache remembers of a witness. If it forgets, the witness says again how far it has cosigned (409)."""

    url: str

    @property
    def size(self) -> int:
        return int(cache.get(self._key("size"), 0))

    def is_due(self, size: int) -> bool:
        """Whether it lacks this size, did not fail a moment ago, and is not being asked by another thread."""
        if self.size >= size or cache.get(self._key("waits")):
            return False
        return bool(cache.add(self._key("asked"), True, ASKED_SECONDS))

    def cosigned(self, size: int) -> None:
        cache.set(self._key("size"), size, None)
        cache.delete_many([self._key("failures"), self._key("asked")])

    def failed(self) -> None:
        failures = int(cache.get(self._key("failures"), 0))
        cache.set(self._key("failures"), min(failures + 1, MOST_FAILURES), None)
        cache.set(self._key("waits"), True, FIRST_WAIT_SECONDS << min(failures, MOST_FAILURES - 1))
        cache.delete_many([self._key("size"), self._key("asked")])

    def _key(self, what: str) -> str:
        return f"witness-{what}-{sha256(self.url.encode()).hexdigest()[:32]}"
