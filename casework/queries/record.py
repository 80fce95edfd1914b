"""The record as an auditor reads it: acts, never content; of cases only those the auditor may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Either
from django.db.models import OuterRef, Q, Subquery, UUIDField, When
from django.db.models.functions import Cast, Substr

from accounts.models import User
from casework.models import CaseGrant
from casework.vocabulary import BadShape, Reading
from ledger.models import Entry

PAGE = 50
OF_A_CASE = "case/"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One entry: when, what, by whom (a pseudonym) in which role, in which stream, its clear data and its leaf (hex)."""

    at: str
    type: str
    stream: str
    seq: int
    actor: str
    role: str
    data: dict[str, Any]
    leaf: str
    commits: tuple[str, ...]


def record_page(viewer: User, *, before: str | None) -> tuple[list[Act], str | None]:
    """Return a page of the record, newest first, and the cursor of the next. One query; BadShape for a wrong cursor."""
    case = When(stream__startswith=OF_A_CASE, then=Cast(Substr("stream", len(OF_A_CASE) + 1), UUIDField()))
    grants = CaseGrant.objects.filter(user=viewer, permission__codename=Reading.READ_RECORD.value)
    # A value that is looked up once an entry: an Exists is sometimes answered by reading all grants first.
    granted = Subquery(grants.filter(content_object=OuterRef("case")).values("pk")[:1])
    entries = Entry.objects.annotate(case=Either(case), granted=granted)
    seen = entries.filter(~Q(stream__startswith=OF_A_CASE) | Q(granted__isnull=False))
    if before:
        seen = seen.filter(log_index__lt=_index(before))
    rows = list(seen.order_by("-log_index")[: PAGE + 1])
    shown = rows[:PAGE]
    return [_act(row) for row in shown], str(shown[-1].log_index) if len(rows) > PAGE else None


def _act(row: Entry) -> Act:
    body = row.body
    return Act(
        at=body["occurred"] or row.at,
        type=row.type,
        stream=row.stream,
        seq=row.seq,
        actor=body["actor"],
        role=body["role"],
        data=body["data"],
        leaf=bytes(row.leaf).hex(),
        commits=tuple(body["commit"]),
    )


def _index(cursor: str) -> int:
    if not cursor.isdecimal() or len(cursor) > 18:
        raise BadShape({"before": ["This page of the record cannot be found. Go back to its beginning."]})
    return int(cursor)
