"""What is sent: JSON in UTF-8 and nothing else, its text that can be kept, and no field nobody asked for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from casework.api.errors import NotJSON
from casework.vocabulary import BadShape


class JSONBody(BaseParser):
    """Reads a JSON object. NotJSON for anything else; RequestDataTooBig past the limit of every form."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        """Return the object; whatever charset was named, it is UTF-8 (RFC 8259, section 8.1)."""
        body: bytes = parser_context["request"]._request.body
        try:
            found = json.loads(body.decode("utf-8"), parse_constant=_refuse)
            json.dumps(found, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
        except (ValueError, RecursionError) as error:
            raise NotJSON from error
        if not isinstance(found, dict):
            raise NotJSON
        return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


class AlwaysJSON(DefaultContentNegotiation):
    """Answers JSON whatever a client says it would like: there is nothing else."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the one renderer."""
        return renderers[0], renderers[0].media_type


class Sent(serializers.Serializer[Any]):
    """What a client sends. A field that is not known is an error, never ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the values. ValidationError names what is unknown."""
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else ()
        if unknown:
            raise serializers.ValidationError({name: [_("There is no such field.")] for name in sorted(unknown)})
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """A text, and no number that looks like one."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNo(serializers.BooleanField):
    """True or false, and no word for it."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the answer."""
        if not isinstance(data, bool):
            self.fail("invalid", input=type(data).__name__)
        return data


class Number(serializers.IntegerField):
    """A whole number."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


def sent[T: Sent](shape: type[T], request: Request) -> dict[str, Any]:
    """Return the body of a request in a shape. BadShape names each field that is wrong."""
    found = shape(data=request.data)
    if not found.is_valid():
        raise BadShape(dict(_flat(found.errors, "")))
    values: dict[str, Any] = found.validated_data
    return values


def _flat(errors: Any, place: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each place that is wrong, such as `accused.1.name`, with its sentences."""
    if isinstance(errors, Mapping):
        for name, under in errors.items():
            yield from _flat(under, f"{place}.{name}" if place else str(name))
    elif isinstance(errors, list) and any(isinstance(each, Mapping) for each in errors):
        for number, under in enumerate(errors):
            yield from _flat(under, f"{place}.{number}")
    else:
        yield place, [str(each) for each in errors]
