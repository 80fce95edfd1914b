"""The files that wait for their safe views, and what keeps these from being made."""

import structlog
from django.conf import settings

from converter import client
from ledger import clock
from vault import scanner, views
from vault.pixels import read_pixels

LOG = structlog.get_logger()
HELLO_SECONDS = 10


def make_waiting_views(most: int) -> str:
    """Make the views of files that wait, at most so many. Return the name of what keeps views from being made, or ""."""
    if fault := fault_of_converter():
        return fault
    for _ in range(most):
        file_id = views.take_waiting(clock.now())
        if file_id is None:
            break
        try:
            views.make_view(file_id)
            read_pixels(file_id)
        except OSError as error:
            LOG.warning("converter_does_not_answer", exc_info=error)
            return fault_of_converter()
    return ""


def fault_of_converter() -> str:
    """Return the name of what keeps views from being made, "" for nothing: no converter, or one or its scanner is away."""
    if settings.CONVERTER_SOCKET is None:
        return "converter-missing"
    try:
        client.programs(settings.CONVERTER_SOCKET, HELLO_SECONDS)
    except OSError:
        return "converter-down"
    try:
        if settings.CLAMD_SOCKET:
            scanner.version(settings.CLAMD_SOCKET, HELLO_SECONDS)
    except OSError:
        return "converter-without-scanner"
    return ""
