"""A day as people write it: read as a date where it is one, and left as words where it is not."""

import pytest

from casework.forms.written_dates import date_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("27 March 2026", ["27", "March", "2026", False]),
        ("27th of March 2026.", ["27", "March", "2026", False]),
        ("March 27, 2026", ["27", "March", "2026", False]),
        ("27/3/2026", ["27", "3", "2026", False]),
        ("27.3.2026", ["27", "3", "2026", False]),
        ("2026-03-27", ["27", "03", "2026", False]),
        ("2026-03", ["", "03", "2026", False]),
        ("3/2026", ["", "3", "2026", False]),
        ("March 2026", ["", "March", "2026", False]),
        ("in mar 2026", ["", "mar", "2026", False]),
        ("2019", ["", "", "2019", False]),
        ("about 2019", ["", "", "2019", True]),
        ("Ca. March 2026", ["", "March", "2026", True]),
        ("27/3/26", ["27", "3", "26", False]),
        ("27 Febuary 2026", ["27", "Febuary", "2026", False]),
    ],
)
def test_a_date_is_read(text: str, parts: list[object]) -> None:
    assert date_parts(text) == parts


@pytest.mark.parametrize(
    "text",
    ["", "March", "last spring", "spring 2026", "2019-2021", "about", "before she moved in 2019", "the 3rd", "٣"],
)
def test_what_is_no_date_stays_words(text: str) -> None:
    assert date_parts(text) is None
