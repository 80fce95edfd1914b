"""When somebody looked at a case before this sitting; the session remembers it for a quarter of an hour."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from casework.access import Actor
from casework.queries.last_look import last_look
from ledger.clock import now

SITTING = timedelta(minutes=15)
KEY, MOST = "looked_at", 20


def looked_before(request: HttpRequest, by: Actor, reference: str) -> datetime | None:
    """Return the moment (UTC) of the viewer's last look before this sitting; None if there was none.

    It is asked before the page opens anything. One query.
    """
    known, last = dict(request.session.get(KEY, {})), last_look(by, reference)
    if last is None:
        return None
    if now() - last < SITTING and reference in known:
        return datetime.fromisoformat(known[reference]) if known[reference] else None
    kept = last.isoformat() if now() - last >= SITTING else ""
    request.session[KEY] = dict(
        [*((one, at) for one, at in known.items() if one != reference), (reference, kept)][-MOST:]
    )
    return last if kept else None
