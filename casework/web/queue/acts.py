"""What an officer does from the list itself, one case or several: each is a step of its own, with a result in words.

The page that says what a step would do has an address, which names the cases. So Back, a reload and a new sign-in lose nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Self
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pseudonyms import people_behind
from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.queries.people.seats_ahead import screeners_seated
from casework.queries.queue.bulk import BULK, NOT_YOURS, is_warned_of, previews, seat_to_fill
from casework.queries.queue.listing import PAGE
from casework.queries.threads.danger_box import is_read_for_danger
from casework.recording import Rehearsed
from casework.verbs import VERBS, perform, rehearse
from casework.vocabulary import DoneBefore, NoRight, NotSeen, Reading, Refused, Seat, Verb
from casework.web.queue.place import back_to_list, keep_ticks
from casework.web.queue.results import DONE, Result, kept_results, show_results, to_results
from casework.web.requests import acting, with_key_for
from casework.web.shared.context import Context
from casework.web.step_page.done import keep_done
from ledger.canonical import Values

SENDS_LETTERS = frozenset({Verb.ACKNOWLEDGE_COMPLAINT})


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a form of the list or an address names: a step and the cases that are ticked, or `row`, whose button was pressed."""

    verb: Verb
    ticked: tuple[str, ...]
    row: str

    @classmethod
    def among(cls, asked: QueryDict) -> Self | None:
        """Return the step, one that can be taken in several cases, with at most a page of them; None without step or case."""
        ticked = tuple(dict.fromkeys(reference[:16] for reference in asked.getlist("case")))[:PAGE]
        if row := asked.get("acknowledge", "")[:16]:
            return cls(verb=Verb.ACKNOWLEDGE_COMPLAINT, ticked=ticked, row=row)
        verb = next((one for one in BULK if one.value == asked.get("bulk")), None)
        return cls(verb=verb, ticked=ticked, row="") if verb is not None and ticked else None

    @property
    def references(self) -> tuple[str, ...]:
        return (self.row,) if self.row else self.ticked

    @property
    def address(self) -> str:
        """The address of the page that says what the step would do."""
        asked = QueryDict(mutable=True)
        asked.update({"acknowledge": self.row} if self.row else {"bulk": self.verb})
        asked.setlist("case", list(self.ticked))
        return f"{reverse('queue_act')}?{asked.urlencode()}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def queue_act(request: HttpRequest) -> HttpResponse:
    """Show what a step would do in the cases that the address names, or take it. The form of the list leads there."""
    by, chosen = acting(request), Chosen.among(request.GET)
    if chosen is None:
        return answer_list(request, by, Chosen.among(request.POST))
    if request.method == "POST":
        return take_in_cases(request, by, chosen)
    if DONE in request.GET:
        return show_results(request, chosen.address, kept_results(request, chosen.address), around(chosen))
    return show_preview(request, by, chosen)


def answer_list(request: HttpRequest, by: Actor, chosen: Chosen | None) -> HttpResponse:
    """Lead to the page about what was chosen in the list. A report in a row is acknowledged at once if nothing warns of it."""
    if chosen is None:
        messages.warning(request, _("Nothing was done. Tick the cases first, then choose what to do in them."))
        return redirect(back_to_list(request))
    if not chosen.row or is_warned_of(by, chosen.verb, chosen.row):
        return redirect(chosen.address)
    say_result(request, take_in(request, by, chosen.verb, chosen.row))
    return redirect(back_with_ticks(request, chosen))


def take_in_cases(request: HttpRequest, by: Actor, chosen: Chosen) -> HttpResponse:
    """Take a step in each of the cases that were shown; each is done or refused alone. Of one row, the list says what came."""
    results = list(take_each(request, by, chosen))
    if chosen.row:
        for one in results:
            say_result(request, one)
        return redirect(back_with_ticks(request, chosen))
    return to_results(request, chosen.address, results)


def show_preview(request: HttpRequest, by: Actor, chosen: Chosen) -> HttpResponse:
    lines = previews(by, chosen.verb, chosen.references)
    able = [line.reference for line in lines if line.can]
    shown = {"lines": lines, "number": len(able), "request_key": uuid4(), "back": back_with_ticks(request, chosen)}
    shown["made"] = rehearsed(chosen.verb, able[0], by) if able and chosen.verb in SENDS_LETTERS else None
    return render(request, "desk/queue_preview.html", around(chosen) | shown)


