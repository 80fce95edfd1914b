"""What people read when a request failed on our side."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from casework.web.shared.typed import texts
from operations.pulse.faults import FAULTS

# Connection exceptions and "operator intervention": a lock that others hold too long has a state of another class.
AWAY = ("08", "57P")


def failure_page(request: HttpRequest) -> HttpResponse:
    """Answer what failed on our side, with what was typed: the page asks neither session nor database, which may be away.

    When the database is away, the page is a 503 that says what mends it.
    """
    was_read = hasattr(request, "_post") or request.content_type == "application/x-www-form-urlencoded"
    status = 503 if database_is_away(sys.exception()) else 500
    shown = {"typed": texts(request) if was_read else [], "fault": FAULTS["database-down"]}
    return HttpResponse(render_to_string(f"{status}.html", shown), status=status)


def database_is_away(error: BaseException | None) -> bool:
    """Return whether an exception says that the database does not answer."""
    state = getattr(error.__cause__, "sqlstate", None) if error else None
    return isinstance(error, (OperationalError, InterfaceError)) and (state is None or state.startswith(AWAY))
