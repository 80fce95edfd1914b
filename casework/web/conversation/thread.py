"""The pages of a thread: read what was written, write, and take back what has not gone out."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from uuid import UUID, uuid4

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.forms.messages import MessageForm, SocietyMessageForm
from casework.procedure.conversation.actions import read_messages, send_message, take_back_message
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import group_by_compartment
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.queries.people.colleagues import is_in_team
from casework.queries.threads.conversation import Conversation, thread_page
from casework.queries.threads.notes import lines_for_tasks
from casework.queries.threads.seats import unserved_letters
from casework.queries.threads.waiting_messages import Written
from casework.recording import OpenedTexts
from casework.vocabulary import DoneBefore, HeldByCheck, NotNow, NotSeen, Reading, Thread, Verb
from casework.vocabulary.prepared_messages import prepared_for
from casework.web.conversation.drafts import (
    BEGIN,
    add_waiting_files,
    filled,
    forget_message,
    keep_begun,
    kept,
    place_in_thread,
    place_of_message,
    put_back,
)
from casework.web.conversation.names import ask_about_names
from casework.web.conversation.preview import around_preview, shows_preview
from casework.web.drafts import drafts
from casework.web.requests import acting, read_number, read_uuid
from casework.web.shared.context import Context
from casework.web.shared.read_here import note_read_here
from casework.web.step_page.cancelling import answer_cancel, cancels
from casework.web.step_page.done import Did, forget_done, keep_done, link_to, tell_with_next
from casework.web.step_page.reporter_asked import decision_ahead

LOG = structlog.get_logger()
MOST = 8
ASK_FOR_PROTECTION = gettext_lazy("Please give this case a protection officer. I would like to talk with them.")
WRITE, WRITTEN, TOLD = "write_title", "written", "message_1_title"
"""Where on the page one writes, where the message is that was sent last, and what the page says first.

