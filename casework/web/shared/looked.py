"""Since when something in a case is news to somebody. It stays so for a quarter of an hour after they have seen it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from casework.models import Case
from casework.models.request import NEWS
from ledger.clock import now

SITTING = timedelta(minutes=15)
KEY, MOST = "looked_at", 20


@dataclass(frozen=True, kw_only=True)
class Looked:
    """`at`: the viewer's last look. While a sitting goes on: since when there was news at its beginning. None: no look."""

    at: datetime | None
    goes_on: bool


def looked_before(request: HttpRequest, case: Case) -> Looked:
    """Return when the viewer was last shown what is new in a case, before this page. No query."""
    known, last = request.session.get(KEY, {}).get(case.reference), case.opened_at.get(NEWS)
    if last is None or now() - last >= SITTING:
        return Looked(at=last, goes_on=False)
    return Looked(at=datetime.fromisoformat(known) if known else last, goes_on=True)


def last_seen(looked: Looked, acts: Sequence[datetime]) -> datetime | None:
    """Return since when something is news: since the last look or, for somebody who never looked, since their first act."""
    return looked.at or min(acts, default=None)


def keep_look(request: HttpRequest, reference: str, looked: Looked, since: datetime | None) -> None:
    """Keep for this sitting since when there is news, at its beginning.

    Somebody who sees a case for the first time has no news to keep. Then the session is not written.
    """
    if looked.goes_on or since is None:
        return
    others = [(one, at) for one, at in request.session.get(KEY, {}).items() if one != reference]
    request.session[KEY] = dict([*others, (reference, since.isoformat())][-MOST:])
