"""The boxes with which somebody declares something on a step: each sending needs a new tick, and no draft keeps one."""

from django.http import HttpRequest, QueryDict

from casework.forms.base import Confirmed
from casework.verbs import VERBS, Step
from casework.web.shared.typed import MADE_BY_THE_PAGE, secrets_in

ON_SHEETS = {"screening_sheet": frozenset({"open-confirmed"})}
"""The boxes of pages that hold several steps, by the name of their address. They are left out of drafts alone."""


def boxes_of(step: Step) -> frozenset[str]:
    return frozenset(name for name, field in step.form.base_fields.items() if isinstance(field, Confirmed))


def boxes_in(request: HttpRequest) -> frozenset[str]:
    """Return the boxes on the submitted page that must be ticked again each time."""
    match = request.resolver_match
    step = VERBS.get(match.kwargs.get("verb", "")) if match else None
    if step:
        return boxes_of(step)
    return ON_SHEETS.get(match.view_name, frozenset()) if match and "draft" in request.POST else frozenset()


def not_kept(request: HttpRequest) -> frozenset[str]:
    """Return the fields of what was sent that no draft keeps."""
    return secrets_in(request.POST) | MADE_BY_THE_PAGE | boxes_in(request)


def with_boxes_ticked(posted: QueryDict, step: Step) -> QueryDict:
    """Return the submitted data with each box ticked: a step shows its letters before anybody declares anything."""
    typed = posted.copy()
    for name in boxes_of(step):
        typed[name] = "on"
    return typed
