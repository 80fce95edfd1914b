"""Pieces of database constraints that several tables share."""

from django.db.models import BinaryField, F, Func, Q, Value


def digest_of(field: str, *, prefix: bytes = b"") -> "Func[BinaryField[bytes, bytes]]":
    """Return SQL for the SHA-256 of `prefix` followed by the bytes of `field`."""
    if not prefix:
        return Func(F(field), function="sha256", output_field=BinaryField())
    start = Value(prefix, output_field=BinaryField())
    joined = Func(start, F(field), function="byteacat", output_field=BinaryField())
    return Func(joined, function="sha256", output_field=BinaryField())


def not_blank(*fields: str) -> Q:
    """Return the condition that none of `fields` is an empty text."""
    return Q(**{f"{field}__gt": "" for field in fields})
