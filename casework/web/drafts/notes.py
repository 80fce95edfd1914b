"""Drafts of what is typed on the pages of notes and tasks: sealed under the key of the case, for the person alone."""

from functools import partial
from uuid import UUID, uuid5

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.evidence.sealed_drafts import DraftPlace, place_in_case, place_of_step
from casework.queries.people.colleagues import own_note_rights
from casework.vocabulary import NoRight, Reading
from casework.web.drafts import drafts
from casework.web.drafts.page import DraftOnPage, fill_form, own_draft
from casework.web.drafts.texts import Draft, Typed, get_draft, keep_typed

NOTE, TASK = "note", "task"
HEADS = {"words": gettext_lazy("What you typed"), "level": gettext_lazy("Who reads it?")}
"""What the fields are called where two texts are compared. Other fields are ticked again."""
OWN_NOTE = UUID("5a1c1f0c-0d5e-4c7c-8f0b-6b8a0e3b6a51")
"""Of what the place of a person's own note of a case is made."""


def place_of_note(case: Case, by: Actor, page: str) -> DraftPlace:
    return place_of_step(case.pk, page, "office", by.user.pk)


def place_of_own_note(case: Case, by: Actor) -> DraftPlace:
    """Return where a person's own note of a case lies. Unlike a draft it has no end but that of the case."""
    return place_in_case(case, uuid5(OWN_NOTE, str(by.user.pk)), by.user.pk)


def require_notes(by: Actor, reference: str) -> Case:
    """Return a case in which the actor writes notes. Raises NotSeen or NoRight."""
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    own_note_rights(case)
    return case


def notes_to_write(by: Actor, reference: str) -> Case:
    """Return as `require_notes` does, with the case locked: an erasure at the same time comes before this or after it."""
    case = access.case_written(by, reference, Reading.SEE_CASE)
    own_note_rights(case)
    return case


def require_team(by: Actor, reference: str) -> Case:
    """Return a case in whose team the actor is. Raises NotSeen or NoRight."""
    case = require_notes(by, reference)
    if not own_note_rights(case).team:
        raise NoRight
    return case


def draft_of(request: HttpRequest, by: Actor, case: Case, place: DraftPlace, form: Form) -> DraftOnPage:
    """Keep what a refused form holds, or fill an opened form from its draft; return what the page says of the draft."""
    draft, others = _kept_now(request, by, place) if request.method == "POST" else (get_draft(place), {})
    typed = drafts.typed_in(request) if request.method == "POST" and not form.is_bound else draft.typed
    if typed:
        fill_form(form, typed, {})
    return own_draft(draft, others, rules=case.view.rules)


def _kept_now(request: HttpRequest, by: Actor, place: DraftPlace) -> tuple[Draft, Typed]:
    version, other = keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request))
    return Draft(version=version, typed={}), other.typed if other else {}


def said_of(typed: Typed) -> list[tuple[object, str]]:
    """Return what was typed with the names of its fields."""
    return [(HEADS[name], "\n".join(texts)) for name, texts in typed.items() if name in HEADS]


def _place(by: Actor, *, reference: str, page: str = NOTE, note: UUID | None = None) -> DraftPlace:
    return place_of_note(require_notes(by, reference), by, page_of(note) if note else page)


def page_of(note: UUID) -> str:
    """Return the name under which the draft of a change of a note lies."""
    return f"{NOTE}:{note}"


drafts.PLACES |= {
    "case": lambda by, *, reference: place_of_own_note(require_notes(by, reference), by),
    "case_notes": _place,
    "case_note": _place,
    "case_new_task": partial(_place, page=TASK),
}
