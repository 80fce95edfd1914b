"""A first look at a file while its sender waits: what was found in it, and a small picture of its first page."""

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from math import ceil

import structlog

from converter import client
from converter.frames import Frame, make_frame
from vault import store
from vault.conversion import convert
from vault.uploads import Received
from vault.views import View, keep_view

LOG = structlog.get_logger()
LONGEST_SIDE = 1200
_LISTED = frozenset({"found", "attached"})
_SHOWN = frozenset({"page", "text"})
_KEPT_OF_A_PART = ("number", "width", "height")


def first_look(received: Received, *, seconds: float) -> View | None:
    """Return the view of a stored file, cut after its first page; None if no converter answered in time.

    A view without parts and without a reason says what was found: of sound no part is kept, and other files may take longer
    than there is time. It takes at most twice the
    `seconds`. The caller keeps the view, which has a key of its own, and removes its stored bytes in the end.
    """
    try:
        return keep_view(_begun(received, seconds))
    except client.JobEnded:
        return None
    except client.NotConverted as reason:
        return View(why=str(reason))
    except OSError as fault:
        LOG.warning("no_first_look", reason=type(fault).__name__)
        return None


def _begun(received: Received, seconds: float) -> Iterator[Frame]:
    until, some = time.monotonic() + seconds, False
    asked = {"seconds": seconds, "most_seconds": ceil(seconds), "longest_side": LONGEST_SIDE}
    frames = convert(received.description.media_type, lambda: _content(received, until), **asked)
    assert isinstance(frames, Generator)
    with closing(frames):
        try:
            for frame in frames:
                some = True
                if frame.kind in _SHOWN:
                    yield make_frame(frame.kind, frame.body, **_short_head(frame))
                if frame.kind not in _LISTED:
                    return
                yield frame
                if time.monotonic() > until:
                    return
        except (client.JobEnded, OSError):
            if not some:
                raise


def _short_head(frame: Frame) -> dict[str, object]:
    """Return what a small picture needs: the words of the page and their places stay out."""
    return {name: frame.head[name] for name in _KEPT_OF_A_PART if name in frame.head}


def _content(received: Received, until: float) -> Iterator[bytes]:
    place = {"key": received.key, "prefix": received.prefix, "size": received.description.size}
    for chunk in store.read(received.file_id, **place):  # type: ignore[arg-type]
        if time.monotonic() > until:
            raise TimeoutError("the converter takes the file too slowly")
        yield chunk
