"""Makes a bundle of 1,000 colour pages full of words into a file: `python -m benchmarks.bundling FILE PICTURE`.

A program of its own, so that what it holds is known; it reads PICTURE, a JPEG, for each page.
"""

import sys
from datetime import date
from pathlib import Path

from PIL import Image

from typesetting.appending import Picture
from typesetting.bundle import Cover, Document, make_bundle

DOCUMENTS, PAGES = 20, 50
LINES, WORDS = 40, 10
COVER = Cover(
    title="Bundle in case N-2222-3333",
    sender="The Society",
    reference="N-2222-3333",
    language="en",
    running="Bundle in case N-2222-3333",
    made_on=date(2027, 5, 4),
    words={
        "pages": "Pages",
        "document": "Document",
        "added": "Added",
        "index": "Index",
        "index_continued": "Index, continued",
        "continues": "The index goes on at page",
        "no_text": "A picture without text",
    },
    blocks=[],
)


def main(made: Path, jpeg: Path) -> None:
    """Make the bundle, and write it chunk by chunk."""
    with Image.open(jpeg) as opened:
        size = opened.size
    documents = [
        Document(
            title=f"Document {number}",
            note="",
            day="4 May 2027",
            blocks=[],
            pictures=tuple(picture(jpeg, size, number * PAGES + page) for page in range(PAGES)),
        )
        for number in range(DOCUMENTS)
    ]
    with made.open("wb") as file:
        file.writelines(make_bundle(COVER, documents).chunks())


def picture(jpeg: Path, size: tuple[int, int], number: int) -> Picture:
    """Return a page with its own words, in lines from top to bottom."""
    width, height = size[0] // (WORDS + 1), size[1] // (LINES + 2)
    words = tuple(
        (f"word{number}-{line}-{at}", (at * width, line * height, (at + 1) * width - 4, (line + 1) * height - 4))
        for line in range(1, LINES + 1)
        for at in range(WORDS)
    )
    text = " ".join(word for word, _ in words)
    return Picture(
        width=size[0], height=size[1], size=jpeg.stat().st_size, text=text, words=words, read=jpeg.read_bytes
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
