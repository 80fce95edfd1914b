"""The record as an auditor reads it: acts, never content, and only of cases that the auditor may see."""

from dataclasses import dataclass

from django.db.models import Case as Either
from django.db.models import F, Func, OuterRef, Q, Subquery, TextField, UUIDField, When
from django.db.models.functions import Cast, Substr

from accounts.models import User
from casework.models import CaseGrant
from casework.record.events import NAMES_ANOTHER_CASE, ContentOpened
from casework.vocabulary import BadShape, Reading
from ledger.canonical import JsonObject
from ledger.models import Entry

PAGE = 50
OF_A_CASE = "case/"
OF_ANOTHER = [event.type for event in NAMES_ANOTHER_CASE]


@dataclass(frozen=True, kw_only=True)
class Act:
    """One entry: when, what, by whom (a pseudonym) in which role, in which stream, its clear data and its leaf (hex).

    It bears no number: a gap in the numbers would tell that something is kept from the auditor.
    """

    at: str
    type: str
    stream: str
    actor: str
    role: str
    data: JsonObject
    leaf: str
    commits: tuple[str, ...]


def record_page(viewer: User, *, before: str | None) -> tuple[list[Act], str | None]:
    """Return a page of the record, newest first, and the cursor of the next. One query; BadShape for a wrong cursor.

    An entry that names another case is shown only to people who may read the record of that case too. An entry in the
    system's stream that texts of a case were opened is shown only to people who may read the record of that case.
    """
    case = When(stream__startswith=OF_A_CASE, then=Cast(Substr("stream", len(OF_A_CASE) + 1), UUIDField()))
    opened = When(type=ContentOpened.type, then=_key("case"))
    other = When(type__in=OF_ANOTHER, then=_key("other"))
    entries = Entry.objects.annotate(case=Either(case, opened), other=Either(other))
    entries = entries.annotate(case_granted=_granted(viewer, "case"), other_granted=_granted(viewer, "other"))
    seen = entries.filter(
        Q(case__isnull=True) | Q(case_granted__isnull=False), Q(other__isnull=True) | Q(other_granted__isnull=False)
    )
    if before:
        seen = seen.filter(log_index__lt=_index(before))
    rows = list(seen.order_by("-log_index")[: PAGE + 1])
    shown = rows[:PAGE]
    return [_act(row) for row in shown], str(shown[-1].log_index) if len(rows) > PAGE else None


def _key(name: str) -> Cast:
    """Return the key under this name in the clear data of an entry. Django reads no JSON from bytes, hence the template."""
    template = f"convert_from(%(expressions)s, 'UTF8')::jsonb #>> '{{data,{name}}}'"
    return Cast(Func(F("entry"), template=template, output_field=TextField()), UUIDField())


def _granted(viewer: User, case: str) -> Subquery:
    """Return whether the viewer may read the record of the case under this name.

    It is a value looked up once for each entry: PostgreSQL sometimes answers an Exists by reading all grants first.
    """
    grants = CaseGrant.objects.filter(user=viewer, permission__codename=Reading.READ_RECORD.value)
    return Subquery(grants.filter(content_object=OuterRef(case)).values("pk")[:1])


def _act(row: Entry) -> Act:
    body = row.body
    return Act(
        at=body["occurred"] or row.at,
        type=row.type,
        stream=row.stream,
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
