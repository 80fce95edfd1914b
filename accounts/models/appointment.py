"""Offices that people hold, each from one day until another."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts import seals
from accounts.vocabulary import LAY_OFFICES, Office


class Appointment(models.Model):
    """A person in an office from `since` to `until`, both days included; without `until` it has no end yet.

    `lay` is for panels; `alternate` marks the outside alternates; `order` is the place in the pool, lowest first.
    `compare_from` is set while some cases were not swept for this holder since that moment.
    A row without the right `seal` opens nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Office])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    lay = models.BooleanField(default=False)
    alternate = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    compare_from = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64, editable=False)

    is_away = False
    """Whether the holder is away on the day for which the row was read. Only some queries set it."""
    stand_in: UUID | None = None
    """The account of the person who stands in for a holder who is away. Only some queries set it."""

    class Meta:
        default_permissions = ()
        ordering = ["office", "alternate", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="office_is_known", condition=Q(office__in=[o.value for o in Office])),
            models.CheckConstraint(
                name="office_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="lay_people_sit_on_panels",
                condition=Q(lay=False) | Q(office__in=sorted(o.value for o in LAY_OFFICES)),
            ),
            models.UniqueConstraint(name="appointed_once", fields=["user", "office", "since"]),
            models.UniqueConstraint(
                name="one_open_appointment", fields=["user", "office"], condition=Q(until__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["office", "since"], name="office_holders")]

    def __str__(self) -> str:
        return self.office

    @property
    def sealed_parts(self) -> seals.Parts:
        end = None if self.until is None else self.until.isoformat()
        flags = [seals.as_sql_text(flag) for flag in (self.lay, self.alternate)]
        return [self.office, self.since.isoformat(), end, *flags, str(self.order)]

    @property
    def has_right_seal(self) -> bool:
        return seals.is_office_seal(self.seal, self.user_id, self.sealed_parts)

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Seal and save. SealIsWrong if other code changed the stored row."""
        if not self._state.adding and not type(self)._default_manager.get(pk=self.pk).has_right_seal:
            raise seals.SealIsWrong
        self.seal = seals.office_seal(self.user_id, self.sealed_parts)
        super().save(update_fields=None if update_fields is None else {*update_fields, "seal"}, **options)
