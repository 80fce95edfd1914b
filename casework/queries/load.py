"""How much people carry, as far as whoever asks may know: a case hidden from them counts for nothing."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Count, Max, Q

from casework.facts import CaseFacts
from casework.models import CaseGrant, Seating
from casework.vocabulary import CaseState, Reading, Seat

type Load = Mapping[UUID, tuple[int, int]]


def load(facts: CaseFacts, seats: Collection[Seat], users: Collection[UUID], viewer: UUID | None) -> Load:
    """Return, by user, in how many other open cases they hold one of the seats, and the number of the latest seating.

    Only cases that `viewer`, a pseudonym, may see are counted, none where nobody looks: an order that a hidden case
    could change would tell of it. One query.
    """
    grants = CaseGrant.objects.filter(user__pseudonyms__value=viewer, permission__codename=Reading.SEE_CASE.value)
    seen = (grants if viewer else grants.none()).values("content_object")
    rows = Seating.objects.filter(seat__in=seats, user__in=users, case__in=seen).exclude(case=facts.case)
    counted = rows.values("user").annotate(open=Count("pk", filter=~Q(case__state=CaseState.CLOSED)), last=Max("pk"))
    return {row["user"]: (row["open"], row["last"]) for row in counted}
