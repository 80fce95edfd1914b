"""Compares an uploaded list of members with the register, and keeps the preview."""

import zlib
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from policy.actions.comparing import MemberList, compare_members
from policy.actions.previewing import keep_preview, plan_list, refuse_list
from policy.actions.refusals import ListRefused
from policy.models import MemberImport

type Reader = Callable[[bytes, bool], MemberList]
"""Reads the bytes of a file as a list; the second argument is `MemberList.whole`. ListRefused if it cannot be read."""


@transaction.atomic(durable=True)
def preview_members(*, upload: UUID, read: Reader, at: datetime) -> None:
    """Store what the list would change, or why it is refused. Does nothing if it is done, or while another process does it.

    Appends no entry, and leaves the register as it is.
    """
    waiting = MemberImport.objects.select_for_update(skip_locked=True, no_key=True)
    found = waiting.filter(pk=upload, state=MemberImport.State.WAITING).first()
    if found is None or found.content is None:
        return
    try:
        listed = read(zlib.decompress(found.content), found.whole)
        keep_preview(found, *plan_list(compare_members(listed, day=at.date())), at)
    except ListRefused as fault:
        refuse_list(found, fault, at)
