"""The list of what an officer began and did not send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft, place_of_step
from casework.queries.queue.own_drafts import OwnDraft, delete_rows, own_drafts
from casework.record.state.people import PANEL
from casework.verbs import VERBS
from casework.verbs.answers_in_words import Said, typed_in_words
from casework.vocabulary import Reading, Thread, Verb
from casework.web.conversation.drafts import place_in_thread
from casework.web.drafts import chosen_files
from casework.web.drafts.texts import get_draft
from casework.web.requests import acting
from ledger.clock import now
from notifications.waiting.lines import ON_THE_BOARD
from policy.periods import after
from policy.queries import rules_in_force

PAGES: Mapping[str, tuple[Promise, str]] = {
    "take_report": (gettext_lazy("A report that you take for a caller"), "take_report"),
    "queue_ask": (gettext_lazy("What you ask in several cases"), "queue_ask"),
    "queue_ask_to_step_out": (gettext_lazy("A request to step out of cases"), "queue_ask_to_step_out"),
    "admin_invite": (gettext_lazy("An invitation"), "admin_invite"),
    **dict.fromkeys(
        ("admin_correct", "admin_give_office", "admin_end_office", "admin_absence"),
        (gettext_lazy("A change of an account"), "admin_people"),
    ),
}
"""The pages that belong to no case: what was begun there, and where it is found."""
SHEETS = {"screening_sheet": gettext_lazy("Screening"), "seats_sheet": gettext_lazy("Seats")}
NOTE, CHANGE, TASK = gettext_lazy("A note"), gettext_lazy("A change of a note"), gettext_lazy("A task")


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A draft in the list: what it is, where it is found, and until which day it is kept. `key` names it in its button.

    `named` are the cases that a page about several cases names. `goes_on`: its page is open; if not, the list shows its words.
    """

    key: int
    words: str | Promise
    address: str
    case: Case | None
    named: tuple[Case, ...]
    saved_at: datetime
    zone: str
    kept_until: date
    shared: bool
    goes_on: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drafts_page(request: HttpRequest) -> HttpResponse:
    """Show what an officer began and did not send, or throw away one of it."""
    by = acting(request)
    found, more = own_drafts(by.user)
    if request.method == "POST":
        return throw_away(request, by, found)
    lines = list(lines_of(found))
    asked = next((line for line in lines if str(line.key) == request.GET.get("throw")), None)
    shown = {"audience": "staff", "lines": lines, "more": more, "asked": asked, "read": read_here(request, by, found)}
    return render(request, "desk/drafts.html", shown)


def read_here(request: HttpRequest, by: Actor, found: list[OwnDraft]) -> Said | None:
    """Return what was typed in a draft whose page is shut to its author by now; None without such a draft.

    The events decide whether the author still sees the case, not the row that lists the draft. Raises NotSeen as any page does.
    """
    draft = next((one for one in found if str(one.keys[0]) == request.GET.get("read") and not one.goes_on), None)
    place = place_of(draft, by) if draft else None
    if draft is None or draft.case is None or place is None:
        return None
    access.case_shown(by, draft.case.reference, Reading.SEE_CASE)
    return typed_in_words(VERBS.get(Verb(draft.step)) if draft.step in VERBS else None, get_draft(place).typed)


def throw_away(request: HttpRequest, by: Actor, found: list[OwnDraft]) -> HttpResponse:
    """Delete a draft of the list, with the files that were chosen there. What is not in it is gone already."""
    wanted = request.POST.get("throw", "")
    draft = next((one for one in found if str(one.keys[0]) == wanted and not one.shared), None)
    if draft is not None:
        forget(draft, by)
    messages.info(request, _("The draft was thrown away.") if draft else _("That draft is not there any more."))
    return redirect("own_drafts")


def forget(draft: OwnDraft, by: Actor) -> None:
    if place := place_of(draft, by):
        chosen_files.forget_chosen(place)
        forget_draft(place)
    delete_rows(draft)


def place_of(draft: OwnDraft, by: Actor) -> DraftPlace | None:
    """Return where a draft of a case lies; None for that of a page."""
    if draft.case is None:
        return None
    kind, _colon, thread = draft.step.partition(":")
    if kind == "message":
        return place_in_thread(draft.case, by, Thread(thread))
    return place_of_step(draft.case.pk, draft.step, "office", by.user.pk)


def lines_of(drafts: list[OwnDraft]) -> Iterator[DraftLine]:
    """Yield the lines of the list. A page that is not there any more has none."""
    rules = rules_in_force(now().date())
    zone, period = ZoneInfo(rules.zone), rules.retention["unsent_draft"]
    for one in drafts:
        if one.case is None and not has_page(one):
            continue
        words, address = in_words(one)
        address = address if one.goes_on else f"?read={one.keys[0]}"
        until = after(one.saved_at.astimezone(zone).date(), period)
        yield DraftLine(
            key=one.keys[0],
            words=words,
            address=address,
            case=one.case,
            named=one.named,
            saved_at=one.saved_at,
            zone=rules.zone,
            kept_until=until,
            shared=one.shared,
            goes_on=one.goes_on,
        )


def has_page(draft: OwnDraft) -> bool:
    """Whether the page of a draft that belongs to no case is there. One that asks to step out has one for each officer."""
    name, _colon, officer = draft.step.partition(":")
    return name in PAGES and bool(officer) == (name == "queue_ask_to_step_out")


def in_words(draft: OwnDraft) -> tuple[str | Promise, str]:
    """Return what a draft is, and the address of the page on which it is found."""
    if draft.case is None:
        name, _colon, officer = draft.step.partition(":")
        words, page = PAGES[name]
        address = reverse(page, args=[officer] if officer else [])
        asked = urlencode({"case": [case.reference for case in draft.named]}, doseq=True)
        return words, f"{address}?{asked}" if asked else address
    kind, _colon, which = draft.step.partition(":")
    reference = draft.case.reference
    if kind == "message":
        return Thread(which).label, reverse("conversation", args=[reference, which])
    if kind in ("note", "task"):
        return words_of_note(kind, which, reference)
    if kind in SHEETS:
        return SHEETS[kind], reverse(kind, args=[reference])
    return VERBS[Verb(kind)].label, reverse(f"{pages_of(draft)}step", args=[reference, kind])


def words_of_note(kind: str, which: str, reference: str) -> tuple[Promise, str]:
    if kind == "task":
        return TASK, reverse("case_new_task", args=[reference])
    if which:
        return CHANGE, reverse("case_note", args=[reference, UUID(which)])
    return NOTE, reverse("case_notes", args=[reference])


def pages_of(draft: OwnDraft) -> str:
    """Return which pages show the case to somebody in these seats, by the beginning of their names."""
    if draft.seats & set(PANEL):
        return "panel_"
    return "board_" if draft.seats and draft.seats <= ON_THE_BOARD else ""
