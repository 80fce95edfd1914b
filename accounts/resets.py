"""Requests for a new password: written down for every address alike, and looked at by the worker, where nobody waits."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from accounts.backends import may_sign_in
from accounts.mails import MailKind, announce, keep_mail
from accounts.models import AccountMail, ResetRequest, User
from accounts.sealing import CannotOpenSecret, open_secret, seal_secret

LOG = structlog.get_logger()
MOST_REQUESTS = 50_000
"""How many requests may wait. The worker takes them at least once a minute, so only a flood without a worker gets there."""
BATCH = 200
IN_AN_HOUR, IN_A_DAY = 3, 6
"""How many links one person gets, even if others ask for them."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def request_reset(address: str) -> None:
    """Store a request for a new password. The same two statements run whether or not the address has an account."""
    waiting = ResetRequest.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if (waiting["last"] or 0) - (waiting["first"] or 0) >= MOST_REQUESTS:
        LOG.error("too_many_reset_requests")
        return
    ResetRequest.objects.create(address=seal_secret(address.strip().lower().encode()), made_at=timezone.now())
    announce()


def take_requests() -> None:
    """Turn each request that waits into a mail to the person with that address, if there is one, and forget it."""
    while True:
        with transaction.atomic():
            requests = list(ResetRequest.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
            for user in filter(None, map(_person_asking, requests)):
                keep_mail(user.pk, MailKind.RESET)
            ResetRequest.objects.filter(pk__in=[request.pk for request in requests]).delete()
        if len(requests) < BATCH:
            return


def _person_asking(request: ResetRequest) -> User | None:
    """Return the person who is to get a link: active, and within the limits."""
    try:
        address = open_secret(bytes(request.address)).decode()
    except CannotOpenSecret:
        LOG.error("reset_request_did_not_open")
        return None
    user = User.objects.filter(kind=User.Kind.PERSON, is_active=True, email=address).first()
    if user is None or not may_sign_in(user, User.objects.factors_of(user.pk)):
        return None
    now = timezone.now()
    links = AccountMail.objects.filter(user=user, kind=MailKind.RESET, sent_at__gt=now - DAY)
    sent = [at for at in links.values_list("sent_at", flat=True) if at]
    return user if len(sent) < IN_A_DAY and sum(at > now - HOUR for at in sent) < IN_AN_HOUR else None
