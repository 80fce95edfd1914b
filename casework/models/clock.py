"""Clock rows: the running clocks of all cases, so that a lapse is found without reading a case."""

import uuid
from collections.abc import Iterable

from django.db import models

from casework.timetable import ClockRun
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
        indexes = [models.Index(fields=["look_at"], name="clock_to_look_at", condition=models.Q(look_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["case", "name", "subject"], name="clock_runs_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name


def keep_clocks(case: uuid.UUID, runs: Iterable[ClockRun]) -> None:
    """Make the clock rows of a case equal to its running clocks. Two reads and writes at most three."""
    wanted = {(run.name.value, run.subject): run.due for run in runs if run.running}
    stored = {(row.name, row.subject): row for row in Clock.objects.filter(case_id=case)}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        Clock.objects.filter(pk__in=gone).delete()
    new = [
        Clock(case_id=case, name=n, subject=s, due=due, look_at=due)
        for (n, s), due in wanted.items()
        if (n, s) not in stored
    ]
    if new:
        Clock.objects.bulk_create(new)
    changed = [row for key, row in stored.items() if key in wanted and row.due != wanted[key]]
    for row in changed:
        row.due = row.look_at = wanted[row.name, row.subject]
    if changed:
        Clock.objects.bulk_update(changed, ["due", "look_at"])
