"""The sections of an investigation report, one for each allegation: how a draft begins, and how it gets those it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.queries.wording.short_labels import short_label
from casework.record.state import Allegation
from casework.record.state.evidence import Copy
from casework.recording import OpenedTexts
from casework.vocabulary import AllegationState, NotSeen, Verb
from casework.web.drafts import drafts
from casework.web.drafts.texts import Part, Typed, keep_typed
from casework.web.shared.asked_texts import Address, open_asked
from casework.workflow.step import not_none

FIELDS = {Verb.SHARE_DRAFT_REPORT.value: "draft_text", Verb.FINALISE_REPORT.value: "report"}
"""The field with the report, by the step that sends it."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """What the report says of one allegation. A text has the section if one of its lines begins with `mark`."""

    mark: str
    words: str

    def is_in(self, text: str) -> bool:
        return any(line.lstrip("# ").startswith(self.mark) for line in text.splitlines())


def texts_of_sections(case: Case) -> Iterable[Address]:
    copies = [(one.given_by, "title") for one in copies_out(case)]
    return [*((one.framed_by, "act") for one in case.view.allegations.all), *copies]


def copies_out(case: Case) -> list[Copy]:
    """Return the copies that the member has and that still count."""
    evidence = case.view.evidence
    return [one for one in evidence.copies if one.evidence not in evidence.withheld | evidence.wholly]


def sections(case: Case, texts: OpenedTexts) -> Iterator[Section]:
    """Yield a section for each allegation: the act, what was answered, and the evidence of the notice that brought it.

    Both sides read the report, so it names only evidence that the member has, by the title of the copy.
    """
    for n, one in enumerate(case.view.allegations.all, 1):
        if one.state in (AllegationState.DRAFTED, AllegationState.OUT_OF_SCOPE):
            continue
        mark = _("Allegation %(n)s:") % {"n": n}
        words = (
            f"{mark} {short_label(one)}",
            str(texts.get((one.framed_by, "act")) or ""),
            _("Answer: %(answer)s") % {"answer": one.answer.label if one.answer else _("none")},
            _("What was found out, and on what it rests:"),
            cited(case, texts, served_with(case, one)),
        )
        yield Section(mark=mark, words="\n\n".join(part for part in words if part))


def served_with(case: Case, one: Allegation) -> frozenset[UUID]:
    """Return the copies that went out with the notice of an allegation."""
    notice = next((entry.event for entry in case.record if entry.event.id == one.notified_by), None)
    return frozenset(getattr(notice, "evidence", ()))


def cited(case: Case, texts: OpenedTexts, copies: frozenset[UUID]) -> str:
    """Return a line for each of these copies, with the number of its piece in the case."""
    numbers = {one.id: n for n, one in enumerate(case.view.evidence.all, 1)}
    named = [
        (numbers[one.evidence], texts.get((one.given_by, "title"))) for one in copies_out(case) if one.id in copies
    ]
    return "\n".join(_("Evidence %(n)s: %(title)s") % {"n": n, "title": title} for n, title in named if title)


def report_begun(case: Case, texts: OpenedTexts) -> str:
    """Return all sections, and after them the evidence that the member was given since."""
    served = frozenset[UUID]().union(*(served_with(case, one) for one in case.view.allegations.all))
    since = cited(case, texts, frozenset(one.id for one in copies_out(case)) - served)
    more = [_("Given to the member since the notice:"), since] if since else []
    return "\n\n".join([*(one.words for one in sections(case, texts)), *more])


def add_sections(
    request: HttpRequest, by: Actor, place: DraftPlace, _back: str, _part: Part | None = None
) -> HttpResponse:
    """Keep what was typed with the sections that it lacks at its end, and show the page again. NotSeen for other steps."""
    if place.step not in FIELDS:
        raise NotSeen
    case = access.case_shown(by, not_none(request.resolver_match).kwargs["reference"], Verb(place.step))
    typed, number = with_sections(case, Verb(place.step), by, drafts.typed_in(request))
    keep_whole(by, place, typed, drafts.seen_version(request))
    messages.info(request, words_on_added(number))
    return redirect(request.get_full_path())


def keep_whole(by: Actor, place: DraftPlace, typed: Typed, seen: int) -> None:
    """Keep a draft. Raises TextsDiffer if another was kept since the page was shown."""
    _version, other = keep_typed(by, place, typed, seen)
    if other:
        raise drafts.TextsDiffer


def with_sections(case: Case, verb: Verb, by: Actor, typed: Typed) -> tuple[Typed, int]:
    """Return what was typed with the sections that its text lacks, and how many these are."""
    text = "\n".join(typed.get(FIELDS[verb.value], ()))
    texts = open_asked(case, verb, by, set(texts_of_sections(case)))
    lacking = [one for one in sections(case, texts) if not one.is_in(text)]
    whole = "\n\n".join([*([text.rstrip()] if text.strip() else []), *(one.words for one in lacking)])
    return {**typed, FIELDS[verb.value]: [whole]}, len(lacking)


def words_on_added(number: int) -> str:
    if not number:
        return _("Each allegation has a section. Nothing was added.")
    said = ngettext("%(n)s section was added at the end.", "%(n)s sections were added at the end.", number)
    return said % {"n": number}


drafts.ANSWERS["sections"] = add_sections
