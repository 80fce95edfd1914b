"""Deletes the drafts that have expired, their files, and stored files without an owner."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vault import store
from vault.attached import delete_stored
from vault.drafts import BRIEFLY, delete_draft
from vault.models import Draft, DraftFile, DraftPiece, SafeView, SealedFile


def purge(*, now: datetime, words_since: datetime, files_since: datetime) -> int:
    """Delete what has expired; return the number of drafts.

    That is: unsent drafts last saved before `words_since`, their files added before `files_since`, pieces of files that
    did not arrive whole within a day, expired brief drafts and outcomes, and stored files without an owner. May be repeated
    safely.
    """
    limit = now - BRIEFLY
    brief = Q(sent=True) | Q(brief=True) | Q(seen=0, files__isnull=True)
    over = Q(saved_at__lt=words_since) | brief & Q(saved_at__lt=limit)
    old = list(Draft.objects.filter(over).distinct().values_list("handle", flat=True))
    for handle in old:
        with transaction.atomic():
            for draft in Draft.objects.select_for_update().filter(handle=handle, saved_at__lt=max(words_since, limit)):
                delete_draft(draft)
    with transaction.atomic():
        delete_stored(DraftFile.objects.filter(added_at__lt=files_since))
        delete_stored(DraftPiece.objects.filter(added_at__lt=limit))
    for file_id in store.older_than(limit):
        if not _is_owned(file_id):
            store.remove(file_id)
    return len(old)


def _is_owned(file_id: UUID) -> bool:
    return (
        SealedFile.objects.filter(id=file_id).exists()
        or DraftFile.objects.filter(Q(id=file_id) | Q(view=file_id)).exists()
        or DraftPiece.objects.filter(id=file_id).exists()
        or SafeView.objects.filter(stored=file_id).exists()
    )
