"""Which letters still have to be announced by mail, and to whom that is still right."""

from django.db import transaction

from casework.access import facts_of
from ledger.clock import now
from notifications.channels.mail import announce
from notifications.models import Message
from notifications.post_room import readers

BATCH = 50


def announce_waiting() -> int:
    """Announce letters whose readers have an address, one transaction each; return how many were looked at.

    Who may hear is asked again now: a reader who was recused meanwhile gets no mail and finds no letter.
    """
    looked = 0
    for key in (
        Message.objects.filter(mailed_at__isnull=True).order_by("placed_at").values_list("pk", flat=True)[:BATCH]
    ):
        looked += _announce(key)
    return looked


@transaction.atomic
def _announce(key: object) -> int:
    waiting = Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related("reader", "case")
    message = waiting.filter(pk=key, mailed_at__isnull=True).first()
    if message is None:
        return 0
    case = message.case
    case.facts = facts_of(case, now())
    if message.reader not in readers(case, message.seat):  # type: ignore[arg-type]
        message.delete()
        return 1
    if message.reader.email:
        announce(message)
    message.mailed_at = now()
    message.save(update_fields=["mailed_at"])
    return 1
