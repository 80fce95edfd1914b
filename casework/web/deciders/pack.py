"""The pages of a case for a member of the board: names first; once they are free to decide, the pack in six screens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.board.certificate import certificate_of
from casework.procedure.board.needs import needs_of_vote
from casework.procedure.reading.papers import open_papers
from casework.queries.case.declaring import people_to_declare_on
from casework.queries.case.page import CasePage
from casework.queries.decisions.pack import asked_of_board, deadline_of, papers_open_on
from casework.queries.decisions.pack_screens import allegation_screen, said_screen, sheet_screen
from casework.queries.evidence.bundle import has_bundle
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import NotSeen, Reading, Seat, Verb
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.unreached import over_pack


class Screen(StrEnum):
    QUESTION = "question"
    ALLEGATIONS = "allegations"
    SANCTION = "sanction"
    SAID = "said"
    FAIRNESS = "fairness"
    LETTER = "letter"


TITLES: Mapping[Screen, Promise] = {
    Screen.QUESTION: _("The question"),
    Screen.ALLEGATIONS: _("Allegations"),
    Screen.SANCTION: _("Sanction"),
    Screen.SAID: _("What was said"),
    Screen.FAIRNESS: _("Fairness"),
    Screen.LETTER: _("The letter"),
}
SHOWN: Mapping[Screen, Callable[[CasePage, OpenedTexts], object]] = {
    Screen.QUESTION: asked_of_board,
    Screen.ALLEGATIONS: allegation_screen,
    Screen.SANCTION: sheet_screen,
    Screen.SAID: said_screen,
    Screen.FAIRNESS: lambda page, texts: certificate_of(page.case.view, page.case.record),
}


OF_FINDINGS, SHUT_WITH_PACK = frozenset({Screen.ALLEGATIONS}), frozenset({Screen.QUESTION, Screen.SANCTION})
"""The screens with words that open once the member has had the findings, and once they have had the pack."""
OF_LETTER = (Verb.SIGN_DECISION_LETTER, Verb.WITHDRAW_DECISION_LETTER)
"""What the chair may do about the letter of a decision."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A screen in the row above the pack: its address, and whether it is the one that is open or lies before it, read."""

    screen: Screen
    title: Promise
    address: str
    is_open: bool
    is_past: bool


def is_on_the_board(by: Actor, reference: str) -> bool:
    """Whether the viewer is on the board in a case that they may see. NotSeen or NoRight otherwise."""
    return Seat.BOARD_MEMBER in access.case_shown(by, reference, Reading.SEE_CASE).seats


@login_required
@require_safe
def screen_shown(request: HttpRequest, reference: str, screen: str) -> HttpResponse:
    """Show a screen of the pack to somebody on the board. Nobody else finds it."""
    by = acting(request)
    if not is_on_the_board(by, reference):
        raise NotSeen
    return show_screen(request, by, reference, Screen(screen))


def show_screen(request: HttpRequest, by: Actor, reference: str, screen: Screen) -> HttpResponse:
    """Show a screen; or the names on which to declare first, or that no pack is out yet."""
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS)
    shown = frame(page, screen)
    if page.veiled:
        names = {"names": people_to_declare_on(page.case), "back": reverse("docket")}
        return render(request, "casework/board/names.html", shown | names)
    if page.case.view.board.pack is None:
        return render(request, "casework/board/not_out.html", shown | {"back": reverse("docket")})
    return render(request, f"casework/board/{screen}.html", shown | {"shown": SHOWN[screen](page, texts)})


def frame(page: CasePage, screen: Screen) -> Context:
    """Return what stands around a screen: the case, the viewer's own date, the row of screens, the way on."""
    case, view, order = page.case, page.case.view, list(Screen)
    place, not_open = order.index(screen), not_open_yet(page)
    tabs = [
        Tab(
            screen=one,
            title=TITLES[one],
            address=address_of(case.reference, one),
            is_open=one is screen,
            is_past=n < place and one not in not_open,
        )
        for n, one in enumerate(order)
    ]
    may = {offer.verb for offer in page.offers if offer.allowed}
    return {
        "audience": "board",
        "page": page,
        "case": case,
        "steps": VERBS,
        "zone": view.rules.zone,
        **_shut(case),
        "deadline": deadline_of(view, declared=not page.veiled),
        "tabs": tabs,
        "number": place + 1,
        "before": tabs[place - 1] if place else None,
        "after": tabs[place + 1] if place + 1 < len(tabs) else None,
        "can_vote": Verb.CAST_VOTE in may,
        "needs": needs_of_vote(case) if screen is Screen.QUESTION and not page.veiled else None,
        "of_letter": next((verb for verb in OF_LETTER if verb in may), None),
        "can_declare": Verb.DECLARE_INTERESTS in may,
        "bundle_url": reverse("board_bundle", args=[case.reference]) if has_bundle(case) else "",
    }


def not_open_yet(page: CasePage) -> frozenset[Screen]:
    """Return the screens with words that the member has not had, and that the viewer therefore cannot have read."""
    view, opened = page.case.view, {text.entry for text in page.texts}
    findings = {one.id for one in view.deliberation.findings} <= opened
    return (frozenset() if findings else OF_FINDINGS) | (SHUT_WITH_PACK if _shut(page.case)["is_shut"] else frozenset())


def _shut(case: Case) -> Context:
    """Return whether the words of the pack are shut as the member was not served with them, until when, and if mail failed."""
    day = papers_open_on(case.view)
    is_shut = case.view.board.pack is not None and (day is None or day > case.view.today)
    return {"is_shut": is_shut, "shut_until": day if is_shut else None} | (over_pack(case) if is_shut else {})


def address_of(reference: str, screen: Screen) -> str:
    if screen is Screen.QUESTION:
        return reverse("board_case", args=[reference])
    return reverse("pack_letter" if screen is Screen.LETTER else f"pack_{screen}", args=[reference])
