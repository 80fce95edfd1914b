"""Sealed drafts: what people have typed and not yet signed or sent."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from vault.models import WrappedKey

NOBODY = UUID(int=0)


class SealedDraft(models.Model):
    """A draft, sealed under the key of a case, or of the person if it belongs to no case.

    `subject` owns the key. `holder` is the person who writes the draft, or NOBODY if several people share it. `step` is
    the verb or page on which it is typed: such a draft ends with the step, with the seat and after a time. It is empty
    for work on a covered copy, which stays. `version` grows with each save. A page about several cases belongs to none of
    them: `cases` are those that it names, and its draft is shown while its holder sees all of them.
    """

    subject = models.UUIDField()
    about = models.UUIDField()
    holder = models.UUIDField()
    step = models.CharField(max_length=64, default="")
    cases = ArrayField(models.UUIDField(), default=list)
    version = models.PositiveIntegerField()
    key = models.ForeignKey(WrappedKey, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("subject", "about", "holder"), name="one_sealed_draft")]
        indexes = [models.Index(fields=["holder", "-saved_at"], name="draft_of_person")]

    def __str__(self) -> str:
        return f"{self.about} {self.version}"
