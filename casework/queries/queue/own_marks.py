"""A viewer's own marks on a case, how many of its notes they may read, and who else looked at it just now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, DateTimeField, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from accounts.compiled import Compiled, Given
from accounts.models import Appointment, User
from casework.models import NOBODY, Case, CaseGrant, CaseMark, CaseTask, Opening, SealedDraft, Seating
from casework.queries.evidence.sealed_drafts import about_step
from casework.queries.queue.own_drafts import WRITTEN_TOGETHER
from casework.queries.threads.notes import notes_of
from casework.record.rights import STANDING
from casework.record.rights.notes import NoteRights, note_rights
from casework.vocabulary import Reading, Seat
from casework.vocabulary.marks import OwnMark

MOST_COUNTED, MOST_HERE = 100, 5
LATELY = timedelta(minutes=20)
"""A person who keeps reading is noted once in a quarter of an hour, so a shorter time would let them vanish in between."""
TOGETHER = (Seat.INTAKE, Seat.SCREENER, Seat.REVIEWER, Seat.INVESTIGATOR, Seat.MONITOR, Seat.BOARD_SECRETARY)
"""The seats whose holders work on a case together. Nobody learns when somebody who votes looks at it."""
CASE, VIEWER = Given("case"), Given("viewer")
BY_OFFICE = frozenset(seat for seat, _states in STANDING.values())


@dataclass(frozen=True, kw_only=True)
class NotesAndMarks:
    """`notes`: how many the viewer may read, at most `MOST_COUNTED`; None for a viewer who may write no notes.

    `begun` are the steps and pages of the case on which the viewer typed something that they did not send, or their seat
    did; `typed`: something that belongs to no step, such as their own note.
    `asked_at`: when the viewer first gave somebody else here a task that is not done.
    `here` are the names of others in a seat of the viewer's who looked at the case lately, at most `MOST_HERE`.
    """

    notes: int | None
    marks: frozenset[str]
    typed: bool
    begun: tuple[str, ...]
    here: tuple[str, ...]
    asked_at: datetime | None = None


def notes_and_marks(case: Case, user: User) -> NotesAndMarks:
    """Return the number of notes, the viewer's marks, what they typed, and who else is here. One query."""
    rights = note_rights(case.view, case.acting.person, case.seats)
    shared = case.seats.intersection(TOGETHER) if Reading.READ_PEOPLE.value in case.rights else frozenset()
    view = case.view
    given = {"case": case.pk, "viewer": user.pk, "today": view.today, "lately": view.now - LATELY}
    (row,) = _asked(rights, shared).rows(**given)
    here = tuple(row.get("here", ()))
    begun = tuple(filter(None, row["begun"]))
    return NotesAndMarks(
        notes=row.get("notes"),
        marks=frozenset(row["marks"]),
        typed="" in row["begun"],
        begun=begun,
        here=here,
        asked_at=row.get("asked_at"),
    )


@lru_cache(maxsize=64)
def _asked(rights: NoteRights, shared: frozenset[Seat]) -> Compiled[Any]:
    """Return the statement for those who have these notes and share these seats, compiled once."""
    marks = CaseMark.objects.filter(user=VIEWER, case=CASE).order_by("mark").values("mark")
    together = [about_step("office", verb) for verb in WRITTEN_TOGETHER]
    own = SealedDraft.objects.filter(Q(holder=VIEWER) | Q(holder=NOBODY, about__in=together), subject=CASE)
    asked: Any = {
        "marks": ArraySubquery(marks),
        "begun": ArraySubquery(own.order_by("step").values("step").distinct()),
    }
    if rights.seats:
        few = ArraySubquery(notes_of(CASE, VIEWER, rights).order_by().values("pk")[:MOST_COUNTED])
        asked["notes"] = Func(few, function="CARDINALITY", output_field=IntegerField())
    if rights.working:
        given = CaseTask.objects.filter(case=CASE, writer=VIEWER, item="", done_at=None, person__isnull=False)
        asked["asked_at"] = Subquery(given.exclude(person=VIEWER).order_by("at").values("at")[:1])
    if shared:
        asked["here"] = ArraySubquery(_others_here(shared).values("name")[:MOST_HERE])
    return Compiled(lambda: User.objects.filter(pk=VIEWER).values(**asked))


def _others_here(seats: Collection[Seat]) -> QuerySet[User]:
    """Return the others who hold one of these seats, may see the case now, and opened something of it lately; no query yet."""
    one, today = OuterRef("pk"), Given("today", DateField())
    opened = Opening.objects.filter(case=CASE, user=one, at__gt=Given("lately", DateTimeField()))
    seen = CaseGrant.objects.filter(content_object=CASE, user=one, permission__codename=Reading.SEE_CASE.value)
    seated = Seating.objects.filter(case=CASE, user=one, seat__in=[seat.value for seat in seats])
    in_force = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
    offices = [seat.value for seat in BY_OFFICE.intersection(seats)]
    holds = Appointment.objects.filter(in_force, user=one, office__in=offices)
    found = User.objects.filter(Exists(seated) | Exists(holds), Exists(opened), Exists(seen))
    return found.exclude(pk=VIEWER).order_by("name", "pk")


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
