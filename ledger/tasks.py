"""Celery entrances: what the log needs from time to time. A message in the queue is a hint; the tables say what is due."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import structlog
from celery import shared_task
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from accounts.sealing import open_secret
from ledger.anchoring import Authority, NoStamp, anchor_today
from ledger.append import Draft, append
from ledger.clock import now
from ledger.cosigning import cosign_newest
from ledger.keyring import read_keyring
from ledger.models import Entry
from ledger.sieges import record_siege
from ledger.signer.client import SignerDown, SignerRefused
from ledger.sync import RecordDiffers, seal_log

LOG = structlog.get_logger()
TICK, DAY = "system.tick", timedelta(days=1)


@shared_task(name="ledger.seal", acks_late=True)
def seal() -> str:
    """Have the log signed as far as it goes. While nobody answers, entries wait.

    Return the name of what kept the signer from signing, "" for nothing.
    """
    if not settings.SIGNER_SOCKET:
        return "signer-missing"
    try:
        seal_log(Path(settings.SIGNER_SOCKET), settings.SIGNER_SECRET_FILE)
    except SignerDown as fault:
        LOG.warning("signer_is_down", exc_info=fault)
        return "signer-down"
    except (SignerRefused, RecordDiffers) as doubt:
        LOG.error("record_is_in_doubt", check="seal", exc_info=doubt)
        return "signer-refuses"
    return ""


@shared_task(name="ledger.cosign", acks_late=True)
def cosign() -> None:
    """Have the newest checkpoint cosigned by each witness. The log says who did not, and why."""
    for fault in cosign_newest():
        if fault.why.in_doubt:
            LOG.error("record_is_in_doubt", check="cosign", witness=fault.url, reason=fault.why.value)
        else:
            LOG.warning("not_cosigned", witness=fault.url, reason=fault.why.value)


@shared_task(name="ledger.anchor", acks_late=True)
def anchor() -> bool:
    """Have the newest checkpoint time-stamped, where an authority is named and the keyring holds its roots.

    Return whether it has a time-stamp now.
    """
    if not settings.TSA_URL or not settings.KEYRING_FILE:
        return False
    roots = tuple(root.encode() for root in read_keyring(Path(settings.KEYRING_FILE)).tsa_roots)
    try:
        anchor_today(Authority(settings.TSA_URL, roots))
    except (NoStamp, OSError) as fault:
        LOG.warning("not_anchored", exc_info=fault)
        return False
    return True


@shared_task(name="ledger.tick", acks_late=True)
def tick() -> None:
    """Write one entry a day even when nothing happens, so that no checkpoint is older than that."""
    moment = now()
    last = Entry.objects.filter(stream="system", type=TICK).order_by("-seq").first()
    if last is None or last.occurred <= moment - DAY:
        clock = pseudonym(User.objects.clock())
        with transaction.atomic():
            append(Draft(id=uuid4(), type=TICK, stream="system", actor=clock, role="clock", occurred=moment))


@shared_task(name="ledger.note_siege", acks_late=True)
def note_siege(sealed_address: str) -> None:
    """Record an attack on the sign-in of the person with this address, if there is one."""
    record_siege(open_secret(sealed_address.encode()).decode())
