"""The views of the queue that a person keeps."""

from django.db import transaction

from accounts.models import User
from casework.models import SavedView
from casework.models.saved_view import MOST


def saved_views(user: User) -> list[SavedView]:
    """Return the views that a person keeps, by name. One query."""
    return list(SavedView.objects.filter(user=user).order_by("name"))


@transaction.atomic
def save_view(user: User, name: str, asked: str, *, starts: bool) -> bool:
    """Keep a view, in place of one of the same name; return whether there was room for it."""
    kept = SavedView.objects.select_for_update().filter(user=user)
    if kept.exclude(name=name).count() >= MOST:
        return False
    if starts:
        kept.filter(starts=True).update(starts=False)
    SavedView.objects.update_or_create(user=user, name=name, defaults={"asked": asked, "starts": starts})
    return True


def remove_view(user: User, key: str) -> None:
    """Remove a view of the person; one that is not theirs is left alone."""
    if key.isascii() and key.isdigit() and len(key) < 19:
        SavedView.objects.filter(user=user, pk=int(key)).delete()
