"""The pages on which a report is written, one question each, until it is sent."""

from typing import Unpack

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import key_read_once, source_of
from casework.forms.complaint import (
    QUESTIONS,
    SHORT,
    Declaration,
    Question,
    change_people,
    change_pressed,
    place_of_change,
    report_from,
)  # fmt: skip
from casework.procedure.intake.actions import file_complaint
from casework.queries.rulebook import published
from casework.vocabulary import IdentityChoice
from casework.web.drafts.sendings import Saving, answer_version, seen_number
from casework.web.public.answers_in_words import answers_elsewhere, danger_was_said, other_rows, part_of
from casework.web.public.autosave import answer_autosave, is_autosave, unfinished_input
from casework.web.public.begun import BEGUN
from casework.web.public.fields import fields_of
from casework.web.public.pages import render_public
from casework.web.public.progress import step_of
from casework.web.public.writing import (
    CAME_FROM,
    CHECK,
    COOKIE,
    FULL,
    GIVES_CODE,
    UNFINISHED,
    WAY,
    Typed,
    Writing,
    get_code,
    get_question,
    keep_open,
    typed_answers,
    with_draft,
)
from casework.web.shared.context import Context
from ledger.clock import now
from policy.suggestions import suggestions
from vault import drafts

FIRST = next(iter(QUESTIONS))
BACK, WORDS, KEEP_AWAY = "back", "words", "keep-away"
STILL_OPEN = _lazy(
    "Some questions still need an answer. They are marked “Not answered yet”. “I do not know” is an answer."
)
TOO_MUCH = _lazy(
    "Your report holds as much text as one report can. Shorten this answer, or send the rest with your twelve words later."
)


@csrf_exempt
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a report: an empty draft, and the cookie that opens it. No CSRF token is asked for, so the page before sets none.

    One of very many from a network is kept for a day.
    """
    first, answers = (SHORT, {WAY: SHORT}) if request.POST.get(WAY) == SHORT else (FIRST, None)
    handle, secret = drafts.begin(answers, brief=not spend(Budget.DRAFT, source_of(request)))
    return keep_open(redirect("report_question", handle, first), handle, secret, request)


@require_safe
@with_draft
def resume(request: HttpRequest, draft: Writing) -> HttpResponse:
    answered = draft.answered
    unanswered = next((page for page in draft.pages if page not in answered), CHECK)
    return redirect(draft.address(SHORT if draft.is_short else unanswered))


@require_safe
@with_draft
def words(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Show the code that opens the report in any browser, and that is its receipt code once it is sent."""
    code = get_code(draft)
    shown = {
        "words": code.words,
        "digits": code.digits,
        "back": draft.before_words(came_from(request)),
        "times": published.times(now()),
        "next": draft.home,
        "place": request.build_absolute_uri(reverse("follow_up")).partition("://")[2].rstrip("/"),
        "brief": draft.found.brief,
    }
    return render_public(request, "casework/public/words.html", shown, society=draft.society)


