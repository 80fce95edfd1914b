"""An administrator refuses a change of an account, or takes back what they asked for."""

from uuid import UUID

from django.db import transaction

from accounts.vocabulary import ChangeEnd, ChangeRefusal
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now
from policy.queries.second_person import role_of_second, why_not_second


@transaction.atomic(durable=True)
def refuse_account_change(*, by: Actor, change: UUID, reason: ChangeRefusal) -> None:
    """End it before anything was changed. Appends `account_change.refused`.

    NotNow where it is over, and for anybody who neither asked for it nor may sign it.
    """
    moment, waits = now(), access.locked_change(change)
    if by.user.pk != waits.by_id and (
        refused := why_not_second(by.user, about=waits.user_id, by=waits.by_id, day=moment.date())
    ):
        raise NotNow(refused)
    draft = access.ended_change(
        waits,
        ChangeEnd.REFUSED,
        by=by.user,
        role=role_of_second(by.user, moment.date()),
        moment=moment,
        data={"reason": reason.value},
    )
    append(draft)
