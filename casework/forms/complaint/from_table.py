"""Builds the pages and fields of the report that its table declares."""

from collections.abc import Mapping
from types import new_class
from typing import Any, ClassVar, cast

from django import forms

from casework.forms.base import Cleaned
from casework.forms.complaint.base import Names, Question, in_words
from casework.vocabulary.report import Plain
from casework.vocabulary.report_fields import PAGES, TABLE, YES
from casework.vocabulary.report_shape import Details, Kind, ReportField, Words, first_written


class TablePage(Question):
    """A page with fields that stand in the table."""

    declared: ClassVar[tuple[ReportField, ...]] = ()

    def clean(self) -> Cleaned:
        """Require details after a yes, if the table asks for them."""
        cleaned = super().clean()
        for field in self.declared:
            about, details = field.details, f"{field.name}_details"
            if about and about.wanted and cleaned.get(field.name) == YES and not cleaned.get(details):
                self.add_error(details, cast(str, about.wanted))
        return cleaned


def table_page(name: str) -> type[TablePage]:
    """Return a page whose fields all stand in the table."""
    page = PAGES[name]
    said = {"page": name, "title": page.title, "short": page.short, "lede": page.lede, "heading": page.heading}
    return _with_fields(f"{name.title()}Page", (TablePage,), name, said)


def extended_page(form: type[Question]) -> type[TablePage]:
    """Return a page that is written by hand, with the fields that the table adds to it."""
    return _with_fields(form.__name__, (TablePage, form), form.page, {"row_names": form.row_names})


def _with_fields(
    class_name: str, bases: tuple[type[Question], ...], page: str, said: Mapping[str, Any]
) -> type[TablePage]:
    fields = tuple(field for field in TABLE if field.page == page)
    asked = {each: made for field in fields for each, made in _form_fields(field).items()}
    row_names = {each: words for field in fields for each, words in _row_names(field).items()}
    inside = {"__module__": __name__, "__doc__": bases[-1].__doc__, "declared": fields}
    names = {"row_names": {**said.get("row_names", {}), **row_names}}
    made = new_class(class_name, bases, exec_body=lambda space: space.update({**inside, **said, **names, **asked}))
    return cast(type[TablePage], made)


def _form_fields(field: ReportField) -> Mapping[str, forms.Field]:
    found = {field.name: _form_field(field)}
    return found | {f"{field.name}_details": _details(field.details)} if field.details else found


def _form_field(field: ReportField) -> forms.Field:
    words: dict[str, Any] = {"label": field.label, "help_text": field.help}
    match field.kind:
        case Kind.NAMES:
            return Names(**words)
        case Kind.ANSWER:
            return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, required=field.required, **words)
    widget: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": field.rows})} if field.kind is Kind.TEXT else {}
    return forms.CharField(max_length=field.length, required=field.required, **words, **widget)


def _details(details: Details) -> forms.Field:
    return forms.CharField(
        label=cast(str, details.label),
        help_text=cast(str, details.help),
        max_length=details.length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": " "}),  # its style sheet asks whether it is empty
    )


def _row_names(field: ReportField) -> Mapping[str, Words]:
    details = field.details
    return {field.name: field.words_on_check} | (
        {f"{field.name}_details": first_written(details.on_check, details.label)} if details else {}
    )


def sealed_value(field: ReportField, page: Question) -> Plain:
    """Return the answer to a field of a valid page, in the form in which it is sealed."""
    value = page.cleaned_data[field.name]
    match field.kind:
        case Kind.NAMES:
            return list(value)
        case Kind.ANSWER if value:
            said = [in_words(page.fields[field.name], value), page.cleaned_data.get(f"{field.name}_details")]
            return "\n".join(filter(None, said))
    return str(value)
