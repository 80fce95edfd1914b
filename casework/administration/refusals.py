"""The action that folds refusals into the record."""

from collections import Counter
from uuid import uuid4

from django.db import transaction

from accounts.pseudonyms import pseudonym
from casework.access import Actor
from casework.models import Refusal
from casework.vocabulary import Seat
from ledger.append import Draft, append
from ledger.clock import now

MOST = 10_000


@transaction.atomic(durable=True)
def fold_refusals(*, by: Actor) -> int:
    """Write one entry for each past hour that had refusals: how many acts, of how many people. Return how many were folded."""
    moment = now()
    current = moment.replace(minute=0, second=0, microsecond=0)
    rows = list(Refusal.objects.select_for_update(skip_locked=True).filter(folded=False, hour__lt=current)[:MOST])
    counts, people = Counter(row.hour for row in rows), {(row.hour, row.user_id) for row in rows}
    actor = pseudonym(by.user)
    drafts = [
        Draft(
            id=uuid4(),
            type="access.refused",
            stream="system",
            actor=actor,
            role=Seat.CLOCK.value,
            occurred=moment,
            data={"hour": hour.isoformat(), "acts": count, "people": sum(1 for h, _ in people if h == hour)},
        )
        for hour, count in sorted(counts.items())
    ]
    Refusal.objects.filter(pk__in=[row.pk for row in rows]).update(folded=True)
    append(*drafts)
    return len(rows)
