"""The words in the pixels of a view, read once the view can be seen: nobody waits for them."""

import time
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import batched, groupby, islice
from uuid import UUID

import structlog

from converter import client
from converter.frames import Frame, make_frame
from vault.compartments import Compartment, Kind
from vault.conversion import has_unread_pixels, recognise
from vault.models import SealedFile
from vault.views import View, keep_view, seal_view, view_of

LOG = structlog.get_logger()
MOST_READ = 200
READ_SECONDS = 300
"""How many pages of a file a program reads, and how long. The text of pages that are left is not certain."""


def read_pixels(file_id: UUID) -> None:
    """Seal the view of a kept file again, with the words that a program reads in its pixels.

    A file without a view, or one that cannot be shown, stays as it is; so does a view if no converter answers.
    """
    kept = SealedFile.objects.select_related("key").get(pk=file_id)
    compartment = Compartment(kept.key.subject, Kind(kept.key.kind))
    view = view_of(kept, compartment)
    if view is None:
        return
    try:
        again = with_words(view)
    except OSError as error:
        LOG.warning("pixels_not_read", reason=type(error).__name__)
        return
    if again is not view:
        seal_view(kept, compartment, again)


def with_words(view: View) -> View:
    """Return a view with the words that a program reads in its pixels; the same view if there is nothing to read.

    The stored parts of the first view stay for its readers, and are deleted later as a file without an owner. Raises OSError
    if no converter answers.
    """
    unread = (part.start for part in view.parts if has_unread_pixels(part.kind, part.head))
    readable = set(islice(unread, MOST_READ))
    if not readable or view.place is None:
        return view
    again = keep_view(_read_again(view, readable))
    return replace(again, found=view.found, attached=view.attached, scan=view.scan)


def _read_again(view: View, readable: Container[int]) -> Iterator[Frame]:
    until = time.monotonic() + READ_SECONDS
    for are_readable, some in groupby(view.parts, lambda part: part.start in readable):
        frames = (make_frame(part.kind, view.read(part), number=part.number, **part.head) for part in some)
        for few in batched(frames, client.READ_A_JOB, strict=False):
            yield from recognise(few) if are_readable and time.monotonic() < until else few
