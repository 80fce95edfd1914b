"""How each kind of file becomes a safe view. Each maker yields one frame after another.

`longest_side` asks for smaller pages, in pixels, and `most_seconds` for a shorter job. "found" and "attached" come before the
first part.
A number in a head is whole: heads are sealed in the canonical form, which has no fractions.
Frames of a view: "page" (`number`, `width`, `height`; a page of a document also has its `text`, and `words`, each with its box
in pixels; a still of a video has its `second`; the body is a JPEG), "text" (`number`; the body is UTF-8), "sound"
(`media_type`, `seconds`; the body is the whole sound), "wave" (the body is a JSON list of loudness, each 0 to 1, over equal
stretches of it), "found" (`what`, `value`: something in the file that its sender may not know of), "attached"
(`name`, `size`: a file within the file), "more" (`first`: where the next job goes on with the same file).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from converter.frames import Frame
from converter.kinds import archives, documents, mail, office, outlook, pictures, recordings, texts, unknown
from converter.kinds.view import LONGEST_SIDE, CannotShow, longest_side

__all__ = ["KINDS", "CannotShow", "Kind", "convert"]

type Maker = Callable[[BinaryIO, Mapping[str, Any]], Iterator[Frame]]


@dataclass(frozen=True)
class Kind:
    """How files of one kind are shown: `parts` are the frames that their views consist of; none if they are never shown."""

    maker: Maker
    parts: frozenset[str]


def _shown(maker: Maker, *parts: str) -> Kind:
    return Kind(maker, frozenset(parts))


def _refused(why: str) -> Kind:
    def refuse(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
        raise CannotShow(why)

    return Kind(refuse, frozenset())


_UNKNOWN = "application/octet-stream"
_NOT_OPENED = "Archives of this kind are not opened here. The original is kept."

_SOUND = [kind for kind in recordings.DEMUXERS if kind.startswith("audio/")]
_VIDEO = [kind for kind in recordings.DEMUXERS if kind.startswith("video/")]

KINDS: Mapping[str, Kind] = {
    "application/pdf": _shown(documents.view, "page"),
    **dict.fromkeys(pictures.KINDS, _shown(pictures.view, "page")),
    "text/plain": _shown(texts.view, "text"),
    **{kind: _shown(partial(recordings.view, recordings.DEMUXERS[kind]), "sound", "wave") for kind in _SOUND},
    **{kind: _shown(partial(recordings.view, recordings.DEMUXERS[kind]), "page", "sound", "wave") for kind in _VIDEO},
    **{kind: _shown(partial(office.view, ending), "page") for kind, ending in office.ENDINGS.items()},
    "message/rfc822": _shown(mail.view, "text"),
    "application/vnd.ms-outlook": _shown(outlook.view, "text"),
    "application/zip": _shown(archives.view_zip, "text"),
    "application/gzip": _shown(archives.view_gzip, "text"),
    "application/x-7z-compressed": _refused(_NOT_OPENED),
    "application/vnd.rar": _refused(_NOT_OPENED),
    _UNKNOWN: _shown(unknown.view, "text"),
}
"""What is promised for each media type. A file of another one is treated as unknown."""


def convert(media_type: str, content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield the frames of the view of a file. Raises CannotShow."""
    longest_side.set(min(int(asked.get("longest_side", LONGEST_SIDE)), LONGEST_SIDE))
    yield from KINDS.get(media_type, KINDS[_UNKNOWN]).maker(content, asked)
