"""The seats sheet: who sits in a case, who is next on the rota, and one press to fill several seats."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pseudonyms import people_behind
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.papers import open_papers
from casework.procedure.seats.guards import OFFICERS, has_room, left_seats, places
from casework.queries.case.step_version import step_version
from casework.queries.conflicts.linked_cases_seen import investigators_of
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft, place_of_step
from casework.queries.queue.seats_sheet import SEATS, SeatLine, seat_lines
from casework.record.state import CaseView
from casework.record.turns import expected_first
from casework.verbs import VERBS, perform
from casework.vocabulary import DoneBefore, Refused, Seat, Verb
from casework.web.desk.case_tabs import frame
from casework.web.drafts import drafts
from casework.web.drafts.page import own_draft
from casework.web.drafts.texts import Draft, Typed, get_draft, keep_typed
from casework.web.requests import acting, read_uuid, with_key_for
from casework.web.shared.context import Context
from casework.web.step_page.done import keep_done, tell_with_next
from casework.web.step_page.rehearsing import STEP_VERSION
from casework.workflow.step import not_none
from casework.workflow.turns import next_to_act

SHEET, REASON = "seats_sheet", "reason"


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
    place = place_of_seats(by, reference=reference)
    if drafts.is_about_draft(request):
        return answer_draft(request, by, reference, place)
    results = seat_each(request, by, reference) if request.method == "POST" else []
    if results and all(one.done for one in results):
        return all_seated(request, by, reference, place, results)
    return show_seats(request, by, reference, results, kept_or_read(request, by, place))


def all_seated(
    request: HttpRequest, by: Actor, reference: str, place: DraftPlace, seated: Sequence[Seated]
) -> HttpResponse:
    forget_draft(place)
    named = people_behind(one.person for one in seated)
    who = ", ".join(f"{named[one.person].name} ({one.seat.label})" for one in seated if one.person in named)
    view = access.case_shown(by, reference, Verb.SEAT_OFFICER, *access.SHOWN_TO_OFFICERS).view
    tell_with_next(request, f"{_('Seated: %(who)s.') % {'who': who}} {next_of(view)}".rstrip(), reference)
    return redirect(SHEET, reference)


def next_of(view: CaseView) -> str:
    """Return the sentence that says what a case waits for, and whose it is; nothing for a closed case.

    A step that waits for a signature is not named: few may know which one was put forward.
    """
    expected, first = expected_first(view), next_to_act(view)
    if first.signs and first.seat:
        return _("Next: a step waits for a signature (%(seat)s).") % {"seat": first.seat.label}
    if expected is None:
        return ""
    step, seat = VERBS[expected.verbs[0]].label, expected.seats[0].label
    return _("Next: %(step)s (%(seat)s).") % {"step": step, "seat": seat}


def place_of_seats(by: Actor, *, reference: str) -> DraftPlace:
    """Return where the draft of the sheet lies, for an officer who may fill seats. Raises as the page does."""
    access.require_step(by, reference, Verb.SEAT_OFFICER)
    case, _held = access.rights_in(by, reference)
    return place_of_step(not_none(case), SHEET, "office", by.user.pk)


drafts.PLACES[SHEET] = place_of_seats


def answer_draft(request: HttpRequest, by: Actor, reference: str, place: DraftPlace) -> HttpResponse:
    """Keep or delete the draft, or show both choices if another one was kept since the page was shown."""
    try:
        return drafts.answer_draft(request, by, place, request.path)
    except drafts.TextsDiffer:
        return show_seats(request, by, reference, [], kept_or_read(request, by, place))


def kept_or_read(request: HttpRequest, by: Actor, place: DraftPlace) -> tuple[Draft, Typed]:
    """Return the draft and nothing else; after a press what was posted, kept, and what was kept meanwhile."""
    if request.method != "POST":
        return get_draft(place), {}
    typed = drafts.typed_in(request)
    version, other = keep_typed(by, place, typed, drafts.seen_version(request))
    return Draft(version=version, typed=typed), other.typed if other else {}


def show_seats(
    request: HttpRequest, by: Actor, reference: str, results: list[Seated], kept: tuple[Draft, Typed]
) -> HttpResponse:
    """Show the sheet. After a press it also shows what was done, what was refused, and what was typed."""
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=lambda _page: ())
    lines = seat_lines(page.case, partial(places, rules=page.case.view.rules), asked=seat_asked(request))
    shown = frame(page, texts, SHEET, by) | around_seats(request, lines, results, kept[0].typed)
    shown |= around_draft(request, page.case, *kept)
    replaces = any(one.verb is Verb.REPLACE_SEAT and one.allowed for one in page.offers)
    shown |= {"replaces": replaces and bool(left_seats(page.case.view)), "other_seats": other_seats(page.case, lines)}
    shown |= {
        "beside": {Seat.INVESTIGATOR: investigators_of(shown["linked"], by.user)},
        "version": step_version(page.case, Verb.SEAT_OFFICER),
        "request_key": uuid4(),
    }
    return render(request, "casework/sheets/seats.html", shown, status=409 if results else status_of(request))


def seat_asked(request: HttpRequest) -> Seat | None:
    """Return the seat that the address names; None for any other word than a seat that the sheet can fill."""
    asked = request.GET.get("fills", "")
    return Seat(asked) if asked in OFFICERS else None


def other_seats(case: Case, lines: Sequence[SeatLine]) -> list[Seat]:
    """Return the seats with room that the sheet shows only if it is asked for them."""
    shown = {line.seat for line in lines}
    return [seat for seat in sorted(OFFICERS - shown) if has_room(case.view, seat)]


def around_draft(request: HttpRequest, case: Case, draft: Draft, others: Typed) -> Context:
    said = Draft(version=draft.version, typed={}) if request.method == "POST" else draft
    return {
        "draft": own_draft(said, others, rules=case.view.rules),
        "others": [(_("Why"), "\n".join(others.get(REASON, ())))] if others else (),
    }


def status_of(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def around_seats(request: HttpRequest, lines: list[SeatLine], results: list[Seated], typed: Typed) -> Context:
    """Return the lines with what is chosen: what was typed or, at first, the next of the rota, as many as are wanted."""
    sent = request.method == "POST" and not drafts.is_about_draft(request)
    first = _next_of_rota(lines)
    chosen = set(places_in_order(typed)) if typed or sent else first
    following = {line.seat: line.people[0].name for line in lines if line.people}
    done = {(one.seat, one.person) for one in results if one.done}
    return {
        "lines": [(line, [(one, (line.seat, one.person) in chosen) for one in line.people]) for line in lines],
        "results": [(one.seat, one.words, following.get(one.seat, "")) for one in results if not one.done],
        "seated": len(done),
        "nothing": sent and not results,
        "reason": "\n".join(typed.get(REASON, ())),
    }


def _next_of_rota(lines: Iterable[SeatLine]) -> set[tuple[Seat, UUID]]:
    """Return who is next for each seat that is wanted, each person for one seat alone."""
    found: dict[UUID, Seat] = {}
    for line in lines:
        free = (one.person for one in line.people if one.person not in found)
        found |= dict.fromkeys(islice(free, line.wanted), line.seat)
    return {(seat, person) for person, seat in found.items()}


def seats_in_order() -> tuple[Seat, ...]:
    return (*SEATS, *sorted(OFFICERS - set(SEATS)))


def places_in_order(typed: Typed) -> list[tuple[Seat, UUID]]:
    """Return the seats and people that were chosen, each once, in the order of the page."""
    found = ((seat, read_uuid(said)) for seat in seats_in_order() for said in typed.get(f"place_{seat.value}", ()))
    return list(dict.fromkeys((seat, person) for seat, person in found if person is not None))


def seat_each(request: HttpRequest, by: Actor, reference: str) -> list[Seated]:
    """Seat each person who was chosen. Only the first step is checked against the version of the page.

    The order is that of the page, so that people who are next on the rota are seated in the order of the rota.
    """
    results: list[Seated] = []
    for seat, person in places_in_order(drafts.typed_in(request)):
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
