"""The pages on which a report is written, one question each, until it is sent."""

from contextlib import suppress
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import source_of
from casework.forms.complaint import QUESTIONS, Declaration, Evidence, Question, change_people, report_from
from casework.procedure.intake.actions import file_complaint
from casework.queries import published
from casework.vocabulary import NotSeen
from casework.web.context import Context
from casework.web.public.autosave import answer_autosave, is_autosave, unfinished_input
from casework.web.public.begun import BEGUN
from casework.web.public.fields import fields_of
from casework.web.public.pages import render_public
from casework.web.public.writing import (
    CAME_FROM,
    CHECK,
    COOKIE,
    SHORT,
    UNFINISHED,
    WAY,
    Typed,
    Writing,
    get_question,
    keep_open,
    seen_number,
    typed_answers,
    with_draft,
)
from ledger.clock import now
from policy.suggestions import suggestions
from vault import drafts
from vault.codes import Code

FIRST = next(iter(QUESTIONS))
BACK, WORDS = "back", "words"
TOO_MUCH = _lazy(
    "Your report holds as much text as one report can. Shorten this answer, or send the rest with your code later."
)


@csrf_exempt
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a report: an empty draft, and the cookie that opens it. No CSRF token is asked for, so the page before sets none.

    One of very many from a network is kept for a day.
    """
    answers = {WAY: SHORT} if request.POST.get(WAY) == SHORT else None
    handle, secret = drafts.begin(answers, brief=not spend(Budget.DRAFT, source_of(request)))
    return keep_open(redirect("report_question", handle, FIRST), handle, secret, request)


@require_safe
@with_draft
def resume(request: HttpRequest, draft: Writing) -> HttpResponse:
    answered = draft.answered
    return redirect(draft.address(next((page for page in draft.pages if page not in answered), CHECK)))


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


def get_code(draft: Writing) -> Code:
    """Return the code of a draft. NotSeen before it has one."""
    if draft.code is None:
        raise NotSeen
    return draft.code


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def discard(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Ask once whether the report is to be thrown away, and delete it with its files."""
    if request.method != "POST":
        page = {"back": draft.home, "files": len(drafts.attached_files(draft.found))}
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
        return render_question(request, draft, draft.form(page))
    form = kind(request.POST, request.FILES, asked=draft.asked)
    return (answer_autosave if is_autosave(request) else answer_press)(request, draft, form)


def answer_press(request: HttpRequest, draft: Writing, form: Question) -> HttpResponse:
    if change := request.POST.get("change"):
        return apply_change(request, draft, form, change)
    return keep_answers(request, draft, form) if form.is_valid() else refuse_page(request, draft, form)


def apply_change(request: HttpRequest, draft: Writing, form: Question, change: str) -> HttpResponse:
    """Leave the page; or save it unfinished with one person more or less. What cannot be kept comes back first."""
    if change == BACK:
        return leave_page(request, draft, form, draft.before(form.page, came_from(request)))
    if change == WORDS and draft.code is not None:
        return leave_page(request, draft, form, draft.words_from(form.page))
    if form.has_wrong_answers():
        return render_question(request, draft, form, status=422)
    typed = change_people(typed_answers(form, request.POST), change)
    return keep_answers(request, draft, form, typed={**typed, UNFINISHED: ["1"]})


def leave_page(request: HttpRequest, draft: Writing, form: Question, to: str) -> HttpResponse:
    """Save what was typed, finished or not, and go to another address. If there is no room, the page comes back first.

    A page that was left blank stays one that was never answered.
    """
    typed = typed_answers(form, request.POST)
    if form.is_blank(typed) and draft.typed(form.page) is None:
        return redirect(to)
    if form.is_valid():
        return keep_answers(request, draft, form, to=to)
    if begun := unfinished_input(form, request):
        return keep_answers(request, draft, form, typed=begun, to=to)
    return render_question(request, draft, form, status=422)


def refuse_page(request: HttpRequest, draft: Writing, form: Question) -> HttpResponse:
    """Show a page again with what is wrong. What was typed is saved as far as there is room."""
    typed = unfinished_input(form, request)
    if typed is None:
        return render_question(request, draft, form, status=422)
    try:
        after = draft.saved(form.page, typed, seen_number(request.POST), gives_code=False)
    except drafts.ChangedElsewhere:
        return render_question(request, draft, form, status=409, elsewhere=answers_shown(draft.form(form.page)))
    except drafts.TooMuchTyped:
        after = draft
    return render_question(request, after, form, status=422)


