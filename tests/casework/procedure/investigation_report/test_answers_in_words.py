"""Answers as they are read back to the reporter, and names as they are stored."""

from datetime import date

import pytest
from django import forms

from casework.forms.complaint.base import Names, in_words
from casework.forms.dates import ApproximateDate

CHOICE = forms.MultipleChoiceField(choices=[("a", "Apples"), ("b", "Bread")])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "Yes"),
        (False, "No"),
        ("", "No answer"),
        ([], "No answer"),
        (date(2026, 3, 2), "2 March 2026"),
        (["a", "b"], "Apples\nBread"),
        (("Ada", "Bo"), "Ada\nBo"),
        ("a", "Apples"),
        (ApproximateDate(first=date(2026, 3, 2), last=date(2026, 3, 2)), "2 March 2026"),
        (ApproximateDate(first=date(2026, 3, 1), last=date(2026, 3, 31), about=True), "about March 2026"),
        (ApproximateDate(first=date(2026, 1, 1), last=date(2026, 12, 31)), "2026"),
    ],
)
def test_an_answer_is_read_back_in_words(value: object, said: str) -> None:
    assert in_words(CHOICE, value) == said


def test_names_are_taken_one_a_line_and_empty_lines_left_out() -> None:
    assert Names(label="Others").clean(" Ada Adviser \n\nBo Board\n") == ("Ada Adviser", "Bo Board")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ada\x07", "cannot be kept"),
        ("\n".join("ABCDEFGHIJKLMNOPQRSTU"), "Give 20 names at most"),
        ("a" * 201, "Write one name a line, each 200 characters at most"),
    ],
)
def test_names_that_cannot_be_kept_are_refused(typed: str, said: str) -> None:
    with pytest.raises(forms.ValidationError, match=said):
        Names(label="Others").clean(typed)
