"""A page of the report saves itself by script: every ten seconds while somebody types, and when the page is left."""

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse

from casework.forms.complaint import Question
from casework.web.drafts.drafts import DRAFT, KEEP, LOOK, is_by_script
from casework.web.drafts.sendings import answer_version, seen_number, sending_of
from casework.web.public.writing import UNFINISHED, Typed, Writing, parts_of, typed_answers
from vault import drafts

MOST_UNFINISHED = 40_000
"""Characters that are saved of a page that cannot be taken as it is."""


def is_autosave(request: HttpRequest) -> bool:
    return is_by_script(request) and request.POST.get(DRAFT) in (KEEP, LOOK)


def answer_autosave(request: HttpRequest, draft: Writing, form: Question) -> JsonResponse:
    """Save a page as unfinished, or say by its number whether it was saved elsewhere since it was shown.

    A page that was left blank stays one that was never answered, and one that says what is saved already stays answered. It
    gives no receipt code: the writer reads the code on the page behind the second that they finish.
    """
    if request.POST[DRAFT] == LOOK:
        return answer_version(saved_at(draft, form))
    try:
        return JsonResponse({"version": save_unfinished(draft, form, request)})
    except drafts.ChangedElsewhere:
        return JsonResponse({"typing": ""}, status=409)
    except drafts.TooMuchTyped:
        return JsonResponse({}, status=422)


def saved_at(draft: Writing, form: Question) -> int:
    """Return the number with which a page was saved last; 0 if it never was."""
    at: Mapping[str, int] = draft.answers.get("at", {})
    return max(at.get(part, 0) for part in parts_of(form.page))


def save_unfinished(draft: Writing, form: Question, request: HttpRequest) -> int:
    """Save a page as unfinished and return the number that it is shown with from now on. Raises as `saved` does."""
    typed, seen = unfinished_input(form, request), seen_number(request.POST)
    if typed is None:
        raise drafts.TooMuchTyped
    if says_what_is_saved(typed, draft, form):
        return max(seen, saved_at(draft, form))
    return draft.saved(form.page, typed, seen, sending=sending_of(request)).found.seen


def unfinished_input(form: Question, request: HttpRequest) -> Typed | None:
    """Return the submitted answers, marked as unfinished; None if they are too long to keep."""
    typed = {**typed_answers(form, request.POST), UNFINISHED: ["1"]}
    room = sum(len(text) for texts in typed.values() for text in texts) <= MOST_UNFINISHED
    return typed if room else None


def says_what_is_saved(typed: Typed, draft: Writing, form: Question) -> bool:
    if draft.typed(form.page) is None:
        return form.is_blank(_without_mark(typed))
    said = draft.by_part(form.page, typed)
    return all(_without_mark(own) == _without_mark(draft.typed(part) or {}) for part, own in said.items())


def _without_mark(typed: Typed) -> Typed:
    return {name: texts for name, texts in typed.items() if name != UNFINISHED}
