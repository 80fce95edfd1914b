"""Object permissions on a case: rows that the door alone writes."""

from functools import cache
from typing import ClassVar

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import QuerySet
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from accounts.models import User
from casework.models.case import Case
from casework.vocabulary import Reading, Right

LISTED = frozenset({Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT, Reading.READ_KEEP_AWAY, Reading.READ_OWN_VOTE})
"""The rights by which people find their cases: an officer the queue, a reporter what they filed, who is asked the question."""


class Grants(UserObjectPermissionManager):
    def giving(self, user: User, right: Reading) -> QuerySet["CaseGrant"]:
        """Return the grants that give a person this right, one of `LISTED`."""
        return self.filter(user=user, permission_id=number_of(right), listed=True)


@cache
def number_of(right: Right) -> int:
    """Return the number of a right, to be written into statements about the cases that it shows to a person.

    With the number in the statement, the database knows how many people hold the right, and chooses different plans for
    somebody who holds it in every case and somebody who holds it in three. One query in each process.
    """
    rights = Permission.objects.filter(content_type__app_label="casework", content_type__model="case")
    number: int = rights.values_list("pk", flat=True).get(codename=right.value)
    return number


class CaseGrant(UserObjectPermissionBase):
    """One right of one person in one case, by a direct foreign key.

    A step writes a hundred of them. They stand by case, so that those of one step lie beside each other in the index; what
    a person has over all cases is asked of the few that are `listed`, and of nothing else.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants", db_index=False)
    listed = models.BooleanField(default=False)

    objects: ClassVar[Grants] = Grants()

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()
        unique_together = [["content_object", "user", "permission"]]
        indexes = [
            models.Index(
                fields=["user", "permission", "content_object"], condition=models.Q(listed=True), name="grant_in_lists"
            ),
        ]

    def __str__(self) -> str:
        return str(self.permission_id)
