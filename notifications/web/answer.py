"""The pages on which a member or a representative writes the answer to the notice, and sends it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_GET, require_http_methods

from casework.access import Actor
from casework.models import Case
from casework.queries.case.step_version import step_version
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.verbs import answers_in_words
from casework.vocabulary import ClockName, NotSeen, Verb
from casework.web import steps
from casework.web.drafts import drafts
from casework.web.drafts.page import DraftOnPage
from casework.web.drafts.texts import Draft, Part, get_draft, keep_typed
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.workflow.step import in_the_way
from notifications.member.answer_pages import (
    ANSWER,
    SUMMARY,
    AnswerPage,
    admits,
    filled_form,
    form_of_page,
    next_slug,
    pages_of,
    tasks_of,
    words_of,
)
from notifications.member.pages import case_pages
from notifications.member.receipts import case_of_letter
from notifications.member.respondent_case import ServedCase, served_of
from notifications.web.inbox import get_notice, place_of_notice

HERE = "answer"
KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, kw_only=True)
class Answering:
    """An answer that is being written. `draft` is what is kept of all its pages."""

    by: Actor
    case: Case
    served: ServedCase
    pages: tuple[AnswerPage, ...]
    place: DraftPlace
    draft: Draft


@login_required
@require_GET
def answer_list(request: HttpRequest, reference: str) -> HttpResponse:
    answering = _open(request, reference)
    form = filled_form(answering.case, answering.draft)
    tasks = tasks_of(answering.pages, answering.draft, form)
    goes_on = next((one.page for one in tasks if one.tone != "done"), None)
    shown = {"tasks": tasks, "goes_on": goes_on, "draft": _draft_shown(answering, answering.draft)}
    return render(request, "casework/member/answer/list.html", _shown(answering) | shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    if request.method != "POST":
        return _show_page(request, _open(request, reference), slug)
    by, part = acting(request), _part_posted(request)
    place = place_of_notice(by, reference=reference, verb=Verb.RESPOND_TO_NOTICE)
    try:
        return _keep(request, by, place, part, reference)
    except drafts.TextsDiffer:
        return _show_page(request, _open(request, reference), slug, status=409)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the whole answer as it will be sent, with what is missing; or send it."""
    if request.method == "POST":
        case, there = get_notice(request, reference)[1].case, reverse("member_case", args=[reference])
        answer = steps.answer_draft if drafts.is_about_draft(request) else steps.answer_step
        return answer(request, ANSWER, case.reference, audience="member", there=there)
    answering = _open(request, reference)
    shown = _shown(answering) | _checked(request, answering)
    return render(request, "casework/member/answer/check.html", shown)


def _open(request: HttpRequest, reference: str) -> Answering:
    """Return the answer that may be written now. NotSeen if it may not."""
    by, message = get_notice(request, reference)
    case = case_of_letter(message, by)
    if Verb.RESPOND_TO_NOTICE.value not in case.rights:
        raise NotSeen
    served, place = served_of(case, message, by), drafts.place_in(by, case.id, Verb.RESPOND_TO_NOTICE, "member")
    pages = pages_of(case, {one.key.hex: one for one in served.allegations})
    return Answering(by=by, case=case, served=served, pages=pages, place=place, draft=get_draft(place))


def _shown(answering: Answering) -> Context:
    pages = case_pages(answering.served, HERE)
    return {
        "audience": "member",
        "served": answering.served,
        "pages": pages,
        "label": next(one.label for one in pages if one.is_here),
        "reasons": in_the_way(answering.case, Verb.RESPOND_TO_NOTICE),
        "answer_by": next((one.day for one in answering.served.clocks if one.name is ClockName.RESPONSE), None),
        "back": reverse("member_case", args=[answering.served.reference]),
    }


def _keep(request: HttpRequest, by: Actor, place: DraftPlace, part: Part, reference: str) -> HttpResponse:
    """Keep one page and go on to the next, or answer the script. Raises TextsDiffer if somebody else changed the page."""
    there, goes_to = reverse("member_answer", args=[reference]), request.POST.get("goes_to", "")
    if drafts.is_about_draft(request):
        return drafts.answer_draft(request, by, place, there, part)
    if keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request), part)[1]:
        raise drafts.TextsDiffer
    is_page = re.fullmatch(r"[a-z0-9]{1,10}", goes_to)
    return redirect("member_answer_page", reference, goes_to) if is_page else redirect(there)


def _part_posted(request: HttpRequest) -> Part:
    """Return which part of the answer a page has sent. NotSeen for what is none."""
    key = request.POST.get("part", "")
    if key != SUMMARY and not KEY.fullmatch(key):
        raise NotSeen
    return Part(name=key, holds=lambda name: key in name)


drafts.PLACES["member_answer_page"] = lambda by, *, reference, slug: place_of_notice(
    by, reference=reference, verb=Verb.RESPOND_TO_NOTICE
)
drafts.PARTS["member_answer_page"] = _part_posted


def _show_page(request: HttpRequest, answering: Answering, slug: str, *, status: int = 200) -> HttpResponse:
    """Show one page of the answer; what was posted and not kept stands in its fields, beside what somebody else kept."""
    page = next((one for one in answering.pages if one.slug == slug), None)
    if page is None:
        raise NotSeen
    kept = answering.draft.of(page.part)
    typed = drafts.typed_in(request) if request.method == "POST" else kept.typed
    form, others = form_of_page(answering.case, page, typed), kept.typed if request.method == "POST" else {}
    shown = {
        "page": page,
        "form": form,
        "goes_to": next_slug(answering.pages, page),
        "draft": _draft_shown(answering, kept, others=others),
        "others": _in_words(answering, others) if others else (),
    }
    return render(request, "casework/member/answer/page.html", _shown(answering) | shown, status=status)


def _draft_shown(answering: Answering, kept: Draft, *, others: Mapping[str, list[str]] | None = None) -> DraftOnPage:
    return DraftOnPage(
        version=kept.version,
        typed=kept.typed,
        saved_at=kept.saved_at if kept.typed else None,
        is_open=kept.is_open,
        others=others or {},
        together=True,
        author=drafts.name_of(kept) if drafts.is_by_other(answering.by, kept) else "",
        rules=answering.case.view.rules,
    )


def _checked(request: HttpRequest, answering: Answering) -> Context:
    form = filled_form(answering.case, answering.draft)
    form.chosen_files = drafts.chosen_on(request, answering.by, answering.case, Verb.RESPOND_TO_NOTICE)
    tasks = tasks_of(answering.pages, answering.draft, form)
    typed = answering.draft.typed
    return {
        "said": [(page, words_of(answering.case, page, answering.draft)) for page in answering.pages],
        "missing": [one for one in tasks if one.tone != "done"],
        "problems": [words for some in form.errors.values() for words in some],
        "given": [(name, each) for name, texts in typed.items() for each in texts],
        "papers": form["papers"],
        "admits": admits(form),
        "version": step_version(answering.case, Verb.RESPOND_TO_NOTICE),
        "draft_version": answering.draft.version,
        "request_key": uuid4(),
    }


def _in_words(answering: Answering, typed: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    case, data = answering.case, MultiValueDict({name: list(texts) for name, texts in typed.items()})
    return answers_in_words(ANSWER, case.view, data, reader=case.acting)
