"""Pictures: upright, without what the camera wrote beside them, which is said instead."""

import struct
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import pi_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError
from PIL.ExifTags import Base

from converter.frames import Found, Frame, make_frame
from converter.kinds.view import LONGEST_SIDE, MOST_PIXELS, CannotShow, found, page

KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp", "image/heic", "image/avif")
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "HEIF", "AVIF")
MOST_PAGES = 200
PAGES_A_JOB = 20
MOST_BESIDE = 64 * 1024
_CAN_MOVE = ("GIF", "WEBP", "PNG", "AVIF")
TOO_MANY_PIXELS = "The picture has too many pixels to be shown."

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield what a picture says beside its pixels, then its pages: a TIFF can have many, a moving picture shows its first."""
    first = int(asked.get("first", 1))
    try:
        with Image.open(content, formats=FORMATS) as image:
            if first == 1:
                yield from _said_beside(image)
            yield from _pages(image, first)
    except Image.DecompressionBombError as fault:
        raise CannotShow(TOO_MANY_PIXELS) from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error) as fault:
        raise CannotShow("The picture cannot be read. It may be damaged or incomplete.") from fault


def _pages(image: Image.Image, first: int) -> Iterator[Frame]:
    there = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    count = min(there, MOST_PAGES)
    after = min(first + PAGES_A_JOB, count + 1)
    for number in range(first, after):
        if there > 1:
            image.seek(number - 1)
        if image.width * image.height > MOST_PIXELS:
            raise CannotShow(TOO_MANY_PIXELS)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        yield page(number, ImageOps.exif_transpose(image))
    if after <= count:
        yield make_frame("more", first=after)
    elif count < there:
        yield found("cut", f"Only the first {count} of {there} pages are shown.")
    if image.format in _CAN_MOVE and getattr(image, "is_animated", False):
        yield found("cut", "The picture moves. Only its beginning is shown.")


def _said_beside(image: Image.Image) -> Iterator[Frame]:
    try:
        yield from [*_written_by_camera(image.getexif()), *_written_by_program(image)]
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, struct.error):
        yield found("unread", "What was written beside the picture could not be read. It is not in the copy.")


def _written_by_camera(exif: Image.Exif) -> Iterator[Frame]:
    place = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    if place:
        yield found("place", place)
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    for what, tags in _TAGS.items():
        said = (_words(exif.get(tag)) or _words(inner.get(tag)) for tag in tags)
        words = " ".join(dict.fromkeys(filter(None, said)))
        if words:
            yield found(what, words)
    moment = next(filter(None, (_words(inner.get(tag) or exif.get(tag)) for tag in _MOMENTS)), "")
    if moment:
        yield found("moment", moment)


_TAGS: Mapping[Found, tuple[int, ...]] = {
    "device": (Base.Make, Base.Model, Base.HostComputer, Base.BodySerialNumber),
    "author": (Base.Artist, Base.Copyright, Base.CameraOwnerName, Base.XPAuthor),
    "program": (Base.Software,),
    "comment": (Base.ImageDescription, Base.DocumentName, Base.XPComment, Base.XPTitle),
}
_MOMENTS = (Base.DateTimeOriginal, Base.DateTimeDigitized, Base.DateTime)
_WRITTEN: Mapping[str, Found] = {
    "author": "author", "copyright": "author", "software": "program", "source": "device", "title": "title",
    "description": "comment", "comment": "comment", "creation time": "moment",
}  # fmt: skip


def _written_by_program(image: Image.Image) -> Iterator[Frame]:
    """Yield the texts that PNG and GIF can carry, by the names that the PNG standard gives them."""
    for name, value in image.info.items():
        what = _WRITTEN.get(str(name).lower())
        words = _words(value) if what and isinstance(value, str | bytes) else ""
        if what and words:
            yield found(what, words)


def _words(value: object) -> str:
    if not value:
        return ""
    if isinstance(value, bytes):
        # Windows writes its own fields in UTF-16.
        is_wide = len(value) > 1 and value[1:2] == b"\0"
        text = value[:MOST_BESIDE].decode("utf-16-le" if is_wide else "utf-8", "replace")
    else:
        text = str(value)[:MOST_BESIDE]
    return text.replace("\x00", "").strip()


def _place(gps: Mapping[int, Any]) -> str:
    """Return latitude and longitude in degrees, "51.50170, -0.12460"; empty if the picture names no place."""
    try:
        signs = (-1 if gps.get(1) == "S" else 1), (-1 if gps.get(3) == "W" else 1)
        degrees = [
            sign * sum(float(part) / 60**power for power, part in enumerate(gps[tag]))
            for sign, tag in zip(signs, (2, 4), strict=True)
        ]
        return ", ".join(f"{each:.5f}" for each in degrees)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
