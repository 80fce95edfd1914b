"""The letters of a step before it is taken: what a form asks for them, and the rehearsal they are written from."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import Reasons
from casework.recording import Rehearsed
from casework.verbs import Step, rehearse
from casework.vocabulary import BadShape, NotNow
from casework.vocabulary.case_stages import GROUP_OF, StepGroup
from casework.web import drafts
from casework.web.context import Context
from casework.web.declared_boxes import boxes_of, with_boxes_ticked

LETTERS = "letters"


def asks_for_letters(request: HttpRequest) -> bool:
    """Whether a form asks for the letters that its step would send, and neither takes the step nor keeps a draft."""
    return request.POST.get(drafts.DRAFT) == LETTERS


def rehearse_step(request: HttpRequest, step: Step, reference: str, by: Actor) -> Rehearsed | BadShape | NotNow:
    """Return what a step would record as it was typed, or why it would be refused.

    Nothing has to be declared for it, and a step about times needs no reason yet. Files are kept with the draft, because no
    page can hold them.
    """
    drafts.add_chosen(request, by, step.verb, reference)
    try:
        return rehearse(
            step,
            reference=reference,
            by=by,
            typed=_with_reasons(with_boxes_ticked(request.POST, step), step),
            files=request.FILES,
            read=request.POST.get("signs", ""),
            replace_waiting="replace_waiting" in request.POST,
        )
    except (BadShape, NotNow) as refused:
        return refused
    finally:
        if request.FILES and drafts.takes_files(step.verb):
            drafts.keep_chosen(request, drafts.require_place(by, reference, step.verb, drafts.side_of(request)))


def without_missing(shown: Context, step: Step) -> Context:
    """Return what a page with the letters of a step shows, without the errors about fields that the letters do not need."""
    for name in boxes_of(step) | _reasons_of(step):
        shown["form"].errors.pop(name, None)
    return shown


def _with_reasons(typed: QueryDict, step: Step) -> QueryDict:
    """Return the data with words in place of each missing reason of a step about times: its dates do not depend on them."""
    for name in _reasons_of(step):
        if not typed.get(name, "").strip():
            typed[name] = _("(Your reason)")
    return typed


def _reasons_of(step: Step) -> frozenset[str]:
    fields = step.form.base_fields.items() if GROUP_OF.get(step.verb) is StepGroup.TIMES else ()
    return frozenset(name for name, field in fields if isinstance(field, Reasons) and field.required)
