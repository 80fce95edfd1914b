"""`{% fixed_part "partials/footer.html" society=society %}`: a part of every page, rendered once for each language.

`{% fixed_row "desk/queue_row.html" row %}`: a row of a list, rendered once for each that is alike. When an officer comes back
to a list of 25 cases, one of them has changed.
"""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def fixed_part(name: str, **said: object) -> SafeString:
    """Return a part that depends only on the language and on the values that the tag names."""
    return _rendered(name, get_language(), tuple((key, str(value or "")) for key, value in said.items()))


@lru_cache(maxsize=512)
def _rendered(name: str, _language: str | None, said: tuple[tuple[str, str], ...]) -> SafeString:
    return mark_safe(render_to_string(name, dict(said)))  # noqa: S308  our template has escaped it


@register.simple_tag
def fixed_row(name: str, row: Hashable) -> SafeString:
    """Return a part that depends only on the language and on the values of `row`, by which two rows are compared."""
    return _rendered_row(name, get_language(), row)


@lru_cache(maxsize=1000)
def _rendered_row(name: str, _language: str | None, row: Hashable) -> SafeString:
    return mark_safe(render_to_string(name, {"row": row}))  # noqa: S308  our template has escaped it
