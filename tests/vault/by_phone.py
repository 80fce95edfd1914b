"""What a phone takes: a picture with the place, the device and the moment beside its pixels, and a long recording."""

import io
import struct

from PIL import ExifTags, Image

PLACE = "53.79650, -1.54780"


def taken_by_phone(colour: str = "teal") -> bytes:
    """A JPEG that says where, when and by whose phone it was taken."""
    picture, body = Image.new("RGB", (64, 48), colour), io.BytesIO()
    exif = picture.getexif()
    exif[ExifTags.Base.Model] = "iPhone of Jo"
    exif[ExifTags.Base.DateTime] = "2026:06:19 17:52:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[1], place[2], place[3], place[4] = "N", (53.0, 47.0, 47.4), "W", (1.0, 32.0, 52.08)
    picture.save(body, "JPEG", exif=exif)
    return body.getvalue()


def recorded(*, minutes: int) -> bytes:
    """A WAV file that is silent for so long, with a title."""
    title = b"Jo and the auditor"
    about = b"INFOINAM" + struct.pack("<I", len(title)) + title
    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    silence = b"\x80" * (8000 * 60 * minutes)
    parts = ((b"fmt ", form), (b"LIST", about), (b"data", silence))
    body = b"WAVE" + b"".join(name + struct.pack("<I", len(part)) + part for name, part in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body
