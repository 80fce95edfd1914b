"""The public register of sanctions: what anybody may read."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.models.row_seal import row_seal
from policy.models import Member


class RegisterEntry(models.Model):
    """One sanction in the public register. Everything in it is public, and nothing else of the case is."""

    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="register_entry")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=40)
    place = models.CharField(max_length=120, blank=True)
    commitments = ArrayField(models.SmallIntegerField())
    sanction = models.CharField(max_length=120)
    level = models.SmallIntegerField()
    text = models.TextField()
    decided_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    corrected_on = models.DateField(null=True, blank=True)
    live = models.BooleanField(default=True)
    seal = models.CharField(max_length=64, editable=False)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(name="register_shown", fields=["-decided_on", "id"], condition=models.Q(live=True))]

    def __str__(self) -> str:
        return self.number

    @property
    def vouched_for(self) -> tuple[object, ...]:
        """The columns of which the seal vouches: all that is shown."""
        who = (self.case_id, self.member_id, self.name, self.number, self.place)
        what = (self.commitments, self.sanction, int(self.level), self.text)
        return (*who, *what, self.decided_on, self.expires_on, self.corrected_on)

    def seal_row(self) -> None:
        self.seal = row_seal("register", *self.vouched_for)

    def correct(self, text: str, *, on: date) -> None:
        self.text, self.corrected_on = text, on
        self.seal_row()
        self.save(update_fields=["text", "corrected_on", "seal"])