A browser keeps the part at which the form was sent, if the redirect names none.
"""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_conversation(request: HttpRequest, reference: str, thread: str) -> HttpResponse:
    """Show an officer a thread of a case, or take their message. NotSeen for a thread that the officer may not read."""
    by, back = acting(request), reverse("case_letters", args=[reference])
    access.require(by, reference, Reading.SEE_CASE)
    came = answer(request, by, reference, thread_named(thread), back)
    if isinstance(came, HttpResponse):
        return came
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    shown = {
        "audience": "staff",
        "heading": f"{case.code_name}, {case.reference}",
        "back": f"{back}?with={came['talk'].thread.party.value}",
        "back_words": _("Back to letters and talk"),
        "files_at": reverse("case", args=[reference]) + "files/",
        "lines": lines_of(came) if is_in_team(case) else {},
        "reference": reference,
        "unserved": unserved_letters(case, came["talk"].thread),
    }
    return render(request, "casework/conversation/page.html", came | shown, status=came["status"])


def lines_of(page: Context) -> dict[int, tuple[str, ...]]:
    """Return the lines of each message that somebody else wrote, of which a task can be made, by its number."""
    talk, texts = page["talk"], page["texts"]
    shown = {one.number: texts.get((one.text.entry, one.text.field)) for one in talk.said if one.text and not one.mine}
    return {number: lines_for_tasks(str(words or "")) for number, words in shown.items()}


def thread_named(name: str) -> Thread:
    """Return a thread by its name in an address. NotSeen if there is none."""
    try:
        return Thread(name)
    except ValueError as error:
        raise NotSeen from error


def answer(request: HttpRequest, by: Actor, reference: str, thread: Thread, back: str) -> HttpResponse | Context:
    """Carry out what was posted and redirect, or return what the page shows, after noting that it was read.

    `back` is where somebody goes who cancels a message.
    """
    if cancels(request):
        return _cancel(request, by, reference, thread, back)
    if request.method == "POST":
        return _asked_for(request)(request, by, reference, thread)
    if request.method == "GET":
        _note_reading(request, by, reference, thread)
    page = _page(request, by, reference, thread)
    return page | around_preview(request, by, reference, page) if shows_preview(request, page) else page


def _asked_for(request: HttpRequest) -> Callable[[HttpRequest, Actor, str, Thread], HttpResponse | Context]:
    if "take_back" in request.POST:
        return _take_back
    return _keep if BEGIN in request.POST or drafts.is_about_draft(request) else _send


def _keep(request: HttpRequest, by: Actor, reference: str, thread: Thread) -> HttpResponse | Context:
    """Keep or delete the draft, or put a standard text below it. Shows both texts if another was kept meanwhile."""
    place = place_of_message(by, reference=reference, thread=thread)
    with suppress(drafts.TextsDiffer):
        act = keep_begun if BEGIN in request.POST else drafts.answer_draft
        return act(request, by, place, f"{request.path}#{WRITE}")
    page = _page(request, by, reference, thread)
    return page | _kept(request, by, page) | {"status": 409}


def _cancel(request: HttpRequest, by: Actor, reference: str, thread: Thread, back: str) -> HttpResponse | Context:
    """Lead back and keep what was typed and chosen. Shows both texts if another was kept meanwhile."""
    place = place_of_message(by, reference=reference, thread=thread)
    page = _page(request, by, reference, thread)
    with suppress(drafts.TextsDiffer):
        return answer_cancel(request, by, place, back, page["form"])
    return page | _kept(request, by, page) | {"status": 409}


def _kept(request: HttpRequest, by: Actor, page: Context) -> Context:
    return kept(request, by, page["place"], page["form"], page["rules"])


def _take_back(request: HttpRequest, by: Actor, reference: str, _thread: Thread) -> HttpResponse:
    try:
        back = take_back_message(
            reference=reference, by=by, message=_message_named(request), put_back=partial(put_back, by)
        )
    except NotNow as refused:
        messages.warning(request, refused.reasons[0])
        return redirect(request.path)
    if back is None:
        messages.success(request, _("Your message has been deleted."))
        return redirect(request.path)
    return _taken_back(request, reference, back)


def _message_named(request: HttpRequest) -> UUID:
    return read_uuid(request.POST["take_back"]) or uuid4()


def _taken_back(request: HttpRequest, reference: str, back: Written) -> HttpResponse:
    """Say that a message was taken back and is in the form again."""
    forget_done(request, reference, Did.MESSAGE)
    messages.success(
        request, _("Your message has been taken back. Nobody has seen it. Its words are in the field again.")
    )
    if back.files:
        messages.warning(request, _("Its files were deleted. Choose them again."))
    return redirect(f"{request.path}#{WRITE}")


def _send(request: HttpRequest, by: Actor, reference: str, thread: Thread) -> HttpResponse | Context:
    page = _page(request, by, reference, thread)
    if shown := _not_to_be_sent(request, by, reference, page):
        return shown | _kept(request, by, page)
    try:
        send_message(reference=reference, by=by, thread=thread, **page["form"].cleaned_data)
    except DoneBefore:
        return redirect(f"{request.path}#{WRITTEN}")
    except NotNow as refused:
        return page | _answer_refusal(request, by, refused) | _kept(request, by, page)
    return _sent(request, reference, page)


def _sent(request: HttpRequest, reference: str, page: Context) -> HttpResponse:
    """Forget the draft of a message that was sent, and lead to where it waits; an officer to the words above it, first."""
    forget_message(page["place"])
    if page["talk"].by_society:
        keep_done(request, reference, Did.MESSAGE)
        when = link_to(f"#{WRITTEN}", _("See when it goes out."))
        tell_with_next(request, format_html("{} {}", _("Your message is written."), when), reference)
        return redirect(f"{request.path}#{TOLD}")
    return redirect(f"{request.path}#{WRITTEN}")


def _not_to_be_sent(request: HttpRequest, by: Actor, reference: str, page: Context) -> Context | None:
    """Return the page with the errors, or with the names it is to be asked about; None if the message is to be sent."""
    if not page["form"].is_valid():
        return page | {"status": 422}
    named = ask_about_names(request, by, reference, page)
    return page | {"named": named, "status": 422} if named else None


def _answer_refusal(request: HttpRequest, by: Actor, refused: NotNow) -> Context:
    """Return what the page says of a refusal. One by the outgoing check is counted, as it can be the try of a name."""
    if isinstance(refused, HeldByCheck):
        access.note_refusal(by, Verb.SEND_MESSAGE.value, request.path)
    return {"refused": refused.reasons, "status": 409}


def _note_reading(request: HttpRequest, by: Actor, reference: str, thread: Thread) -> None:
    """Note that what came was read, unless others hold the case or the reader may not act in it; the page is shown anyway."""
    try:
        note_read_here(request, read_messages(reference=reference, by=by, thread=thread), thread)
    except (OperationalError, NotNow) as error:
        LOG.info("reading_not_noted", exc_info=error)


def _page(request: HttpRequest, by: Actor, reference: str, thread: Thread) -> Context:
    case, talk = thread_page(by, reference, thread, before=read_number(request.GET.get("before", "")))
    texts, again, place = _open(by, reference, talk), _returned(request, talk), place_in_thread(case, by, thread)
    if request.method == "POST":
        add_waiting_files(request, place)
    form = _form(request, talk, texts, case.view.today)
    begun = filled(place, form, case.view.rules) if request.method != "POST" else {}
    return {
        "talk": talk,
        "texts": texts,
        "zone": case.view.rules.zone,
        "today": case.view.today,
        "now": case.view.now,
        "form": form,
        "again": again,
        "place": place,
        "rules": case.view.rules,
        "prepared": prepared_for(thread) if talk.by_society else {},
        "request_key": uuid4(),
        "decision": decision_ahead(talk, case),
        "status": 200,
    } | begun


def _open(by: Actor, reference: str, talk: Conversation) -> OpenedTexts:
    """Open the texts of a page on the record."""
    wanted = group_by_compartment(talk.texts)
    return open_content(reference=reference, by=by, rights=[talk.thread.opens], wanted=wanted) if wanted else {}


def _form(
    request: HttpRequest, talk: Conversation, texts: OpenedTexts, today: date
) -> MessageForm | SocietyMessageForm:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    if talk.by_society:
        return SocietyMessageForm(*posted, initial=_begun(request, talk), today=today)
    answered = {one.written.answers for one in talk.waiting if one.written and one.due}
    open_now = [one for one in talk.questions if one.entry not in answered][:MOST]
    asked = [(one.entry, _asked(texts.get((one.entry, one.text.field)))) for one in open_now]
    by_reporter, begun = talk.thread.is_of_reporter, _begun_by_party(request)
    return MessageForm(*posted, questions=asked, by_reporter=by_reporter, initial=begun)


def _begun_by_party(request: HttpRequest) -> dict[str, object]:
    """Return what a party's form begins with: nothing, or the words that the address asks for."""
    return {"message": ASK_FOR_PROTECTION} if request.GET.get("begin") == "protection" else {}


def _begun(request: HttpRequest, talk: Conversation) -> dict[str, object]:
    """Return what the form begins with: a message that came back, the standard text that the address asks for, or nothing."""
    key, back = read_uuid(request.GET.get("again", "")), _returned(request, talk)
    if back:
        return {"message": back.message, "due_on": back.due_on, "instead_of": key}
    asked = prepared_for(talk.thread).get(request.GET.get(BEGIN, ""))
    return {"message": str(asked.words)} if asked else {}


def _returned(request: HttpRequest, talk: Conversation) -> Written | None:
    """Return the message that came back and that the form takes up again, if its address or the form names one."""
    key = read_uuid(request.POST.get("instead_of", "") or request.GET.get("again", ""))
    return next((one.written for one in talk.waiting if one.id == key and one.note), None)


def _asked(text: object) -> str:
    return Truncator(str(text or "")).chars(120)


def place_at_desk(by: Actor, *, reference: str, thread: str) -> DraftPlace:
    return place_of_message(by, reference=reference, thread=thread_named(thread))


drafts.PLACES["conversation"] = place_at_desk
