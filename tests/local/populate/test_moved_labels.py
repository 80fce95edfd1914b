"""A case that is moved in time moves the day by which an answer names its allegation."""

from datetime import timedelta

import pytest

from local.populate.patterns import _move


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("commitment 2, 2 January 2025", "commitment 2, 9 January 2025"),
        ("commitment 10, 30 January 2025 – 2 February 2025", "commitment 10, 6 February 2025 – 9 February 2025"),
        ("It was on 2 January 2025.", "It was on 2 January 2025."),
    ],
)
def test_the_printed_day_of_a_label_moves_with_its_case(before: str, after: str) -> None:
    assert _move([{"allegation": before}], timedelta(days=7)) == [{"allegation": after}]
