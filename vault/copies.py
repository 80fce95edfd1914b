"""Copies that go out: a file made of covered parts, kept with these parts as its view, and one digest over both.

Pages become a PDF of their pictures, one picture a JPEG, texts one plain text, a sound an MP3, stills and sound of a video a
ZIP file. The file has no text layer, no metadata and no date: what can be read of it stands in its view.
"""

import hashlib
import io
import zipfile
from collections.abc import Buffer, Iterable, Iterator
from functools import partial
from uuid import UUID

from django.db import transaction

from converter.frames import Frame
from ledger.canonical import encode
from vault import files, store, views
from vault.compartments import Compartment
from vault.models import SafeView, SealedFile
from vault.uploads import Description, Received
from vault.views import Part, View

_POINTS = 595
"""The width of every page of the PDF; its height follows from the picture."""


def keep_copy(frames: Iterable[Frame], compartment: Compartment) -> SealedFile:
    """Keep a file made of covered parts. Raises what `frames` raises; then nothing is left in the store."""
    view = views.keep_view(frames)
    try:
        kept = files.keep(_received(view), compartment)
    except BaseException:
        if view.stored is not None:
            store.remove(view.stored)
        raise
    views.seal_view(kept, compartment, view)
    return kept


def digest_of(kept: SealedFile, compartment: Compartment) -> str:
    """Return a SHA-256 in hex over the bytes of a kept file and over every part of its view, read again from the store.

    Raises CannotOpen if any of it is gone or altered.
    """
    whole = hashlib.sha256()
    for piece in files.read(kept, compartment):
        whole.update(piece)
    view = views.view_of(kept, compartment)
    parts = [part_digest(view.read(part), part) for part in view.parts] if view else []
    return hashlib.sha256(encode({"file": whole.hexdigest(), "parts": parts})).hexdigest()


def part_digest(body: bytes, part: Part) -> str:
    """Return a SHA-256 in hex over the bytes of one part and what is said beside them."""
    head = encode({"kind": part.kind, "number": part.number, "head": dict(part.head)})
    return hashlib.sha256(hashlib.sha256(body).digest() + head).hexdigest()


def discard_copy(kept: SealedFile) -> None:
    """Delete a file that never went out, with its view. The bytes go when the transaction commits: until then it can fail."""
    stored = _stored_of(kept)
    kept.delete()
    for each in stored:
        transaction.on_commit(partial(store.remove, each))


def remove_unrecorded(kept: SealedFile) -> None:
    """Delete the bytes of a copy, and of its view, at once: the caller's transaction fails, so no row of it will remain."""
    for each in _stored_of(kept):
        store.remove(each)


def _stored_of(kept: SealedFile) -> tuple[UUID, ...]:
    views_of_it = SafeView.objects.filter(file=kept, stored__isnull=False).values_list("stored", flat=True)
    return (kept.pk, *(each for each in views_of_it if each))


def _received(view: View) -> Received:
    name, media_type, pieces = _file_of(view)
    writer = store.Writer()
    try:
        for piece in pieces:
            writer.write(piece)
        described = Description(name=name, size=writer.size, media_type=media_type, sha256=writer.finish())
    except BaseException:
        writer.discard()
        raise
    return Received(writer.file_id, writer.key, writer.prefix, writer.stored_bytes, described)


def _file_of(view: View) -> tuple[str, str, Iterator[bytes]]:
    """Return name, media type and bytes of the file that these parts make."""
    pages, sounds = view.of_kind("page"), view.of_kind("sound")
    if pages and sounds:
        return "copy.zip", "application/zip", _zip(view, (*pages, *sounds))
    if sounds:
        return "copy.mp3", "audio/mpeg", (view.read(part) for part in sounds)
    if not pages:
        return "copy.txt", "text/plain", (view.read(part) for part in view.of_kind("text"))
    if len(view.parts) == 1:
        return "copy.jpg", "image/jpeg", iter([view.read(pages[0])])
    return "copy.pdf", "application/pdf", _pdf(view, pages)


class _Pieces(io.RawIOBase):
    """Takes what is written to a file that cannot be read again; `take` returns it."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Buffer, /) -> int:
        self._written.append(bytes(piece))
        return len(self._written[-1])

    def take(self) -> bytes:
        taken, self._written = b"".join(self._written), []
        return taken


def _zip(view: View, parts: tuple[Part, ...]) -> Iterator[bytes]:
    """Yield a ZIP file with a file for each still and each sound, all with the same date."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w") as file:
        for part in parts:
            ending = {"page": "jpg", "sound": "mp3"}[part.kind]
            file.writestr(zipfile.ZipInfo(f"{part.kind}-{part.number}.{ending}"), view.read(part))
            yield pieces.take()
    yield pieces.take()


def _pdf(view: View, pages: tuple[Part, ...]) -> Iterator[bytes]:
    """Yield a PDF with a page for each picture, whose objects are three for each page after the two that name them."""
    places: dict[int, int] = {}
    written = 0

    def put(number: int, *pieces: bytes) -> bytes:
        nonlocal written
        places[number] = written
        whole = b"".join([b"%d 0 obj\n" % number, *pieces, b"\nendobj\n"])
        written += len(whole)
        return whole

    begin = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    written = len(begin)
    yield begin
    for place, part in enumerate(pages):
        number, wide, high = 3 + 3 * place, int(part.head["width"]), int(part.head["height"])
        tall = round(_POINTS * high / wide)
        drawn = b"q %d 0 0 %d 0 0 cm /P Do Q" % (_POINTS, tall)
        body = view.read(part)
        yield put(
            number,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]" % (_POINTS, tall),
            b"/Resources<</XObject<</P %d 0 R>>>>/Contents %d 0 R>>" % (number + 2, number + 1),
        )
        yield put(number + 1, b"<</Length %d>>stream\n" % len(drawn), drawn, b"\nendstream")
        yield put(
            number + 2,
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB" % (wide, high),
            b"/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n" % len(body),
            body,
            b"\nendstream",
        )
    kids = b" ".join(b"%d 0 R" % (3 + 3 * place) for place in range(len(pages)))
    yield put(1, b"<</Type/Catalog/Pages 2 0 R>>")
    yield put(2, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids))
    count = len(places) + 1
    lines = [b"%010d 00000 n \n" % places[number] for number in sorted(places)]
    table = b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(lines)
    yield table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, written)
