"""A bundle as the English guidance of 2021 on electronic bundles asks for it, and as PDFBox Preflight accepts it."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from benchmarks import bundling
from typesetting.appending import NotAPicture, Picture
from typesetting.bundle import Document, Place, make_bundle, places_of

COVER = replace(
    bundling.COVER, sender="ICSRM", blocks=[{"kind": "paragraph", "tone": "", "runs": [["What the panel sees.", ""]]}]
)
JAVA = Path(__file__).parent / "Preflight.java"


def jpeg(colour: tuple[int, int, int] | int, size: tuple[int, int] = (620, 877)) -> bytes:
    """Return a JPEG of one colour; a number makes a grey one."""
    body = io.BytesIO()
    Image.new("L" if isinstance(colour, int) else "RGB", size, colour).save(body, "JPEG")
    return body.getvalue()


def picture(text: str, body: bytes, size: tuple[int, int] = (620, 877)) -> Picture:
    boxes = tuple((word, (60, 100 + 40 * at, 300, 130 + 40 * at)) for at, word in enumerate(text.split()))
    return Picture(width=size[0], height=size[1], size=len(body), text=text, words=boxes, read=lambda: body)


def document(title: str, *, words: str = "", pictures: tuple[Picture, ...] = (), note: str = "") -> Document:
    blocks = [{"kind": "paragraph", "tone": "", "runs": [[words, ""]]}] if words else []
    return Document(title=title, note=note, day="4 May 2027", blocks=blocks, pictures=pictures)


RED, GREY, WIDE = jpeg((200, 0, 0)), jpeg(90), jpeg((0, 0, 200), (900, 300))
DOCUMENTS = [
    document("Notice of investigation", words="You are told what is alleged. " * 200),
    document("Complaint log", pictures=(picture("customer agreed", RED), picture("", GREY))),
    document("Whiteboard", words="A picture of it.", pictures=(picture("plan", WIDE, (900, 300)),), note="Added late"),
]


def made(documents: list[Document]) -> tuple[bytes, tuple[Place, ...]]:
    ready = make_bundle(COVER, documents)
    body = b"".join(ready.chunks())
    assert (len(body), places_of(COVER, documents)) == (ready.size, ready.places)
    return body, ready.places


@pytest.fixture(scope="module")
def bundle() -> tuple[bytes, tuple[Place, ...]]:
    return made(DOCUMENTS)


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def stamps(pdf: bytes) -> list[str]:
    """Return what stands in the box at the top right of each page."""
    box = {"left": 480, "bottom": 800, "right": 590, "top": 840}
    return [page.get_textpage().get_text_bounded(**box).strip() for page in pypdfium2.PdfDocument(pdf)]


def links(pdf: pikepdf.Pdf, page: int) -> Iterator[int]:
    """Yield the page to which each link of a page leads."""
    numbers = {one.obj.objgen: at for at, one in enumerate(pdf.pages, start=1)}
    for note in pdf.pages[page - 1].obj.get("/Annots", []):
        target: Any = note.Dest if "/Dest" in note else note.A.D
        yield numbers[target[0].objgen]


def test_the_stamped_number_is_the_page_of_the_pdf(bundle: tuple[bytes, tuple[Place, ...]]) -> None:
    pdf, places = bundle
    assert stamps(pdf) == [str(number) for number in range(1, places[-1].last + 1)]
    assert [place.first for place in places[1:]] == [place.last + 1 for place in places[:-1]]


def test_every_page_of_a_long_bundle_is_numbered_and_reached_from_the_index() -> None:
    kinds = [
        document("A text", words="Words on two pages. " * 260),
        document("Pictures", pictures=(picture("one", RED), picture("", GREY), picture("wide", WIDE, (900, 300)))),
        document("A text with a picture", words="It shows the plan.", pictures=(picture("plan", WIDE, (900, 300)),)),
    ]
    pdf, places = made(kinds * 8)
    assert stamps(pdf) == [str(number) for number in range(1, places[-1].last + 1)]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        leads = {page: set(links(opened, page)) for page in (1, places[20].first - 1)}
    assert sorted(leads[1])[:20] == [place.first for place in places[:20]]
    assert leads[places[20].first - 1] == {place.first for place in places[20:]}


def test_a_second_line_at_the_foot_and_a_note_move_no_page() -> None:
    said = "Bundle frozen for the board, 4 May 2027: pages 1–9. Digest " + "0" * 64
    foot, noted = replace(COVER, frozen=said), [replace(one, note="Added after: it was frozen") for one in DOCUMENTS]
    assert places_of(foot, noted) == places_of(COVER, DOCUMENTS)
    pages = texts(b"".join(make_bundle(foot, noted).chunks()))
    assert [page.count("pages 1–9. Digest 0000") for page in pages[:3]] == [1, 1, 1]


def test_every_line_of_the_index_is_a_link_to_the_page_it_names(bundle: tuple[bytes, tuple[Place, ...]]) -> None:
    pdf, places = bundle
    index = texts(pdf)[0]
    for one, place in zip(DOCUMENTS, places, strict=True):
        assert one.title in index
        assert (f"{place.first}–{place.last}" if place.last > place.first else str(place.first)) in index
    assert "Added late" in index
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert sorted(set(links(opened, 1))) == [place.first for place in places]


def test_each_document_has_a_bookmark_with_its_pages(bundle: tuple[bytes, tuple[Place, ...]]) -> None:
    pdf, places = bundle
    found = pypdfium2.PdfDocument(pdf).get_toc()
    marks = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in found]
    ranges = [f"{one.first}–{one.last}" if one.last > one.first else str(one.first) for one in places]
    assert marks == [
        ("1  Index", 1),
        *((f"{pages}  {one.title}", place.first) for one, place, pages in zip(DOCUMENTS, places, ranges, strict=True)),
    ]


def test_it_opens_at_page_one_upright_and_without_any_lock(bundle: tuple[bytes, tuple[Place, ...]]) -> None:
    with pikepdf.open(io.BytesIO(bundle[0])) as pdf, pdf.open_metadata() as said:
        assert pdf.Root.OpenAction[0].objgen == pdf.pages[0].obj.objgen
        assert (pdf.is_encrypted, "/AcroForm" in pdf.Root, "/Names" in pdf.Root) == (False, False, False)
        sides = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
        assert (sides, {int(page.obj.get("/Rotate", 0)) for page in pdf.pages}) == ({(0, 0, 595, 842)}, {0})
        assert (str(pdf.Root.Lang), said.get("dc:title"), said.get("pdfaid:part")) == ("en", COVER.title, "1")


def test_pictures_are_placed_as_they_came_with_their_words(bundle: tuple[bytes, tuple[Place, ...]]) -> None:
    pdf, places = bundle
    first = places[1].first
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        placed = [opened.pages[at - 1].obj.Resources.XObject.Picture for at in (first, first + 1, places[2].last)]
        assert [bytes(one.read_raw_bytes()) for one in placed] == [RED, GREY, WIDE]
        assert {str(one.Filter) for one in placed} == {"/DCTDecode"}
        alternatives = [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    words = texts(pdf)
    assert ("customer" in words[first - 1], "plan" in words[places[2].last - 1]) == (True, True)
    assert sorted(alternatives) == ["A picture without text", "customer agreed", "plan"]
    page = pypdfium2.PdfDocument(pdf)[first - 1]
    drawn = page.render(scale=1).to_pil()
    assert drawn.getpixel((300, 400)) == pytest.approx((200, 0, 0), abs=6)
    found = page.get_textpage().search("agreed").get_next()
    left, bottom, right, top = page.get_textpage().get_charbox(found[0])
    assert 34 + 60 * 0.85 - 3 < left < right < 34 + 300 * 0.9
    assert 842 - (140 + 30) * 0.85 - 60 < bottom < top < 842 - 140 * 0.7


def test_pages_keep_their_numbers_when_documents_are_added() -> None:
    some = [document(f"Document {number}", words="Words. " * 30) for number in range(45)]
    before, after = made(some[:19]), made(some)
    assert after[1][:19] == before[1]
    index = [number for number, text in enumerate(texts(after[0]), start=1) if "Index, continued" in text]
    assert index == [after[1][19].last + 1, after[1][39].last + 1]
    assert f"The index goes on at page {index[0]}" in " ".join(texts(after[0])[0].split())


def test_the_longest_titles_and_notes_leave_the_index_on_one_page() -> None:
    some = [document("Long title " * 40, words="w", note="A note that is long " * 20) for _ in range(20)]
    assert made(some)[1][0] == Place(2, 2)


def test_the_layout_of_a_text_stays_so_that_numbers_stay() -> None:
    """A change of font, template or typst that moves a page would give other numbers to pages that people have cited."""
    text = "".join(f"Sentence {number} is about what happened on that day, and who saw it. " for number in range(600))
    assert places_of(COVER, [document("Statement", words=text)])[0] == Place(2, LONG)


LONG = 10


def test_the_same_documents_make_the_same_bytes(bundle: tuple[bytes, tuple[Place, ...]]) -> None:
    assert made(DOCUMENTS)[0] == bundle[0]
    other = [*DOCUMENTS[:1], document("Complaint log", pictures=(picture("customer agreed", GREY), picture("", GREY)))]
    ids = {tuple(map(bytes, pikepdf.open(io.BytesIO(made(some)[0])).trailer.ID)) for some in (DOCUMENTS[:2], other)}
    assert len(ids) == 2


@pytest.mark.parametrize("body", [b"", b"\xff\xd8\xff", b"GIF89a" * 9, RED[:100]], ids=range(4))
def test_bytes_that_are_no_jpeg_are_refused(body: bytes) -> None:
    with pytest.raises(NotAPicture):
        made([document("Broken", pictures=(picture("x", body),))])


def test_another_picture_than_the_announced_is_refused() -> None:
    with pytest.raises(NotAPicture):
        made([document("Other", pictures=(picture("x", RED, (621, 877)),))])


def test_preflight_accepts_it_as_pdf_a(bundle: tuple[bytes, tuple[Place, ...]], tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(bundle[0])
    bad.write_bytes(bundle[0].replace(b"/FontFile3", b"/FontFyle3"))
    command = ["java", str(JAVA), str(tmp_path / "classes"), str(good), str(bad)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    assert [line for line in said if line.startswith(str(good))] == [f"{good}: looked at"]
    assert [line for line in said if line.startswith(str(bad)) and "font" in line.casefold()]
