"""What stands under each box of a copy, on a page with many words."""

import pytest

from casework.queries.evidence.copies import differences
from casework.queries.evidence.covering import Covering, Mark, Word
from vault.views import Head, Part, View

WORDS = [{"word": f"word{number}", "box": [10 * number, 0, 10 * number + 8, 10]} for number in range(400)]
BOXES = [[10 * number, 0, 10 * number + 15, 10] for number in range(0, 400, 40)]


def page_with(**said: object) -> View:
    return View(parts=(Part("page", 1, 0, 0, Head(said, 0, bytes)),))


def test_a_page_with_many_words_is_compared_without_comparing_each_word_with_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[Word] = []

    def same(one: Word, other: Word) -> bool:
        compared.append(one)
        return one.place == other.place

    monkeypatch.setattr(Word, "__eq__", same)
    marks = tuple(Mark(1, (first, top, first + 8, bottom), "N") for first, top, _last, bottom in BOXES)
    found = differences(page_with(words=WORDS), page_with(boxes=BOXES), Covering(marks=marks), 1)
    assert (found[1].covers, found[1].touches, len(found)) == ("word40", "word41", 10)
    assert len(compared) <= len(WORDS)
