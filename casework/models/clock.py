"""Clock rows: the running clocks of all cases, so that a lapse is found without reading a case."""

import uuid
from collections.abc import Iterable

from django.db import models

from accounts.prepared import prepared_cursor
from casework.record.clocks import RunningClock
from casework.vocabulary import ClockName

_CLOCKS = """
WITH wanted AS (
  SELECT * FROM unnest(%(names)s::text[], %(subjects)s::uuid[], %(dues)s::timestamptz[]) AS w (name, subject, due)
), gone AS (
  DELETE FROM casework_clock AS c WHERE c.case_id = %(case)s
  AND NOT EXISTS (SELECT FROM wanted AS w WHERE w.name = c.name AND w.subject IS NOT DISTINCT FROM c.subject)
), taken_up AS (
  DELETE FROM casework_slowreport AS r WHERE r.case_id = %(case)s AND %(taken_up)s
)
INSERT INTO casework_clock (case_id, name, subject, due, look_at)
SELECT %(case)s, w.name, w.subject, w.due, w.due FROM wanted AS w
WHERE NOT EXISTS (
  SELECT FROM casework_clock AS c WHERE c.case_id = %(case)s AND c.name = w.name
  AND (c.subject, c.due) IS NOT DISTINCT FROM (w.subject, w.due)
)
ON CONFLICT ON CONSTRAINT clock_runs_once DO UPDATE SET due = excluded.due, look_at = excluded.due
"""
"""By hand: rows are deleted, added and changed in one prepared statement of every step (docs/adr/0014)."""


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


def keep_clocks(case: uuid.UUID, runs: Iterable[RunningClock], *, taken_up: bool = False) -> None:
    """Make the clock rows of a case equal to its running clocks. One statement.

    `taken_up`: it also takes the report out of the slow lane.
    """
    wanted = {(run.name.value, run.subject): run.due for run in runs if run.running}
    names, subjects = [name for name, _ in wanted], [subject for _, subject in wanted]
    with prepared_cursor() as cursor:
        cursor.execute(
            _CLOCKS,
            {
                "case": case,
                "names": names,
                "subjects": subjects,
                "dues": [*wanted.values()],
                "taken_up": taken_up,
            },
        )
