"""Attacks on sign-in against what the record says: one that somebody wrote into the table is named.

They are shown where lateness is ruled on, so that a planted one would be an excuse.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from accounts.models import Pseudonym, Siege
from ledger.models import Entry
from ledger.sieges import BESIEGED


def siege_drifts() -> Iterator[tuple[str, str]]:
    """Yield, by the person's own pseudonym and the day, every stored attack that no entry tells of."""
    bodies = (
        entry.body["data"] for entry in Entry.objects.filter(stream="system", type=BESIEGED).iterator(chunk_size=500)
    )
    recorded = {(UUID(said["person"]), date.fromisoformat(said["day"])) for said in bodies}
    known = dict(Pseudonym.objects.filter(scope="").values_list("user", "value"))
    for user, day in Siege.objects.order_by("pk").values_list("user", "day"):
        person = known.get(user, UUID(int=0))
        if (person, day) not in recorded:
            yield f"system/sign_in/{person}", "attack that nobody recorded"
