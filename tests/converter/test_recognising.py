"""Words in the pixels of a page, read by a real tesseract in a real converter."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from converter import client
from converter.frames import Frame, make_frame
from tests.converter.shown import shown


def written(*lines: str, size: tuple[int, int] = (1000, 600)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((60, 60 + 90 * number), line, "black", ImageFont.load_default(48))
    return image


def as_page(image: Image.Image, **head: object) -> Frame:
    body = io.BytesIO()
    image.save(body, "JPEG")
    return make_frame("page", body.getvalue(), number=1, width=image.width, height=image.height, **head)


def test_words_in_a_picture_get_a_text_and_their_places(converter: Path) -> None:
    (page,) = client.recognise(converter, [as_page(written("Ask Pia Sandgrouse", "before Friday"))])
    assert page.head["text"] == "Ask Pia Sandgrouse\nbefore Friday"
    assert page.head["recognised"] is True
    boxes = {one["word"]: one["box"] for one in page.head["words"]}
    left, top, right, bottom = boxes["Sandgrouse"]
    assert boxes["Pia"][2] < left < right < 1000 and 40 < top < bottom < 130
    assert boxes["Friday"][1] > bottom


def test_a_picture_without_words_says_that_it_was_read(converter: Path) -> None:
    (page,) = client.recognise(converter, [as_page(Image.new("RGB", (400, 300), "lightblue"))])
    assert (page.head["text"], page.head["words"], page.head["recognised"]) == ("", [], True)


@pytest.mark.parametrize(
    ("known", "read"), [("sandgrouse", ["Ask", "today"]), ("weather", ["Ask", "Sandgrouse", "today"])]
)
def test_a_word_that_the_file_has_is_not_read_a_second_time(converter: Path, known: str, read: list[str]) -> None:
    head = {"text": known, "words": [{"word": known, "box": [150, 60, 400, 130]}]}
    (page,) = client.recognise(converter, [as_page(written("Ask Sandgrouse today"), **head)])
    assert [one["word"] for one in page.head["words"]] == [known, *read]


def test_more_pages_than_one_job_takes_come_in_their_order(converter: Path) -> None:
    pages = [as_page(written(name, size=(600, 200))) for name in ("Alpha", "Bravo", "Charlie", "Delta")]
    assert [page.head["text"] for page in client.recognise(converter, pages)] == ["Alpha", "Bravo", "Charlie", "Delta"]


def test_a_page_that_is_no_picture_stays_as_it_was(converter: Path) -> None:
    (page,) = client.recognise(converter, [make_frame("page", b"no picture", number=1)])
    assert (page.body, dict(page.head)) == (b"no picture", {"frame": "page", "number": 1})


def test_a_page_of_a_document_says_that_pictures_cover_much_of_it() -> None:
    body = io.BytesIO()
    written("scanned").save(body, "PDF")
    (page,) = [frame for frame in shown(body.getvalue()) if frame.kind == "page"]
    assert page.head["pictures"] is True and not page.head["words"]
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(595, 842)
        empty = io.BytesIO()
        document.save(empty)
    (page,) = [frame for frame in shown(empty.getvalue()) if frame.kind == "page"]
    assert "pictures" not in page.head
