"""Cancel on a form: what was typed stays as a draft, and the next page says so and leads to where it can be thrown away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.web.drafts import drafts
from casework.web.step_page.done import link_to
from casework.web.step_page.filled_form import holds_own_words

CANCEL = "cancel"
THROW_AWAY = "#throw_draft"
"""The place on a page where its draft can be thrown away."""


def cancels(request: HttpRequest) -> bool:
    return request.POST.get(drafts.DRAFT) == CANCEL


def answer_cancel(request: HttpRequest, by: Actor, place: DraftPlace, leads: str, form: VerbForm) -> HttpResponse:
    """Lead on from a form that is no step, and keep what it holds, if it holds anything. Raises as `keep_cancelled`."""
    if holds_own_words(request, form):
        return keep_cancelled(request, by, place, leads)
    return redirect(leads)


def keep_cancelled(request: HttpRequest, by: Actor, place: DraftPlace, leads: str) -> HttpResponse:
    """Keep what was typed, say so, and lead on. Raises TextsDiffer if another text was kept meanwhile."""
    there = link_to(f"{request.get_full_path()}{THROW_AWAY}", _("Go on with it, or throw it away"))
    said = format_html("{} {}", _("Kept as a draft. Nothing was sent."), there)
    return drafts.answer_keep(request, by, place, leads, drafts.part_at_address(request), said=said)
