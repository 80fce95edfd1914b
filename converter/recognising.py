"""Recognises the words on pictures of pages with tesseract, where it is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from converter.frames import Frame, make_frame
from converter.kinds.view import visible

PROGRAM = "tesseract"
SECONDS = 20
"""How long one page may take; a page that takes longer stays as it was."""
_NO_LANGUAGES = frozenset({"osd", "equ"})
_WORD = "5"
_LINE = ("block_num", "par_num", "line_num")
_EDGES = itemgetter("left", "top", "width", "height")

type Word = Mapping[str, Any]


def recognise(parts: Iterable[Frame]) -> Iterator[Frame]:
    """Yield each page with the words of its pixels beside those that it had; its head then says `recognised`.

    A page comes back as it was if there is no such program, or it cannot read the page.
    """
    program = shutil.which(PROGRAM)
    for part in parts:
        rows = _rows(program, part.body) if program else None
        yield part if rows is None else _with_words(part, rows)


def _rows(program: str, picture: bytes) -> list[dict[str, str]] | None:
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    command = [program, "stdin", "stdout", "-l", _languages(program), "tsv"]
    try:
        done = subprocess.run(
            command, input=picture, env=environment, capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    head, *lines = done.stdout.decode().split("\n")
    names = head.split("\t")
    rows = (dict(zip(names, line.split("\t"), strict=True)) for line in lines if line)
    return [row for row in rows if row["level"] == _WORD and row["text"].strip()]


@cache
def _languages(program: str) -> str:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, check=False).stdout.decode().split("\n")[1:]
    return "+".join(name for name in listed if name and name not in _NO_LANGUAGES)


def _with_words(part: Frame, rows: Sequence[Mapping[str, str]]) -> Frame:
    """Leave out words that the page already has in their place. Another word there is kept: a text layer can be wrong."""
    known = list(part.head.get("words", ()))
    lines = []
    for _line, of_line in groupby(rows, key=itemgetter(*_LINE)):
        words = [word for word in map(_word, of_line) if not any(_is_same(word, one) for one in known)]
        if words:
            lines.append(words)
    text = "\n".join([str(part.head.get("text", "")), *(" ".join(one["word"] for one in line) for line in lines)])
    head = {name: value for name, value in part.head.items() if name not in ("frame", "pictures")}
    more = {"text": text.strip(), "words": [*known, *(word for line in lines for word in line)], "recognised": True}
    return make_frame("page", part.body, **head | more)


def _word(row: Mapping[str, str]) -> Word:
    left, top, width, height = map(int, _EDGES(row))
    return {"word": visible(row["text"].strip()), "box": [left, top, left + width, top + height]}


def _is_same(word: Word, known: Word) -> bool:
    """Whether a word says what another one says, and its middle lies in the other's box."""
    box, other = word["box"], known["box"]
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    is_there = bool(other[0] <= across <= other[2] and other[1] <= down <= other[3])
    return is_there and str(word["word"]).casefold() == str(known["word"]).casefold()
