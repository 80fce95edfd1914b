"""Lists of people as CSV files. A file is read whole, and each fault is named by row and column, before anything is written."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django import forms

from accounts.vocabulary import Office
from policy.models import Standing

MOST_BYTES = 5_000_000
SIGNED = "signed"
HISTORY = (SIGNED, *Standing.Kind.values)


class BadRoll(ValueError):
    """The list cannot be used; `faults` says why, a sentence each, with row and column."""

    def __init__(self, *faults: str) -> None:
        """Keep the sentences."""
        super().__init__("\n".join(faults))
        self.faults = faults


class YesOrNo(forms.CharField):
    """A column that holds yes, no or nothing."""

    def clean(self, value: Any) -> bool:
        """Return what was said. ValidationError for another word."""
        said = super().clean(value).lower()
        if said not in {"yes", "no", ""}:
            raise forms.ValidationError("Write yes, no, or nothing.")
        return bool(said == "yes")


class OfficeRow(forms.Form):
    """A person and one office; who holds two stands in two rows. Days are written 2026-11-25."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField(max_length=254)
    office = forms.ChoiceField(
        choices=[(office.value, office.value) for office in Office],
        error_messages={"invalid_choice": f"“%(value)s” is no office: write one of {', '.join(Office)}."},
    )
    since = forms.DateField(input_formats=["%Y-%m-%d"])
    until = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    lay = YesOrNo(required=False)
    alternate = YesOrNo(required=False)
    order = forms.IntegerField(min_value=0, max_value=1000, required=False)


class MemberRow(forms.Form):
    """A member of the register. Committees are separated by semicolons; `email` is that of an account, or empty."""

    number = forms.CharField(max_length=40)
    name = forms.CharField(max_length=200)
    joined = forms.DateField(input_formats=["%Y-%m-%d"])
    given = forms.CharField(max_length=100, required=False)
    family = forms.CharField(max_length=100, required=False)
    place = forms.CharField(max_length=100, required=False)
    employer = forms.CharField(max_length=200, required=False)
    chapter = forms.CharField(max_length=100, required=False)
    committees = forms.CharField(max_length=1000, required=False)
    email = forms.EmailField(max_length=254, required=False)


class HistoryRow(forms.Form):
    """What became of a member before the register was kept here: `signed` is an oath on paper, the others a standing."""

    number = forms.CharField(max_length=40)
    what = forms.ChoiceField(
        choices=[(word, word) for word in HISTORY],
        error_messages={"invalid_choice": f"“%(value)s” is none of {', '.join(HISTORY)}."},
    )
    on = forms.DateField(input_formats=["%Y-%m-%d"])


def rows(path: Path, form: type[forms.Form]) -> list[tuple[int, Mapping[str, Any]]]:
    """Return what each row says, with its number; the heading is row 1. BadRoll with every fault of the file."""
    lines = list(_lines(path, form))
    faults = [
        f"Row {number}, column {column}: {' '.join(map(str, sentences))}"
        for number, filled in lines
        for column, sentences in filled.errors.items()
    ]
    if faults:
        raise BadRoll(*faults)
    return [(number, filled.cleaned_data) for number, filled in lines]


def _lines(path: Path, form: type[forms.Form]) -> Iterator[tuple[int, forms.Form]]:
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        columns = [name.strip() for name in reader.fieldnames or []]
        if faults := list(_heading(columns, form)):
            raise BadRoll(*faults)
        reader.fieldnames = columns
        for line in reader:
            if None in line or None in line.values():
                raise BadRoll(f"Row {reader.line_num}: it has more or fewer columns than the heading.")
            yield reader.line_num, form(line)
    except csv.Error as error:
        raise BadRoll(f"Row {reader.reader.line_num}: this is no CSV ({error}).") from None


def _heading(columns: list[str], form: type[forms.Form]) -> Iterator[str]:
    known = form.base_fields
    for name in known:
        if known[name].required and name not in columns:
            yield f"Row 1: there is no column “{name}”."
    for name in sorted(set(columns)):
        if name not in known:
            yield f"Row 1: nobody knows a column “{name}”. The columns are {', '.join(known)}."
        elif columns.count(name) > 1:
            yield f"Row 1: the column “{name}” stands there twice."


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadRoll(f"{path} is larger than {MOST_BYTES:,} bytes: split it.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadRoll(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise BadRoll(f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8.") from None
