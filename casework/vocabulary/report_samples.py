"""A sample report from the examples of the table: as form data, as an API body, and as sealed values."""

from casework.vocabulary.report import Plain
from casework.vocabulary.report_fields import TABLE, YES, free_fields
from casework.vocabulary.report_shape import Kind


def sample_typed(page: str, word: str = "") -> dict[str, str]:
    """Return the form data of a page; with a `word`, every text is that word and the name of its field."""
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


def sample_body() -> dict[str, Plain]:
    """Return the part of an API body that the table makes."""
    return {field.api_name: _listed(field.example) for field in TABLE}


def sample_said() -> dict[str, Plain]:
    """Return the answers of the examples as they are sealed."""
    return {
        field.key: str(dict(field.choices)[str(field.example)]) if field.choices else _listed(field.example)
        for field in free_fields()
    }


def _listed(example: str | tuple[str, ...]) -> Plain:
    return [*example] if isinstance(example, tuple) else example
