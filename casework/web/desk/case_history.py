"""The history of a case as an officer sees it: the lines of the chosen kinds, and what the reader unfolds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_safe

from casework.procedure.reading.papers import open_papers
from casework.queries.case.history_lines import counts_of, days_of, names_of, put_forward_by_viewer, readable_lines
from casework.queries.case.page import CasePage, Line, Text
from casework.record.events import StepProposed
from casework.recording import OpenedTexts
from casework.verbs import VERBS, Step, answers_in_words, view_when_put_forward
from casework.verbs.answers_in_words import Said
from casework.vocabulary.case_stages import LineKind
from casework.web.cases.pages import IN_THE_MINUTE, visible_chains
from casework.web.cases.papers_beside import around_papers
from casework.web.desk.case_tabs import frame
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.own_room import or_own_room

SHOWN_AT_FIRST = frozenset(LineKind) - {LineKind.READING}
"""The kinds of lines that the history shows until somebody chooses."""


class PutForward(NamedTuple):
    """A step that the viewer put forward, with what they typed in words."""

    step: Step
    said: Said


@login_required
@require_safe
@or_own_room
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the lines of the chosen kinds. Only what is unfolded is sent, and counts as opened."""
    by, kinds, read = acting(request), kinds_asked(request), request.GET.getlist("read")
    shows = partial(texts_of_history, kinds=kinds, read=read)
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=shows)
    shown = frame(page, texts, "case_history", by) | around_papers(page) | timeline(page, kinds, read)
    shown |= {"chain": visible_chains(page, texts), "put_forward": put_forward(page, texts)}
    return render(request, "casework/case/history.html", shown)


def texts_of_history(page: CasePage, *, kinds: frozenset[LineKind], read: Collection[str]) -> Iterator[Text]:
    """Yield the texts of the lines of these kinds that are unfolded, without the minute; the viewer's own input; the ties."""
    yield from (text for line in lines_with_papers(page, kinds) if str(line.entry) in read for text in line.texts)
    yield from (text for text in put_forward_by_viewer(page) if str(text.entry) in read)
    yield from page.ties


def put_forward(page: CasePage, texts: OpenedTexts) -> Mapping[UUID, PutForward]:
    """Return each step that the viewer put forward and unfolded, by its entry, in the words of its form at that time."""
    steps = {one.event.id: VERBS[one.event.step] for one in page.case.record if isinstance(one.event, StepProposed)}
    opened = {text.entry: texts.get((text.entry, text.field)) for text in put_forward_by_viewer(page)}
    return {
        entry: PutForward(
            steps[entry],
            answers_in_words(
                steps[entry],
                view_when_put_forward(page.case, entry),
                MultiValueDict(typed),
                reader=page.case.acting,
            ),
        )
        for entry, typed in opened.items()
        if typed is not None
    }


def lines_with_papers(page: CasePage, kinds: frozenset[LineKind]) -> list[Line]:
    """Return the lines of these kinds, without those of the minute, which stands with the evidence."""
    return [line for line in page.lines if line.kind in kinds and line.type not in IN_THE_MINUTE]


def kinds_asked(request: HttpRequest) -> frozenset[LineKind]:
    """Return the kinds of lines that the address asks for. An unknown kind is left out; without any, the usual ones."""
    asked = frozenset(kind for kind in LineKind if kind.value in request.GET.getlist("kind"))
    return asked or SHOWN_AT_FIRST


def timeline(page: CasePage, kinds: frozenset[LineKind], read: Sequence[str]) -> Context:
    lines = [line for line in page.lines if line.kind in kinds]
    counts, named = counts_of(page.lines), names_of(page)
    own = {text.entry for text in put_forward_by_viewer(page)}
    return {
        "days": days_of(lines),
        "readable": readable_lines(page, lines_with_papers(page, kinds)) | own,
        "unfolded": [line.entry for line in lines if str(line.entry) in read],
        "asked": address_with(kinds),
        "filters": [(kind, counts[kind], kind in kinds, address_with(kinds ^ {kind})) for kind in LineKind],
        "by_name": named.by,
        "seated": named.seated,
        "own": page.case.acting.person,
        "in_the_minute": IN_THE_MINUTE,
    }


def address_with(kinds: frozenset[LineKind]) -> str:
    return "?" + urlencode([("kind", kind.value) for kind in LineKind if kind in kinds])
