"""One part of a text between separators, as an expression: lists find a code name or a reference by the beginning of a part."""

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Lower


def part_of(field: str, separator: str, number: int) -> Func:
    """Return the part with a number, from 1, as PostgreSQL's `split_part` gives it: an empty text if there is none."""
    return Func(F(field), Value(separator), Value(number), function="SPLIT_PART", output_field=TextField())


FIRST_WORD, SECOND_WORD = Lower("code_name"), Lower(part_of("code_name", " ", 2))
MIDDLE, END = part_of("reference", "-", 2), part_of("reference", "-", 3)
"""The parts of a code name, in small letters, and the two groups of a case's reference."""
