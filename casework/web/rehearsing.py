"""The letters of a step before it is taken: what a form asks for them, and the rehearsal they are written from."""

from django.http import HttpRequest

from casework.access import Actor
from casework.recording import Rehearsed
from casework.verbs import Step, rehearse
from casework.vocabulary import BadShape, NotNow
from casework.web import drafts
from casework.web.declared_boxes import with_boxes_ticked

LETTERS = "letters"


def asks_for_letters(request: HttpRequest) -> bool:
    """Whether a form asks for the letters that its step would send, and neither takes the step nor keeps a draft."""
    return request.POST.get(drafts.DRAFT) == LETTERS


def rehearse_step(request: HttpRequest, step: Step, reference: str, by: Actor) -> Rehearsed | BadShape | NotNow:
    """Return what a step would record as it was typed, or why it would be refused.

    Nothing has to be declared for it. Files are kept with the draft, because no page can hold them.
    """
    drafts.add_chosen(request, by, step.verb, reference)
    try:
        return rehearse(
            step,
            reference=reference,
            by=by,
            typed=with_boxes_ticked(request.POST, step),
            files=request.FILES,
            read=request.POST.get("signs", ""),
            replace_waiting="replace_waiting" in request.POST,
        )
    except (BadShape, NotNow) as refused:
        return refused
    finally:
        if request.FILES and drafts.takes_files(step.verb):
            drafts.keep_chosen(request, drafts.require_place(by, reference, step.verb, drafts.side_of(request)))
