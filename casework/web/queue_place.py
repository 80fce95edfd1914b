"""Where an officer is in the queue: the list that was shown last, so that a case leads to the next one of it, and back."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from casework.forms.queue import QueueForm
from casework.queries.queue import Page, queue, seen_among
from casework.queries.queue_frame import frame_of
from casework.vocabulary import BadShape, NotSeen
from casework.web.queue_links import TICKED, address, address_of_list, place_of
from casework.web.queue_person import found_by_name
from casework.web.requests import acting
from ledger.clock import now

NAME, TICKS = "queue", "queue_ticks"
"""The names in the session, which is sealed in the database."""
END_WORDS = {"next": _("That was the last case in the list."), "previous": _("That was the first case in the list.")}
"""What the list says at its end, by the way that led there."""


@dataclass(frozen=True, kw_only=True)
class ShownPage:
    """A page of the list as it was shown: its address, its cases in their order, and the cursors of the pages beside it."""

    asked: str
    rows: list[str]
    after: str | None
    before: str | None

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        kept = request.session.get(NAME)
        return cls(**kept) if kept else None

    def beyond(self, reference: str, way: str) -> Sequence[str]:
        """Return the cases of this page after, or before, one of them, the nearest first."""
        at = self.rows.index(reference)
        return self.rows[at + 1 :] if way == "next" else self.rows[:at][::-1]

    def address_beside(self, way: str) -> QueryDict | None:
        """Return the fields of the address of the page after or before this one; None if there is none."""
        cursor, asked = self.after if way == "next" else self.before, QueryDict(self.asked)
        if not cursor:
            return None
        there = address(asked, after=cursor) if way == "next" else address(asked, before=cursor)
        return QueryDict(there.removeprefix("?"))


def remember(request: HttpRequest, asked: QueryDict, page: Page) -> None:
    """Keep the page that is shown now; the session is written only if it is another one than before."""
    rows = [row.reference for row in page.rows]
    kept = asdict(ShownPage(asked=asked.urlencode(), rows=rows, after=page.after, before=page.before))
    if request.session.get(NAME) != kept:
        request.session[NAME] = kept


def back_to_list(request: HttpRequest, *, ticked: bool = False) -> str:
    """Return the address of the list that was shown last; with `ticked`, as it was with its ticks."""
    kept = ShownPage.of(request)
    there = address_of_list(kept.asked if kept else "")
    return with_ticks(there) if ticked else there


def with_ticks(there: str) -> str:
    path, _mark, asked = there.partition("?")
    fields = QueryDict(asked, mutable=True)
    fields[TICKED] = "yes"
    return f"{path}?{fields.urlencode()}"


def keep_ticks(request: HttpRequest, references: Collection[str]) -> None:
    """Keep which cases are ticked, for the way back to the list."""
    if request.session.get(TICKS, []) != list(references):
        request.session[TICKS] = list(references)


def tick_again(request: HttpRequest, page: Page) -> Page:
    """Return the page with its ticks if a page about the ticked cases leads back to it, without them otherwise."""
    ticks = set(request.session.get(TICKS, ())) if TICKED in request.GET else ()
    return replace(page, rows=[row._replace(ticked=row.reference in ticks) for row in page.rows]) if ticks else page


@login_required
@require_safe
def beside(request: HttpRequest, reference: str, way: str) -> HttpResponse:
    """Lead to the next or the previous case of the list that was shown last; at its end, back to the list.

    NotSeen from a case that this list does not have.
    """
    user, kept = acting(request).user, ShownPage.of(request)
    if kept is None or reference not in kept.rows or way not in END_WORDS:
        raise NotSeen
    try:
        found = first_seen(user, kept.beyond(reference, way)) or first_of_page_beside(request, user, kept, way)
    except BadShape:
        return to_beginning(request, kept)
    return redirect("case", found) if found else to_end(request, kept, way)


def to_end(request: HttpRequest, kept: ShownPage, way: str) -> HttpResponse:
    """Lead back to the list from its last or its first case."""
    messages.info(request, END_WORDS[way])
    return redirect(address_of_list(kept.asked))


def to_beginning(request: HttpRequest, kept: ShownPage) -> HttpResponse:
    """Lead to the beginning of a list in which the case at the end of the page has no place any more."""
    messages.info(request, _("The list has changed. It begins here again."))
    return redirect(reverse("queue") + address(QueryDict(kept.asked)))


def first_seen(user: User, references: Sequence[str]) -> str | None:
    """Return the first of these cases that the person may still see."""
    seen = seen_among(user, references)
    return next((reference for reference in references if reference in seen), None)


def first_of_page_beside(request: HttpRequest, user: User, kept: ShownPage, way: str) -> str | None:
    """Return the nearest case of the page beside, which becomes the one that is kept; None at the end of the list.

    BadShape if the case at the end of this page has no place in the list any more.
    """
    form = QueueForm(QueryDict(kept.asked), officers=frame_of(user, now()).officers, named=found_by_name(request))
    there = kept.address_beside(way)
    if not there or not form.is_valid():
        return None
    page = queue(user, wanted=form.cleaned_data, place=place_of(there), now=now())
    remember(request, there, page)
    return page.rows[0 if way == "next" else -1].reference if page.rows else None
