"""Reminds members by mail who have not signed the oath in force."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from accounts.mails import MailKind, announce, keep_mail
from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from policy.actions.record import role_in_register
from policy.actions.refusals import NotAllowed
from policy.models import Member
from policy.queries.register import REMINDED_AGAIN, oath_asked, society_day, to_remind

AT_ONCE = 1_000
"""The most members that one act reminds."""


@transaction.atomic(durable=True)
def remind_to_sign(*, by: User, at: datetime) -> int:
    """Write a mail to each member who is due for a reminder, AT_ONCE at most, and return how many.

    Each member gets one reminder a week at most. NotAllowed if nobody is due. Appends `members.reminded`.
    """
    role, oath = role_in_register(by, at.date()), oath_asked(society_day(at))
    due = to_remind(oath, at, limit=AT_ONCE) if oath else []
    lapsed = Q(reminded_at__isnull=True) | Q(reminded_at__lte=at - REMINDED_AGAIN)
    members = Member.objects.select_for_update(no_key=True).filter(lapsed, user__in=due).order_by("pk")
    users = [user for user in members.values_list("user_id", flat=True) if user is not None]
    if oath is None or not users:
        raise NotAllowed("Nobody can be reminded now: everybody has signed, or was reminded within a week.")
    Member.objects.filter(user__in=users).update(reminded_at=at)
    for user in users:
        keep_mail(user, MailKind.OATH_UNSIGNED)
    append(
        Draft(
            id=uuid4(),
            type="members.reminded",
            stream="system",
            actor=pseudonym(by),
            role=role,
            occurred=at,
            data={"members": len(users), "oath": str(oath.pk)},
        )
    )
    announce()
    return len(users)
