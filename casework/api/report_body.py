"""The body of a report that a program sends, made from the table of its fields."""

from collections.abc import Callable, Iterator, Mapping
from types import new_class
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from casework.api.bodies import Number, OneLine, OneOf, Sent, Several, Text, YesNo
from casework.forms.complaint.base import LONGEST_NAME, MOST_NAMES
from casework.forms.complaint.conduct import DAY, ONGOING, PERIOD
from casework.forms.complaint.people import MOST_PEOPLE, MOST_TICKED
from casework.vocabulary import IdentityChoice
from casework.vocabulary.report_fields import FIELDS, NO, UNSURE, YES
from casework.vocabulary.report_shape import Kind, ReportField

type Field = serializers.Field[Any, Any, Any, Any]

TOLD = [(NO, NO), (YES, YES), (UNSURE, UNSURE)]
"""The choices that the schema names once, for every question that is answered so."""
ROUGHLY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def _names(**options: Any) -> Several:
    return Several(child=OneLine(max_length=LONGEST_NAME), max_length=MOST_NAMES, default=list, **options)


def _text(length: int, **options: Any) -> Text:
    return Text(max_length=length, allow_blank=True, default="", **options)


def _day(**options: Any) -> serializers.RegexField:
    return serializers.RegexField(
        ROUGHLY, default="", allow_blank=True, help_text=_("A day, a month or a year: 2026-03-27."), **options
    )


class AccusedSent(Sent):
    """One person complained of, as far as the reporter knows."""

    name = _text(200)
    employer = _text(200)
    number = _text(40)
    details = _text(1000)


class ReporterSent(Sent):
    """The person who reports; left out of an anonymous report."""

    name = Text(max_length=200)
    email = serializers.EmailField(max_length=254, allow_blank=True, default="")
    phone = _text(40)
    notify = YesNo(default=False)


OWN: Mapping[str, Callable[[], Field]] = {
    "accused": lambda: Several(child=AccusedSent(), max_length=MOST_PEOPLE, default=list),
    "unknown": lambda: YesNo(default=False, help_text=_("The reporter does not know who it was.")),
    "commitments": lambda: Several(child=Number(min_value=1, max_value=99), max_length=99, default=list),
    "help_asked": lambda: YesNo(
        default=False, help_text=_("Which commitments it is about shall be looked up for the reporter.")
    ),
    "lasted": lambda: OneOf([(DAY, DAY), (PERIOD, PERIOD), (ONGOING, ONGOING)]),
    "first_day": _day,
    "last_day": _day,
    "known_on": _day,
    "about": lambda: YesNo(default=False, help_text=_("The days are a guess.")),
    "keep_away": lambda: _names(
        help_text=_("Who must not see this. From the first moment it does not exist for them.")
    ),
    "keep_away_from": lambda: Several(
        child=Text(max_length=60),
        max_length=MOST_TICKED,
        default=list,
        help_text=_("Offices and people in office who must not see this, by the values that /offices/ lists."),
    ),
    "identity": lambda: OneOf([(choice.value, choice.value) for choice in IdentityChoice]),
    "reporter": lambda: ReporterSent(required=False),
    "declared": lambda: YesNo(help_text=_("True: what is written is true as far as the reporter knows.")),
}
"""The fields that the table says are written by hand."""


def _build_fields(field: ReportField) -> Iterator[tuple[str, Field]]:
    """Yield what a field of the report is in a body, by its name there. The order in which they are made is the schema's."""
    words: dict[str, Any] = {"help_text": field.api_help} if field.api_help else {}
    match field.kind:
        case Kind.OWN:
            yield field.api_name, OWN[field.api_name]()
        case Kind.NAMES:
            yield field.api_name, _names(**words)
        case Kind.ANSWER:
            given = [(key, key) for key, _words in field.choices]
            if field.default:
                words["default"] = field.default
            yield field.api_name, OneOf(given, **words)
        case _ if field.required:
            yield field.api_name, Text(max_length=field.length, **words)
        case _:
            yield field.api_name, _text(field.length, **words)
    if field.details:
        yield f"{field.api_name}_details", _text(field.details.length)


def _report_sent(space: dict[str, Any]) -> None:
    space.update({"__module__": __name__, "__doc__": "A report, whole."})
    space.update(made for field in FIELDS for made in _build_fields(field))


ReportSent = cast(type[Sent], new_class("ReportSent", (Sent,), exec_body=_report_sent))
