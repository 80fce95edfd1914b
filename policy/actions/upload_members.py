"""A list of members is uploaded, to be compared with the register. It changes nothing there."""

import hashlib
import zlib
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from policy.actions.record import role_in_register
from policy.models import MemberImport

KEPT = timedelta(days=7)
"""How long a list is kept that nobody confirmed."""


@transaction.atomic(durable=True)
def upload_members(*, by: User, filename: str, content: bytes, whole: bool, at: datetime) -> MemberImport:
    """Keep a list until it is imported or refused. Lists that nobody confirmed for a week go.

    NotAllowed for a person who does not keep the register. Appends no entry: no standing has changed.
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
