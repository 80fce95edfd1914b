"""A report taken down for a caller: the questions on one page, and the page to read back. The slip has its own module.

Until it is filed, the report is the officer's draft and belongs to no case. Another draft remembers each report that was filed
until its caller has the slip, so that a report is filed once, even if the connection breaks in between.
"""

import hashlib
from contextlib import suppress
from functools import partial
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.offices import Office, offices_of
from casework.access import Actor
from casework.forms.complaint import Asked, change_people, change_pressed, place_of_change
from casework.forms.complaint.caller_report import CallerReport, ReadBack
from casework.procedure.intake.actions import file_complaint
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft, place_of_page
from casework.queries.rulebook.published import books_at
from casework.vocabulary import DoneBefore, NoRight
from casework.web.caller.kept_slips import address_of_slip, is_filed, keep_number, slip_begun, slips_waiting
from casework.web.drafts import drafts
from casework.web.drafts.page import own_draft
from casework.web.drafts.texts import Draft, Typed, get_draft, keep_typed
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.done import Did, keep_done
from ledger.canonical import encode
from ledger.clock import now
from policy.queries import rules_in_force
from vault.codes import Code

PAGE, TALK, READ, CAME = "take_report", "talk", "read", "came"
"""Names of fields in the draft. Each talk has a key, by which a second attempt to file its report is recognised."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Ask a caller's questions on one page, and keep what is typed."""
    by, asked = officer_of(request)
    if drafts.is_about_draft(request):
        return drafts.answer_draft(request, by, place_of(by), request.path)
    if request.method == "POST":
        return keep_and_go_on(request, by, asked)
    draft = get_draft(place_of(by))
    return show(request, CallerReport(draft.typed, asked=asked, judged="check" in request.GET), draft, {})


def officer_of(request: HttpRequest) -> tuple[Actor, Asked]:
    """Return the officer of intake who asks, and what the questions depend on. NoRight for everybody else."""
    by, asked = acting(request), Asked(partial(books_at, now()))
    if Office.INTAKE not in offices_of(by.user, asked.today):
        raise NoRight
    return by, asked


def place_of(by: Actor) -> DraftPlace:
    return place_of_page(by.user.pk, PAGE, "")


def keep_and_go_on(request: HttpRequest, by: Actor, asked: Asked) -> HttpResponse:
    """Keep what was typed, and go on to the page to read back. Stay to add or find a person or to correct an error."""
    change, typed = change_pressed(request.POST), typed_so_far(request)
    version, other = keep_typed(by, place_of(by), typed, drafts.seen_version(request))
    written = CallerReport(typed, asked=asked, judged=not change)
    if other is None and change:
        return redirect(f"{request.path}#{place_of_change(typed, change)}")
    if other is None and written.is_valid():
        return redirect("read_back")
    return show(request, written, Draft(version=version, typed={}), other.typed if other else {})


def typed_so_far(request: HttpRequest) -> Typed:
    """Return what was typed, with a person added or removed if the button asks for it."""
    typed = {name: texts for name, texts in drafts.typed_in(request).items() if name != "change"}
    change = change_pressed(request.POST)
    return change_people(typed, change) if change else typed


def show(request: HttpRequest, written: CallerReport, draft: Draft, others: Typed) -> HttpResponse:
    rules = rules_in_force(now().date())
    shown = {
        "audience": "staff",
        "form": written,
        "call": written.parts["call"].form,
        "parts": [part for page, part in written.parts.items() if page != "call"],
        "talk": (written.typed.get(TALK) or [str(uuid4())])[-1],
        "draft": own_draft(draft, others, rules=rules),
        "others": [(name, "\n".join(texts)) for name, texts in others.items() if name != TALK],
        "slips": slips_waiting(acting(request)),
        "zone": rules.zone,
    }
    status = 409 if others else 422 if request.method == "POST" else 200
    return render(request, "casework/caller_report/take.html", shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_back(request: HttpRequest) -> HttpResponse:
    """Show the whole report to be read aloud, and file it once the caller agrees. The page shows nothing of any other case."""
    (by, asked), form = officer_of(request), ReadBack(request.POST if request.method == "POST" else None)
    draft, written = judged(by, asked)
    if not written.is_valid():
        return redirect(f"{reverse('take_report')}?check")
    changed = form.is_bound and request.POST.get(READ) != mark_of(draft.typed)
    if form.is_bound and not changed and form.is_valid():
        return file(request, by, written, draft.typed)
    return show_all(request, written, form, draft, changed=changed)


def judged(by: Actor, asked: Asked) -> tuple[Draft, CallerReport]:
    """Return the officer's draft, and the report that it makes."""
    draft = get_draft(place_of(by))
    return draft, CallerReport(draft.typed, asked=asked, judged=True)


def show_all(
    request: HttpRequest, written: CallerReport, form: ReadBack, draft: Draft, *, changed: bool
) -> HttpResponse:
    form = ReadBack() if changed else form
    shown = {
        "audience": "plain",
        "form": form,
        "rows": rows_of(written),
        "changed": changed,
        "mark": mark_of(draft.typed),
    }
    status = 409 if changed else 422 if form.is_bound else 200
    return render(request, "casework/caller_report/read_back.html", shown | {"request_key": uuid4()}, status=status)


def rows_of(written: CallerReport) -> list[Context]:
    home = reverse("take_report")
    return [{"key": key, "value": value, "href": f"{home}#{page}"} for page, (key, value) in written.rows()]


def file(request: HttpRequest, by: Actor, written: CallerReport, typed: Typed) -> HttpResponse:
    """File the report with the action of the public form, and go to the slip. A report is not filed twice.

    A form that belongs to another report files nothing, and what was typed stays.
    """
    slip, code = slip_begun(by, mark_of(typed), typed.get(CAME, []))
    if code is not None and not is_filed(code):
        with suppress(DoneBefore):  # the same form came twice, and the first one filed the report
            keep_done(request, file_written(by, written, code, slip), Did.REPORT)
        if not is_filed(code):
            return redirect("read_back")
    forget_draft(place_of(by))
    return redirect(address_of_slip(slip))


def file_written(by: Actor, written: CallerReport, code: Code, slip: DraftPlace) -> str:
    """File the report, and keep its number with the slip; return the reference of its case."""
    filed = file_complaint(by=by, report=written.report, for_someone=True, down=written.taken_down, code=code)
    keep_number(by, slip, filed.reference)
    return filed.cases[0]


def mark_of(typed: Typed) -> str:
    """Return by what a report is known again: its talk and all its words. Other words are another report."""
    return hashlib.sha256(encode(dict(typed))).hexdigest()


def place_after_time_out(by: Actor) -> DraftPlace:
    """Return the draft to which a form goes that came after the session ended. NoRight for everybody but officers of intake."""
    if Office.INTAKE not in offices_of(by.user, now().date()):
        raise NoRight
    return place_of(by)


drafts.PLACES["take_report"] = place_after_time_out
