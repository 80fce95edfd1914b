"""A second person signs that somebody is given an office."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger import queries as ledger
from ledger.append import append
from ledger.clock import now
from policy.actions import NotAllowed
from policy.actions.countersign_key import locked
from policy.models import Pending
from policy.queries.second_person import why_not_second


@transaction.atomic(durable=True)
def countersign_office(*, by: Actor, pending: UUID) -> None:
    """Give the office that another put forward, as its entry says, from today at the earliest. Appends `office.given`.

    NotNow for whoever put it forward or would hold it, for anybody but another administrator, where what is stored is not
    what was put forward, and as `access.give_office`.
    """
    moment = now()
    try:
        waits = locked(pending, Pending.Kind.OFFICE)
    except NotAllowed as gone:
        raise NotNow(str(gone)) from None
    if refused := why_not_second(by.user, about=waits.about_id, by=waits.by_id, day=moment.date()):
        raise NotNow(refused)
    proposed = ledger.entry(waits.entry_id)
    user, given = access.proposed_office(proposed)
    if (waits.about_id, waits.what, str(pseudonym(waits.by))) != (user.pk, given.office, proposed.body["actor"]):
        raise NotNow("What is stored is not what was put forward. Send it back, and have it put forward once more.")
    given = replace(given, since=max(given.since, moment.date()))
    draft = access.give_office(by.user, user, given, moment, after=proposed)
    waits.delete()
    append(draft)
