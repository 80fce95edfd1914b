"""Evidence whose safe view is covered for the respondent: the original, what its copy still shows, and the comparison."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.evidence.covering import (
    Covering,
    Mark,
    is_within,
    open_words,
    parts_of,
    quoted,
    sound_number,
    stretch_in_words,
    words_of,
)
from casework.queries.evidence.outgoing import places_held, places_told
from casework.queries.evidence.sealed_drafts import DraftPlace, KeptDraft, place_in_case, read_draft
from casework.record.state.evidence import Evidence
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, NotSeen, Reading, Verb
from ledger.canonical import JsonObject
from vault.models import SealedFile
from vault.views import Part, View, view_of


@dataclass(frozen=True)
class Source:
    """A piece of evidence with a file, for a person who may cover it. `view`: None while the converter has not made it."""

    case: Case
    number: int
    piece: Evidence
    view: View | None

    @property
    def file(self) -> UUID:
        assert self.piece.file is not None
        return self.piece.file

    @property
    def place(self) -> DraftPlace:
        return place_in_case(self.case, self.file)

    @property
    def draft(self) -> KeptDraft:
        return read_draft(self.place)


def case_to_copy(by: Actor, reference: str) -> Case:
    """Return a case for an officer who may prepare copies in it, or sign them. NotSeen or NoRight for others."""
    access.require_step(by, reference, Verb.DISCLOSE_REDACTED_COPY)
    return access.case_shown(by, reference, Verb.DISCLOSE_REDACTED_COPY)


def source_of(by: Actor, reference: str, evidence: UUID) -> Source:
    """Return a piece of evidence to cover. NotSeen or NoRight without the right, NotSeen for none with a file."""
    case = case_to_copy(by, reference)
    access.require(by, reference, Reading.READ_EVIDENCE)
    pieces = {one.id: (number, one) for number, one in enumerate(case.view.evidence.all, 1)}
    number, piece = pieces.get(evidence, (0, None))
    if piece is None or piece.file is None:
        raise NotSeen
    return Source(case, number, piece, _view(case, piece.file, CaseCompartment.CASE))


def copy_view(case: Case, file: UUID) -> View | None:
    """Return the view of a covered copy; None if no such file is kept for the respondent. Raises CannotOpen."""
    return _view(case, file, CaseCompartment.RESPONDENT)


def _view(case: Case, file: UUID, kept: CaseCompartment) -> View | None:
    sealed = SealedFile.objects.filter(pk=file).select_related("key").first()
    return view_of(sealed, compartment_of(case, kept)) if sealed else None


@dataclass(frozen=True, order=True)
class Held:
    """A place where something sealed still stands: a page, from 1 (0: the document itself), and the field of it."""

    page: int
    field: str

    def __str__(self) -> str:
        where = _("Page %(page)s") % {"page": self.page} if self.page else _("The document")
        return _("%(where)s, %(field)s: something sealed stands there.") % {"where": where, "field": self.field}


def leaks_of_copy(case: Case, title: str, view: View) -> tuple[Held, ...]:
    """Look through all that goes out with a copy: title, page texts, words, texts, file names and findings."""
    texts = {Held(0, _("title")): title}
    texts |= {Held(0, _("what was found")): " ".join(f"{what} {value}" for what, value in view.found)}
    texts |= {Held(0, _("names of files")): " ".join(name for name, _size in view.attached)}
    whole = ""
    for number, part in enumerate(parts_of(view), 1):
        text = view.read(part).decode() if part.kind == "text" else f"{part.head.get('text', '')}\n"
        texts[Held(number, _("transcript") if part.kind == "sound" else _("text"))] = text
        texts[Held(number, _("words"))] = " ".join(one.text for one in words_of(view, part))
        whole += text
    # A page of a text can end within a name, which no page holds then; its reader gets them as one text.
    return places_held(case, texts) or places_held(case, {Held(0, _("text from one page to the next")): whole})


def parts_of_text(view: View) -> str:
    """Return all words of a safe view: of its pages, texts and sounds, of the files in it, and what was found beside."""
    found = [f"{what} {value}" for what, value in view.found] + [name for name, _size in view.attached]
    for part in parts_of(view):
        found.append(view.read(part).decode() if part.kind == "text" else str(part.head.get("text", "")))
    return "\n".join(found)


def leaks_of_draft(case: Case, covering: Covering, view: View) -> tuple[Held, ...]:
    """Look through what a draft leaves open. What goes out is checked again once it is made.

    Sealed names in what its authors typed are looked for then alone: nothing counts how often a draft is changed.
    """
    typed = {Held(0, _("title")): covering.title}
    if number := sound_number(view):
        typed[Held(number, _("transcript"))] = covering.transcript
    texts = {Held(number, _("text")): text for number, text in enumerate(_uncovered(covering, view), 1)}
    return (*places_told(case, typed), *places_held(case, texts))


def left_open(covering: Covering, view: View) -> tuple[str, ...]:
    """Return the words that a draft lets out: the title, the transcript, and what is not covered of each part."""
    return (covering.title, covering.transcript, *_uncovered(covering, view))


def _uncovered(covering: Covering, view: View) -> Iterator[str]:
    for number, part in enumerate(parts_of(view), 1):
        yield " ".join(one.text for one in open_words(view, part, covering.of_part(number)))


def unread_pages(view: View) -> tuple[int, ...]:
    """Return the pages that may show words of which no program is certain: none are known, a program recognised
    some, or pictures cover much of the page and none read them."""
    return tuple(
        number
        for number, part in enumerate(parts_of(view), 1)
        if part.kind == "page"
        and (
            part.head.get("recognised")
            or part.head.get("pictures")
            or not any(one.text.strip("[]") != "name" for one in words_of(view, part))
        )
    )


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A place in which a copy differs from its original, numbered on its page. `covers` is what somebody covered there.

    `touches` are the other words that the box reaches, because its width goes in steps.

    `stretch`: from when to when a sound is silent.
    """

    number: int
    place: tuple[int, ...]
    covers: str
    touches: str
    stretch: str
    reasons: tuple[str, ...]
    key: str
    page_width: int = 0

    @property
    def wide(self) -> int:
        return self.place[2] - self.place[0]

    @property
    def high(self) -> int:
        return self.place[3] - self.place[1]

    @property
    def radius(self) -> int:
        """The radius of the disc with its number, in pixels of the page."""
        return max(12, self.page_width // 70)

    @property
    def beside(self) -> int:
        """Where its disc stands from the left: on the end of the box, so that it hides nothing else."""
        return self.place[2] - self.radius

    @property
    def middle(self) -> int:
        return (self.place[1] + self.place[3]) // 2


def differences(source: View, copy: View, covering: Covering, number: int) -> tuple[Difference, ...]:
    """Return the differences on a page, in their order on it."""
    original, part = parts_of(source)[number - 1], parts_of(copy)[number - 1]
    marks = covering.of_part(number)
    free = open_words(source, original, marks)
    left = frozenset(free)
    covered = [one for one in words_of(source, original) if one not in left]
    return tuple(
        Difference(
            number=each,
            place=place,
            covers=quoted(covered, place),
            touches=quoted(free, place),
            stretch=stretch_in_words(place) if part.kind == "sound" else "",
            reasons=tuple(dict.fromkeys(one.reason for one in marks if is_within(one.place, place))),
            key=f"{number}-{each}",
            page_width=int(part.head.get("width", 0)),
        )
        for each, place in enumerate(_places(part, marks), 1)
    )


def _places(part: Part, marks: Iterable[Mark]) -> Iterator[tuple[int, ...]]:
    if part.kind in _MADE:
        yield from (tuple(each) for each in part.head.get(_MADE[part.kind], ()))
    else:
        yield from (one.place for one in marks)


_MADE = {"page": "boxes", "sound": "silences"}
"""The field in which a part of a copy lists what was covered in it; a text has no such field."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What the second person has looked at and answered, each difference by its key. Nothing is answered before."""

    looked: frozenset[int] = frozenset()
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    pixels: bool = False

    def value(self) -> JsonObject:
        return {
            "looked": sorted(self.looked),
            "right": sorted(self.right),
            "wrong": sorted(self.wrong),
            "pixels": self.pixels,
        }

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Return the comparison that `value` gave; an empty one for no value."""
        names = ("looked", "right", "wrong")
        return cls(pixels=bool(value.get("pixels")), **{name: frozenset(value.get(name, ())) for name in names})

    def with_page(self, page: int, right: Iterable[str], wrong: Iterable[str], *, pixels: bool) -> Self:
        """Return the same after a page was looked at: the answers on it replace those given before."""
        right, wrong = frozenset(right), frozenset(wrong)
        answered = right | wrong
        return replace(
            self,
            looked=self.looked | {page},
            right=self.right - answered | right - wrong,
            wrong=self.wrong - answered | wrong,
            pixels=self.pixels or pixels,
        )

    def missing(self, source: View, copy: View, covering: Covering) -> list[tuple[str, int]]:
        """Return what is left to do before the signature, as sentences with the page to go to. Empty once all is done."""
        found: list[tuple[str, int]] = []
        for page in range(1, len(parts_of(copy)) + 1):
            if page not in self.looked and page == sound_number(copy):
                found.append((_("The sound has not been listened to"), page))
            elif page not in self.looked:
                found.append((_("Page %(page)s was not looked at") % {"page": page}, page))
            for one in differences(source, copy, covering, page):
                words = {"page": page, "number": one.number}
                if one.key in self.wrong:
                    found.append((_("Page %(page)s: difference %(number)s is not right") % words, page))
                elif one.key not in self.right:
                    found.append((_("Page %(page)s: difference %(number)s") % words, page))
        if unread_pages(copy) and not self.pixels:
            found.append(
                (_("No program could read this page with certainty: say that you looked"), unread_pages(copy)[0])
            )
        return found
