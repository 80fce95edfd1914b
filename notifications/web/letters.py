"""The tab of a case with its letters and messages, a thread for each party."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.queries.case.page import case_page
from casework.verbs import VERBS
from casework.vocabulary import Verb
from casework.web.desk.case_tabs import frame
from casework.web.requests import acting
from casework.web.step_page.own_room import or_own_room
from notifications.dispatch.case_letters import PARTIES, party_called, threads_by_party
from notifications.dispatch.letters_ahead import set_into_page
from notifications.dispatch.letters_sent import letter_sent


@login_required
@require_safe
@or_own_room
def letters_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the thread that the address names, or else one in which a message waits. Nothing sealed is opened here."""
    by = acting(request)
    page = case_page(by, reference, verbs=VERBS)
    threads = threads_by_party(page)
    asked = (one for one in threads if one.seat.value == request.GET.get("with"))
    thread = next(asked, None) or max(threads, key=lambda one: one.unread, default=None)
    shown = frame(page, {}, "case_letters", by) | {"threads": threads, "thread": thread}
    shown["service"] = next((one for one in page.offers if one.verb is Verb.RECORD_SERVICE), None)
    return render(request, "casework/case/letters.html", shown)


@login_required
@require_safe
def letter_shown(request: HttpRequest, reference: str, seat: str, number: int) -> HttpResponse:
    """Show an officer a letter that was sent, as its reader reads it. Their reading serves it on nobody."""
    by, to = acting(request), party_called(seat)
    _case, letters = letter_sent(by, reference, to, number)
    page = case_page(by, reference, verbs=VERBS)
    (letter,) = [
        one for party in threads_by_party(page) if party.seat is to for one in party.letters if one.number == number
    ]
    shown = frame(page, {}, "case_letters", by) | {"letter": letter, "title": PARTIES[to], "seat": to}
    shown["prints"] = len(letters) == 1 and not letters[0].hides
    shown["written"] = [(one, set_into_page(one.html, n)) for n, one in enumerate(letters, 1)]
    return render(request, "casework/case/letter.html", shown)
