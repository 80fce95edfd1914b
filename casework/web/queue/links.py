"""The links around the queue: views, filters in use, heads of columns, and the pages beside the one that is shown."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from uuid import uuid4

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Office
from casework.forms.queue import OTHER_VIEW_WORDS, VIEW_WORDS, QueueForm
from casework.queries.queue.listing import Place
from casework.queries.queue.order import SORTED_BY
from casework.queries.queue.page import Page
from casework.vocabulary import Verb
from casework.vocabulary.marks import OwnMark
from casework.web.shared.context import Context

TICKED = "ticked"
"""The field of an address that leads back from a page about the cases that were ticked."""
PLACES = ("after", "before", "saved", TICKED)
"""The fields of an address that belong to one page of a list, or to the link that led there."""
COLUMNS: tuple[tuple[str, Promise], ...] = (
    ("case", _("Case")),
    ("", _("Stage")),
    ("", _("About")),
    ("since", _("Waiting on, since")),
    ("due", _("Next step by")),
    ("severity", _("Sev.")),
    ("", _("Officer")),
    ("received", _("Received")),
    ("", _("Next step")),
)
"""The columns of the list in their order, each with the name by which it is sorted; five are."""
BULK_WORDS = (
    (Verb.ACKNOWLEDGE_COMPLAINT, _("Acknowledge")),
    (Verb.SEAT_OFFICER, _("Seat the next person on the rota")),
)
"""What can be done in several cases at once, as the bar above the list says it; offered where a row of it waits for that."""
BEGINS_DOWN = frozenset({"severity"})
OWN_ORDER = frozenset({"turn"})
"""The views that are in an order of their own until somebody chooses another one."""
OF_OFFICERS = frozenset({"new", "nobodys", "unopened", "empty"})
"""The views of what officers alone do."""
DECIDING = frozenset({Office.BOARD_MEMBER})
"""The offices that are a seat in each case and do no work on it. People on a panel hold no office that is such a seat."""
IN_FULL: Mapping[str, Promise] = {"severity": _("Severity")}
"""The full words of column heads that are shortened."""


class Tab(NamedTuple):
    """A view above the list: its name, its words, and the number of its cases; one above `most` means more."""

    name: str
    words: str
    number: int
    most: int
    is_current: bool


class Bulk(NamedTuple):
    """What can be done in the cases that are ticked. `steps_out`: the key of the officer to be asked to step out.

    `asks`: the viewer works on cases, and can ask others in them for progress.
    """

    steps: tuple[tuple[Verb, str], ...]
    marks: tuple[OwnMark, ...]
    steps_out: str
    asks: bool


def place_of(asked: QueryDict) -> Place:
    return Place(sort=asked.get("sort", ""), after=asked.get("after", ""), before=asked.get("before", ""))


def around_list(asked: QueryDict, form: QueueForm, page: Page, offices: Collection[Office]) -> Context:
    """Return the links around the list: views, filters in use, heads of columns, and the pages beside this one.

    Somebody whose `offices` only decide has no views of work that only officers have, unless something stands in them.
    """
    works = bool(frozenset(offices) - DECIDING)
    whose = form.cleaned_data["whose"]
    return {
        "flood": form.cleaned_data["flood"],
        "whose": whose,
        "most": page.most,
        "no_seat": not page.views["mine"],
        "views": [
            Tab(name, str(words), number, page.most, name == whose and not asked.get("saved"))
            for name, words, number in (
                ("", _("All"), page.all),
                *((name, words, page.views[name]) for name, words in VIEW_WORDS.items()),
            )
            if works or number or name == whose or name not in OF_OFFICERS
        ],
        "chips": [
            (words, address(asked, drop=(name, value)), page.parts.get(f"{name}={value}"))
            for name, value, words in form.filters()
        ],
        "columns": list(columns(asked, form.cleaned_data["sort"], own=whose in OWN_ORDER)),
        "here": asked.urlencode(),
        "request_key": uuid4(),
        "bulk": Bulk(
            tuple((verb, str(words)) for verb, words in BULK_WORDS if any(row.step == verb for row in page.rows)),
            tuple(OwnMark),
            str(form["officer"].value() or ""),
            works,
        ),
        "next_page": address(asked, after=page.after) if page.after else "",
        "previous_page": address(asked, before=page.before) if page.before else "",
        "place_words": words_of_page(page),
    }


def words_of_page(page: Page) -> str:
    """Say which cases of the list a page shows, or how many where their numbers are not known: pages go by cursor."""
    shown, total = len(page.rows), page.total
    first = 1 if page.before is None else total - shown + 1
    if total > page.most:
        return ""
    if page.before is not None and page.after is not None:
        return gettext("%(shown)s of %(total)s") % {"shown": shown, "total": total}
    return gettext("%(first)s–%(last)s of %(total)s") % {"first": first, "last": first + shown - 1, "total": total}


class Column(NamedTuple):
    """A column: its head, which may be short for `in_full`, the address that sorts by it, and how it is sorted by it now."""

    words: Promise
    in_full: Promise | str
    address: str
    sorted: str


def columns(asked: QueryDict, sort: str, *, own: bool) -> Iterator[Column]:
    """Yield each column. `own`: without a choice, the view is sorted by none of them."""
    sort = sort or ("" if own else "due")
    for name, words in COLUMNS:
        now_so = {name: "ascending", f"-{name}": "descending"}.get(sort, "") if name else ""
        down = now_so == "ascending" or (not now_so and name in BEGINS_DOWN)
        there = address(asked, sort=f"-{name}" if down else name) if name in SORTED_BY else ""
        yield Column(words, IN_FULL.get(name, ""), there, now_so)


def filters_to_drop(asked: QueryDict, form: QueueForm, counts: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """Return each field of a filter without results: its name, the number of results without it, and their address.

    The view has the name of the current tab. Dropping it leads to the tab of all cases.
    """
    view = str({**VIEW_WORDS, **OTHER_VIEW_WORDS}.get(form.cleaned_data.get("whose", ""), ""))
    return [
        (view, count, address(asked, whose=""))
        if name == "whose"
        else (str(form.fields[name].label), count, address(asked, drop=(name, "")))
        for name, count in counts.items()
    ]


def address(asked: QueryDict, drop: tuple[str, str] | None = None, **changed: str) -> str:
    """Return the address of a list with some fields changed or one value dropped, from its first page unless one is given.

    An empty value to drop drops the whole field.
    """
    kept = asked.copy()
    for name in PLACES:
        kept.pop(name, None)
    if drop is not None:
        name, value = drop
        kept.setlist(name, [one for one in kept.getlist(name) if value and one.strip() != value])
    for name, value in changed.items():
        kept[name] = value
    return f"?{kept.urlencode()}"


def address_of_list(asked: str) -> str:
    """Return the address of a list; only its fields count, so it leads nowhere else."""
    fields = QueryDict(asked[:2000]).urlencode()
    return f"{reverse('queue')}?{fields}" if fields else reverse("queue")


def around_form(form: Form, listed: str) -> Context:
    """Return what the page of a form needs that was sent from the list and is shown again."""
    return {"audience": "staff", "form": form, "here": listed, "back": address_of_list(listed)}
