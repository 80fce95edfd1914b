"""The comparison of a covered copy with its original, page by page, for the second person who signs."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework.access import Actor
from casework.procedure.evidence.actions import change_comparison
from casework.queries.case.names_in_report import names_in_words
from casework.queries.evidence.copies import (
    Comparison,
    case_to_copy,
    copy_view,
    differences,
    parts_of_text,
    unread_pages,
)
from casework.queries.evidence.covering import REASONS, Covering, is_video, parts_of, sound_number, text_of
from casework.queries.evidence.sealed_drafts import KeptDraft, place_in_case, read_draft
from casework.verbs import get_step, perform, read_proposal
from casework.vocabulary import NotNow, NotSeen
from casework.web.drafts.drafts import place_in
from casework.web.drafts.texts import get_draft
from casework.web.evidence.covering import (
    VERB,
    frame_context,
    opened_source,
    page_number,
    page_of,
    picture,
    seen_version,
)
from casework.web.files.copy_waiting import is_own
from casework.web.files.sending import sound_response
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.sounds import sound_of
from casework.web.step_page.done import link_to_next, tell_done
from casework.web.step_page.rehearsing import STEP_VERSION
from casework.web.step_page.sending_back import around_waiting
from casework.workflow.guard import reason_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def compare_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a page of the copy beside its original, keep what was answered on it, or sign."""
    by = acting(request)
    pair = Pair(by, reference)
    number = page_number(request, len(parts_of(pair.copy)))
    came = try_comparison(request, by, pair, number) if request.method == "POST" else NotNow()
    if isinstance(came, HttpResponse):
        return came
    shown = compare_context(request, by, Pair(by, reference), number) | {"refused": came.reasons}
    return render(request, "casework/staff/compare.html", shown, status=came.status if came.reasons else 200)


class Pair:
    """The copy that waits for a second signature, with its original. NotSeen if none waits."""

    def __init__(self, by: Actor, reference: str) -> None:
        case = case_to_copy(by, reference)
        waiting = case.view.proposals.of(VERB)
        if waiting is None:
            raise NotSeen
        typed = read_proposal(waiting, reference, by)
        self.proposal, self.title, file = waiting, str(typed["title"]), UUID(str(typed["file"]))
        self.source = opened_source(by, reference, UUID(str(typed["evidence"])))
        copy, original = copy_view(case, file), self.source.view
        if copy is None or original is None:
            raise NotSeen
        self.case, self.copy, self.original = case, copy, original
        self.covering = Covering.of(read_draft(place_in_case(case, file)).value)
        self.draft: KeptDraft = read_draft(place_in_case(case, waiting.id, case.acting.person))
        self.comparison = Comparison.of(self.draft.value)


def try_comparison(request: HttpRequest, by: Actor, pair: Pair, number: int) -> HttpResponse | NotNow:
    """Keep what was answered on a page, or sign; return what is wrong if it is refused."""
    try:
        if request.POST.get("signs") != str(pair.proposal.id):
            raise NotNow(reason_of("signer_has_read_it", pair.case.view))
        return (sign_copy if request.POST.get("do") == "sign" else keep_answers)(request, by, pair, number)
    except NotNow as refused:
        return refused


def sign_copy(request: HttpRequest, by: Actor, pair: Pair, number: int) -> HttpResponse:
    if "sentence" not in request.POST:
        raise NotNow(_("Tick the sentence that you sign."))
    step, reference = get_step(VERB), pair.case.reference
    read, versions = str(pair.proposal.id), request.POST.getlist(STEP_VERSION)
    case = perform(step, reference=reference, by=by, typed={}, read=read, as_officer=True, versions=versions)
    tell_done(request, step, case, link_to_next(reference))
    return redirect("case", reference)


def keep_answers(request: HttpRequest, by: Actor, pair: Pair, number: int) -> HttpResponse:
    sent, reference = request.POST, pair.case.reference
    keys = [one.key for one in differences(pair.original, pair.copy, pair.covering, number)]
    right, wrong = ([key for key in keys if sent.get(f"answer-{key}") == answer] for answer in ("right", "wrong"))
    change_comparison(
        reference=reference,
        by=by,
        proposal=pair.proposal.id,
        seen=seen_version(sent),
        change=lambda before: before.with_page(number, right, wrong, pixels="pixels" in sent),
    )
    onward = number + 1 if number < len(parts_of(pair.copy)) else number
    return redirect(f"{reverse('compare', args=[reference])}?page={onward}")


def compare_context(request: HttpRequest, by: Actor, pair: Pair, number: int) -> Context:
    """Return what the page of the comparison shows."""
    count, part = len(parts_of(pair.copy)), parts_of(pair.copy)[number - 1]
    found = differences(pair.original, pair.copy, pair.covering, number)
    missing = pair.comparison.missing(pair.original, pair.copy, pair.covering)
    return (
        frame_context(pair.case)
        | send_back_context(request, by, pair)
        | {
            "pair": pair,
            "part": part,
            "number": number,
            **sounds_beside(pair, number),
            "sound_number": sound_number(pair.copy),
            "is_sound_alone": sound_number(pair.copy) == count == 1,
            "is_video": is_video(pair.original),
            "pages": [(each, each in pair.comparison.looked) for each in range(1, count + 1)],
            "before": number - 1,
            "after": number + 1 if number < count else 0,
            "found": [
                (one, [REASONS[each] for each in one.reasons], answer_to(pair.comparison, one.key)) for one in found
            ],
            "text": text_of(pair.original, parts_of(pair.original)[number - 1]),
            "outgoing": text_of(pair.copy, part) or str(part.head.get("text", "")),
            "missing": missing,
            "named": names_in_words(pair.case, [pair.title, parts_of_text(pair.copy)]),
            "unread": unread_pages(pair.copy),
            "count": count,
            "mine": is_own(pair.case, pair.proposal),
            "version": pair.draft.version,
        }
    )


def send_back_context(request: HttpRequest, by: Actor, pair: Pair) -> Context:
    """Return the form that sends the copy back. The page of the step answers it, and keeps its draft."""
    draft = get_draft(place_in(by, pair.case.id, VERB, "office"))
    more = {"waiting": pair.proposal, "request_key": uuid4(), "draft": draft}
    shown = around_waiting(request, pair.case, pair.proposal, draft.typed)
    return shown | more | {"action": reverse("step", args=[pair.case.reference, VERB])}


def sounds_beside(pair: Pair, number: int) -> Context:
    """Return the sound as it was sent and as it goes out, both with the silences of the copy; nothing for a page."""
    part = parts_of(pair.copy)[number - 1]
    if part.kind != "sound":
        return {}
    heard, silences = parts_of(pair.original)[number - 1], part.head["silences"]
    return {"heard": sound_of(pair.original, heard, silences), "sound": sound_of(pair.copy, part)}


def answer_to(comparison: Comparison, key: str) -> str:
    return "right" if key in comparison.right else "wrong" if key in comparison.wrong else ""


@login_required
@require_safe
def compare_part(request: HttpRequest, reference: str, number: int, side: str) -> HttpResponse:
    """Send a page or a sound as it was sent, or the very one that goes out."""
    pair = Pair(acting(request), reference)
    views = {"sent": pair.original, "copy": pair.copy}
    if side not in views:
        raise NotSeen
    view = views[side]
    if number and number == sound_number(view):
        return sound_response(request, view, parts_of(view)[number - 1])
    return picture(view.read(page_of(view, number)))