def keep_answers(
    request: HttpRequest, draft: Writing, form: Question, typed: Typed | None = None, to: str = ""
) -> HttpResponse:
    """Save a page and go on, `to` an address or to the next page, or stay on it when it is `typed` half.

    Says so when another tab has saved it meanwhile.
    """
    try:
        after = draft.saved(
            form.page,
            typed or typed_answers(form, request.POST),
            seen_number(request.POST),
            gives_code=not (typed or to),
        )
    except drafts.ChangedElsewhere:
        return render_question(request, draft, form, status=409, elsewhere=answers_shown(draft.form(form.page)))
    except drafts.TooMuchTyped:
        form.add_error(None, TOO_MUCH)
        return render_question(request, draft, form, status=422)
    if to or typed:
        return redirect(to or request.get_full_path())
    return redirect(next_page(request, draft, after, form.page))


def next_page(request: HttpRequest, draft: Writing, after: Writing, page: str) -> str:
    """Return where a saved page leads: to the twelve words when the draft has just got them, or on.

    The short way does not stop at the words: they stand on its receipt, and behind a button of each page.
    """
    is_new = after.code is not None and draft.code is None
    return after.address("words") if is_new and not draft.is_short else after.after(page, came_from(request))


def render_question(
    request: HttpRequest, draft: Writing, form: Question, *, status: int = 200, **more: object
) -> HttpResponse:
    shown = {**question_context(draft, form), **more}
    return render_public(request, "casework/public/question.html", shown, status=status, society=draft.society)


def question_context(draft: Writing, form: Question) -> Context:
    pages = draft.pages
    return {
        "form": form,
        "fields": fields_of(form),
        "brief": draft.found.brief,
        "has_code": draft.code is not None,
        "short": draft.is_short,
        "seen": draft.found.seen,
        "steps": [QUESTIONS[page].short for page in pages],
        "number": pages.index(form.page) + 1 if form.page in pages else len(pages),
        "suggestions": suggestions(draft.asked.code, draft.story) if form.page == "commitments" else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def check(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Show every answer, take the declaration and send the report, once however often it is posted.

    From the short way, `way` leads on to the other questions, by the twelve words, which that way did not show.
    """
    if WAY in request.POST:
        with suppress(drafts.ChangedElsewhere):  # another tab has saved meanwhile: its next press asks again
            draft.take_full_way()
        return redirect(draft.address("words") if draft.code else draft.home)
    form = Declaration(request.POST if request.method == "POST" else None, asked=draft.asked)
    sends = request.method == "POST" and draft.complete and form.is_valid()
    return file_report(request, draft) if sends else render_check(request, draft, form)


def render_check(request: HttpRequest, draft: Writing, form: Declaration) -> HttpResponse:
    answered = draft.answered
    found = {
        "form": form,
        "rows": [row for page in draft.pages for row in rows_of(draft, page, answered.get(page))],
        "complete": len(answered) == len(draft.pages),
        "short": draft.is_short,
        "keep_away": draft.from_check("keep-away"),
        "back": draft.address(draft.pages[-1]),
        "old": draft.old_conduct,
    }
    status = 422 if form.is_bound else 200
    return render_public(request, "casework/public/check.html", found, status=status, society=draft.society)


def answers_shown(form: Question) -> list[Context]:
    """Return what a page holds, for a summary; nothing of one that does not hold together."""
    return [{"key": key, "value": value} for key, value in form.rows()] if form.is_valid() else []


def rows_of(draft: Writing, page: str, form: Question | None) -> list[Context]:
    """Return the rows of one page in the summary; one that asks for an answer when there is none."""
    link = {"href": draft.from_check(page)}
    if form is None:
        return [{"key": QUESTIONS[page].short, "value": _("Not answered yet"), **link}]
    if page == "evidence":
        files = {file.id: file.description.name for file in drafts.attached_files(draft.found)}
        said = {note.file: note.caption for note in cast(Evidence, form).notes}
        names = [": ".join(filter(None, (files[file], said.get(file)))) for file in {**said, **files} if file in files]
        return [{"key": QUESTIONS[page].short, "value": "\n".join(names) or _("No file"), **link}]
    return [{"key": key, "value": value, **link} for key, value in form.rows_to_check()]


def file_report(request: HttpRequest, draft: Writing) -> HttpResponse:
    report, source = report_from(draft.answered), source_of(request)
    file_complaint(by=None, report=report, draft=(draft.found.handle, draft.found.secret), source=source)
    answer = redirect(draft.address("receipt"))
    answer.delete_cookie(BEGUN, path=reverse("start"))
    return answer
