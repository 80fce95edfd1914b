"""Marks that officers put on cases for themselves."""

from django.conf import settings
from django.db import models

from casework.vocabulary.marks import OwnMark


class CaseMark(models.Model):
    """A mark of one person on one case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=8, choices=OwnMark)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "case", "mark"], name="marked_once")]

    def __str__(self) -> str:
        return self.mark
