"""Allegations in a few words, where there is no room for more."""

from collections.abc import Iterable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.facts import Allegation


def called(one: Allegation) -> str:
    """Return an allegation in a few words: its commitment and its days."""
    days = date_format(one.first_day, "j F Y")
    if one.last_day != one.first_day:
        days = f"{days} – {date_format(one.last_day, 'j F Y')}"
    return _("commitment %(number)s, %(days)s") % {"number": one.commitment, "days": days}


def called_by_key(alleged: Iterable[Allegation]) -> Mapping[str, str]:
    """Return allegations in a few words, by the key under which a sealed text says something of each."""
    return {one.id.hex: called(one) for one in alleged}
