"""What an officer does from the list itself, one case or several: each is a step of its own, with a result in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.pseudonyms import people_behind
from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.queries.danger_box import is_read_for_danger
from casework.queries.queue_bulk import BULK, NOT_YOURS, previews, seat_to_fill
from casework.queries.queue_listing import PAGE
from casework.queries.seats_ahead import screeners_seated
from casework.recording import Rehearsed
from casework.verbs import VERBS, perform, rehearse
from casework.vocabulary import DoneBefore, NoRight, NotSeen, Reading, Refused, Seat, Verb
from casework.web.done import keep_done
from casework.web.queue_links import address_of_list
from casework.web.queue_place import keep_ticks, with_ticks
from casework.web.requests import acting, with_key_for
from ledger.canonical import Values

NOT_READ = gettext_lazy("Nobody has ticked off that the report was read for danger to a person.")
SENDS_LETTERS = frozenset({Verb.ACKNOWLEDGE_COMPLAINT})


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of a step in one case: whether it was taken, in which case, by its name if it may be shown, and why.

    `again`: what was typed for it can be sent in this case again, from a page that shows how it is now.
    `unread`: the report was taken up, and nobody had ticked off that it was read for danger.
    """

    done: bool
    reference: str
    code_name: str
    words: str
    again: bool = False
    unread: bool = False

    @property
    def not_read(self) -> SafeString:
        """What is said of a report that nobody read for danger, with the way to it and to the tick."""
        words, link = (
            _("Read it now"),
            '{} <a class="govuk-link" href="{}">{}</a>, <a class="govuk-link" href="{}">{}</a>.',
        )
        tick = f"{reverse('case_notes', args=[self.reference])}#tasks"
        return format_html(link, NOT_READ, reverse("case", args=[self.reference]), words, tick, _("then tick it off"))


@login_required
@require_POST
def queue_act(request: HttpRequest) -> HttpResponse:
    """Acknowledge the report whose button was pressed; or show what a step would do in the cases that were ticked."""
    by, verb, references = acting(request), *chosen_in(request)
    if reference := request.POST.get("acknowledge", "")[:16]:
        add_result(request, Verb.ACKNOWLEDGE_COMPLAINT, reference, by)
    elif verb is not None and references:
        return show_preview(request, verb, references, by)
    else:
        messages.warning(request, _("Nothing was done. Tick the cases first, then choose what to do in them."))
    return redirect(address_of_list(request.POST.get("list", "")))


@login_required
@require_POST
def queue_bulk(request: HttpRequest) -> HttpResponse:
    """Take a step in each of the cases that were shown; each is done or refused alone."""
    by, verb, references = acting(request), *chosen_in(request)
    if verb is None:
        return redirect(address_of_list(request.POST.get("list", "")))
    results = list(take_each(request, verb, references, by))
    done = sum(one.done for one in results)
    return show_bulk(request, verb, "desk/queue_results.html", results=results, done=done, left=len(results) - done)


def show_preview(request: HttpRequest, verb: Verb, references: Collection[str], by: Actor) -> HttpResponse:
    lines = previews(by, verb, references)
    able = [line.reference for line in lines if line.can]
    shown = {"lines": lines, "number": len(able), "key": uuid4(), "back": back_with_ticks(request, references)}
    shown["made"] = rehearsed(verb, able[0], by) if able and verb in SENDS_LETTERS else None
    return show_bulk(request, verb, "desk/queue_preview.html", **shown)


def rehearsed(verb: Verb, reference: str, by: Actor) -> Rehearsed | None:
    """Return the rehearsal of a step in a case, for its letters; None if the step is refused now."""
    try:
        return rehearse(VERBS[verb], reference=reference, by=by, typed={})
    except Refused:
        return None


def show_bulk(request: HttpRequest, verb: Verb, template: str, **shown: object) -> HttpResponse:
    listed = request.POST.get("list", "")
    around = {"audience": "staff", "verb": verb, "step": VERBS[verb], "here": listed, "back": address_of_list(listed)}
    return render(request, template, around | shown)


def back_with_ticks(request: HttpRequest, references: Collection[str]) -> str:
    """Keep which cases are ticked, and return the address of their list with the ticks."""
    keep_ticks(request, references)
    return with_ticks(address_of_list(request.POST.get("list", "")))


def chosen_in(request: HttpRequest) -> tuple[Verb | None, list[str]]:
    """Return the step that was chosen, if it can be taken in several cases, and the cases: at most a page of them."""
    wanted = request.POST.get("bulk", "")
    verb = next((one for one in BULK if one.value == wanted), None)
    return verb, list(dict.fromkeys(reference[:16] for reference in request.POST.getlist("case")))[:PAGE]


def take_each(request: HttpRequest, verb: Verb, references: Collection[str], by: Actor) -> Iterator[Result]:
    """Take the step in each case, with the version that its line of the preview had."""
    for reference in references:
        versions = request.POST.getlist(f"version_{reference}")
        result = take(verb, reference, with_key_for(by, request.POST.get("key"), reference), versions)
        if result.done:
            keep_done(request, reference, verb)
        yield result


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


def add_result(request: HttpRequest, verb: Verb, reference: str, by: Actor) -> None:
    """Take the step whose button was pressed, and say on the next page what came of it."""
    result = take(verb, reference, with_key_for(by, request.POST.get("key"), reference))
    if result.done:
        keep_done(request, reference, verb)
    words = format_html("{}: {} {}", link_to_case(result), result.words, result.not_read if result.unread else "")
    (messages.success if result.done else messages.warning)(request, words)


def link_to_case(result: Result) -> str:
    """Return a link to the case by its code name; only the reference of a case that may not be shown."""
    if not result.code_name:
        return result.reference
    there = reverse("case", args=[result.reference])
    return format_html('<a class="govuk-notification-banner__link" href="{}">{}</a>', there, result.code_name)
