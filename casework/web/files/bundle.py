"""The bundle on screen and as a PDF: index, pages and numbers are the same in both."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.procedure.reading.actions import open_content
from casework.queries.evidence.bundle import COPIES, READS, BundleDocument, case_with_bundle, texts_of_bundle
from casework.queries.evidence.bundle_freezing import Freezing, freezings
from casework.queries.evidence.bundle_pages import NumberedBundle, number_bundle, set_bundle, title_of_document
from casework.queries.evidence.bundle_search import search_bundle
from casework.vocabulary import CaseCompartment, NotSeen
from casework.web.files.sending import SANDBOX
from casework.web.shared.context import Context
from casework.web.shared.sounds import sounds_of
from typesetting.bundle import Place, make_bundle
from vault.views import Part, View


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the index."""

    key: UUID
    place: Place
    title: str
    note: str
    on: str


@dataclass(frozen=True, kw_only=True)
class ReadBundle:
    """A bundle that its reader has opened."""

    pages: NumberedBundle
    freezings: tuple[Freezing, ...]

    def notes(self) -> list[str]:
        """Return a note for each document: the stage after which it was added; "" if it was there from the start."""
        return [
            next((_added_after(one) for one in reversed(self.freezings) if one.documents <= at), "")
            for at in range(len(self.pages.documents))
        ]

    def lines(self) -> list[Line]:
        listed = zip(self.pages.documents, self.pages.places, self.notes(), strict=True)
        return [
            Line(key=one.entry, place=place, title=title_of_document(one), note=note, on=date_format(one.on, "j F Y"))
            for one, place, note in listed
        ]


def open_bundle(by: Actor, reference: str, *, named: str) -> ReadBundle:
    """Open the bundle of a case on the record. NotSeen or NoRight for anybody who may not read all of it."""
    case = case_with_bundle(by, reference)
    wanted = {CaseCompartment.RESPONDENT: [], **texts_of_bundle(case)}
    texts = open_content(reference=reference, by=by, rights=READS | COPIES, wanted=wanted)
    pages = number_bundle(case, texts, reference=named)
    return ReadBundle(pages=pages, freezings=freezings(pages, texts))


def bundle_page(request: HttpRequest, bundle: ReadBundle, home: str, shown: Context) -> HttpResponse:
    """Answer with the page of the bundle that is asked for, beside the index. `home` is the name of its address.

    The words of a search come by POST, so that they appear in no address and in no log.
    """
    lines, reference = bundle.lines(), bundle.pages.reference
    number = min(page_number(request.GET.get("page")), bundle.pages.last)
    here: Context = {
        "reference": reference,
        "number": number,
        "last": bundle.pages.last,
        "lines": lines,
        "waiting": bundle.pages.waiting,
        "freezings": bundle.freezings,
        "home": reverse(home, args=[reference]),
        "pdf": reverse(f"{home}_pdf", args=[reference]),
        "picture": reverse(f"{home}_picture", args=[reference, number]),
    }
    if request.method == "POST":
        start = min(page_number(request.POST.get("from")), bundle.pages.last)
        here["search"] = search_bundle(bundle.pages, request.POST.get("words", ""), start=start)
    found = _document_at(bundle.pages, lines, number)
    return render(request, "casework/bundle/page.html", {**shown, **here, **found})


def bundle_picture(bundle: ReadBundle, number: int) -> HttpResponse:
    """Answer with the picture that is a page of the bundle. NotSeen if that page is no picture."""
    for one, place in zip(bundle.pages.documents, bundle.pages.places, strict=True):
        if place.first <= number <= place.last and (part := _picture_at(one, place, number)):
            view, page = part
            answer = HttpResponse(view.read(page), content_type="image/jpeg")
            answer.headers["Content-Security-Policy"] = SANDBOX
            return answer
    raise NotSeen


def bundle_pdf(bundle: ReadBundle, *, reader: str) -> StreamingHttpResponse:
    """Answer with the bundle as a PDF, page by page as its pictures are read. `reader` stands in its file name."""
    frozen = _at_the_foot(bundle.freezings[-1]) if bundle.freezings else ""
    made = make_bundle(*set_bundle(bundle.pages, bundle.notes(), with_words=True, frozen=frozen))
    answer = StreamingHttpResponse(made.chunks(), content_type="application/pdf")
    name = f"bundle-{bundle.pages.reference}-{reader}.pdf"
    answer.headers["Content-Length"] = str(made.size)
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def _added_after(one: Freezing) -> str:
    return _("Added after: %(what)s, %(day)s") % {"day": date_format(one.on, "j F Y"), "what": one.event.title}


def _at_the_foot(one: Freezing) -> str:
    said = {"day": date_format(one.on, "j F Y"), "what": one.event.title, "last": one.event.pages, "digest": one.digest}
    if not one.same:
        return _("%(what)s, %(day)s. The pages have changed since then.") % said
    return _("%(what)s, %(day)s: pages 1–%(last)s. Digest %(digest)s") % said


def page_number(typed: str | None) -> int:
    """Return the number of the page that an address asks for; 1 for anything else."""
    digits = (typed or "").strip()
    return max(1, int(digits[:7])) if digits.isascii() and digits.isdigit() else 1


def _document_at(bundle: NumberedBundle, lines: Sequence[Line], number: int) -> Context:
    """Return what the page of the bundle holds: a picture with its words, or the text of a document; nothing on an index."""
    found = [at for at, one in enumerate(lines) if one.place.first <= number <= one.place.last]
    if not found:
        return {}
    at = found[0]
    part = _picture_at(bundle.documents[at], lines[at].place, number)
    if part is None:
        document = bundle.documents[at]
        sounds = sounds_of(document.file.view) if document.file and document.file.view else []
        return {"line": lines[at], "words": bundle.words[at], "document": document, "sounds": sounds}
    said = part[1].head
    return {"line": lines[at], "is_picture": True, **{name: said.get(name, "") for name in ("width", "height", "text")}}


def _picture_at(document: BundleDocument, place: Place, number: int) -> tuple[View, Part] | None:
    """Return the picture at a page of the bundle: the pictures of a document are its last pages."""
    file = document.file
    if file is None or file.view is None:
        return None
    at = number - (place.last - len(file.pages) + 1)
    return (file.view, file.pages[at]) if at >= 0 else None
