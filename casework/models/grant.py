"""Object permissions on a case: rows that the door alone writes."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from casework.models.case import Case


class CaseGrant(UserObjectPermissionBase):
    """One right of one person in one case, by a direct foreign key."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["user", "content_object"], name="grant_of_user")]

    def __str__(self) -> str:
        return str(self.permission_id)
