"""The base of what the API takes and sends."""

from typing import Any

from rest_framework import serializers


class Shape(serializers.Serializer[Any]):
    """The fields of a body, or of a part of one; it is made from a mapping or a dataclass, not from a row."""
