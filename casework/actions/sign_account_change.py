"""A second administrator signs a change of an account."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow, ProofNeeded
from ledger.append import append
from ledger.clock import now
from policy.queries.second_person import role_of_second, why_not_second


@transaction.atomic(durable=True)
def sign_account_change(*, by: Actor, change: UUID) -> None:
    """Sign what another asked for; it is made when its waiting time is over. Appends `account_change.signed`.

    NotNow where it is over or signed already, for whoever asked for it or whom it is about, and for anybody but another
    administrator. ProofNeeded without password and code given just now.
    """
    moment, waits = now(), access.locked_change(change)
    if waits.signed_at is not None:
        raise NotNow("A second administrator has signed this already.")
    if refused := why_not_second(by.user, about=waits.user_id, by=waits.by_id, day=moment.date()):
        raise NotNow(refused)
    if not by.proven:
        raise ProofNeeded
    draft = access.entry_about(
        waits.user,
        access.CHANGE_SIGNED,
        by=by.user,
        role=role_of_second(by.user, moment.date()),
        moment=moment,
        data={"what": waits.kind},
        refs=[access.change_asked(waits)],
    )
    waits.second, waits.signed_entry, waits.signed_at = by.user, draft.id, moment
    waits.save(update_fields=["second", "signed_entry", "signed_at"])
    append(draft)
