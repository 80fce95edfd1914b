"""What an officer began and did not send, in the cases that they may see now. No query here opens a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    CharField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Case as Either

from accounts.compiled import Compiled, Given, IsAnyOf, Probed
from accounts.models import User
from casework import access
from casework.models import NOBODY, Case, CaseGrant, SealedDraft, Seating
from casework.queries.evidence.sealed_drafts import about_step
from casework.queries.people.own_cases import cases_by_key
from casework.vocabulary import Reading, Right, Seat, Thread, Verb

MOST = 100
WRITTEN_TOGETHER = frozenset({Verb.SHARE_DRAFT_REPORT, Verb.FINALISE_REPORT})
"""The steps whose draft all officers in the seat share."""
NOT_BEGUN = ("", "take_report_filed")
"""Drafts that do not count as begun: work that is kept for good, and what was filed for a caller."""
RIGHT_OF_PAGE: Mapping[str, Right] = {
    "screening_sheet": Verb.OPEN_INVESTIGATION,
    "seats_sheet": Verb.SEAT_OFFICER,
    "task": Reading.SEE_CASE,
    "note": Reading.SEE_CASE,
    **{f"message:{thread.value}": thread.opens for thread in Thread},
}
"""The right that opens the page of a draft, where it is not that of a step."""
NEEDS: tuple[tuple[Q, Right], ...] = (
    *((Q(step=page), right) for page, right in RIGHT_OF_PAGE.items()),
    (Q(step__startswith="note:"), Reading.SEE_CASE),
)
COLUMNS = ("pk", "subject", "about", "holder", "step", "saved_at", "cases", "goes_on")


@dataclass(frozen=True, kw_only=True)
class OwnDraft:
    """A draft. `case` is None if it belongs to none; `seats` are those of its writer in the case.

    `named` are the cases that a page about several cases names.
    `keys` are its rows: what was typed, and the files that were chosen with it. `shared`: others in the seat write it too.
    `goes_on`: its page is open to the viewer. If not, its author can read it and throw it away, since they see the case.
    """

    keys: tuple[int, ...]
    step: str
    case: Case | None
    named: tuple[Case, ...]
    seats: frozenset[Seat]
    saved_at: datetime
    shared: bool
    goes_on: bool


def own_drafts(user: User) -> tuple[list[OwnDraft], bool]:
    """Return what a person began and did not send, the last first, and whether there is more. Three queries."""
    rows = _ROWS.rows(viewer=user.pk)
    keys = {key for row in rows[:MOST] for key in (row["subject"], *row["cases"])}
    cases, seats = cases_by_key(keys), _seats(user, cases=list(keys))
    found: dict[tuple[UUID, ...], OwnDraft] = {}
    for row in rows[:MOST]:
        before = found.get(_place(row))
        found[_place(row)] = OwnDraft(
            keys=(*(before.keys if before else ()), row["pk"]),
            step=row["step"],
            case=cases.get(row["subject"]),
            named=tuple(cases[key] for key in row["cases"] if key in cases),
            seats=seats.get(row["subject"], frozenset()),
            saved_at=before.saved_at if before else row["saved_at"],
            shared=row["holder"] == NOBODY,
            goes_on=row["goes_on"],
        )
    return list(found.values()), len(rows) > MOST


def steps_begun(user: User) -> list[str]:
    """Return the step or the page of each draft that `own_drafts` returns. One query."""
    return [row["step"] for row in {_place(row): row for row in _ROWS.rows(viewer=user.pk)[:MOST]}.values()]


def delete_rows(draft: OwnDraft) -> None:
    SealedDraft.objects.filter(pk__in=draft.keys).delete()


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what the rows of one draft have in common. A step of a case has one draft, a page one for each subject."""
    return row["subject"], row["step"], row["about"] if row["subject"] == row["holder"] else row["holder"]


def _seats(user: User, *, cases: list[UUID]) -> Mapping[UUID, frozenset[Seat]]:
    found: dict[UUID, frozenset[Seat]] = {}
    for case, seat in Seating.objects.filter(user=user, case__in=cases).values_list("case", "seat"):
        found[case] = found.get(case, frozenset()) | {Seat(seat)}
    return found


class _NumberIn(Func):
    """The number under a name in a JSON object."""

    template = "(%(expressions)s)::int"
    arg_joiner = " ->> "
    output_field = IntegerField()


def _drafts() -> QuerySet[Any, dict[str, Any]]:
    """Return the rows: a person's own, and the drafts that the officers of their seats write together.

    Each draft looks up the rights in its own case. The database would otherwise read all rights in all cases of the person and
    look for a shared draft of each: 7 ms for 212 cases. The numbers of the rights are in the statement: see `number_of`.
    """
    viewer = Given("viewer")
    rights = Permission.objects.filter(content_type__app_label="casework", content_type__model="case")
    numbers = dict(rights.values_list("codename", "pk"))
    needs = Either(
        *(When(when, then=Value(right.value)) for when, right in NEEDS), default=F("step"), output_field=CharField()
    )
    granted = CaseGrant.objects.filter(content_object=OuterRef("subject"), user=viewer)
    sees = Probed(granted.filter(permission__in=[numbers[right.value] for right in access.SHOWN_TO_OFFICERS]))
    opens = Q(sees, Probed(granted.filter(permission=OuterRef("needed"))))
    drafts = SealedDraft.objects.exclude(step__in=NOT_BEGUN)
    drafts = drafts.annotate(needed=_NumberIn(Value(numbers, JSONField()), needs))
    together = [about_step("office", verb) for verb in WRITTEN_TOGETHER]
    seated = Seating.objects.filter(user=viewer, open=True).values("case")
    seeing = CaseGrant.objects.filter(user=viewer, permission=numbers[Reading.SEE_CASE.value])
    seen = seeing.filter(IsAnyOf(F("content_object"), OuterRef("cases"))).values("content_object")
    sees_all = Q(cases=[]) | Q(cases__contained_by=ArraySubquery(seen))
    goes_on = Q(sees_all, subject=viewer) | opens
    drafts = drafts.annotate(goes_on=ExpressionWrapper(goes_on, output_field=BooleanField()))
    stays = Probed(granted.filter(permission=numbers[Reading.SEE_CASE.value]))
    own = drafts.filter(goes_on | Q(stays), holder=viewer)
    shared = drafts.filter(opens, holder=NOBODY, about__in=together, subject__in=seated)
    first, second = (_latest(some.values(*COLUMNS)) for some in (own, shared))
    both: QuerySet[Any, dict[str, Any]] = first.union(second, all=True)
    return both


def _latest[Rows: QuerySet[Any, Any]](rows: Rows) -> Rows:
    """Return the last that were saved, one more than `MOST`. Each half is read by its index, no further than that."""
    return rows.order_by("-saved_at", "pk")[: MOST + 1]


_ROWS = Compiled(lambda: _latest(_drafts()))
