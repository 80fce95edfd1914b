"""Allegations in a few words, for places without room for more."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.record.state import Allegation, CaseView


def short_label(one: Allegation) -> str:
    days = date_format(one.first_day, "j F Y")
    if one.last_day != one.first_day:
        days = f"{days} – {date_format(one.last_day, 'j F Y')}"
    return _("commitment %(number)s, %(days)s") % {"number": one.commitment, "days": days}


def short_labels(alleged: Iterable[Allegation]) -> Mapping[str, str]:
    """Return allegations in a few words, by the key that sealed texts use for each."""
    return {one.id.hex: short_label(one) for one in alleged}


def label_of_copy(number: int, on: date, page: int | None) -> str:
    """Return what a copy of evidence is called by its number in the case, with its page where the bundle is frozen."""
    words = {"n": number, "day": date_format(on, "j F Y"), "page": page}
    if page is None:
        return _("Document %(n)s, given on %(day)s") % words
    return _("Document %(n)s, given on %(day)s, p. %(page)s") % words


def record_labels(view: CaseView) -> Mapping[str, str]:
    """Return, in a few words, the things that sealed values name by key: allegations, documents, findings and so on."""
    pages = view.bundle.pages
    copies = {str(one.id): label_of_copy(n, one.on, pages.get(one.id)) for n, one in enumerate(view.evidence.copies, 1)}
    known, alleged = view.deliberation, {one.id: short_label(one) for one in view.allegations.all}
    made = (*known.findings, *(past.finding for past in known.set_aside if past.finding))
    findings = {str(one.id): _("The finding on %(what)s") % {"what": alleged[one.allegation]} for one in made}
    cases = {str(key): _("Earlier case %(n)s") % {"n": n} for n, key in enumerate(sorted(known.history), 1)}
    readings = {
        str(key): _("Reading %(n)s of the history") % {"n": n} for n, key in enumerate(sorted(known.readings), 1)
    }
    conditions = view.sanctions.current.conditions if view.sanctions.current else ()
    demanded = {str(one.id): _("Condition %(n)s") % {"n": n} for n, one in enumerate(conditions, 1)}
    return {str(key): words for key, words in alleged.items()} | copies | findings | cases | readings | demanded
