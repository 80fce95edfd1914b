"""Requests PING_URL every PULSE_SECONDS while all is well, and discloses nothing else.

The service behind that address treats silence as a fault: a stopped beat, worker or queue cannot report itself. For a known
fault the request goes to `/fail`, as healthchecks and similar services expect.
"""

from http.client import HTTPException
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog

from operations.pulse.parts import Part
from operations.pulse.pulse_rows import note_failure, note_success

LOG = structlog.get_logger()
WAIT_SECONDS = 5


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: it counts as no answer."""

    def redirect_request(self, *_: object) -> None:
        return None


def ping(address: str, *, well: bool) -> None:
    """Request the address, or `/fail` below it, and note whether it answered."""
    place = address if well else f"{address.rstrip('/')}/fail"
    try:
        asked = Request(place, headers={"User-Agent": "Oathbound"})  # noqa: S310 - a check names the schemes
        with build_opener(_NoRedirects).open(asked, timeout=WAIT_SECONDS):
            note_success(Part.PING)
    except (URLError, HTTPException, OSError, ValueError) as fault:
        LOG.warning("ping_was_not_taken", exc_info=fault)
        note_failure(Part.PING, "ping-refused")
