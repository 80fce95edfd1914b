"""Stores an uploaded list of members for comparison. It leaves the register as it is."""

import hashlib
import zlib
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from policy.actions.record import role_in_register
from policy.models import MemberImport

KEPT = timedelta(days=7)
"""How long an unconfirmed list is kept."""


@transaction.atomic(durable=True)
def upload_members(*, by: User, filename: str, content: bytes, whole: bool, at: datetime) -> MemberImport:
    """Store a list until it is imported or refused, and delete lists that nobody confirmed within a week.

    NotAllowed unless the person keeps the register. Appends no entry: no standing changes.
    """
    role_in_register(by, at.date())
    MemberImport.objects.filter(state=MemberImport.State.READY, at__lt=at - KEPT).delete()
    return MemberImport.objects.create(
        by=by,
        at=at,
        filename=filename,
        whole=whole,
        content=zlib.compress(content, 6),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
