"""Reports in the slow lane: filed like any other, shown to the desk later and together."""

from django.db import models


class SlowReport(models.Model):
    """A report that came beyond what is usual for its network in an hour, or in the words of many others.

    `flood` is a random name for those that came together. After `until` the report is one like any other. The row tells
    nobody's network, and goes when it was released or when its time is over, and in the step by which somebody takes the
    report up: so the lane is these rows alone.
    """

    case = models.OneToOneField("casework.Case", on_delete=models.CASCADE, primary_key=True, related_name="slow")
    flood = models.CharField(max_length=16)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["flood", "until"], name="slow_report_by_flood"),
            models.Index(fields=["until", "case"], name="slow_report_until"),
        ]

    def __str__(self) -> str:
        return self.flood
