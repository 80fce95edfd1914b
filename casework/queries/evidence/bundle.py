"""The bundle: what the respondent and the panels read of a case, in the order in which it came.

It begins with the notice and grows at its end. What stands in it keeps its pages: see docs/adr/0036.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.page import Text, group_by_compartment, readable_texts
from casework.queries.case.sworn_allegations import SwornAllegation, sworn_allegations
from casework.queries.evidence.covering import minutes_of, stretch_in_words
from casework.queries.evidence.files import file_kept
from casework.record import events as e
from casework.record.state import CaseView
from casework.recording import OpenedTexts, compartment_of
from casework.vocabulary import CaseCompartment, NotSeen, Reading
from vault.models import SealedFile
from vault.views import Part, View, view_of

READS = frozenset({Reading.READ_NOTICE, Reading.READ_RESPONSE})
COPIES = frozenset({Reading.READ_BUNDLE, Reading.READ_EVIDENCE})
"""A reader of the bundle holds all of `READS` and one of `COPIES`: so the bundle is the same for everybody who reads it."""
ALLEGED = (e.AllegationFramed, e.AllegationSplit, e.AllegationNotified)
SHOWN = (e.NoticeServed, e.AllegationNotified, e.ResponseFiled, e.EvidenceDisclosed, e.FilingAdded, e.LateFilingOffered)
FIELDS = frozenset({"act", "words", "reasons", "title", "text", "pages_digest"})
MOST_BYTES = 1_000_000
"""A longer text is not set in the bundle; its file is on the page of the case."""


class Kind(StrEnum):
    NOTICE = "notice"
    ALLEGATION = "allegation"
    ANSWER = "answer"
    COPY = "copy"
    GIST = "gist"
    FILING = "filing"


@dataclass(frozen=True, kw_only=True)
class BundleSound:
    """What a bundle prints of a sound: its length, its transcript and its silences."""

    minutes: int
    transcript: str
    silences: tuple[str, ...]

    @classmethod
    def of(cls, part: Part) -> Self:
        said = part.head
        return cls(
            minutes=minutes_of(part),
            transcript=str(said.get("text", "")),
            silences=tuple(stretch_in_words(each) for each in said.get("silences", ())),
        )


@dataclass(frozen=True, kw_only=True)
class BundleFile:
    """The file of a copy: its pages as pictures, its words, its sounds, or a sentence that says why it has none of them."""

    key: UUID
    name: str
    sha256: str = ""
    words: str = ""
    view: View | None = None
    pages: tuple[Part, ...] = ()
    why: str = ""

    @property
    def sounds(self) -> tuple[BundleSound, ...]:
        return tuple(map(BundleSound.of, self.view.of_kind("sound"))) if self.view else ()


@dataclass(frozen=True, kw_only=True)
class BundleDocument:
    """A document of the bundle. `waits`: its file is still being prepared.

    `shut`: the member was not served with it in time, so a body that decides cannot open it; `sha256` is that of its file.
    """

    entry: UUID
    kind: Kind
    on: date
    title: str = ""
    text: str = ""
    reasons: object = None
    allegations: tuple[SwornAllegation, ...] = ()
    copy: UUID | None = None
    file: BundleFile | None = None
    waits: bool = False
    shut: bool = False
    sha256: str = ""

    @property
    def is_of_member(self) -> bool:
        """Whether the member's side brought it: the bundle has one numbering and two owners."""
        return self.kind in (Kind.ANSWER, Kind.FILING)

    def shut_away(self) -> Self:
        """Return the place of this document in the bundle, without anything that it says."""
        digest = self.file.sha256 if self.file else ""
        return type(self)(entry=self.entry, kind=self.kind, on=self.on, shut=True, sha256=digest)


def case_with_bundle(by: Actor, reference: str) -> Case:
    """Return the case of a bundle that its viewer may read. NotSeen or NoRight otherwise."""
    case = access.case_shown(by, reference, *READS, *COPIES)
    if not has_bundle(case):
        raise NotSeen
    return case


def has_bundle(case: Case) -> bool:
    """Whether there is a bundle that the viewer of a case may read whole."""
    return may_read_bundle(case.rights) and any(isinstance(one.event, e.NoticeServed) for one in case.record)


def may_read_bundle(rights: Collection[str]) -> bool:
    """Whether these rights open every text and file of a bundle."""
    held = set(rights)
    return held >= {right.value for right in READS} and not held.isdisjoint({right.value for right in COPIES})


def report_beside(case: Case) -> Text | None:
    """Return the investigator's report if the viewer of a case may read it. It has no pages of the bundle."""
    closed = (one for one in reversed(case.record) if isinstance(one.event, e.ReportFinalised))
    return next((text for one in closed for text in readable_texts(one, case)), None)


def pages_by_entry(view: CaseView) -> dict[UUID, int]:
    """Return the page on which each frozen document of the bundle begins, by the entry that brought it."""
    given = {copy.id: copy.given_by for copy in view.evidence.copies}
    return {given.get(key, key): page for key, page in view.bundle.pages.items()}


