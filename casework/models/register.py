"""The public register of sanctions: what anybody may read."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

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

    class Meta:
        default_permissions = ()
        indexes = [models.Index(name="register_shown", fields=["-decided_on", "id"], condition=models.Q(live=True))]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def show(cls, case: "Case", *, text: str, expires_on: date | None) -> "RegisterEntry":
        """Enter a case's sanction in force, with the approved words; an entry it had before is written anew."""
        facts, member = case.facts, case.respondent
        sanction = facts.sanctions.current
        assert sanction is not None and member is not None
        proven = {one.id: one.commitment for one in facts.allegations.all}
        decided = next(one.at for one in case.record if one.fact.id == sanction.imposed)
        shown, _ = cls.objects.update_or_create(
            case=case,
            defaults={
                "member": member,
                "name": member.name,
                "number": member.number,
                "place": member.chapter,
                "commitments": sorted({proven[key] for key in sanction.findings}),
                "sanction": facts.rules.ladder[sanction.level].name,
                "level": sanction.level,
                "text": text,
                "decided_on": facts.day_of(decided),
                "expires_on": expires_on,
                "corrected_on": None,
                "live": True,
            },
        )
        return shown

    def correct(self, text: str, *, on: date) -> None:
        """Put other words in the place of those that stand here, and the day on which that was done."""
        self.text, self.corrected_on = text, on
        self.save(update_fields=["text", "corrected_on"])
