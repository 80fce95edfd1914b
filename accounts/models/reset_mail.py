"""When links for a new password were mailed, so that nobody can fill somebody's mailbox with them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models.user import User

IN_AN_HOUR, IN_A_DAY = 3, 6
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class ResetMails(models.Manager["ResetMail"]):
    """Counts the links mailed to each person."""

    def count_one(self, user: User, at: datetime) -> bool:
        """Count a link that is about to be mailed; False, and nothing counted, where there were enough.

        Call it with the person's account locked. What is older than a day is forgotten.
        """
        self.filter(user=user, at__lte=at - DAY).delete()
        sent = list(self.filter(user=user).values_list("at", flat=True))
        if len(sent) >= IN_A_DAY or sum(each > at - HOUR for each in sent) >= IN_AN_HOUR:
            return False
        self.create(user=user, at=at)
        return True


class ResetMail(models.Model):
    """A reset link that was mailed to a person. Anybody may have asked for it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reset_mails")
    at = models.DateTimeField()

    objects: ClassVar[ResetMails] = ResetMails()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