def texts_of_bundle(case: Case) -> dict[CaseCompartment, list[tuple[UUID, str]]]:
    """Return the addresses of all texts in the bundle, by compartment, as far as its viewer's rights open them."""
    shown = [one for one in case.record if isinstance(one.event, (*SHOWN, *ALLEGED, e.BundleFrozen))]
    texts = [text for one in shown for text in readable_texts(one, case) if text.field in FIELDS]
    return dict(group_by_compartment(texts))


def all_texts_of_bundle(case: Case) -> dict[CaseCompartment, list[tuple[UUID, str]]]:
    """Return the addresses of all texts in the bundle, to number its pages without showing them to anybody."""
    found: defaultdict[CaseCompartment, list[tuple[UUID, str]]] = defaultdict(list)
    for event in (one.event for one in case.record if isinstance(one.event, (*SHOWN, *ALLEGED))):
        for field in FIELDS & event.sealed.keys():
            found[event.sealed[field].kept].append((event.id, field))
    return found


def bundle_documents(case: Case, texts: OpenedTexts) -> tuple[BundleDocument, ...]:
    """Return the documents in their order. `texts` are the opened ones. Raises CannotOpen if a file was altered."""
    alleged = {one.key: one for one in sworn_allegations(case.view, case.respondent, texts)}
    return tuple(_with_file(case, one) for one in _documents(case, texts, alleged))


def ready(documents: tuple[BundleDocument, ...]) -> tuple[BundleDocument, ...]:
    """Return the documents in front of the first that waits: those behind it have no number yet."""
    waiting = [place for place, one in enumerate(documents) if one.waits]
    return documents[: waiting[0]] if waiting else documents


def _documents(case: Case, texts: OpenedTexts, alleged: dict[UUID, SwornAllegation]) -> Iterator[BundleDocument]:
    """Yield the documents in their order, without the content of their files."""
    recorded = {_key(one.event): one for one in case.record if isinstance(one.event, SHOWN)}
    for key in case.view.bundle.documents:
        one = recorded[key]
        event, base = one.event, BundleDocument(entry=one.event.id, kind=Kind.COPY, on=case.view.day_of(one.at))
        words = {name: texts.get((event.id, name)) for name in FIELDS}
        match event:
            case e.NoticeServed():
                notice = tuple(alleged[key] for key in event.allegations if key in alleged)
                yield replace(base, kind=Kind.NOTICE, text=str(words["words"] or ""), allegations=notice)
            case e.AllegationNotified():
                added = tuple(alleged[key] for key in (event.allegation,) if key in alleged)
                yield replace(base, kind=Kind.ALLEGATION, text=str(words["words"] or ""), allegations=added)
            case e.ResponseFiled():
                answers = dict(zip(event.allegations, event.answers, strict=True))
                answered = tuple(replace(alleged[key], answer=answers[key]) for key in answers if key in alleged)
                yield replace(base, kind=Kind.ANSWER, reasons=words["reasons"], allegations=answered)
            case e.ItemWithheld():
                title, text = str(words["title"] or ""), str(words["text"] or "")
                yield replace(base, kind=Kind.GIST, title=title, text=text, reasons=words["reasons"], copy=event.copy)
            case e.FilingAdded() | e.LateFilingOffered():
                file = BundleFile(key=event.file, name="") if event.file else None
                title, text = str(words["title"] or ""), str(words["text"] or "")
                yield replace(base, kind=Kind.FILING, title=title, text=text, copy=event.evidence, file=file)
            case e.EvidenceDisclosed():
                file = BundleFile(key=event.file, name="") if event.file else None
                title, text = str(words["title"] or ""), str(words["text"] or "")
                yield replace(base, title=title, text=text, copy=event.copy, file=file)


def _key(event: e.Event) -> UUID:
    """Return the key by which the state of a case names a document of its bundle."""
    match event:
        case e.EvidenceDisclosed(copy=key) | e.FilingAdded(evidence=key) | e.LateFilingOffered(evidence=key):
            return key
    return event.id


def _with_file(case: Case, document: BundleDocument) -> BundleDocument:
    """Return a document with what can be set of its file."""
    if document.file is None:
        return document
    key = document.file.key
    description, chunks = file_kept(case, key, kept=CaseCompartment.RESPONDENT)
    file = replace(document.file, name=description.name, sha256=description.sha256)
    if description.media_type == "text/plain" and description.size <= MOST_BYTES:
        return replace(document, file=replace(file, words=b"".join(chunks).decode("utf-8", "replace")))
    sealed = SealedFile.objects.select_related("key").get(pk=key)
    view = view_of(sealed, compartment_of(case, CaseCompartment.RESPONDENT))
    if view is None:
        return replace(document, file=file, waits=True)
    words = "\n".join(view.read(one).decode("utf-8", "replace") for one in view.of_kind("text"))
    pages = view.of_kind("page")
    if len(words) > MOST_BYTES:
        words = ""
    return replace(document, file=replace(file, view=view, pages=pages, words=words, why=view.why))
