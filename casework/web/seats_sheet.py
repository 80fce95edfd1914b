"""The seats sheet: who sits in a case, who is next on the rota, and one press to fill several seats."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.procedure.reading.actions import open_papers
from casework.procedure.seats.guards import places
from casework.queries.seats_sheet import SEATS, SeatLine, seat_lines
from casework.queries.step_version import step_version
from casework.verbs import VERBS, perform
from casework.vocabulary import DoneBefore, Refused, Seat, Verb
from casework.web.case_tabs import frame
from casework.web.context import Context
from casework.web.done import keep_done
from casework.web.requests import acting, read_uuid, with_key_for
from casework.web.steps import STEP_VERSION

REASON = "reason"


@dataclass(frozen=True, kw_only=True)
class Seated:
    """The result for one person: whether they were seated, and if not, why."""

    seat: Seat
    person: UUID
    done: bool
    words: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seats_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the seats to the officer who hands them out, or fill those that were chosen, each by a step of its own."""
    by = acting(request)
    access.require_step(by, reference, Verb.SEAT_OFFICER)
    results = seat_each(request, by, reference) if request.method == "POST" else []
    if results and all(one.done for one in results):
        messages.success(request, _("Done: everybody whom you chose is seated."))
        return redirect("seats_sheet", reference)
    return show_seats(request, by, reference, results)


def show_seats(request: HttpRequest, by: Actor, reference: str, results: list[Seated]) -> HttpResponse:
    """Show the sheet. After a press it also shows what was done, what was refused, and what was typed."""
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=lambda _page: ())
    lines = seat_lines(page.case, partial(places, rules=page.case.view.rules))
    shown = frame(page, texts, "seats_sheet", by) | around_seats(request, lines, results)
    shown |= {"version": step_version(page.case, Verb.SEAT_OFFICER), "request_key": uuid4()}
    return render(request, "casework/sheets/seats.html", shown, status=409 if results else status_of(request))


def status_of(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def around_seats(request: HttpRequest, lines: list[SeatLine], results: list[Seated]) -> Context:
    """Return the lines with what is chosen: what was sent or, at first, the next person for the seat that is wanted."""
    sent = request.method == "POST"
    chosen = (
        set(places_in_order(request)) if sent else {(one.seat, one.people[0].person) for one in lines if is_wanted(one)}
    )
    done = {(one.seat, one.person) for one in results if one.done}
    return {
        "lines": [(line, [(one, (line.seat, one.person) in chosen) for one in line.people]) for line in lines],
        "results": [(one.seat, one.words) for one in results if not one.done],
        "seated": len(done),
        "nothing": sent and not results,
        "reason": request.POST.get(REASON, ""),
    }


def is_wanted(line: SeatLine) -> bool:
    return line.wanted and bool(line.people)


def places_in_order(request: HttpRequest) -> list[tuple[Seat, UUID]]:
    """Return the seats and people that were chosen, each once, in the order of the page."""
    found = ((seat, read_uuid(said)) for seat in SEATS for said in request.POST.getlist(f"place_{seat.value}"))
    return list(dict.fromkeys((seat, person) for seat, person in found if person is not None))


def seat_each(request: HttpRequest, by: Actor, reference: str) -> list[Seated]:
    """Seat each person who was chosen. Only the first step is checked against the version of the page.

    The order is that of the page, so that people who are next on the rota are seated in the order of the rota.
    """
    results: list[Seated] = []
    for seat, person in places_in_order(request):
        versions = None if any(one.done for one in results) else request.POST.getlist(STEP_VERSION)
        typed = {"place": f"{seat.value}:{person}", REASON: request.POST.get(REASON, "")}
        words = seat_one(with_key_for(by, request.POST.get("request_key"), typed["place"]), reference, typed, versions)
        results.append(Seated(seat=seat, person=person, done=not words, words=words))
    keep_done(request, reference, Verb.SEAT_OFFICER, times=sum(one.done for one in results))
    return results


def seat_one(by: Actor, reference: str, typed: Mapping[str, str], versions: list[str] | None) -> str:
    """Seat one person; return why it was refused, or nothing."""
    try:
        perform(VERBS[Verb.SEAT_OFFICER], reference=reference, by=by, typed=typed, as_officer=True, versions=versions)
    except DoneBefore:
        return ""
    except Refused as refused:
        return " ".join(str(one) for one in refused.reasons)
    return ""
