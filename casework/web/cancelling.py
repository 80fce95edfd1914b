"""Cancel on a step: what was typed stays as a draft, and the next page says so and leads to where it can be thrown away."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.queries.sealed_drafts import DraftPlace
from casework.web import drafts
from casework.web.done import link_to

CANCEL = "cancel"
THROW_AWAY = "#throw_draft"
"""The place on the page of a step where its draft can be thrown away."""


def cancels(request: HttpRequest) -> bool:
    return request.POST.get(drafts.DRAFT) == CANCEL


def keep_cancelled(request: HttpRequest, by: Actor, place: DraftPlace, leads: str) -> HttpResponse:
    """Keep what was typed, say so, and lead on. Raises TextsDiffer if another text was kept meanwhile."""
    there = link_to(f"{request.get_full_path()}{THROW_AWAY}", _("Go on with it, or throw it away"))
    said = format_html("{} {}", _("Kept as a draft. Nothing was sent."), there)
    return drafts.answer_keep(request, by, place, leads, drafts.part_at_address(request), said=said)
