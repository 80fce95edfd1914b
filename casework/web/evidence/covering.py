"""The pages of a covered copy: covering for those who prepare it, and the comparison for the second person who signs."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework.access import Actor
from casework.models import Case
from casework.procedure.evidence.actions import change_covering, drop_copy, make_copy
from casework.procedure.reading.actions import open_content
from casework.queries.case.names_in_report import names_in_words
from casework.queries.case.step_version import step_version
from casework.queries.evidence.copies import (
    Source,
    case_to_copy,
    leaks_of_draft,
    left_open,
    source_of,
    unread_pages,
)
from casework.queries.evidence.covering import (
    LONGEST_TRANSCRIPT,
    REASONS,
    Covering,
    Mark,
    Word,
    also_covered,
    asked_part,
    is_coverable,
    is_number,
    is_video,
    is_within,
    parts_of,
    quoted,
    sound_number,
    stretch_in_words,
    text_of,
    words_of,
)
from casework.verbs import get_step, perform
from casework.vocabulary import BadShape, CaseCompartment, NotNow, NotSeen, Reading, Verb
from casework.web.files.copy_questions import QUESTIONS, copies_in_bundle, refuse_unanswered
from casework.web.files.copy_waiting import is_own, shut_while_one_waits
from casework.web.files.covering_changes import change_of, refuse_unkept
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.sounds import sound_of
from casework.web.step_page.done import link_to_next, tell_done
from casework.web.step_page.rehearsing import STEP_VERSION
from casework.web.step_page.sending_back import came_back_to
from casework.web.step_page.titles import titles_opened
from converter.client import NotConverted
from vault.conversion import cover
from vault.views import Part, View

VERB = Verb.DISCLOSE_REDACTED_COPY


@login_required
@require_safe
def copies_page(request: HttpRequest, reference: str) -> HttpResponse:
    """List the evidence with files that can be covered, and what waits for a second signature."""
    by = acting(request)
    case = case_to_copy(by, reference)
    waiting = case.view.proposals.of(VERB)
    pieces = [(number, one) for number, one in enumerate(case.view.evidence.all, 1) if one.file]
    shown = frame_context(case) | {"pieces": pieces, "waiting": waiting, "mine": is_own(case, waiting)}
    shown |= {
        "copies": {one.id: copies_in_bundle(case, one.id) for _number, one in pieces},
        "came_back": came_back_to(case, get_step(VERB), by)[1],
        "shut": shut_while_one_waits(case),
    }
    shown |= {
        "covered": next((number for number, one in pieces if waiting and one.id == waiting.subject), 0),
        "titles": titles_opened(case, by, VERB, [one.added_by for _number, one in pieces]),
    }
    return render(request, "casework/staff/copies.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover_page(request: HttpRequest, reference: str, evidence: UUID) -> HttpResponse:
    """Show a page with its boxes beside what goes out, or change the draft. What was chosen stays if it is refused."""
    by = acting(request)
    source = opened_source(by, reference, evidence)
    if source.view is None or not is_coverable(source.view):
        return render(request, "casework/staff/cover_not.html", frame_context(source.case) | {"source": source})
    number = page_number(request, len(parts_of(source.view)))
    came = try_cover(request, by, source, number) if request.method == "POST" else NotNow()
    again = source_of(by, reference, evidence)
    return came if isinstance(came, HttpResponse) else show_cover(request, again, number, came)


def show_cover(request: HttpRequest, source: Source, number: int, refused: NotNow) -> HttpResponse:
    shown = cover_context(source, number, request.POST) | {"refused": refused.reasons}
    return render(request, "casework/staff/cover.html", shown, status=refused.status if refused.reasons else 200)


def try_cover(request: HttpRequest, by: Actor, source: Source, number: int) -> HttpResponse | NotNow:
    """Change the draft as it was asked, or put the copy forward; return what is wrong if it is refused."""
    try:
        return answer_cover(request, by, source, number)
    except NotNow as refused:
        return refused


def answer_cover(request: HttpRequest, by: Actor, source: Source, number: int) -> HttpResponse:
    reference = source.case.reference
    if request.POST.get("do") == "forward":
        tell_done(request, get_step(VERB), put_forward(request.POST, by, source), link_to_next(reference))
        return redirect("case", reference)
    onward = change_draft(request.POST, by, source, number)
    return redirect(f"{reverse('cover', args=[reference, source.piece.id])}?page={onward}")


def change_draft(sent: QueryDict, by: Actor, source: Source, number: int) -> int:
    """Change the draft, and return the page to go on with."""
    covering = change_covering(
        reference=source.case.reference,
        by=by,
        evidence=source.piece.id,
        seen=seen_version(sent),
        change=change_of(sent, number),
    )
    last = source.view is None or number == len(parts_of(source.view))
    return number + 1 if sent.get("do") == "looked" and not last and number in covering.looked else number


def seen_version(sent: QueryDict) -> int:
    """Return the version of the draft that a form was made with; one that never was for no number."""
    version = str(sent.get("version", ""))
    return int(version) if is_number(version) else -1


def put_forward(sent: QueryDict, by: Actor, source: Source) -> Case:
    """Make the copy and put it forward for the second signature. A copy that is not put forward is deleted.

    With `replace_waiting` this never signs a copy that somebody else put forward meanwhile; the step replaces none.
    """
    case, reference = source.case, source.case.reference
    if shut := shut_while_one_waits(case):
        raise NotNow(shut)
    refuse_unanswered(sent, case, source.piece.id)
    refuse_unkept(sent, Covering.of(source.draft.value))
    made = make_copy(reference=reference, by=by, evidence=source.piece.id, seen=seen_version(sent))
    typed = {"evidence": str(source.piece.id), "title": Covering.of(source.draft.value).title}
    typed |= dict.fromkeys(QUESTIONS, "no") | {"file": str(made.file), "digest": made.digest}
    try:
        return perform(
            get_step(VERB),
            reference=reference,
            by=by,
            typed=typed,
            read="",
            replace_waiting=True,
            as_officer=True,
            versions=sent.getlist(STEP_VERSION),
        )
    except BadShape as wrong:
        drop_copy(reference=reference, by=by, file=made.file)
        raise NotNow(*(words for some in wrong.errors.values() for words in some)) from wrong
    except NotNow:
        drop_copy(reference=reference, by=by, file=made.file)
        raise


def cover_context(source: Source, number: int, typed: QueryDict) -> Context:
    """Return what the page of covering shows."""
    view = source.view
    assert view is not None
    part, draft, count = parts_of(view)[number - 1], source.draft, len(parts_of(view))
    covering = Covering.of(draft.value)
    marks, words = covering.of_part(number), words_of(view, part)
    ticked = set(typed.getlist("word")) if typed.get("do") == "words" else set()
    return frame_context(source.case) | {
        "source": source,
        "part": part,
        "number": number,
        "pages": [(each, each in covering.looked) for each in range(1, count + 1)],
        "before": number - 1,
        "after": number + 1 if number < count else 0,
        "marks": [
            (mark, named_place(part, words, mark.place), REASONS[mark.reason]) for mark in in_reading_order(marks)
        ],
        "words": [
            (place, one.text, any(is_within(one.place, mark.place) for mark in marks), str(place) in ticked)
            for place, one in enumerate(words)
        ],
        "text": text_of(view, part),
        **preview_of(view, part, marks),
        "sound": sound_of(view, part, [mark.place for mark in marks]) if part.kind == "sound" else None,
        "sound_number": sound_number(view),
        "needs_transcript": bool(sound_number(view)) and not covering.transcript,
        "transcript": typed.get("transcript", covering.transcript),
        "longest_transcript": LONGEST_TRANSCRIPT,
        "is_video": is_video(view),
        "covering": covering,
        "version": draft.version,
        "saved_at": draft.saved_at,
        "zone": source.case.view.rules.zone,
        "reasons": REASONS,
        "left": [each for each in range(1, count + 1) if each not in covering.looked],
        "held": leaks_of_draft(source.case, covering, view),
        "named": names_in_words(source.case, left_open(covering, view)),
        "copies": copies_in_bundle(source.case, source.piece.id),
        "unread": unread_pages(view),
        "shut": shut_while_one_waits(source.case),
        "typed": typed,
    }


def in_reading_order(marks: Iterable[Mark]) -> list[Mark]:
    """Return the places of a page from the top down, and from the left on one line; of a text or a sound from its start."""
    return sorted(marks, key=lambda mark: (mark.place[1], mark.place) if len(mark.place) > 2 else (0, mark.place))


def named_place(part: Part, words: Iterable[Word], place: tuple[int, ...]) -> str:
    """Return what stands under a place, or when it is heard."""
    return stretch_in_words(place) if part.kind == "sound" else quoted(words, place)


def preview_of(view: View, part: Part, marks: tuple[Mark, ...]) -> Context:
    """Return the text that goes out with a part, a sentence if the converter cannot make it; and what it covers besides."""
    if part.kind == "sound":
        return {"preview": ""}
    try:
        (frame,) = cover([asked_part(view, part, marks)])
    except NotConverted as reason:
        return {"preview": str(reason)}
    except OSError:
        return {
            "preview": _("The converter does not answer just now, so there is no preview. What you covered is kept.")
        }
    if part.kind == "text":
        return {"preview": frame.body.decode()}
    return {"preview": str(frame.head["text"]), "also_covered": also_covered(view, part, marks, frame)}


@login_required
@require_safe
def cover_picture(request: HttpRequest, reference: str, evidence: UUID, number: int, side: str) -> HttpResponse:
    """Send the picture of a page as it was sent, or as it goes out with the boxes of the draft."""
    source = opened_source(acting(request), reference, evidence)
    if source.view is None or side not in ("sent", "preview"):
        raise NotSeen
    part = page_of(source.view, number)
    if side == "sent":
        return picture(source.view.read(part))
    return preview_picture(source.view, part, Covering.of(source.draft.value).of_part(number))


def preview_picture(view: View, part: Part, marks: tuple[Mark, ...]) -> HttpResponse:
    try:
        (frame,) = cover([asked_part(view, part, marks)])
    except (NotConverted, OSError):
        return HttpResponse(status=503)
    return picture(frame.body)


def opened_source(by: Actor, reference: str, evidence: UUID) -> Source:
    """Return a piece of evidence to cover, after recording that it was opened."""
    source = source_of(by, reference, evidence)
    open_content(reference=reference, by=by, rights=[Reading.READ_EVIDENCE], wanted={CaseCompartment.CASE: []})
    return source


def page_of(view: View, page: int) -> Part:
    parts = parts_of(view)
    if not 1 <= page <= len(parts) or parts[page - 1].kind != "page":
        raise NotSeen
    return parts[page - 1]


def page_number(request: HttpRequest, count: int) -> int:
    """Return the page that the address names, the first for any other."""
    asked = request.GET.get("page", "")
    return int(asked) if is_number(asked) and 1 <= int(asked) <= count else 1


def picture(body: bytes) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type="image/jpeg", headers=headers)


def frame_context(case: Case) -> dict[str, Any]:
    back = reverse("case", args=[case.reference])
    return {"audience": "staff", "case": case, "back": back, "step_version": step_version(case, VERB)}
