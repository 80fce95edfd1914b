"""When somebody looked at a case before this sitting; the session remembers it for a quarter of an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import HttpRequest

from casework.access import Actor
from casework.queries.last_look import last_look
from ledger.clock import now

SITTING = timedelta(minutes=15)
KEY, MOST = "looked_at", 20


def last_look_before_sitting(request: HttpRequest, by: Actor, reference: str) -> datetime | None:
    """Return the moment (UTC) of the viewer's last look before this sitting; None if there was none.

    Call it before the page opens anything. It only reads, because access to the case is not checked yet. One query.
    """
    known, last = request.session.get(KEY, {}).get(reference), last_look(by, reference)
    if last is None or now() - last >= SITTING:
        return last
    return datetime.fromisoformat(known) if known else None


def last_seen(looked: datetime | None, acts: Sequence[datetime], moment: datetime) -> datetime | None:
    """Return since when something is news: the last look, or own act, before this sitting; else the first act in it."""
    before = [one for one in acts if moment - one >= SITTING]
    seen = [*before, *([looked] if looked else [])]
    return max(seen) if seen else min(acts, default=None)


def keep_look(request: HttpRequest, reference: str, since: datetime | None) -> None:
    """Keep for this sitting when the viewer looked last before it. The session is written only if that is new."""
    known, kept = request.session.get(KEY, {}), since.isoformat() if since else ""
    if known.get(reference, "") != kept:
        others = [(one, at) for one, at in known.items() if one != reference]
        request.session[KEY] = dict([*others, (reference, kept)][-MOST:])
