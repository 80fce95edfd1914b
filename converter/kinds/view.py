"""What the makers of views share: the frames of a view, and pictures of pages."""

import io
import re
from contextvars import ContextVar

from PIL import Image

from converter.frames import PROTECTED as PROTECTED
from converter.frames import Found, Frame, make_frame

MOST_PIXELS = 64_000_000
"""The most pixels of one picture: telephones take 50 million, a page of A3 at 300 dpi has 17 million."""
LONGEST_SIDE = 2400
longest_side: ContextVar[int] = ContextVar("longest_side", default=LONGEST_SIDE)
"""The longest side of a page in pixels; who asks for a view may ask for a shorter one."""
QUALITY = 85
DAMAGED = "The file cannot be read. It may be damaged or incomplete."

_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOMENT = re.compile(r"(?:D:)?(\d{4})[-:]?(\d\d)[-:]?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)?")
_DRIVE = re.compile("[A-Za-z]:")


class CannotShow(Exception):
    """A file cannot be shown; the text says why, in words for an officer."""


def page(number: int, image: Image.Image, **more: object) -> Frame:
    """Return a page as a JPEG without any data beside its pixels."""
    flat = _on_white(image)
    flat.thumbnail((longest_side.get(), longest_side.get()))
    return make_frame("page", jpeg(flat), number=number, width=flat.width, height=flat.height, **more)


def jpeg(image: Image.Image) -> bytes:
    """Return a picture as a JPEG of its pixels alone: Pillow would write comments and XMP of the picture that was read."""
    image.info.clear()
    body = io.BytesIO()
    image.save(body, "JPEG", quality=QUALITY)
    return body.getvalue()


def attached(name: str, size: int) -> Frame:
    return make_frame("attached", name=clean_name(name), size=size)


def found(what: Found, value: str) -> Frame:
    """Return what was found; every day and time is written as a camera writes it."""
    said = visible(value)[:500]
    if what == "moment" and (match := _MOMENT.match(said)):
        said = f"{':'.join(match.groups()[:3])} {':'.join(match.groups('00')[3:])}"
    return make_frame("found", what=what, value=said)


def visible(text: str) -> str:
    """Return a text in which characters that are not seen, or that turn the direction of others, are replaced."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def clean_name(name: str) -> str:
    """Return the name of a file within a file: one line, folders divided by "/", and no way up or to a disk."""
    parts = [" ".join(visible(part).split()) for part in name.replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part not in ("", ".", "..") and not _DRIVE.fullmatch(part))[:200] or "?"


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    with_alpha = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return flat
