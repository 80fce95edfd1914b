"""What is done when too many attempts to sign in fail, and when somebody has signed in."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.offices import offices_of
from accounts.sealing import seal_secret
from accounts.sieges import Span, all_sieges, sieges_of
from accounts.signals import person_signed_in, siege_suspected
from accounts.vocabulary import Office
from config.tasks import note_siege
from ledger.clock import now

LOG = structlog.get_logger()
FIRST_LOOK = timedelta(days=30)


@receiver(siege_suspected, dispatch_uid="siege_suspected")
def hand_on(address: str, **_: Any) -> None:
    """Have the worker look whose address it is, so that the answer does not tell; the queue sees the address sealed."""
    try:
        note_siege.delay(seal_secret(address.encode()).decode())
    except OperationalError:
        LOG.error("siege_not_recorded")


@receiver(person_signed_in, dispatch_uid="person_signed_in")
def tell_of_sieges(request: HttpRequest, user: User, before: datetime | None, **_: Any) -> None:
    """Tell a person of attacks on their sign-in since they were last here, and an administrator of those on others."""
    today = now().date()
    since = before.date() if before else today - FIRST_LOOK
    for span in sieges_of([user.pk], since=since).get(user.pk, []):
        messages.warning(request, own_siege(span))
    if Office.ADMINISTRATOR in offices_of(user, today):
        others = all_sieges(since=since)
        others.pop(user.pk, None)
        if others:
            messages.warning(request, sieges_of_others(len(others)))


def own_siege(span: Span) -> str:
    """Return the sentence that tells a person of an attack on their sign-in."""
    return _(
        "Somebody tried many times to sign in as you, %(days)s. Attempts from elsewhere do not lock this device out. "
        "If a date ran out for you meanwhile, those who rule on it are shown this attack."
    ) % {"days": span.words}


def sieges_of_others(count: int) -> str:
    """Return the sentence that tells an administrator of attacks on the sign-in of others."""
    return _("Sign-in is under attack. People attacked since you were last here: %(count)d. See /ledger/state/.") % {
        "count": count
    }
