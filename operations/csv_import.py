"""Lists of people as CSV files. A file is read whole, and each fault is named by row and column, before anything is written."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from accounts.vocabulary import Office
from ledger.canonical import Values
from policy.actions import ListRefused
from policy.models import Standing

MOST_BYTES = 20_000_000
MOST_FAULTS = 50
LONGEST_COMMITTEE = 100
SIGNED = "signed"
HISTORY = (SIGNED, *Standing.Kind.values)


class BadRoll(ListRefused):
    """The list cannot be read; `faults` says why, a sentence each, with row and column."""


class YesOrNo(forms.CharField):
    """A column that holds yes, no or nothing."""

    def clean(self, value: object) -> bool:
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


class PlainText(forms.CharField):
    """A cell of text. What begins as a formula does is refused: a spreadsheet would run it, in this list or in the next."""

    default_validators = [
        RegexValidator(r"\A[^=+@-]", "“%(value)s” begins as a formula does. Write the words themselves, or nothing.")
    ]


class Committees(PlainText):
    """Names that are separated by semicolons."""

    def clean(self, value: object) -> list[str]:
        names = [name for part in super().clean(value).split(";") if (name := part.strip())]
        if any(len(name) > LONGEST_COMMITTEE for name in names):
            raise forms.ValidationError(f"A name has at most {LONGEST_COMMITTEE} characters.")
        return names


class MemberRow(forms.Form):
    """A member of the register. Committees are separated by semicolons; `email` is that of an account, or empty."""

    number = PlainText(max_length=40)
    name = PlainText(max_length=200)
    joined = forms.DateField(input_formats=["%Y-%m-%d"])
    given = PlainText(max_length=100, required=False)
    family = PlainText(max_length=100, required=False)
    place = PlainText(max_length=100, required=False)
    employer = PlainText(max_length=200, required=False)
    chapter = PlainText(max_length=100, required=False)
    committees = Committees(max_length=1000, required=False)
    email = forms.EmailField(max_length=254, required=False)


class HistoryRow(forms.Form):
    """What became of a member before the register was kept here: `signed` is an oath on paper, the others a standing."""

    number = forms.CharField(max_length=40)
    what = forms.ChoiceField(
        choices=[(word, word) for word in HISTORY],
        error_messages={"invalid_choice": f"“%(value)s” is none of {', '.join(HISTORY)}."},
    )
    on = forms.DateField(input_formats=["%Y-%m-%d"])


def rows(path: Path, form: type[forms.Form]) -> list[tuple[int, Values]]:
    """Return what each row says, with its number; the heading is row 1. BadRoll with every fault of the file."""
    return list(valid_rows(read(content_of(path), form, called=str(path)).rows()))


@dataclass(frozen=True)
class CsvList:
    """A list that has a proper heading: its columns, and its rows, read from the beginning each time they are asked for.

    A row is its number, what it says, and its faults; it says nothing if it has faults.
    """

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[int, Values, tuple[str, ...]]]]


def valid_rows(
    read_rows: Iterable[tuple[int, Values, tuple[str, ...]]],
) -> Iterator[tuple[int, Values]]:
    """Yield the rows of a list without faults. BadRoll with the faults, at most MOST_FAULTS, and how many more there are."""
    faults: list[str] = []
    more = 0
    for number, said, wrong in read_rows:
        faults += wrong[: MOST_FAULTS - len(faults)]
        more += len(wrong)
        if not more:
            yield number, said
    if more > MOST_FAULTS:
        faults.append(f"There are {more - MOST_FAULTS:,} more faults.")
    if faults:
        raise BadRoll(*faults)


def read(content: bytes, form: type[forms.Form], *, called: str) -> CsvList:
    """Return a list as it can be read. BadRoll if it is too large, no UTF-8, no CSV, or its heading is wrong."""
    if len(content) > MOST_BYTES:
        raise BadRoll(f"{called} is larger than {MOST_BYTES:,} bytes: split it.")
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise BadRoll(f"{called} is not UTF-8 at byte {error.start}, in row {row}: save it as UTF-8.") from None
    _, columns = _open_reader(content, form)
    return CsvList(columns, partial(_rows, content, form))


def _rows(content: bytes, form: type[forms.Form]) -> Iterator[tuple[int, Values, tuple[str, ...]]]:
    reader, columns = _open_reader(content, form)
    fields = {name: form.base_fields[name] for name in columns}
    left_out = {name: field.clean("") for name, field in form.base_fields.items() if name not in columns}
    try:
        for line in reader:
            number = reader.line_num
            if not line:
                continue
            if len(line) != len(columns):
                yield number, {}, (f"Row {number}: it has more or fewer columns than the heading.",)
                continue
            said, faults = dict(left_out), []
            for (name, field), text in zip(fields.items(), line, strict=True):
                try:
                    said[name] = field.clean(text)
                except forms.ValidationError as error:
                    faults.append(f"Row {number}, column {name}: {' '.join(error.messages)}")
            yield number, {} if faults else said, tuple(faults)
    except csv.Error as error:
        raise BadRoll(f"Row {reader.line_num}: this is no CSV ({error}).") from None


def _open_reader(content: bytes, form: type[forms.Form]) -> tuple[Any, tuple[str, ...]]:
    """Return a reader that stands after the heading, and the columns."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline=""), strict=True)
    try:
        columns = tuple(name.strip() for name in next(filter(None, reader), []))
    except csv.Error as error:
        raise BadRoll(f"Row {reader.line_num}: this is no CSV ({error}).") from None
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(columns) == 1 and mark in columns[0]:
            raise BadRoll(f"Row 1: {word} stand between the columns. Save the list with commas between them.")
    if faults := list(_heading(columns, form)):
        raise BadRoll(*faults)
    return reader, columns


def _heading(columns: Sequence[str], form: type[forms.Form]) -> Iterator[str]:
    known = form.base_fields
    for name in known:
        if known[name].required and name not in columns:
            yield f"Row 1: there is no column “{name}”."
    for name in sorted(set(columns)):
        if name not in known:
            yield f"Row 1: nobody knows a column “{name}”. The columns are {', '.join(known)}."
        elif columns.count(name) > 1:
            yield f"Row 1: the column “{name}” stands there twice."


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, one more than may be read at most. BadRoll if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadRoll(f"{path} cannot be read: {error.strerror}.") from None
