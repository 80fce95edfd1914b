"""Pieces of database constraints that several tables share."""

from django.db.models import BinaryField, F, Func, Q, Value


def digest_of(field: str, *, prefix: bytes = b"") -> Func:
    """Return SQL for the SHA-256 of `prefix` followed by the bytes of `field`."""
    value: Func | F = F(field)
    if prefix:
        joined = Func(
            Value(prefix, output_field=BinaryField()), F(field), function="byteacat", output_field=BinaryField()
        )
        value = joined
    return Func(value, function="sha256", output_field=BinaryField())


def not_blank(*fields: str) -> Q:
    """Return the condition that none of `fields` is an empty text."""
    return Q(**{f"{field}__gt": "" for field in fields})
