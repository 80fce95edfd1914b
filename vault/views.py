"""Safe views of kept files: what officers see in place of a file, made by the converter and sealed under the file's key.

A view is one stored file with all its parts in a row, and a sealed list that says where each part begins.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.conf import settings

from converter import client
from converter.frames import Frame
from ledger import clock
from ledger.canonical import Json, decode, encode
from vault import aead, files, scanner, store
from vault.compartments import Compartment, Kind, opening
from vault.conversion import convert
from vault.keys import CannotOpen
from vault.models import SafeView, SealedFile
from vault.scanner import Scan

MOST_TRIES = 3
CLAIMED = timedelta(minutes=10)
"""How long a worker may hear nothing of a file before another takes it on: longer than one job may be silent."""
RENEWED = timedelta(minutes=1)
LATER = timedelta(minutes=1)
GIVEN_UP = "It could not be shown, after several tries."
HARMFUL = "The scanner knows it as harmful: {}. It stays sealed."
_STEP = 4 * aead.KIB
_LISTED = frozenset({"found", "attached"})
_LONG = frozenset({"text", "words"})
"""What a head says that can be long: it lies beside the bytes of its part."""


class Head(Mapping[str, Any]):
    """What the converter says of a part. Long values, as the words of a page, lie beside its bytes until one is asked for.

    The list of a long file stays short so: a page is shown without the words of the others. Raises CannotOpen.
    """

    def __init__(self, short: Mapping[str, Any], beside: int, read: Callable[[], bytes]) -> None:
        self.short, self.beside = short, beside
        self.read_beside = read
        self._long: Mapping[str, Any] | None = None if beside else {}

    def __getitem__(self, name: str) -> Any:
        return self.short[name] if name in self.short else self._beside()[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.short, **self._beside()})

    def __len__(self) -> int:
        return len(self.short) + len(self._beside())

    def _beside(self) -> Mapping[str, Any]:
        if self._long is None:
            self._long = cast(Mapping[str, Any], decode(self.read_beside()))
        return self._long


@dataclass(frozen=True)
class Part:
    """One part of a view. `kind`, `number` and `head` are the converter's: see `converter.kinds`."""

    kind: str
    number: int
    start: int
    length: int
    head: Head


@dataclass(frozen=True, kw_only=True)
class Stored:
    """Where the bytes of a view lie, and what opens them."""

    file: UUID
    size: int
    key: bytes = field(repr=False)
    prefix: bytes = field(repr=False)

    def read(self, start: int, length: int) -> bytes:
        return store.read_range(self.file, key=self.key, prefix=self.prefix, size=self.size, start=start, length=length)

    def part(self, listed: Sequence[Any]) -> Part:
        """Return a part as `View.value` lists it: last the length of the long values that follow its bytes."""
        kind, number, start, length, short, beside = listed
        return Part(kind, number, start, length, Head(short, beside, partial(self.read, start + length, beside)))


