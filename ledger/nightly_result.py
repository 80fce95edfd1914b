"""The result of the nightly check: one entry per night, so that a missed check shows, and the last good point of the log.

A check without findings stores how far it read: the size and root signed by the log's key. The next check continues from
there, but only if the log itself confirms that point (`is_proven`). The entry also carries a seal, an HMAC under a key
derived from SECRET_KEY: write access to the database is not enough to forge one.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from accounts.keys import keyed_digests
from ledger.append import Draft, append
from ledger.canonical import JsonObject, Values, encode
from ledger.clock import now
from ledger.entries import NotAnEntry, b64, unb64
from ledger.models import Entry

CHECKED = "record.checked"
NOTHING_FOUND = frozenset({0, 2})
"""Codes of a check that found no tampering; 2 leaves something undecided, such as an entry that is not signed yet."""
UNREADABLE = 1
"""What a last entry of a check says that no check wrote: somebody put it in."""
SHORT = 16
DIGESTS = ("letters", "members", "register", "cases")
DELIVERED = 20
"""How many entries of checks are read for a task that is delivered again: it comes within minutes, or not at all."""


@dataclass(frozen=True)
class LastCheck:
    """When the record and what is stored beside it were checked last, and with which codes (0 to 3 as the verifier's)."""

    at: datetime
    verify: int
    replay: int

    @property
    def in_doubt(self) -> bool:
        return not {self.verify, self.replay} <= NOTHING_FOUND


@dataclass(frozen=True, kw_only=True)
class GoodPoint:
    """How far the log was found good, and what stood beside that part of it.

    `lost`: texts that nothing keeps any more, though entries commit to them: a restored backup lacks them. `posted`: the
    entries up to here had their letters, and `letters` is the digest of those. `members` and `register` are the digests of
    what members did and of who they are, `cases` that of what is kept of the cases (`casework.queries.checks.checked_cases`).
    `signed` counts checkpoints, witnesses' lines and time-stamps of fewer entries.
    """

    size: int
    root: bytes
    lost: int = 0
    posted: int = 0
    letters: bytes = b""
    members: bytes = b""
    register: bytes = b""
    cases: bytes = b""
    signed: tuple[int, ...] = (0, 0, 0)

    def data(self, moment: datetime) -> JsonObject:
        """Return the point as an entry of this moment says it, sealed."""
        said = {
            "size": self.size,
            "root": b64(self.root),
            "lost": self.lost,
            "posted": self.posted,
            **{name: b64(getattr(self, name)) for name in DIGESTS},
            "signed": list(self.signed),
            "home": _home(),
        }
        return said | {"seal": _seals(said, moment, settings.LOG_ORIGIN)[0]}


@dataclass(frozen=True)
class Claim:
    """A point that an entry claims: whether this code wrote it, for this database, and where and when.

    A point of an earlier version, which says less, counts as one for another database.
    """

    point: GoodPoint
    index: int
    at: datetime
    sealed: bool
    of_this_database: bool


@transaction.atomic
def record_check(
    *, person: UUID, verify: int, replay: int, point: GoodPoint | None = None, run: str | None = None
) -> LastCheck:
    """Append what the checks of this night found, as the clock, by their codes and how far the log was found good.

    `run` names the task, which may be delivered twice.
    """
    moment = now()
    data: JsonObject = {"verify": verify, "replay": replay}
    data |= {"run": run} if run else {}
    data |= point.data(moment) if point else {}
    append(Draft(id=uuid4(), type=CHECKED, stream="system", actor=person, role="clock", occurred=moment, data=data))
    return LastCheck(moment, verify, replay)


def last_check() -> LastCheck | None:
    """Return what was found last; None before the first night. One query."""
    entry = Entry.objects.filter(stream="system", type=CHECKED).order_by("-seq").first()
    if entry is None:
        return None
    try:
        said = entry.body["data"]
        return LastCheck(entry.occurred, int(said["verify"]), int(said["replay"]))
    except (KeyError, ValueError, TypeError, AttributeError):
        return LastCheck(now(), UNREADABLE, UNREADABLE)


def was_recorded(run: str) -> bool:
    """Whether one of the newest entries of checks is of this very task, which has done its work. One query."""
    newest = Entry.objects.filter(stream="system", type=CHECKED).order_by("-seq")[:DELIVERED]
    return any(_run_of(entry) == run for entry in newest)


def _run_of(entry: Entry) -> object:
    """Return the task that an entry of a check names; None for an entry that no check wrote."""
    try:
        return entry.body["data"].get("run")
    except (NotAnEntry, AttributeError):
        return None


def claims() -> list[Claim]:
    """Return the points that entries claim, the newest first, down to the first that this code wrote for this database.

    A point that it did not write is in the list too: somebody else appended that entry.
    """
    found: list[Claim] = []
    for entry in Entry.objects.filter(stream="system", type=CHECKED).order_by("-seq").iterator(chunk_size=20):
        claim = _claim(entry)
        if claim is not None:
            found.append(claim)
            if claim.sealed and claim.of_this_database:
                break
    return found


def _claim(entry: Entry) -> Claim | None:
    """Return the point that an entry claims; None if it claims none."""
    try:
        body = entry.body
        said = dict(body["data"])
        if "size" not in said:
            return None
        moment, seal = entry.occurred, str(said.pop("seal", ""))
        point = GoodPoint(
            size=int(said["size"]),
            root=unb64(said["root"]),
            lost=int(said["lost"]),
            posted=int(said["posted"]),
            letters=unb64(said["letters"]),
            members=unb64(said.get("members", "")),
            register=unb64(said.get("register", "")),
            cases=unb64(said.get("cases", "")),
            signed=tuple(map(int, said.get("signed", (0, 0, 0)))),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return Claim(GoodPoint(size=0, root=b""), entry.log_index, now(), False, True)
    stated = {name: value for name, value in said.items() if name not in {"verify", "replay", "run"}}
    sealed = any(hmac.compare_digest(seal, each) for each in _seals(stated, moment, body["log"]))
    return Claim(point, entry.log_index, moment, sealed, said.get("home") == _home() and "cases" in said)


def _seals(said: Values, moment: datetime, origin: str) -> list[str]:
    """The seal of such a point under today's key, and under each that it took the place of."""
    stated = encode(["good point", origin, moment.isoformat(), dict(said)])
    return [digest.hex() for digest in keyed_digests("good point", stated)]


def _home() -> str:
    """A name for this very database: what stands beside the log is not that of the database a backup was taken of.

    `ledger_home()` is a function of the database, and belongs to no table.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_home()")
        (home,) = cursor.fetchone()
    return sha256(str(home).encode()).hexdigest()[:SHORT]
