"""The staff queue: rows already narrowed to what their viewer may see, one page at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import User
from casework.models import CaseGrant
from casework.queries.queue.filter import VIEWS
from casework.queries.queue.frame import Frame, frame_of
from casework.queries.queue.listing import PAGE, WHOLE, Place, listed, order_of
from casework.queries.queue.order import sort_without_people
from casework.queries.queue.rows import Row, queue_rows
from casework.queries.queue.seen import seen_by
from casework.queries.reports.floods import Flood
from casework.vocabulary import Reading
from ledger.canonical import Values


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the queue, the cursors of the pages beside it, and counts over all that the viewer sees.

    A count above `most` means that there are more. `all` counts the whole list, `total` what fits the filter, `views` each of
    `VIEWS`, `parts` each part of the filter that was asked about. Reports of `floods` are in no row and no count, unless the
    viewer asked for one flood.
    """

    rows: list[Row]
    after: str | None
    before: str | None
    total: int
    all: int
    views: Mapping[str, int]
    parts: Mapping[str, int]
    most: int
    floods: tuple[Flood, ...]


def queue(
    viewer: User,
    *,
    wanted: Values,
    now: datetime,
    place: Place = WHOLE,
    parts: Mapping[str, Values] | None = None,
    frame: Frame | None = None,
) -> Page:
    """Return a page of the viewer's queue, by the dates of its rows unless sorted otherwise; “My turn” by the viewer's own.

    `parts` are other filters, by name, of which only the count is wanted. `frame` is what `frame_of` found, if it was read
    before. The list of a viewer who may know no people is sorted by the next step alone.
    BadShape for a cursor that names no case of the viewer's list.

    Reports of a flood make one line together; only intake and review see reports that nobody has taken up. One query
    for any number of cases; three for a viewer who sees more than `MANY` cases; one more without `frame`, one for a page with
    a cursor, and one if somebody else looks at a case of the page.
    """
    around = frame or frame_of(viewer, now)
    seen, floods = seen_by(viewer, now, str(wanted.get("flood") or ""), around.found)
    if not around.knows_people:
        place = replace(place, sort=sort_without_people(place.sort, str(wanted.get("whose") or "")))
    order = order_of(wanted, place, viewer, now)
    cases, counts, most = listed(seen, wanted, parts or {}, place)
    shown = cases[:PAGE][::-1] if place.before else cases[:PAGE]
    more_behind = bool(shown) and (len(cases) > PAGE or bool(place.before))
    more_before = bool(shown) and (bool(place.after) or (bool(place.before) and len(cases) > PAGE))
    return Page(
        rows=queue_rows(shown, seen, order) if shown else [],
        after=shown[-1].case.reference if more_behind else None,
        before=shown[0].case.reference if more_before else None,
        total=counts["total"],
        all=counts["all"],
        views={name: counts[f"view_{name}"] for name in VIEWS},
        parts={name: counts[f"part_{name}"] for name in parts or {}},
        most=most,
        floods=tuple(floods),
    )


def seen_among(viewer: User, references: Collection[str]) -> frozenset[str]:
    """Return those of these cases that the viewer may see. One query."""
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object__reference__in=references)
    return frozenset(grants.values_list("content_object__reference", flat=True))


def names_seen_among(viewer: User, references: Collection[str]) -> Mapping[str, str]:
    """Return the code names of the cases that the viewer may see. One query; none without a reference."""
    if not references:
        return {}
    grants = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object__reference__in=references)
    return dict(grants.values_list("content_object__reference", "content_object__code_name"))
