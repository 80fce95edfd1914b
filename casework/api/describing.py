"""What the schema says besides each shape: the key of what writes, and the refusals an address knows."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from casework.access import KEY
from casework.api.errors import KINDS, PROBLEM, Problem

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
    return " ".join(f"`{kind.name}`: {kind.title}" for kind in KINDS.values() if kind.status == status)
