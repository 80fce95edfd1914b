"""What the schema says besides each shape: the key of what writes, filters, and the refusals an address knows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from casework.access import KEY
from casework.api.errors import KINDS, PROBLEM, Problem
from casework.forms.schema import input_schema

KEYED = OpenApiParameter(
    KEY,
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    required=True,
    description="A new UUID for each new request. The same request with the same key is done once.",
)


def refusals(*statuses: int) -> Mapping[Any, Any]:
    """Return the problem bodies of some statuses, each with the kinds it stands for."""
    return {(status, PROBLEM): OpenApiResponse(Problem, _words(status)) for status in statuses}


def _words(status: int) -> str:
    return " ".join(f"{kind.name}: {kind.title}" for kind in KINDS.values() if kind.status == status)


def answers(status: int, shape: Any) -> Mapping[Any, Any]:
    """Return what an address answers when it does what was asked, in the words of the shape."""
    return {status: OpenApiResponse(shape, shape.__doc__)}


def filters(form: forms.Form) -> list[OpenApiParameter]:
    """Return what a filter takes behind the question mark, a parameter a field; a list is named once for each value."""
    shapes = input_schema(form)["properties"]
    return [
        OpenApiParameter(name, shape, OpenApiParameter.QUERY, description=shape.pop("title"), explode=True)
        for name, shape in shapes.items()
    ]
