"""The record as an auditor reads it: acts, never content; of cases only those the auditor may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from casework.models import CaseGrant
from casework.vocabulary import BadShape, Reading
from ledger.models import Entry

PAGE = 50


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
    grants = CaseGrant.objects.filter(user=viewer, permission__codename=Reading.READ_RECORD.value)
    streams = grants.annotate(stream=Concat(Value("case/"), Cast("content_object_id", CharField()))).values("stream")
    seen = Entry.objects.filter(~Q(stream__startswith="case/") | Q(stream__in=streams))
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
