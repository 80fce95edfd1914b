"""Where an officer is in the queue: the list that was shown last, so that a case leads to the next one of it, and back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Self

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from casework.forms.queue import QueueForm
from casework.queries.queue.frame import frame_of
from casework.queries.queue.page import Page, names_seen_among, queue, seen_among
from casework.vocabulary import BadShape, NotSeen
from casework.web.queue.links import TICKED, address, address_of_list, place_of
from casework.web.queue.person import found_by_name
from casework.web.requests import acting
from ledger.clock import now

NAME, TICKS = "queue", "queue_ticks"
"""The names in the session, which is sealed in the database."""
END_WORDS = {"next": _("That was the last case in the list."), "previous": _("That was the first case in the list.")}
"""What the list says at its end, by the way that led there."""


@dataclass(frozen=True, kw_only=True)
class ShownPage:
    """A page of the list as it was shown: its address, its cases in their order, and the cursors of the pages beside it.

    `first` is the number of its first case, None if it is not known; `total` how many cases the list has, one above `most` if
    there are more. `gone` are cases of the page that had left the list when it was read again: they have no number in it.
    `left`: the officer went to Today since, and opens cases from there.
    """

    asked: str
    rows: list[str]
    after: str | None
    before: str | None
    first: int | None = None
    total: int = 0
    most: int = 0
    left: bool = False
    gone: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        kept = request.session.get(NAME)
        return cls(**kept) if kept else None

    @classmethod
    def shown(cls, asked: QueryDict, page: Page, first: int | None = None) -> Self:
        """Return a page that is shown now. `first` is the number of its first case, if the page itself does not tell it."""
        rows = [row.reference for row in page.rows]
        if page.before is None:
            first = 1
        elif page.after is None and page.total <= page.most:
            first = page.total - len(rows) + 1
        return cls(
            asked=asked.urlencode(),
            rows=rows,
            after=page.after,
            before=page.before,
            first=first,
            total=page.total,
            most=page.most,
        )

    def beyond(self, reference: str, way: str) -> Sequence[str]:
        """Return the cases of this page after, or before, one of them, the nearest first; none that has left the list."""
        at = self.rows.index(reference)
        rows = self.rows[at + 1 :] if way == "next" else self.rows[:at][::-1]
        return [one for one in rows if one not in self.gone]

    def read_again(self, page: Page, beside: str) -> Self:
        """Return this page as the list is now. `beside`, and what had left the list before, keep their place."""
        asked, stays = QueryDict(self.asked), {beside, *self.gone}
        now_there = self.shown(asked, page, self.first if page.total == self.total else None)
        rows, gone = list(now_there.rows), []
        for at, one in enumerate(self.rows):
            if one in stays and one not in now_there.rows:
                before = next((rows.index(each) + 1 for each in self.rows[:at][::-1] if each in rows), 0)
                rows.insert(before, one)
                gone.append(one)
        return replace(now_there, rows=rows, gone=gone)

    def number_beyond(self, way: str, size: int) -> int | None:
        """Return the number of the first case of the page beside this one, which has `size` cases; None if it is not known."""
        if self.first is None:
            return None
        return self.first + len(self.rows) - len(self.gone) if way == "next" else self.first - size

    def address_beside(self, way: str) -> QueryDict | None:
        """Return the fields of the address of the page after or before this one; None if there is none."""
        cursor, asked = self.after if way == "next" else self.before, QueryDict(self.asked)
        if not cursor:
            return None
        there = address(asked, after=cursor) if way == "next" else address(asked, before=cursor)
        return QueryDict(there.removeprefix("?"))


def remember(request: HttpRequest, asked: QueryDict, page: Page) -> None:
    """Keep the page that is shown now; the session is written only if it is another one than before."""
    keep(request, ShownPage.shown(asked, page))


def keep(request: HttpRequest, page: ShownPage) -> None:
    kept = asdict(page)
    if request.session.get(NAME) != kept:
        request.session[NAME] = kept


def leave_list(request: HttpRequest) -> None:
    """Note that the officer is on Today. Cases lead back there until the list is shown again, or a case beside another one."""
    kept = ShownPage.of(request)
    if kept is not None:
        keep(request, replace(kept, left=True))


def list_before(request: HttpRequest) -> str:
    """Return the fields of the list to which a page leads back: the one it was sent from, or that was shown last."""
    kept = ShownPage.of(request)
    return request.POST.get("list") or (kept.asked if kept else "")


def back_to_list(request: HttpRequest, *, ticked: bool = False) -> str:
    """Return the address of the list to which a page leads back; with `ticked`, as it was with its ticks."""
    there = address_of_list(list_before(request))
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
    kept = ShownPage.of(request)
    if kept is None or reference not in kept.rows or way not in END_WORDS:
        raise NotSeen
    try:
        found = next_in_list(request, kept, reference, way)
    except BadShape:
        return to_beginning(request, kept)
    return redirect("case", found) if found else to_end(request, kept, way)


def next_in_list(request: HttpRequest, kept: ShownPage, reference: str, way: str) -> str | None:
    """Return the case beside one, in the list as it is now; say so if that one has left the list. None at its end.

    Two queries, and two more at the end of a page. A list that cannot be read again, as after a search that has ended, is
    walked as it was shown.
    """
    ask = asker_of(request, kept)
    if ask is None:
        return first_seen(acting(request).user, kept.beyond(reference, way))
    again = kept.read_again(ask(place=place_of(QueryDict(kept.asked))), reference)
    keep(request, again)
    if reference in again.gone:
        say_left(request, reference)
    return next(iter(again.beyond(reference, way)), None) or first_of_page_beside(request, ask, again, way)


def asker_of(request: HttpRequest, kept: ShownPage) -> Callable[..., Page] | None:
    """Return what reads a page of the list at a place; None for a list that cannot be read again."""
    user, moment = acting(request).user, now()
    frame = frame_of(user, moment)
    form = QueueForm(QueryDict(kept.asked), officers=frame.officers, named=found_by_name(request))
    if not form.is_valid():
        return None
    return partial(queue, user, wanted=form.cleaned_data, now=moment, frame=frame)


def say_left(request: HttpRequest, reference: str) -> None:
    """Say that a case has left the list; by its name, if the person may still see it."""
    name = names_seen_among(acting(request).user, {reference}).get(reference)
    words = (
        gettext("%(name)s is no longer in this list.") % {"name": name} if name else gettext("That case left the list.")
    )
    messages.info(request, words)


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


def first_of_page_beside(request: HttpRequest, ask: Callable[..., Page], kept: ShownPage, way: str) -> str | None:
    """Return the nearest case of the page beside, which becomes the one that is kept; None at the end of the list.

    `ask` returns the page at a place of the list. BadShape if the case at the end of this page has no place in it any more.
    """
    there = kept.address_beside(way)
    if not there:
        return None
    page = ask(place=place_of(there))
    keep(request, ShownPage.shown(there, page, kept.number_beyond(way, len(page.rows))))
    return page.rows[0 if way == "next" else -1].reference if page.rows else None
