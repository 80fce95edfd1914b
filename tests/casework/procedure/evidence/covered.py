"""An inquiry with a letter of two pages that names people, and how its copy is covered, put forward and signed."""

import io
import subprocess
from collections.abc import Callable
from uuid import UUID

import pypdfium2
from PIL import ExifTags, Image, ImageDraw

from casework.models import Case
from casework.procedure.evidence.actions import MadeCopy, add_evidence, change_comparison, change_covering, make_copy
from casework.procedure.seats.actions import seat_officer
from casework.queries.evidence.copies import Comparison, copy_view, differences, source_of
from casework.queries.evidence.covering import Covering, marks_of_name, parts_of
from casework.verbs import get_step, perform
from casework.vocabulary import Seat, Verb
from tests.casework.answer_cast import Inquiry
from tests.vault.sent import sent
from vault import views
from vault.pixels import read_pixels
from vault.views import View

PAGES = (
    ("Dear Denise,", "Pia Sandgrouse has asked me twice.", "Mrs Ivy Pemberton called on 6 March.", "Marcus"),
    ("PS. Ask Oscar Bell about S a n d g r o u s e.", "Until Friday."),
)
COVERED = ("Pia Sandgrouse", "Ivy Pemberton")
FACE = (480, 200, 720, 520)
PROPOSED = {"one_holder": "no", "known_hand": "no", "title": "Letter of 9 March"}


def pdf(pages: tuple[tuple[str, ...], ...] = PAGES, author: str = "Pia Sandgrouse") -> bytes:
    """A PDF of A4 with these lines, and an author who stands beside the pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * place) for place in range(len(pages)))
    objects += [b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)]
    objects += [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"<</Author(%s)>>" % author.encode()]
    for place, lines in enumerate(pages):
        shown = b" ".join(b"(%s) Tj 0 -40 Td" % line.encode() for line in lines)
        stream = b"BT /F 14 Tf 72 750 Td %s ET" % shown
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (6 + 2 * place),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))
    return body + b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R>>\n%%%%EOF\n" % (len(objects) + 1)


class Covers(Inquiry):
    """The inquiry, and what happens when a copy is covered."""

    def letter(self, content: bytes | None = None, name: str = "letter.pdf") -> Case:
        """Under investigation by Ola, Dee decides; the reporter sent a letter, and its safe view is made."""
        case = self.investigation()
        seat = {"person": self.person("dee"), "seat": Seat.DECIDER, "reason": "Of the three."}
        case = seat_officer(reference=case.reference, by=self.by("ines"), **seat)
        with sent(content or pdf(), name) as file:
            return add_evidence(reference=case.reference, by=self.reporter(case), title="A letter", text="", file=file)

    def photo(self) -> Case:
        """The same, with a photo in place of the letter: something like a face, and the device that took it."""
        image, exif = Image.new("RGB", (1200, 900), "lightblue"), Image.Exif()
        draw = ImageDraw.Draw(image)
        draw.ellipse(FACE, fill="peachpuff")
        draw.ellipse((540, 320, 570, 350), fill="black")
        draw.ellipse((630, 320, 660, 350), fill="black")
        exif[ExifTags.Base.Model] = "Telephone of Pia"
        body = io.BytesIO()
        image.save(body, "JPEG", exif=exif)
        return self.letter(body.getvalue(), "photo.jpg")

    def chat(self) -> Case:
        """The same, with a chat as plain text."""
        return self.letter(b"Pia Sandgrouse: come at nine.\nIvy Pemberton: no. Ask P-i-a.", "chat.txt")

    def view(self, case: Case) -> View:
        """Have the converter make the view of the letter."""
        (piece,) = case.view.evidence.all
        assert piece.file is not None
        if source_of(self.by("ola"), case.reference, piece.id).view is None:
            views.make_view(piece.file)
            read_pixels(piece.file)
        view = source_of(self.by("ola"), case.reference, piece.id).view
        assert view is not None
        return view

    def change(self, case: Case, change: Callable[[View, Covering], Covering], seen: int | None = None) -> Covering:
        """Let Ola change the draft."""
        source = source_of(self.by("ola"), case.reference, self.evidence(case))
        version = source.draft.version if seen is None else seen
        about = {"reference": case.reference, "by": self.by("ola"), "evidence": source.piece.id}
        return change_covering(**about, seen=version, change=change)  # type: ignore[arg-type]

    def cover(self, case: Case, *names: str, title: str = PROPOSED["title"]) -> Covering:
        """Let Ola cover names everywhere, look at every page, and give the copy a title."""
        view = self.view(case)
        marks = [mark for name in names for mark in marks_of_name(view, name, "N")]
        looked = frozenset(range(1, len(parts_of(view)) + 1))
        return self.change(case, lambda view, now: Covering(title=title, marks=tuple(marks), looked=looked))

    def make(self, case: Case) -> MadeCopy:
        """Let Ola make the copy."""
        source = source_of(self.by("ola"), case.reference, self.evidence(case))
        return make_copy(
            reference=case.reference, by=self.by("ola"), evidence=source.piece.id, seen=source.draft.version
        )

    def propose(self, case: Case, made: MadeCopy, **given: str) -> Case:
        """Let Ola put the copy forward."""
        typed = PROPOSED | {"evidence": str(self.evidence(case)), "file": str(made.file), "digest": made.digest} | given
        step = get_step(Verb.DISCLOSE_REDACTED_COPY)
        return perform(step, reference=case.reference, by=self.by("ola"), typed=typed)

    def compare(self, case: Case, made: MadeCopy, by: str = "dee") -> Comparison:
        """Let a second person look at every page and find every difference right."""
        source = source_of(self.by(by), case.reference, self.evidence(case))
        copy = copy_view(source.case, made.file)
        assert copy is not None and source.view is not None
        covering, found = Covering.of(source.draft.value), Comparison()
        for page in range(1, len(parts_of(copy)) + 1):
            right = [one.key for one in differences(source.view, copy, covering, page)]
            found = found.with_page(page, right, [], pixels=True)
        proposal = self.waiting(case)
        about = {"reference": case.reference, "by": self.by(by), "proposal": proposal}
        return change_comparison(**about, seen=0, change=lambda _before: found)  # type: ignore[arg-type]

    def sign(self, case: Case, by: str = "dee") -> Case:
        """Let a second person sign what waits."""
        step = get_step(Verb.DISCLOSE_REDACTED_COPY)
        return perform(step, reference=case.reference, by=self.by(by), typed={}, read=str(self.waiting(case)))

    def waiting(self, case: Case) -> UUID:
        """Return the proposal that waits."""
        seen = source_of(self.by("ola"), case.reference, self.evidence(case)).case
        proposal = seen.view.proposals.of(Verb.DISCLOSE_REDACTED_COPY)
        assert proposal is not None
        return proposal.id


def read_by_ocr(picture: Image.Image) -> str:
    """Return what a program reads in the pixels."""
    body = io.BytesIO()
    picture.save(body, "PNG")
    done = subprocess.run(["tesseract", "-", "-"], input=body.getvalue(), capture_output=True, check=True)
    return done.stdout.decode()


def pictures(content: bytes) -> list[Image.Image]:
    """Return the pages of a PDF as pictures."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=150 / 72).to_pil().convert("RGB") for page in document]
