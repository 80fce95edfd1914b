"""A report taken down for a caller: the questions on one page, and the page to read back. The slip has its own module.

Until it is filed, the report is the officer's draft and belongs to no case. A second draft remembers what was filed until
the caller has the slip, so that a report is filed once, even if the connection breaks in between.
"""

import hashlib
from contextlib import suppress
from functools import partial
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.offices import Office, offices_of
from casework.access import Actor
from casework.forms.complaint import Asked, change_people, change_pressed, place_of_change
from casework.forms.complaint.caller_report import CallerReport, ReadBack
from casework.procedure.intake.actions import file_complaint
from casework.queries.published import books_at
from casework.queries.sealed_drafts import DraftPlace, forget_draft, place_of_page
from casework.vocabulary import DoneBefore, NoRight
from casework.web import drafts
from casework.web.context import Context
from casework.web.done import Did, keep_done
from casework.web.draft_page import own_draft
from casework.web.draft_texts import Draft, Typed, get_draft, keep_typed
from casework.web.requests import acting, read_uuid
from ledger.canonical import encode
from ledger.clock import now
from policy.queries import rules_in_force
from vault.codes import Code, new_code, parse

PAGE, FILED = "take_report", "take_report_filed"
TALK, CODE, REPORTER, READ, SLIPS, CAME = "talk", "code", "reporter", "read", "slips", "came"
"""Names of fields in the draft. Each talk has a key, by which a second attempt to file its report is recognised."""
SLIP_WAITS = gettext_lazy(
    "The slip of the report before this one has not been handed over. Hand it over, or say that its caller takes none; then"
    " file this one. What you typed stays."
)


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


def place_of(by: Actor, page: str = PAGE) -> DraftPlace:
    return place_of_page(by.user.pk, page, "")


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
        "is_filed": bool(get_draft(place_of(acting(request), FILED)).typed),
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
    if form.is_bound and not changed and is_agreed(by, form, draft.typed):
        return file(request, by, written, draft.typed)
    return show_all(request, written, form, draft, changed=changed)


def judged(by: Actor, asked: Asked) -> tuple[Draft, CallerReport]:
    """Return the officer's draft, and the report that it makes."""
    draft = get_draft(place_of(by))
    return draft, CallerReport(draft.typed, asked=asked, judged=True)


def is_agreed(by: Actor, form: ReadBack, typed: Typed) -> bool:
    """Whether the caller agreed, and no slip of another report waits. The form says what is missing."""
    if form.is_valid() and get_draft(place_of(by, FILED)).typed.get(TALK) != [mark_of(typed)] and reporter_filed(by):
        form.add_error(None, SLIP_WAITS)
    return form.is_valid()


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
    code = code_for(by, mark_of(typed), typed.get(CAME, []))
    if code is not None and not is_filed(code):
        with suppress(DoneBefore):  # the same form came twice, and the first one filed the report
            keep_done(request, file_written(by, written, code), Did.REPORT)
        if not is_filed(code):
            return redirect("read_back")
    forget_draft(place_of(by))
    return redirect("caller_slip")


def file_written(by: Actor, written: CallerReport, code: Code) -> str:
    """File the report; return the reference of its case."""
    filed = file_complaint(by=by, report=written.report, for_someone=True, down=written.taken_down, code=code)
    return filed.cases[0]


def is_filed(code: Code) -> bool:
    return User.objects.reporter_with(lookup_id=code.lookup_id) is not None


def mark_of(typed: Typed) -> str:
    """Return by what a report is known again: its talk and all its words. Other words are another report."""
    return hashlib.sha256(encode(dict(typed))).hexdigest()


def code_for(by: Actor, mark: str, came: list[str]) -> Code | None:
    """Return the code with which the report with this mark is filed; None if a slip was made for it already.

    Nobody sees this code: the slip gets another one.
    """
    place = place_of(by, FILED)
    kept = get_draft(place)
    if kept.typed.get(TALK) == [mark]:
        return parse(kept.typed[CODE][0]) if CODE in kept.typed else None
    code = new_code()
    _version, other = keep_typed(by, place, {TALK: [mark], CODE: [code.digits], CAME: came}, kept.version)
    return code_for(by, mark, came) if other else code


def reporter_filed(by: Actor) -> UUID | None:
    """Return the reporter whose report the officer filed last, if the caller may still need a slip."""
    kept = get_draft(place_of(by, FILED))
    if REPORTER in kept.typed:
        return read_uuid(kept.typed[REPORTER][0])
    code = parse(kept.typed[CODE][0]) if CODE in kept.typed else None
    user = User.objects.reporter_with(lookup_id=code.lookup_id) if code else None
    if user is None:
        return None
    # Keep the reporter before a slip replaces the code: after that the code finds nobody.
    known = {TALK: kept.typed.get(TALK, [""]), CAME: kept.typed.get(CAME, [])}
    keep_typed(by, place_of(by, FILED), {**known, REPORTER: [str(user.pk)]}, kept.version)
    return user.pk


def place_after_time_out(by: Actor) -> DraftPlace:
    """Return the draft to which a form goes that came after the session ended. NoRight for everybody but officers of intake."""
    if Office.INTAKE not in offices_of(by.user, now().date()):
        raise NoRight
    return place_of(by)


drafts.PLACES["take_report"] = place_after_time_out
