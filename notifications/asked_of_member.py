"""What the cases of somebody on the accused's side ask of them, for the list of these cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import User
from casework.models import Turn
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


def asked_of(user: User, cases: Iterable[UUID]) -> Mapping[UUID, Asked]:
    """Return what each of these cases asks first of somebody on the accused's side, by case. One query.

    A step without a day is left out: it may wait for a letter that has not reached them.
    """
    turns = Turn.objects.filter(user=user, case__in=cases, seat__in=[seat.value for seat in ACCUSED], due__lt=NEVER)
    rows = list(turns.order_by("case", "due", "pk").distinct("case").values_list("case", "step", "due"))
    zone = ZoneInfo(rules_in_force(now().date()).zone) if rows else None
    return {case: Asked(label=VERBS[Verb(step)].label, by=due.astimezone(zone).date()) for case, step, due in rows}
