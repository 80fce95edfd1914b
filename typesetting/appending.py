"""Appends the pictures of a bundle to its PDF, one after another, as they are."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

_COLOURS = {1: b"/DeviceGray", 3: b"/DeviceRGB "}
"""By number of colours, each as long as the other: the length of a section is known before its pictures are read."""
_ENTRY, _END = b"%d 1\n%010d 00000 n \n", b"\nendstream\nendobj\n"


class NotAPicture(ValueError):
    """The bytes are not the JPEG that was announced, or it cannot stand in a PDF as it is."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A page that is a picture. `words`: each with its box in pixels: left, top, right, bottom.

    `read` returns a JPEG of `size` bytes.
    """

    width: int
    height: int
    size: int
    text: str
    words: tuple[tuple[str, tuple[int, int, int, int]], ...]
    read: Callable[[], bytes]


class Section:
    """What follows a PDF so that a JPEG stands in each place that was left for one. `size` is its length in bytes.

    `pictures` have the number of their page.
    """

    def __init__(self, before: bytes, pictures: Sequence[tuple[int, Picture]]) -> None:
        with pikepdf.open(io.BytesIO(before)) as pdf:
            self._objects = [pdf.pages[number - 1].obj.Resources.XObject.Picture.objgen[0] for number, _ in pictures]
            self._root, self._info = pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0]
            self._count, self._name = int(pdf.trailer.Size), bytes(pdf.trailer.ID[0])
        self._previous = int(before[-64:].split(b"startxref")[1].split()[0])
        self._pictures = [picture for _, picture in pictures]
        self._places: dict[int, int] = {}
        at = len(before)
        for number, picture in zip(self._objects, self._pictures, strict=True):
            self._places[number] = at
            at += len(_head(number, picture, _COLOURS[1])) + picture.size + len(_END)
        self._at = at
        self.size = at + len(self._tail(b"")) - len(before)

    def chunks(self) -> Iterator[bytes]:
        """Yield the section, with never more than one picture in memory. Raises NotAPicture, and what `read` raises."""
        digest = hashlib.sha256(self._name)
        for number, picture in zip(self._objects, self._pictures, strict=True):
            jpeg = picture.read()
            width, height, colours = size_of(jpeg)
            if (width, height, len(jpeg)) != (picture.width, picture.height, picture.size):
                raise NotAPicture("the picture is not the one that was announced")
            digest.update(hashlib.sha256(jpeg).digest())
            yield _head(number, picture, _COLOURS[colours])
            yield jpeg
            yield _END
        yield self._tail(digest.digest())

    def _tail(self, digest: bytes) -> bytes:
        table = b"".join(_ENTRY % (number, place) for number, place in sorted(self._places.items()))
        ids = b"<%s><%s>" % (self._name.hex().encode(), digest[:16].ljust(16, b"\0").hex().encode())
        ends = (self._count, self._root, self._info, ids, self._previous, self._at)
        return (
            b"xref\n"
            + table
            + b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[%s]/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % ends
        )


def _head(number: int, picture: Picture, colours: bytes) -> bytes:
    said = (number, picture.width, picture.height, colours, picture.size)
    return (
        b"%d 0 obj\n<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace %s/Filter/DCTDecode/Length %d>>\nstream\n" % said
    )


def size_of(jpeg: bytes) -> tuple[int, int, int]:
    """Return width, height and number of colours from the frame header of a JPEG (ITU-T T.81, B.2.2)."""
    at = 2
    while jpeg[:2] == b"\xff\xd8" and at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        length = int.from_bytes(jpeg[at + 2 : at + 4])
        if jpeg[at + 1] in (0xC0, 0xC1, 0xC2):
            height, width = int.from_bytes(jpeg[at + 5 : at + 7]), int.from_bytes(jpeg[at + 7 : at + 9])
            if jpeg[at + 9] in _COLOURS and width and height:
                return width, height, jpeg[at + 9]
            break
        at += 2 + length
    raise NotAPicture("no JPEG of one or three colours")
