"""The pages about a member's case: one subject each, with a menu that leads to all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.member.respondent_case import ServedCase

ANSWER = "answer"
"""A page with views of its own, in the menu while an answer may be written."""
CASE_PAGES: Mapping[str, Promise] = {
    "now": _("Now"),
    "allegations": _("Allegations"),
    ANSWER: _("Answer"),
    "evidence": _("Evidence"),
    "people": _("People"),
    "hearing": _("Hearing"),
    "sanction": _("Sanction"),
    "appeal": _("Appeal"),
    "letters": _("Sent and received"),
    "times": _("Who had what, when"),
    "proof": _("Receipts and proof"),
    "support": _("Support"),
}
"""The pages in the order of the menu, each with its name there."""


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A line of the menu. `note` is a number or a word beside it, or empty."""

    label: Promise
    address: str
    note: str
    is_here: bool


def name_of_page(page: str) -> str:
    """Return the name of a page's address."""
    return "member_case" if page == "now" else f"member_{page}"


def case_pages(served: ServedCase, here: str) -> tuple[PageLink, ...]:
    """Return the menu of a case, with the page that is shown."""
    unread = sum(line.unread for line in served.letters)
    notes = {
        "allegations": str(len(served.allegations) or ""),
        "evidence": str(len(served.disclosed) or ""),
        "letters": str(_("%(n)s new") % {"n": unread}) if unread else "",
    }
    return tuple(
        PageLink(
            label=label,
            address=reverse(name_of_page(page), args=[served.reference]),
            note=notes.get(page, ""),
            is_here=page == here,
        )
        for page, label in CASE_PAGES.items()
        if page != ANSWER or served.can_answer
    )