def around(chosen: Chosen) -> Context:
    return {"audience": "staff", "verb": chosen.verb, "step": VERBS[chosen.verb]}


def back_with_ticks(request: HttpRequest, chosen: Chosen) -> str:
    """Keep which cases are ticked, and return the address of their list, with the ticks if there are any."""
    keep_ticks(request, chosen.ticked)
    return back_to_list(request, ticked=bool(chosen.ticked))


def rehearsed(verb: Verb, reference: str, by: Actor) -> Rehearsed | None:
    """Return the rehearsal of a step in a case, for its letters; None if the step is refused now."""
    try:
        return rehearse(VERBS[verb], reference=reference, by=by, typed={})
    except Refused:
        return None


def take_each(request: HttpRequest, by: Actor, chosen: Chosen) -> Iterator[Result]:
    """Take the step in each case that the page showed as possible, with the version that its line had."""
    shown = (one.partition(":") for one in request.POST.getlist("step_version"))
    versions = {reference: version for reference, _colon, version in shown}
    for reference in chosen.references:
        if reference in versions:
            yield take_in(request, by, chosen.verb, reference, [versions[reference]])


def take_in(
    request: HttpRequest, by: Actor, verb: Verb, reference: str, versions: Collection[str] | None = None
) -> Result:
    """Take a step in one case, and keep for Today that it was done."""
    by = with_key_for(by, request.POST.get("request_key"), reference)
    result = take(verb, reference, by, versions)
    if result.done:
        keep_done(request, reference, verb)
    return result


def take(verb: Verb, reference: str, by: Actor, versions: Collection[str] | None = None) -> Result:
    """Take a step that asks for nothing typed. A case that is not there and a step that is not theirs get the same answer."""
    rota = Rota() if verb is Verb.SEAT_OFFICER else None
    try:
        case = perform(VERBS[verb], reference=reference, by=by, typed=rota or {}, as_officer=True, versions=versions)
    except (NotSeen, NoRight):
        access.note_refusal(by, verb, reference)
        return Result(done=False, reference=reference, code_name="", words=str(NOT_YOURS))
    except Refused as refused:
        words = " ".join(str(one) for one in refused.reasons)
        done = isinstance(refused, DoneBefore)
        return Result(done=done, reference=reference, code_name=name_of(reference, by), words=words)
    unread, words = rota is None and not is_read_for_danger(case), words_on_seats(case, rota)
    return Result(done=True, reference=reference, code_name=case.code_name, words=words, unread=unread)


@dataclass
class Rota:
    """Answers the form of a seat with the first of the rota for the seat that the case waits for."""

    seat: Seat | None = None

    def __call__(self, form: VerbForm) -> Values:
        """Return the answer; without a place if no seat waits or nobody is free."""
        self.seat = seat_to_fill(form.view) if form.view else None
        groups = dict(getattr(form.fields["place"], "choices", ()))
        free = groups.get(self.seat.label, ()) if self.seat else ()
        return {"place": free[0][0]} if free else {}


def words_on_seats(case: Case, rota: Rota | None) -> str:
    """Return who sits now, because a report was acknowledged or a seat was filled."""
    if rota is None or rota.seat is None:
        return _("Acknowledged: the reporter is told. %(seats)s") % {"seats": screeners_seated(case)}
    held = people_behind(case.view.people.holding(rota.seat)).values()
    names = _(" and ").join(sorted(user.name for user in held))
    return _("%(seat)s: %(names)s.") % {"seat": rota.seat.label, "names": names}


def name_of(reference: str, by: Actor) -> str:
    """Return the code name of a case that the actor still sees, or nothing."""
    try:
        return access.case_shown(by, reference, Reading.SEE_CASE).code_name
    except (NotSeen, NoRight):
        return ""


def say_result(request: HttpRequest, result: Result) -> None:
    """Say on the next page what came of the step whose button was pressed in a row."""
    words = format_html("{}: {} {}", link_to_case(result), result.words, result.not_read if result.unread else "")
    (messages.success if result.done else messages.warning)(request, words)


def link_to_case(result: Result) -> str:
    """Return a link to the case by its code name; only the reference of a case that may not be shown."""
    if not result.code_name:
        return result.reference
    there = reverse("case", args=[result.reference])
    return format_html('<a class="govuk-notification-banner__link" href="{}">{}</a>', there, result.code_name)
