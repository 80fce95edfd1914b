"""A made-up report from the examples of its table: as it is typed, as it is sent, and as it is sealed."""

from typing import Any

from casework.vocabulary.report import Plain
from casework.vocabulary.report_fields import TABLE, YES, free_fields
from casework.vocabulary.report_shape import Kind


def sample_typed(page: str, word: str = "") -> dict[str, str]:
    """Return what is typed on a page of the table; with a `word`, that word and the field's name in every text."""
    typed: dict[str, str] = {}
    for field in TABLE:
        if field.page != page:
            continue
        example = "\n".join(field.example) if isinstance(field.example, tuple) else field.example
        if field.kind is Kind.ANSWER:
            typed[field.name] = YES if word else example
        else:
            typed[field.name] = f"{word}{field.name}" if word else example
        if field.details and word:
            typed[f"{field.name}_details"] = f"{word}{field.name}"
    return typed


def sample_body() -> dict[str, Any]:
    """Return what a program sends for the fields of the table."""
    return {field.api_name: _listed(field.example) for field in TABLE}


def sample_said() -> dict[str, Plain]:
    """Return the answers of the examples as they are sealed."""
    return {
        field.key: str(dict(field.choices)[str(field.example)]) if field.choices else _listed(field.example)
        for field in free_fields()
    }


def _listed(example: str | tuple[str, ...]) -> Any:
    return list(example) if isinstance(example, tuple) else example
