"""Object permissions on a case: rows that the door alone writes."""

from typing import ClassVar

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import QuerySet
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from accounts.models import User
from casework.models.case import Case
from casework.vocabulary import Right


class Grants(UserObjectPermissionManager):
    """Who holds which right where."""

    def giving(self, user: User, right: Right) -> QuerySet["CaseGrant"]:
        """Return the grants that give a person this right. One query before theirs.

        It asks for the right's number: only where that stands in a statement does the database know how many hold it, and
        plan for a person who holds it in every case otherwise than for one who holds it in three.
        """
        ours = Permission.objects.filter(content_type__app_label="casework", content_type__model="case")
        return self.filter(user=user, permission_id=ours.values_list("pk", flat=True).get(codename=right.value))


class CaseGrant(UserObjectPermissionBase):
    """One right of one person in one case, by a direct foreign key.

    A step writes a hundred of them: user and right have no index of their own beside those that begin with the user.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")

    objects: ClassVar[Grants] = Grants()

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["user", "content_object"], name="grant_of_user")]

    def __str__(self) -> str:
        return str(self.permission_id)
