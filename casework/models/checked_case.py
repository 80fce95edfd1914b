"""What stood beside the record of each case when a nightly check last found it good."""

from django.db import models


class CheckedCase(models.Model):
    """A digest of the rows of a case. A case with another digest tonight is compared with its record, and no other is.

    No key refers to the case: a check of every case would lock every row of theirs.
    """

    case_id = models.UUIDField(primary_key=True)
    digest = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.case_id)
