"""A viewer's own marks on a case, and how many of its notes they may read."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField

from accounts.models import User
from casework.models import Case, CaseGrant, CaseMark
from casework.queries.notes import notes_shown
from casework.record.rights.notes import note_seats
from casework.vocabulary import Reading
from casework.vocabulary.marks import OwnMark

MOST_COUNTED = 100


@dataclass(frozen=True, kw_only=True)
class NotesAndMarks:
    """`notes`: how many the viewer may read, at most `MOST_COUNTED`; None for a viewer who may write no notes."""

    notes: int | None
    marks: frozenset[str]


def notes_and_marks(case: Case, user: User) -> NotesAndMarks:
    """Return the number of notes and the viewer's marks. One query."""
    seats = note_seats(case.view, case.acting.person, case.seats)
    asked: Any = {
        "marks": ArraySubquery(CaseMark.objects.filter(user=user, case=case.pk).order_by("mark").values("mark")),
    }
    if seats:
        few = ArraySubquery(notes_shown(case, user.pk, seats).order_by().values("pk")[:MOST_COUNTED])
        asked["notes"] = Func(few, function="CARDINALITY", output_field=IntegerField())
    row: Any = User.objects.filter(pk=user.pk).values(**asked).get()
    return NotesAndMarks(notes=row.get("notes"), marks=frozenset(row["marks"]))


def mark_cases(viewer: User, references: Collection[str], mark: OwnMark, *, off: bool) -> int:
    """Put a mark on cases, or take it off; return how many. Cases that the viewer may not see are ignored."""
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object__reference__in=references)
    cases = list(grants.values_list("content_object", flat=True))
    if off:
        CaseMark.objects.filter(user=viewer, case__in=cases, mark=mark).delete()
    else:
        rows = [CaseMark(user=viewer, case_id=case, mark=mark) for case in cases]
        CaseMark.objects.bulk_create(rows, ignore_conflicts=True)
    return len(cases)
