"""Drafts of what administrators type: sealed under a key of their own, since these pages belong to no case."""

from collections.abc import Callable
from functools import partial

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase

from accounts.offices import offices_of
from accounts.vocabulary import Office
from casework.access import Actor
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft, place_of_page
from casework.vocabulary import NotSeen
from casework.web.drafts import drafts
from casework.web.drafts.page import DraftOnPage, fill_form, own_draft
from casework.web.drafts.texts import Draft, get_draft, keep_typed
from casework.web.requests import acting
from casework.web.shared import typed
from ledger.clock import now

DRAFTED = frozenset({"invite.html", "correct.html", "give_office.html", "end_office.html", "absence.html"})
"""The pages on which something is typed that a draft keeps."""


ADDRESSES = ("admin_invite", "admin_correct", "admin_give_office", "admin_end_office", "admin_absence")
"""The names of their addresses."""


def place_at(by: Actor, page: str, **about: object) -> DraftPlace:
    """Return where the draft of a page lies, by the name and the parts of its address."""
    return place_of_page(by.user.pk, page, "/".join(map(str, about.values())))


def place_after_time_out(by: Actor, page: str, **about: object) -> DraftPlace:
    """Return where the draft lies of somebody whose session has ended. NotSeen if they do not administer."""
    if Office.ADMINISTRATOR not in offices_of(by.user, now().date()):
        raise NotSeen
    return place_at(by, page, **about)


def place_of(request: HttpRequest, by: Actor) -> DraftPlace:
    match = request.resolver_match
    assert match is not None
    return place_at(by, match.url_name or "", **match.kwargs)


def answer_with_draft(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Keep or delete a draft if the form asks for it; otherwise call the view. An act that was done deletes its draft.

    NotSeen for a draft of a page that has none.
    """
    if request.method != "POST" or typed.reads_its_own_body(request):
        return view()
    by = acting(request)
    if drafts.is_about_draft(request):
        if request.resolver_match is None or request.resolver_match.url_name not in ADDRESSES:
            raise NotSeen
        return drafts.answer_draft(request, by, place_of(request, by), request.path)
    answer = view()
    if answer.status_code == 302 and not typed.leads_to_sign_in(answer):
        forget_draft(place_of(request, by))
    return answer


def draft_of_form(request: HttpRequest, form: Form) -> DraftOnPage:
    """Keep what a refused form holds, or fill an opened form from its draft."""
    by = acting(request)
    place, other = place_of(request, by), None
    if request.method == "POST":
        version, other = keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request))
        draft = Draft(version=version, typed={})
    else:
        draft = get_draft(place)
        if draft.typed:
            fill_form(form, draft.typed, {})
    return own_draft(draft, other.typed if other else {})


drafts.PLACES |= {name: partial(place_after_time_out, page=name) for name in ADDRESSES}
