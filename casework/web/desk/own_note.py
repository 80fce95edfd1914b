"""A person's own note of a case, on its overview: kept like a draft, sealed for the person, as long as the case is kept."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.models import Case
from casework.procedure.notes.forms import LONGEST
from casework.queries.people.colleagues import has_notes
from casework.vocabulary import NotNow
from casework.web.drafts import drafts
from casework.web.drafts.notes import notes_to_write, place_of_own_note, said_of
from casework.web.drafts.texts import Draft, get_draft, keep_typed
from casework.web.shared.context import Context
from casework.web.step_page.done import Did, keep_done

FIELD = "words"


class OwnNoteTooLong(NotNow):
    """The note has more characters than are kept. The page shows it with the words that were typed."""

    status = 422


@transaction.atomic(durable=True)
def keep_own_note(request: HttpRequest, by: Actor, reference: str) -> HttpResponse:
    """Keep what was typed, or answer the script of the page. Raises TextsDiffer or OwnNoteTooLong, and keeps nothing then."""
    place = place_of_own_note(notes_to_write(by, reference), by)
    refuse_too_long(request.POST.get(FIELD, ""))
    if drafts.is_by_script(request):
        return drafts.answer_draft(request, by, place, request.path)
    if keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request))[1]:
        raise drafts.TextsDiffer
    return own_note_kept(request, reference)


def own_note_kept(request: HttpRequest, reference: str) -> HttpResponse:
    messages.success(request, _("Your note is saved. Only you read it."))
    keep_done(request, reference, Did.NOTE)
    return redirect(request.path)


def refuse_too_long(words: str) -> None:
    if len(words) > LONGEST:
        raise OwnNoteTooLong(
            _(
                "Your note can have 20,000 characters, and this has %(number)s. Shorten it. Nothing that you typed is lost."
            )
            % {"number": len(words)}
        )


def own_note_shown(
    request: HttpRequest, by: Actor, case: Case, refused: NotNow | None = None, *, typed: bool = True
) -> Context:
    """Return what the overview shows of a person's own note: what was typed and not kept, or what is kept.

    One query; none unless they `typed` something before.
    """
    if not has_notes(case):
        return {}
    draft = get_draft(place_of_own_note(case, by)) if typed else Draft(typed={})
    kept = "\n".join(draft.typed.get(FIELD, ()))
    differs = isinstance(refused, drafts.TextsDiffer)
    return {
        "own_note": request.POST.get(FIELD, "") if refused else kept,
        "own_note_draft": draft,
        "own_note_other": said_of(draft.typed) if differs else (),
        "own_note_refused": refused.reasons if refused and not differs else (),
    }
