"""Clock rows: the running clocks of all cases, so that a lapse is found without reading a case."""

from django.db import models

from casework.vocabulary import ClockName


class Clock(models.Model):
    """One running clock. A projection of the record: `due` is None while it waits or its reader was not served.

    `look_at` is when the worker looks at it next: at its due moment, later after a refusal, never again once it was seen to.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="clocks")
    name = models.CharField(max_length=24, choices=[(c.value, c.value) for c in ClockName])
    subject = models.UUIDField(null=True, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["look_at"], name="clock_to_look_at", condition=models.Q(look_at__isnull=False)),
            models.Index(fields=["due"], name="clock_by_due", condition=models.Q(due__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "name", "subject"], name="clock_runs_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name
