"""What the vault asks of the converter: the parts of a view, the same with places covered, and the words in their pixels."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from converter import client
from converter.frames import Frame

LOG = structlog.get_logger()


def convert(media_type: str, content: Callable[[], Iterator[bytes]], **asked: Any) -> Iterator[Frame]:
    """Yield the frames of the view of a file. Raises NotConverted, or OSError if no converter answers."""
    yield from client.view(_socket(), media_type, content, **asked)


def cover(parts: Iterable[Frame]) -> Iterator[Frame]:
    """Yield the parts of a view with their places covered. Raises NotConverted, or OSError if no converter answers."""
    yield from client.cover(_socket(), parts)


def has_unread_pixels(kind: str, head: Mapping[str, Any]) -> bool:
    """Whether a part is a page of which no word is known, or of which pictures cover much."""
    return kind == "page" and ("pictures" in head or not head.get("words"))


def recognise(pages: Sequence[Frame]) -> Sequence[Frame]:
    """Return pages with the words of their pixels, or as they were if the job ended. Raises OSError without a converter."""
    try:
        return list(client.recognise(_socket(), pages))
    except client.NotConverted as reason:
        LOG.warning("pixels_not_read", reason=str(reason))
        return pages


def _socket() -> Path:
    if settings.CONVERTER_SOCKET is None:
        raise ConnectionRefusedError("CONVERTER_SOCKET names no converter")
    return settings.CONVERTER_SOCKET
