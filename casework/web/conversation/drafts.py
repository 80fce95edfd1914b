"""The draft of a message, with the files chosen for it: sealed for its author alone, under the key of its thread."""

from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.forms.messages import FormWithFiles
from casework.models import Case
from casework.queries.evidence.sealed_drafts import ChangedElsewhere, DraftPlace, forget_draft
from casework.queries.threads.conversation import enter_thread
from casework.queries.threads.waiting_messages import Written
from casework.recording import compartment_of
from casework.vocabulary import Thread, Verb
from casework.vocabulary.prepared_messages import PREPARED
from casework.web.drafts import chosen_files, drafts
from casework.web.drafts.page import fill_form, own_draft
from casework.web.drafts.texts import TRIES, Draft, Typed, get_draft, keep_typed
from casework.web.shared.context import Context
from policy.rules import Rules

BEGIN = "begin"
MESSAGES = UUID("0d8a4c0e-3c0c-4b52-9a0e-1f6f3b7f5c21")
"""Of what the place of the draft of a message is made."""


def place_in_thread(case: Case, by: Actor, thread: Thread) -> DraftPlace:
    compartment = compartment_of(case, thread.kept)
    return DraftPlace(
        compartment=compartment, about=uuid5(MESSAGES, thread.value), holder=by.user.pk, step=f"message:{thread.value}"
    )


def place_of_message(by: Actor, *, reference: str, thread: Thread) -> DraftPlace:
    """Return where the draft of a message lies, for a person who may write in the thread. Raises NotSeen or NoRight."""
    case = access.case_shown(by, reference, Verb.SEND_MESSAGE)
    enter_thread(case, thread, Verb.SEND_MESSAGE)
    return place_in_thread(case, by, thread)


def filled(place: DraftPlace, form: VerbForm, rules: Rules) -> Context:
    """Fill an opened form from its draft, with what the form begins with below it; return what the page says of the draft.

    A message that came back is below once: a draft that takes its place holds what became of it.
    """
    draft, returned = get_draft(place), form.initial.get("instead_of")
    if draft.typed:
        begins = (
            "" if returned and draft.typed.get("instead_of") == [str(returned)] else form.initial.get("message", "")
        )
        fill_form(form, with_text_below(draft.typed, str(begins)), {})
    form.chosen_files = chosen_files.chosen_files(place)
    return {"draft": own_draft(draft, {}, rules=rules, holds_files=True), "others": ()}


def kept(request: HttpRequest, by: Actor, place: DraftPlace, form: VerbForm, rules: Rules) -> Context:
    """Keep what was typed and chosen and not sent; return what the page says of it, and another text kept meanwhile."""
    version, other = keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request))
    drafts.keep_chosen(request, place)
    form.chosen_files = chosen_files.chosen_files(place)
    others = other.typed if other else {}
    said = [(form.fields[name].label, "\n".join(texts)) for name, texts in others.items() if name in form.fields]
    return {"draft": own_draft(Draft(version=version, typed={}), others, rules=rules, holds_files=True), "others": said}


def keep_begun(request: HttpRequest, by: Actor, place: DraftPlace, there: str) -> HttpResponse:
    """Keep what was typed, with the chosen standard text below it. Raises TextsDiffer if another text was kept meanwhile."""
    typed = {name: texts for name, texts in drafts.typed_in(request).items() if name != BEGIN}
    chosen = PREPARED.get(request.POST[BEGIN])
    begun = with_text_below(typed, str(chosen.words) if chosen else "")
    drafts.keep_chosen(request, place)
    if keep_typed(by, place, begun, drafts.seen_version(request))[1]:
        raise drafts.TextsDiffer
    return redirect(there)


def add_waiting_files(request: HttpRequest, place: DraftPlace) -> None:
    """Let the files that wait with the draft count as sent with the message."""
    chosen_files.with_chosen(request, place, FormWithFiles)


def forget_message(place: DraftPlace) -> None:
    """Delete the draft of a message that was sent, and the files that waited with it."""
    forget_draft(place)
    chosen_files.forget_chosen(place)


def put_back(by: Actor, case: Case, written: Written) -> None:
    """Make a draft of a message that is taken back. What its author has typed since then stays, with the message below.

    Raises ChangedElsewhere if the draft is changed each time that it is kept.
    """
    place = place_in_thread(case, by, written.thread)
    for _try in range(TRIES):
        draft = get_draft(place)
        typed = _typed_of(written) | {name: texts for name, texts in draft.typed.items() if any(texts)}
        typed["message"] = draft.typed.get("message", [])
        if keep_typed(by, place, with_text_below(typed, written.message), draft.version)[1] is None:
            return
    raise ChangedElsewhere


def _typed_of(written: Written) -> dict[str, list[str]]:
    """Return what was typed beside the message itself. Files are chosen again; what was said of them is kept."""
    typed = {f"caption_{number}": [one.caption] for number, one in enumerate(written.files, 1) if one.caption}
    if written.due_on:
        typed["due_on"] = [written.due_on.isoformat()]
    if written.answers:
        typed["answers"] = [str(written.answers)]
    return typed


def with_text_below(typed: Typed, words: str) -> Typed:
    """Return what was typed with these words below the message, unless the message holds them."""
    message = "\n".join(typed.get("message", ()))
    if not words or words.strip() in message:
        return typed
    return {**typed, "message": ["\n\n".join(one for one in (message.rstrip(), words) if one)]}


chosen_files.ON_PAGES |= {f"message:{one.value}": FormWithFiles for one in Thread}
