"""`{% fixed_part "partials/footer.html" society=society %}`: a part of every page, rendered once for each language.

`{% fixed_row "desk/queue_row.html" row %}`: a row of a list, rendered once for each that is alike. When an officer comes back
to a list of 25 cases, one of them has changed.

`{% fixed_row "casework/case/acts.html" menu case=page.case.reference %}`: a part with links into a case. It is rendered once
for all cases in which it is alike: it names the case by `this_case`, and the reference takes the place of that.
"""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from config.languages import shown_language

register = template.Library()
THIS_CASE = "__this_case__"
"""Stands for the reference of a case in a part that is kept: no reference and no word of ours is written so."""


@register.simple_tag
def fixed_part(name: str, **said: object) -> SafeString:
    """Return a part that depends only on the language and on the values that the tag names."""
    return _rendered(name, shown_language(), tuple((key, str(value or "")) for key, value in said.items()))


@lru_cache(maxsize=512)
def _rendered(name: str, _language: str | None, said: tuple[tuple[str, str], ...]) -> SafeString:
    return mark_safe(render_to_string(name, dict(said)))  # noqa: S308  our template has escaped it


@register.simple_tag
def fixed_row(name: str, row: Hashable, case: str = "") -> SafeString:
    """Return a part that depends only on the language and on the values of `row`, by which two rows are compared.

    `case`: its links lead there.
    """
    kept = _rendered_row(name, shown_language(), row)
    return mark_safe(kept.replace(THIS_CASE, conditional_escape(case))) if case else kept  # noqa: S308  both are escaped


@lru_cache(maxsize=1000)
def _rendered_row(name: str, _language: str | None, row: Hashable) -> SafeString:
    shown = render_to_string(name, {"row": row, "this_case": THIS_CASE})
    return mark_safe(shown)  # noqa: S308  our template has escaped it
