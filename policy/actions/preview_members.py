"""A list of members that was uploaded is compared with the register, and the preview is kept."""

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
"""Reads the bytes of a file, which may name every member, as a list. ListRefused where it cannot be read."""


@transaction.atomic(durable=True)
def preview_members(*, upload: UUID, read: Reader, at: datetime) -> None:
    """Say what the list would change, or why it is refused. Does nothing while another process does it, or when it is done.

    No entry, and nothing of the register changes.
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
