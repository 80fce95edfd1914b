"""PDF files: pages, words with boxes, and what lies beside the pages."""

import pikepdf
import pytest

from converter.frames import Frame
from converter.kinds import CannotShow, documents
from tests.converter import samples, shown


def _darkness(frame: Frame, box: list[int]) -> float:
    (image,) = shown.pictures([frame])
    cut = image.convert("L").crop(tuple(box))  # type: ignore[arg-type]
    return 255 - sum(cut.tobytes()) / len(cut.tobytes())


def test_a_page_is_a_picture_with_its_text() -> None:
    first, second = shown.shown(samples.pdf("Ms Quillon asked", "twice"))
    assert (first.kind, first.head["number"], first.head["text"]) == ("page", 1, "Ms Quillon asked")
    assert (second.head["number"], second.head["text"]) == (2, "twice")
    assert (first.head["width"], first.head["height"]) == (834, 625)
    assert [word["word"] for word in first.head["words"]] == ["Ms", "Quillon", "asked"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_box_of_a_word_lies_on_its_pixels(rotate: int) -> None:
    (page,) = shown.shown(samples.pdf("Quillon", rotate=rotate))
    (word,) = page.head["words"]
    (image,) = shown.pictures([page])
    dark = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert dark is not None
    assert all(abs(mine - theirs) <= 4 for mine, theirs in zip(word["box"], dark, strict=True))
    assert _darkness(page, word["box"]) > 40


def test_the_boxes_of_a_cut_and_very_large_page_lie_on_their_pixels() -> None:
    with samples.made_pdf("Quillon") as file:
        file.pages[0].obj.MediaBox = [0, 0, 4000, 3000]
        file.pages[0].obj.CropBox = [50, 50, 3000, 2000]
        content = samples.written(file)
    (page,) = shown.shown(content)
    (image,) = shown.pictures([page])
    dark = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert dark is not None
    assert image.size == (2400, 1587)
    assert all(abs(mine - theirs) <= 3 for mine, theirs in zip(page.head["words"][0]["box"], dark, strict=True))


def test_the_words_of_a_note_on_the_page_are_words_of_the_page() -> None:
    with samples.made_pdf("Letter") as file:
        look = file.make_stream(b"BT /F1 12 Tf 2 4 Td (Quillon) Tj ET")
        look.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 100, 20]})
        look["/Resources"] = file.pages[0].obj.Resources
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[10, 10, 110, 30], F=4,
            Contents="Quillon", AP=pikepdf.Dictionary(N=look),
        )  # fmt: skip
        file.pages[0].obj.Annots = [file.make_indirect(note)]
        content = samples.written(file)
    frames = shown.shown(content)
    assert shown.found(frames) == {"comments": "1"}
    assert [word["word"] for word in frames[-1].head["words"]] == ["Letter", "Quillon"]


def test_what_lies_beside_the_pages_is_said_and_not_copied() -> None:
    with samples.made_pdf("Letter") as file:
        file.docinfo["/Author"] = "Jane Quillon"
        file.docinfo["/Title"] = "Draft"
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        file.attachments["..\\list.xlsx"] = b"names"
        content = samples.written(file)
    frames = shown.shown(content)
    assert shown.found(frames) == {
        "author": "Jane Quillon",
        "title": "Draft",
        "script": "The file would run a program or open something when it is opened.",
    }
    assert shown.attached(frames) == [("list.xlsx", 5)]
    assert b"Quillon" not in b"".join(shown.bodies(frames, "page"))


def test_a_file_that_only_begins_at_a_page_runs_nothing() -> None:
    with samples.made_pdf("Letter") as file:
        file.Root.OpenAction = pikepdf.Array([file.pages[0].obj, pikepdf.Name.Fit])
        content = samples.written(file)
    assert shown.found(shown.shown(content)) == {}


def test_a_long_file_is_shown_in_jobs() -> None:
    content = samples.pdf(*["line"] * (documents.PAGES_A_JOB + 2))
    first, second = shown.shown(content), shown.shown(content, first=documents.PAGES_A_JOB + 1)
    assert len(shown.bodies(first, "page")) == documents.PAGES_A_JOB
    assert [one.head["first"] for one in first if one.kind == "more"] == [documents.PAGES_A_JOB + 1]
    assert [one.head["number"] for one in second] == [41, 42]


def test_of_ten_thousand_pages_two_thousand_are_shown() -> None:
    with pikepdf.new() as file:
        one = file.add_blank_page(page_size=(20, 20))
        file.pages.extend([one] * 9_999)
        content = samples.written(file)
    last = shown.shown(content, first=documents.MOST_PAGES - 1)
    assert [one.head.get("number") for one in last] == [1999, 2000, None]
    assert shown.found(last) == {"cut": "Only the first 2000 of 10000 pages are shown."}


def test_a_form_shows_what_was_filled_in() -> None:
    with samples.made_pdf("Name:") as file:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="name", V="Quillon",
            Rect=[150, 90, 300, 120], F=4, DA="/F1 12 Tf 0 g",
        )  # fmt: skip
        field = file.make_indirect(field)
        file.pages[0].obj.Annots = [field]
        fonts = pikepdf.Dictionary(Font=file.pages[0].obj.Resources.Font)
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[field], DR=fonts, DA="/F1 12 Tf 0 g", NeedAppearances=True)
        content = samples.written(file)
    (page,) = shown.shown(content)
    assert [word["word"] for word in page.head["words"]] == ["Name:", "Quillon"]


def test_a_page_that_cannot_be_read_is_said_and_the_others_are_shown() -> None:
    with samples.made_pdf("one", "two", "three") as file:
        file.Root.Pages.Kids[1] = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Catalog))
        content = samples.written(file)
    first, second, third = shown.shown(content)
    assert (first.head["text"], second.head["value"], third.head["text"]) == ("one", "Page 2 cannot be read.", "three")


def test_a_protected_file_says_so() -> None:
    with samples.made_pdf("Letter") as file:
        content = samples.written(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(CannotShow, match="protected by a password"):
        shown.shown(content)


def test_a_file_that_opens_without_its_owners_password_is_shown() -> None:
    with samples.made_pdf("Letter") as file:
        content = samples.written(file, encryption=pikepdf.Encryption(owner="a", user=""))
    assert shown.shown(content)[-1].head["text"] == "Letter"


def test_the_beginning_of_a_file_cannot_be_shown() -> None:
    with pytest.raises(CannotShow, match="damaged or incomplete"):
        shown.shown(samples.pdf("Letter")[:100])
