"""What is signed cannot be guessed, and the days that a signature covers are read without a gap."""

from datetime import date
from uuid import uuid4

import pytest

from policy.oaths import Act, Cover, covers_of
from policy.signing import oath_statement, step_statement

FIRST, SECOND, LAST = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


@pytest.mark.parametrize("nonce", [b"", bytes(15), bytes(17)])
def test_a_statement_has_a_nonce_that_nobody_guesses(nonce: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        oath_statement(
            log="localhost", member=uuid4(), oath="oath-1", locale="en-GB", oath_sha256=bytes(32), effective=FIRST,
            supersedes=None, nonce=nonce,
        )  # fmt: skip
    with pytest.raises(ValueError, match="16 bytes"):
        step_statement(
            log="localhost", case=uuid4(), step="cast_vote", person=uuid4(), said=b"", proposal=None, nonce=nonce
        )


def test_days_on_which_nothing_changes_are_one_stretch() -> None:
    ended = [
        Act[str](effective=FIRST, position=1, signature=None),
        Act[str](effective=SECOND, position=2, signature=None),
    ]
    assert covers_of(ended, FIRST, LAST) == (Cover(first=FIRST, last=LAST, signature=None),)


def test_days_that_run_backwards_are_none() -> None:
    with pytest.raises(ValueError, match="the last day lies before the first"):
        covers_of([], LAST, FIRST)
