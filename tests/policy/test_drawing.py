"""The draw: a share in a hundred, and chance alone decides."""

import pytest

from policy import drawing


@pytest.mark.parametrize(("share", "drawn"), [(0, 0), (1, 1), (20, 20), (99, 99), (100, 100)])
def test_as_many_numbers_of_a_hundred_are_drawn_as_the_share_says(
    monkeypatch: pytest.MonkeyPatch, share: int, drawn: int
) -> None:
    found = 0
    for thrown in range(100):
        monkeypatch.setattr(drawing, "throw", lambda below, thrown=thrown: thrown * 100 // below)
        found += drawing.is_drawn(share)
    assert found == drawn


def test_a_world_that_is_made_alike_throws_the_highest_number() -> None:
    assert (drawing.last(100), drawing.last(6)) == (99, 5)
