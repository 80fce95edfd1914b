"""What the cases of somebody on the accused's side ask of them, for the list of these cases and for what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from casework.models import CaseGrant, Turn
from casework.models.turn import NEVER
from casework.record.rights import ACCUSED
from casework.verbs import VERBS
from casework.vocabulary import Verb
from ledger.clock import now
from policy.queries import rules_in_force


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a case asks of the member, in the words of the step, and by which day."""

    label: object
    by: date


def steps_asked(user: User) -> QuerySet[Turn]:
    """Return the steps with a day that are asked of somebody on the accused's side who may still read their letters.

    A step without a day is left out: it may wait for a letter that has not reached them.
    """
    reads = CaseGrant.objects.filter(
        user=user, content_object=OuterRef("case"), permission__codename=Verb.OPEN_LETTER.value
    )
    return Turn.objects.filter(Exists(reads), user=user, seat__in=[seat.value for seat in ACCUSED], due__lt=NEVER)


def asked_of(user: User, cases: Iterable[UUID]) -> Mapping[UUID, Asked]:
    """Return what each of these cases asks first of somebody on the accused's side, by case. One query."""
    turns = steps_asked(user).filter(case__in=cases)
    rows = list(turns.order_by("case", "due", "pk").distinct("case").values_list("case", "step", "due"))
    zone = ZoneInfo(rules_in_force(now().date()).zone) if rows else None
    return {case: Asked(label=VERBS[Verb(step)].label, by=due.astimezone(zone).date()) for case, step, due in rows}
