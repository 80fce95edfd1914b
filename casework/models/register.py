"""The public register of sanctions: what anybody may read."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.models.row_seal import row_seal
from policy.models import Member

if TYPE_CHECKING:
    from casework.models.case import Case


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

    @classmethod
    def show(cls, case: "Case", *, text: str, expires_on: date | None) -> "RegisterEntry":
        """Enter a case's sanction in force, with the approved words; an entry it had before is written anew."""
        view, member = case.view, case.respondent
        sanction = view.sanctions.current
        assert sanction is not None and member is not None
        proven = {one.id: one.commitment for one in view.allegations.all}
        decided = next(one.at for one in case.record if one.event.id == sanction.imposed)
        entry = cls.objects.filter(case=case).first() or cls(case=case)
        entry.member, entry.name, entry.number, entry.place = member, member.name, member.number, member.chapter
        entry.commitments = sorted({proven[key] for key in sanction.findings})
        entry.sanction, entry.level = view.rules.ladder[sanction.level].name, sanction.level
        entry.text, entry.decided_on, entry.expires_on = text, view.day_of(decided), expires_on
        entry.corrected_on, entry.live = None, True
        entry.seal = row_seal("register", *entry.vouched_for)
        entry.save()
        return entry

    @property
    def vouched_for(self) -> tuple[object, ...]:
        """The columns of which the seal vouches: all that is shown."""
        who = (self.case_id, self.member_id, self.name, self.number, self.place)
        what = (self.commitments, self.sanction, int(self.level), self.text)
        return (*who, *what, self.decided_on, self.expires_on, self.corrected_on)

    def correct(self, text: str, *, on: date) -> None:
        """Put other words in the place of those that stand here, and the day on which that was done."""
        self.text, self.corrected_on = text, on
        self.seal = row_seal("register", *self.vouched_for)
        self.save(update_fields=["text", "corrected_on", "seal"])
