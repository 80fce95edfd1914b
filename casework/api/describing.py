"""The parts of the schema beside the shapes: the key of a request that writes, filters, and the refusals of an address."""

from collections.abc import Mapping

from django import forms
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from casework.access import KEY
from casework.api.errors import KINDS, PROBLEM, Problem
from casework.api.shape import Shape
from casework.forms.schema import input_schema

KEYED = OpenApiParameter(
    KEY,
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    required=True,
    description="A new UUID for each new request. The same request with the same key is done once.",
)


MATCHED = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the step as you read it, or * to take the step whatever has changed since.",
)
TAGGED = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200], description="The version of the case as you may see it now."
)


def refusals(*statuses: int) -> Mapping[tuple[int, str], OpenApiResponse]:
    return {(status, PROBLEM): OpenApiResponse(Problem, _words(status)) for status in statuses}


def _words(status: int) -> str:
    return " ".join(f"{kind.name}: {kind.title}" for kind in KINDS.values() if kind.status == status)


def answers(status: int, shape: type[Shape]) -> Mapping[int, OpenApiResponse]:
    """Return what an address answers when it does what was asked, in the words of the shape."""
    return {status: OpenApiResponse(shape, shape.__doc__ or "")}


def filters(form: forms.Form) -> list[OpenApiParameter]:
    """Return what a filter takes behind the question mark, a parameter a field; a list is named once for each value."""
    shapes = input_schema(form)["properties"]
    return [
        OpenApiParameter(name, shape, OpenApiParameter.QUERY, description=shape.pop("title"), explode=True)
        for name, shape in shapes.items()
    ]