@dataclass(frozen=True, kw_only=True)
class View:
    """A view that was made. With `why`, it has no parts: a sentence says why the file cannot be shown.

    `scan`: what a scanner said of the file, and when; None if it was not scanned.

    `found`: what lies in the file that its sender may not know of, as (what, value). `attached`: the files within it, as
    (name, size in bytes).
    """

    why: str = ""
    scan: Scan | None = None
    parts: tuple[Part, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    attached: tuple[tuple[str, int], ...] = ()
    place: Stored | None = None

    @property
    def stored(self) -> UUID | None:
        """The key of the stored file with the parts."""
        return self.place.file if self.place else None

    @property
    def sheets(self) -> tuple[Part, ...]:
        """The pages, in the order in which a page of the file numbers them: pictures first, then texts."""
        return (*self.of_kind("page"), *self.of_kind("text"))

    def of_kind(self, kind: str) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.kind == kind)

    def words(self, part: Part) -> str:
        """Return the words of a part. They are read each time, because keeping those of a long file would fill the memory.

        Raises CannotOpen.
        """
        if part.kind == "text":
            return self.read(part).decode()
        head = part.head
        return str(Head(head.short, head.beside, head.read_beside).get("text", ""))

    def read(self, part: Part, *, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes of a part, or `length` of them from `start` on.

        Raises CannotOpen if they are gone or altered, or the part does not have so many.
        """
        length = part.length - start if length is None else length
        if self.place is None or start < 0 or start + length > part.length:
            raise CannotOpen("the part has no such bytes")
        return self.place.read(part.start + start, length)

    def value(self) -> dict[str, Json]:
        """Return the view as a value to be sealed. It contains its key."""
        place = self.place
        return {
            "why": self.why,
            "scan": [self.scan.engine, self.scan.at.isoformat(), self.scan.found] if self.scan else None,
            "parts": [
                [one.kind, one.number, one.start, one.length, one.head.short, one.head.beside] for one in self.parts
            ],
            "found": [list(one) for one in self.found],
            "attached": [list(one) for one in self.attached],
            "stored": str(place.file) if place else "",
            "size": place.size if place else 0,
            "key": _text(place.key if place else b""),
            "prefix": _text(place.prefix if place else b""),
        }


def view_of_value(value: Mapping[str, Any]) -> View:
    """Return the view that `View.value` gave."""
    key, prefix = base64.b64decode(value["key"]), base64.b64decode(value["prefix"])
    place = Stored(file=UUID(value["stored"]), size=value["size"], key=key, prefix=prefix) if value["stored"] else None
    return View(
        why=value["why"],
        scan=_scan_of_value(value["scan"]),
        parts=tuple(place.part(one) for one in value["parts"]) if place else (),
        found=tuple((what, said) for what, said in value["found"]),
        attached=tuple((name, size) for name, size in value["attached"]),
        place=place,
    )


def _scan_of_value(value: Sequence[str] | None) -> Scan | None:
    return Scan(value[0], datetime.fromisoformat(value[1]), value[2]) if value else None


def keep_view(frames: Iterable[Frame]) -> View:
    """Seal the parts in the store as they arrive, under a fresh key, and return the view. The caller keeps its value.

    Raises what `frames` raises, and NotStored; then nothing is left in the store.
    """
    writer = store.Writer()
    parts: list[tuple[str, int, int, int, Mapping[str, Any], int]] = []
    listed: dict[str, list[tuple[str, Any]]] = {kind: [] for kind in _LISTED}
    try:
        for frame in frames:
            head = {name: value for name, value in frame.head.items() if name not in ("frame", "number")}
            if frame.kind == "found":
                listed["found"].append((str(head["what"]), str(head["value"])))
            elif frame.kind == "attached":
                listed["attached"].append((str(head["name"]), int(head["size"])))
            else:
                beside = encode({name: head.pop(name) for name in _LONG if name in head}) if _LONG & set(head) else b""
                number, length = int(frame.head.get("number", 1)), len(frame.body)
                parts.append((frame.kind, number, writer.size, length, head, len(beside)))
                writer.write(frame.body + beside)
        writer.finish()
    except BaseException:
        writer.discard()
        raise
    place = Stored(file=writer.file_id, size=writer.size, key=writer.key, prefix=writer.prefix)
    return View(
        parts=tuple(place.part(one) for one in parts),
        found=tuple(listed["found"]),
        attached=tuple(listed["attached"]),
        place=place,
    )


def view_of(sealed_file: SealedFile, compartment: Compartment) -> View | None:
    """Return the view of a file kept in this compartment; None while it waits for the converter. Raises CannotOpen."""
    row = SafeView.objects.filter(file=sealed_file).first()
    if row is None or not row.blob:
        return None
    key = opening(sealed_file.key, compartment)
    _, body = aead.decrypt(key, bytes(row.blob), aad=_place(sealed_file))
    return view_of_value(decode(body))  # type: ignore[arg-type]


def take_waiting(now: datetime) -> UUID | None:
    """Return the next file whose view is to be made, and keep other workers from it for a while."""
    for file_id in SafeView.objects.filter(look_at__lte=now).order_by("look_at").values_list("file_id", flat=True)[:10]:
        if SafeView.objects.filter(file=file_id, look_at__lte=now).update(look_at=now + CLAIMED):
            return file_id
    return None


def make_view(file_id: UUID) -> None:
    """Make the view of a kept file and seal it under the key of the file; a file that cannot be shown gets the reason.

    Where CLAMD_SOCKET names a scanner, it is asked first; a file that it knows as harmful is not converted.
    A file gets `MOST_TRIES` tries, however one ends; each is counted before it begins, so that a file which ends its worker
    is given up too. If scanner or converter does not answer, that counts for nothing, the file waits, and this raises
    OSError. Raises CannotOpen if the file was altered.
    """
    kept = SealedFile.objects.select_related("key", "view").get(pk=file_id)
    compartment = Compartment(kept.key.subject, Kind(kept.key.kind))
    tries, waiting = kept.view.tries, SafeView.objects.filter(file=kept)
    if tries >= MOST_TRIES:
        seal_view(kept, compartment, View(why=GIVEN_UP))
        return
    waiting.update(tries=tries + 1)
    described = files.describe(kept, compartment)
    scan: Scan | None = None
    try:
        if settings.CLAMD_SOCKET:
            scan = scanner.scan(settings.CLAMD_SOCKET, files.read(kept, compartment))
        if scan and scan.found:
            raise client.NotConverted(HARMFUL.format(scan.found))
        frames = convert(described.media_type, lambda: files.read(kept, compartment))
        view = keep_view(_renew_claim(kept, frames))
    except client.JobEnded as reason:
        if tries + 1 < MOST_TRIES:
            waiting.update(look_at=clock.now() + LATER)
            return
        view = View(why=str(reason))
    except client.NotConverted as reason:
        view = View(why=str(reason))
    except OSError:
        waiting.update(tries=tries, look_at=clock.now() + LATER)
        raise
    seal_view(kept, compartment, replace(view, scan=scan))


def _renew_claim(kept: SealedFile, frames: Iterable[Frame]) -> Iterator[Frame]:
    """Yield the frames, and keep other workers from the file for as long as there are any."""
    renewed = clock.now()
    for frame in frames:
        if clock.now() - renewed >= RENEWED:
            renewed = clock.now()
            SafeView.objects.filter(file=kept).update(look_at=renewed + CLAIMED)
        yield frame


def seal_view(sealed_file: SealedFile, compartment: Compartment, view: View) -> None:
    """Keep a view as that of a file in this compartment, which waits for the converter no longer. Raises CannotOpen."""
    key = opening(sealed_file.key, compartment)
    blob = aead.encrypt(key, encode(view.value()), aad=_place(sealed_file), step=_STEP)
    SafeView.objects.filter(file=sealed_file).update(blob=blob, stored=view.stored, look_at=None)


def _place(sealed_file: SealedFile) -> bytes:
    return encode({"v": 1, "kid": str(sealed_file.key_id), "view": str(sealed_file.pk)})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
