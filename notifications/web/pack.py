"""The last screen of the pack: the letter of the decision as the member would read it, short and whole."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from casework.procedure.reading.papers import open_papers
from casework.queries.case.page import CasePage
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import NotSeen
from casework.web.deciders.pack import Screen, frame, is_on_the_board, show_screen
from casework.web.requests import acting
from notifications.letters.draft_decision import draft_context
from notifications.letters.subjects import SUBJECTS


@login_required
@require_safe
def draft_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the letter in short, as it would be if the board approved."""
    opened = _open(request, reference)
    if opened is None:
        return show_screen(request, acting(request), reference, Screen.QUESTION)
    page, texts = opened
    return render(request, "casework/board/letter.html", frame(page, Screen.LETTER) | draft_context(page, texts))


@login_required
@require_safe
def whole_draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the whole letter, with the places that the ballot fills left open."""
    opened = _open(request, reference)
    if opened is None:
        return show_screen(request, acting(request), reference, Screen.QUESTION)
    page, texts = opened
    subject = {"subject": SUBJECTS["decision"], "placed_on": None, "reference": ""}
    html = render_to_string("letters/decision.html", subject | draft_context(page, texts))
    return render(request, "casework/board/letter_whole.html", frame(page, Screen.LETTER) | {"html": html})


def _open(request: HttpRequest, reference: str) -> tuple[CasePage, OpenedTexts] | None:
    """Return the case with its opened texts; None to somebody who has not declared, or before the pack is out."""
    by = acting(request)
    if not is_on_the_board(by, reference):
        raise NotSeen
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS)
    return None if page.veiled or page.case.view.board.pack is None else (page, texts)
