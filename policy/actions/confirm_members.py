"""A person confirms the import of a list, as in the preview that they saw."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from policy.actions.record import role_in_register
from policy.actions.refusals import NotAllowed
from policy.models import MemberImport

GONE = "This list waits no longer: it was confirmed, or deleted."
OTHER = "The preview has changed since you opened it. This is the new one; nothing was imported."


@transaction.atomic(durable=True)
def confirm_members(*, upload: UUID, by: User, plan: str, at: datetime) -> None:
    """Confirm the import of a list. NotAllowed if its changes are not those of `plan`, or if somebody else uploaded it.

    Appends no entry: `import_members` does, with the changes.
    """
    found = MemberImport.objects.select_for_update(no_key=True).filter(pk=upload, by=by).first()
    if found is None or found.state != MemberImport.State.READY:
        raise NotAllowed(GONE)
    if found.plan != plan:
        raise NotAllowed(OTHER)
    role_in_register(by, at.date())
    found.state, found.confirmed = MemberImport.State.CONFIRMED, plan
    found.save(update_fields=["state", "confirmed"])