@require_safe
@with_draft
def words_file(_request: HttpRequest, draft: Writing) -> HttpResponse:
    """Send the code as a file whose name reveals nothing."""
    code = get_code(draft)
    text = f"{' '.join(code.words)}\n{code.digits}\n"
    headers = {"Content-Disposition": 'attachment; filename="words.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def came_from(request: HttpRequest) -> str:
    """Return the page from which a link led here, as its address says; empty for most."""
    return request.GET.get(CAME_FROM, "")


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def discard(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Ask once whether the report is to be thrown away, and delete it with its files."""
    if request.method != "POST":
        page = {"back": draft.home, "files": len(draft.files)}
        return render_public(request, "casework/public/discard.html", page, society=draft.society)
    drafts.forget(draft.found.handle, draft.found.secret)
    answer = redirect("start")
    for name, path in ((COOKIE, draft.home), (BEGUN, reverse("start"))):
        answer.delete_cookie(name, path=path)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def question(request: HttpRequest, draft: Writing, page: str) -> HttpResponse:
    """Ask one question, or take the answer: save it and go on; what is wrong comes back with what was typed."""
    kind = get_question(page)
    if request.method != "POST":
        is_left = page == SHORT and not draft.is_short
        return redirect(draft.home) if is_left else render_question(request, draft, draft.form(page))
    form = kind(request.POST, request.FILES, asked=draft.asked)
    return (answer_autosave if is_autosave(request) else answer_press)(request, draft, form)


def answer_press(request: HttpRequest, draft: Writing, form: Question) -> HttpResponse:
    if change := change_pressed(request.POST):
        return apply_change(request, draft, form, change)
    return keep_answers(request, draft, form) if form.is_valid() else refuse_page(request, draft, form)


def apply_change(request: HttpRequest, draft: Writing, form: Question, change: str) -> HttpResponse:
    """Leave the page; or save it unfinished, with one person more or less or people found, and go there.

    What cannot be kept comes back first.
    """
    if left := ways_out(draft, form.page, came_from(request)).get(change):
        return leave_page(request, draft, form, *left)
    if form.has_wrong_answers():
        return render_question(request, draft, form, status=422)
    typed = {**change_people(typed_answers(form, request.POST), change), UNFINISHED: ["1"]}
    after = saved_or_shown(request, draft, form, typed)
    place = f"{request.get_full_path()}#{place_of_change(typed, change)}"
    return redirect(place) if isinstance(after, Writing) else after


def ways_out(draft: Writing, page: str, came: str) -> dict[str, tuple[str, Saving]]:
    """Return where each press leads that leaves a page, and how the page is saved before."""
    found: dict[str, tuple[str, Saving]] = {BACK: (draft.before(page, came), {})}
    if draft.has_code or page == SHORT:
        found[WORDS] = (draft.words_from(page), {} if draft.has_code else {"code_from": 0})
    if page == SHORT:
        found |= {KEEP_AWAY: (draft.address(KEEP_AWAY), {}), FULL: (draft.home, {"way": FULL})}
    return found


def leave_page(request: HttpRequest, draft: Writing, form: Question, to: str, saving: Saving) -> HttpResponse:
    """Save what was typed, finished or not, and go to another address. If there is no room, the page comes back first.

    A page that was left blank stays one that was never answered.
    """
    said = typed_answers(form, request.POST)
    if form.is_blank(said) and draft.typed(form.page) is None and not saving:
        return redirect(to)
    typed = said if form.is_valid() else unfinished_input(form, request)
    if typed is None:
        return render_question(request, draft, form, status=422)
    after = saved_or_shown(request, draft, form, typed, **saving)
    return redirect(to) if isinstance(after, Writing) else after


def refuse_page(request: HttpRequest, draft: Writing, form: Question) -> HttpResponse:
    """Show a page again with what is wrong. What was typed is saved as far as there is room."""
    typed = unfinished_input(form, request)
    if typed is None:
        return render_question(request, draft, form, status=422)
    try:
        after = draft.saved(form.page, typed, seen_number(request.POST))
    except drafts.ChangedElsewhere:
        return render_question(request, draft, form, status=409, elsewhere=answers_elsewhere(draft, form))
    except drafts.TooMuchTyped:
        after = draft
    return render_question(request, after, form, status=422)


def keep_answers(request: HttpRequest, draft: Writing, form: Question) -> HttpResponse:
    """Save a valid page and go on to the next one, or send the report from the page of the short way."""
    after = saved_or_shown(request, draft, form, typed_answers(form, request.POST), code_from=GIVES_CODE)
    if not isinstance(after, Writing):
        return after
    if form.page == SHORT:
        return send_short(request, after, form)
    return HttpResponseRedirect(next_page(request, draft, after, form.page))


def send_short(request: HttpRequest, draft: Writing, form: Question) -> HttpResponse:
    if draft.complete:
        return file_report(request, draft)
    form.add_error(None, STILL_OPEN)
    return render_question(request, draft, form, status=422)


def saved_or_shown(
    request: HttpRequest, draft: Writing, form: Question, typed: Typed, **saving: Unpack[Saving]
) -> Writing | HttpResponse:
    """Save a page and return the draft. If another tab saved it meanwhile or it is too long, return the page, which says so."""
    try:
        return draft.saved(form.page, typed, seen_number(request.POST), **saving)
    except drafts.ChangedElsewhere:
        return render_question(request, draft, form, status=409, elsewhere=answers_elsewhere(draft, form))
    except drafts.TooMuchTyped:
        form.add_error(None, TOO_MUCH)
        return render_question(request, draft, form, status=422)


def next_page(request: HttpRequest, draft: Writing, after: Writing, page: str) -> str:
    """Return where a saved page leads: to the twelve words when the draft has just got them, or on.

    The short way does not stop at the words: they stand on its receipt, and behind a button of each page.
    """
    shows = after.has_code and not draft.has_code and not draft.is_short
    return after.address("words") if shows else after.after(page, came_from(request))


def render_question(
    request: HttpRequest, draft: Writing, form: Question, *, status: int = 200, **more: object
) -> HttpResponse:
    shown = {**question_context(draft, form), "fields": fields_of(form), **more}
    template = "casework/public/short.html" if form.page == SHORT else "casework/public/question.html"
    return render_public(request, template, shown, status=status, society=draft.society)


def question_context(draft: Writing, form: Question) -> Context:
    return {
        "form": form,
        "danger": danger_was_said(draft, form.page),
        "brief": draft.found.brief,
        "has_code": draft.has_code,
        "short": draft.is_short,
        "rows": other_rows(draft) if form.page == SHORT else [],
        "seen": draft.found.seen,
        **step_of(draft, form.page),
        "suggestions": suggestions(draft.asked.code, draft.story) if form.page == "commitments" else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def check(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Show every answer, take the declaration and send the report, once however often it is posted."""
    if draft.is_short:
        return redirect(draft.address(SHORT))
    if is_autosave(request):
        return answer_version(draft.found.seen)
    form = Declaration(request.POST if request.method == "POST" else None, asked=draft.asked)
    sends = request.method == "POST" and draft.complete and form.is_valid()
    return file_report(request, draft) if sends else render_check(request, draft, form)


def render_check(request: HttpRequest, draft: Writing, form: Declaration) -> HttpResponse:
    answered = draft.answered
    found = {
        "form": form,
        "fields": fields_of(form),
        "danger": danger_was_said(draft, CHECK),
        "parts": [part_of(draft, page, answered.get(page)) for page in draft.pages],
        "complete": len(answered) == len(draft.pages),
        "seen": draft.found.seen,
        "back": draft.address(draft.pages[-1]),
        "old": draft.old_conduct,
        "is_unnamed": (draft.typed("you") or {}).get("choice") != [IdentityChoice.OPEN.value],
    }
    status = 422 if form.is_bound else 200
    return render_public(request, "casework/public/check.html", found, status=status, society=draft.society)


@key_read_once()
def file_report(request: HttpRequest, draft: Writing) -> HttpResponse:
    report, source = report_from(draft.answered), source_of(request)
    file_complaint(by=None, report=report, draft=(draft.found.handle, draft.found.secret), source=source)
    answer = redirect(draft.address("receipt"))
    answer.delete_cookie(BEGUN, path=reverse("start"))
    return answer
