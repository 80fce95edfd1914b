"""The slip of a report that was taken down: its words are shown once, or the caller takes none."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework.access import Actor
from casework.procedure.intake.actions import decline_code, make_slip
from casework.procedure.intake.slips import number_of_report
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft
from casework.queries.queue.search import reported_and_seen
from casework.queries.rulebook.published import times_from
from casework.vocabulary import NotNow, NotSeen
from casework.web.caller.kept_slips import (
    address_of_slip,
    count_slip,
    reporter_filed,
    slip_asked,
    slips_made,
    waiting_slip,
)  # fmt: skip
from casework.web.caller.report import officer_of
from casework.web.shared.context import Context
from casework.web.step_page.done import link_to

WITHOUT, FINISH, HAS_WORDS = "without", "finish", "has_words"
"""What asks for the page that goes on without words, the button that ends the slip, and the tick without which it does not."""
FILED_WORDS = gettext_lazy("The report is filed.")
FILED_WITHOUT = gettext_lazy("The report is filed. The caller has no words for it.")
STILL_CHECKED = gettext_lazy(
    "We first check who must not see it. In a minute, the people who may see it find it on Today."
)
"""Said to an officer with a conflict as well, who must see no difference."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """Show the caller's words once, at a press. Another press makes new words and voids the earlier ones.

    A page that is loaded again makes none: its button belongs to the slip that was shown already. Without words the slip ends
    only on a page that says what follows.
    """
    by, _asked = officer_of(request)
    place = slip_asked(by, request.GET.get("slip", ""))
    if place is None:
        return redirect("take_report")
    if FINISH in request.POST or WITHOUT in request.GET:
        return end_slip(request, by, place)
    return show_slip(request, place, slip_context(request, by, place))


def show_slip(request: HttpRequest, place: DraftPlace, shown: Context) -> HttpResponse:
    around = {"audience": "plain", "waiting": waiting_slip(place), "key": place.about, **shown}
    return render(request, "casework/caller_report/slip.html", around, status=shown.get("status", 200))


def end_slip(request: HttpRequest, by: Actor, place: DraftPlace) -> HttpResponse:
    """End the slip of a caller who has the words, if it is ticked. If nobody saw them, ask whether the caller takes none."""
    if made := slips_made(place):
        return end_shown_slip(request, by, place, made)
    if request.POST.get(FINISH) == WITHOUT:
        decline_code(by=by, reporter=reporter_of(by, place))
        return finish(request, by, place, FILED_WITHOUT)
    number = number_of_report(by=by, reporter=reporter_of(by, place))
    shown = {"audience": "plain", "number": number, "back": address_of_slip(place)}
    return render(request, "casework/caller_report/without.html", shown)


def end_shown_slip(request: HttpRequest, by: Actor, place: DraftPlace, made: int) -> HttpResponse:
    if FINISH not in request.POST:
        return redirect(address_of_slip(place))
    if HAS_WORDS not in request.POST:
        return show_slip(request, place, {"made": made, "errors": True, "status": 422})
    return finish(request, by, place, FILED_WORDS)


def finish(request: HttpRequest, by: Actor, place: DraftPlace, said: object) -> HttpResponse:
    """Forget which report was filed, so that no more slips can be made for it, and lead to its case if it is shown yet."""
    links = links_to_cases(by, reporter_of(by, place))
    forget_draft(place)
    messages.success(request, format_html("{} {}", said, links or STILL_CHECKED))
    return redirect("today")


def links_to_cases(by: Actor, reporter: UUID) -> str:
    """Return links to the cases of a report, without those that the officer may not see or that nobody was checked for yet."""
    cases = reported_and_seen(reporter, by.user)
    links = ((link_to(reverse("case", args=[case.reference]), case.code_name),) for case in cases)
    return format_html_join(" ", "{}", links)


def reporter_of(by: Actor, place: DraftPlace) -> UUID:
    """Return the reporter of a slip that waits. NotSeen if another window has just ended it."""
    found = reporter_filed(by, place)
    if found is None:
        raise NotSeen
    return found


def slip_context(request: HttpRequest, by: Actor, place: DraftPlace) -> Context:
    """Return the slip if the button asks for the next one; else how many were shown."""
    before = slips_made(place)
    if request.POST.get("show") != str(before):
        return {"made": before}
    try:
        made = make_slip(by=by, reporter=reporter_of(by, place), again=before > 0)
    except NotNow as refused:
        return {"refused": refused.reasons, "status": refused.status, "made": before}
    count_slip(by, place, before + 1)
    return {
        "made": before + 1,
        "slip": made,
        "words": made.code.words,
        "digits": made.code.digits,
        "place": request.build_absolute_uri(reverse("follow_up")).partition("://")[2].rstrip("/"),
        "times": times_from(made.filed_on) if made.filed_on else None,
        "hours": settings.CONTACT_HOURS,
    }
