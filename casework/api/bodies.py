"""The bodies of requests: JSON in UTF-8 and nothing else, text that can be kept, and no unknown field."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from heapq import nsmallest
from typing import Any, NoReturn

from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from casework.api.errors import MOST_ERRORS, NotJSON, shorten
from casework.api.shape import Shape
from casework.vocabulary import BadShape
from ledger.canonical import JsonObject

ONE_LINE = r"^[^\r\n]+$"
MOST_VALUES, MOST_LEVELS, LONGEST_TEXT = 2_000, 8, 100_000
TOO_MUCH = _("The body holds too much: %(values)s values, %(levels)s levels and %(length)s characters a text at most.")


class JSONBody(BaseParser):
    media_type = "application/json"

    def parse(self, stream: object, media_type: str | None = None, parser_context: Any = None) -> JsonObject:
        """Return the object; whatever charset was named, it is UTF-8 (RFC 8259, section 8.1).

        BadShape, before any field is looked at, for a body with more values, levels or characters than a request needs.
        """
        body: bytes = parser_context["request"]._request.body
        try:
            found = json.loads(body.decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise NotJSON from error
        if not isinstance(found, dict):
            raise NotJSON
        if not is_reasonable(found):
            limits = {"values": f"{MOST_VALUES:,}", "levels": MOST_LEVELS, "length": f"{LONGEST_TEXT:,}"}
            raise BadShape({"body": [str(TOO_MUCH) % limits]})
        try:
            json.dumps(found, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
        except ValueError as error:
            raise NotJSON from error
        return found


def is_reasonable(body: JsonObject) -> bool:
    """Whether a body keeps to the limits of every request. It stops counting at the first excess."""
    level: list[Any] = [body]
    count = 0
    for _depth in range(MOST_LEVELS):
        count += sum(len(each) for each in level)
        if count > MOST_VALUES:
            return False
        inside = [one for each in level for one in (each.values() if isinstance(each, dict) else each)]
        names = [name for each in level if isinstance(each, dict) for name in each]
        if any(isinstance(one, str) and len(one) > LONGEST_TEXT for one in (*inside, *names)):
            return False
        level = [one for one in inside if isinstance(one, (dict, list))]
        if not level:
            return True
    return False


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


class AlwaysJSON(DefaultContentNegotiation):
    """Answers JSON whatever a client says it would like: there is nothing else."""

    def select_renderer(self, request: object, renderers: Any, format_suffix: object = None) -> Any:
        return renderers[0], renderers[0].media_type


class Sent(Shape):
    """What a client sends. A field that is not known is an error, never ignored."""

    def to_internal_value(self, data: object) -> Any:
        """Return the values. ValidationError names what is unknown."""
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else ()
        if unknown:
            some = nsmallest(MOST_ERRORS + 1, unknown)
            raise serializers.ValidationError({shorten(name): [_("There is no such field.")] for name in some})
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """A text, and no number that looks like one."""

    def to_internal_value(self, data: object) -> str:
        """Return the text. Its length is looked at before anything else."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class OneLine(Text):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(RegexValidator(ONE_LINE, message=_("Write one line.")))


class Several(serializers.ListField):
    """A list, counted before any of what it holds is looked at."""

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, list) and self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return list(super().to_internal_value(data))


class OneOf(serializers.ChoiceField):
    """One of a few words; what was sent in their place is told back shortened."""

    def to_internal_value(self, data: object) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=type(data).__name__)
        return super().to_internal_value(shorten(data))


class YesNo(serializers.BooleanField):
    """True or false, and no word for it."""

    def to_internal_value(self, data: object) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=type(data).__name__)
        return data


class Number(serializers.IntegerField):
    def to_internal_value(self, data: object) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


def validated_body[T: Sent](shape: type[T], request: Request) -> JsonObject:
    """Return the body of a request in a shape. BadShape names each field that is wrong."""
    try:
        values: JsonObject = _fields_of(shape, get_language()).run_validation(request.data)
    except serializers.ValidationError as error:
        raise BadShape(dict(_flat(error.detail, ""))) from None
    return values


@cache
def _fields_of(shape: type[Sent], _language: str | None) -> Sent:
    """Return a shape whose fields are made once for each language, in which their sentences stay. No body is kept in them."""
    return shape()


def _flat(errors: object, place: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each place that is wrong, such as `accused.1.name`, with its sentences."""
    match errors:
        case Mapping():
            for name, under in errors.items():
                yield from _flat(under, f"{place}.{name}" if place else str(name))
        case list() if any(isinstance(each, Mapping) for each in errors):
            for number, under in enumerate(errors):
                yield from _flat(under, f"{place}.{number}")
        case list():
            yield place, [str(each) for each in errors]
