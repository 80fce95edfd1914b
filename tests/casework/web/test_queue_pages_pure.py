"""What the queue says of its pages and of the officers in its rows, without a database."""

from types import SimpleNamespace
from typing import cast

import pytest

from casework.queries.queue.page import Page
from casework.web.queue.links import words_of_page


@pytest.mark.parametrize(
    ("rows", "before", "after", "total", "words"),
    [
        (25, None, "x", 60, "1–25 of 60"),
        (25, "x", "y", 60, "25 of 60"),
        (10, "y", None, 60, "51–60 of 60"),
        (25, None, "x", 1001, ""),
    ],
)
def test_a_page_says_which_cases_it_shows(
    rows: int, before: str | None, after: str | None, total: int, words: str
) -> None:
    page = SimpleNamespace(rows=[None] * rows, before=before, after=after, total=total, most=1000)
    assert words_of_page(cast(Page, page)) == words
