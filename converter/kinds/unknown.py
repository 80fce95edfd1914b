"""Files whose kind no table of ours knows: a tar archive and a locked Office file are told apart, all others are refused."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from converter.frames import Frame
from converter.kinds import archives
from converter.kinds.view import PROTECTED, CannotShow

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    data = content.read()
    if data.startswith(_COMPOUND) and _LOCKED in data:
        raise CannotShow(PROTECTED)
    content.seek(0)
    if data[257:262] != b"ustar":
        raise CannotShow("A file of this kind cannot be shown here. The original is kept.")
    yield from archives.view_tar(content, asked)
