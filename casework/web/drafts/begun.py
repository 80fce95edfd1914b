"""What a viewer began in a case and did not send, with the page on which they can continue."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.queries.case.page import CasePage
from casework.queries.steps.offers import Offer
from casework.verbs import VERBS
from casework.vocabulary import Reading, Right, Thread, Verb

PAGES: Mapping[str, tuple[str | Promise, str, Right, tuple[str, ...]]] = {
    "note": (_("A note"), "case_notes", Reading.SEE_CASE, ()),
    "task": (_("A task"), "case_new_task", Reading.SEE_CASE, ()),
    "screening_sheet": (_("Screening sheet"), "screening_sheet", Verb.OPEN_INVESTIGATION, ()),
    "seats_sheet": (_("Seats"), "seats_sheet", Verb.SEAT_OFFICER, ()),
    **{f"message:{one.value}": (one.label, "conversation", one.opens, (one.value,)) for one in Thread},
}
"""The pages of a case that are not steps, by the name of their drafts: words, name and parts of the address, and right."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Something that was begun. `is_step`: the drawer of the case can open it. `asks`: its step is not done for good."""

    words: str | Promise
    address: str
    is_step: bool
    asks: bool = True


def begun_in(page: CasePage, names: Collection[str], done: Collection[Offer]) -> Iterator[Begun]:
    """Yield what is begun on these steps and pages, without the steps that the viewer may not take any more.

    `done` are the steps that are shut for good: what was begun there asks for nothing, and can be read or thrown away.
    """
    reference = page.case.reference
    for name in names:
        if name in page.rights:
            there = reverse("step", args=[reference, name])
            asks = name not in {one.verb for one in done}
            yield Begun(words=VERBS[Verb(name)].label, address=there, is_step=True, asks=asks)
        elif name in PAGES and PAGES[name][2].value in page.rights:
            words, route, _right, more = PAGES[name]
            yield Begun(words=words, address=reverse(route, args=[reference, *more]), is_step=False)
