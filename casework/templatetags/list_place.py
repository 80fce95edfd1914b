"""What the list of cases says in short: the number of a case in it, and how grave a breach would be."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.vocabulary.severities import SEVERITY_WORDS

register = template.Library()


@register.filter
def number_in(reference: str, kept: Mapping[str, Any]) -> str:
    """Say which case of the kept list a case is, as “2 of 4”, as the list was read last; nothing for one that had left it."""
    first, total, most, gone = (kept.get(name) for name in ("first", "total", "most", "gone"))
    left = [one for one in kept["rows"] if one not in (gone or ())]
    if first is None or not total or most is None or reference not in left:
        return ""
    number, more = first + left.index(reference), total > most
    if more and number > most:
        return ""
    return _("%(n)s of %(total)s") % {"n": number, "total": f"{most}+" if more else total}


@register.filter
def severity_words(severity: int | str) -> Promise:
    """Return a severity, from its number, as “S3 serious”."""
    return SEVERITY_WORDS[int(severity)]
