"""The pages of a bundle: what is typeset for each document, and the number of each page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.models import Case
from casework.queries.evidence.bundle import BundleDocument, Kind, all_texts_of_bundle, bundle_documents, ready
from casework.queries.wording.short_labels import record_labels
from casework.record.rights.served import shut_entries
from casework.recording import OpenedTexts, open_texts_together
from typesetting.appending import Picture
from typesetting.blocks import blocks_of
from typesetting.bundle import Cover, Document, Place, places_of


@dataclass(frozen=True, kw_only=True)
class NumberedBundle:
    """The documents of a bundle that have numbers, with the words and the pages of each. `waiting` documents have none yet.

    `reference` is the one by which the reader knows the case.
    """

    case: Case
    reference: str
    documents: tuple[BundleDocument, ...]
    words: tuple[str, ...]
    places: tuple[Place, ...]
    waiting: int

    @property
    def last(self) -> int:
        """The number of the last page. A bundle always has an index."""
        return self.places[-1].last if self.places else 1


def number_bundle(case: Case, texts: OpenedTexts, *, reference: str) -> NumberedBundle:
    """Return the bundle of a case with its page numbers. `texts` are its opened texts. Raises as `bundle_documents`.

    What is shut to a body that decides keeps its pages, so the others have the same numbers for everybody; they are blank.
    """
    shut = shut_entries(case.view, case.seats)
    documents = bundle_documents(case, open_texts_together(case, all_texts_of_bundle(case)) if shut else texts)
    numbered = ready(documents)
    labels = record_labels(case.view)
    words = tuple(_words(one, labels) for one in numbered)
    unnumbered = NumberedBundle(
        case=case,
        reference=reference,
        documents=numbered,
        words=words,
        places=(),
        waiting=len(documents) - len(numbered),
    )
    places = places_of(*set_bundle(unnumbered, [""] * len(numbered), with_words=False))
    shown = tuple(one.shut_away() if one.entry in shut else one for one in numbered)
    said = tuple(_words(one, labels) if one.shut else text for one, text in zip(shown, words, strict=True))
    return NumberedBundle(**vars(unnumbered) | {"places": places, "documents": shown, "words": said})


def _words(document: BundleDocument, labels: Mapping[str, str]) -> str:
    return render_to_string("casework/bundle/document.html", {"document": document, "named": labels})


def set_bundle(
    bundle: NumberedBundle, notes: Sequence[str], *, with_words: bool, frozen: str = ""
) -> tuple[Cover, list[Document]]:
    """Return what is typeset, with a note for each document. The words of the pictures are read only if asked for.

    `frozen` is printed at the foot of every page. Neither this nor a note moves a page.
    """
    documents = [
        Document(
            title=title_of_document(one),
            note=note,
            day=date_format(one.on, "j F Y"),
            blocks=blocks_of(words),
            pictures=tuple(_pictures(one, with_words=with_words)),
            blank=bundle.places[at].last - bundle.places[at].first if one.shut else 0,
        )
        for at, (one, words, note) in enumerate(zip(bundle.documents, bundle.words, notes, strict=True))
    ]
    return _cover(bundle, frozen), documents


def title_of_document(document: BundleDocument) -> str:
    if document.shut:
        return _("A document that is not open to you")
    titles = {
        Kind.NOTICE: _("Notice of investigation"),
        Kind.ALLEGATION: _("One more allegation"),
        Kind.ANSWER: _("Answer of the member"),
        Kind.GIST: document.title or _("Gist of a document that is withheld"),
        Kind.FILING: _("%(title)s (filed by the member)") % {"title": document.title},
        Kind.COPY: document.title or _("Copy of evidence"),
    }
    return titles[document.kind]


def _pictures(document: BundleDocument, *, with_words: bool) -> Iterator[Picture]:
    file = document.file
    if file is None or file.view is None:
        return
    for page in file.pages:
        said = page.head if with_words else page.head.short
        yield Picture(
            width=int(said["width"]),
            height=int(said["height"]),
            size=page.length,
            text=str(said.get("text", "")),
            words=tuple((str(one["word"]), _box(one["box"])) for one in said.get("words", ())),
            read=partial(file.view.read, page),
        )


def _box(box: Sequence[Any]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(side) for side in box)
    return left, top, right, bottom


def _cover(bundle: NumberedBundle, frozen: str) -> Cover:
    title = _("Bundle in case %(reference)s") % {"reference": bundle.reference}
    about = _(
        "What the member has been given, and what the panel sees. Each page has one number through the whole bundle."
    )
    days = [one.on for one in bundle.documents] or [bundle.case.view.today]
    return Cover(
        title=title,
        sender=str(bundle.case.rulebook.code.body),
        reference=bundle.reference,
        language=(get_language() or "en").split("-")[0],
        running=title,
        frozen=frozen,
        made_on=max(days),
        words={
            "pages": _("Pages"),
            "document": _("Document"),
            "added": _("Added"),
            "index": _("Index"),
            "index_continued": _("Index, continued"),
            "continues": _("The index goes on at page"),
            "no_text": _("A picture without text"),
        },
        blocks=[
            {"kind": "paragraph", "tone": "", "runs": [[title, "strong"]]},
            {"kind": "paragraph", "tone": "hint", "runs": [[about, ""]]},
        ],
    )
