"""Allegations and days in a few words, for places without room for more."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casework.record.state import Allegation, CaseView
from ledger.clock import now
from policy.queries import commitment_titles

NO_TITLES: Mapping[UUID, str] = {}


def short_day(day: date, form: str = "j F") -> str:
    """Return a day in Django's date format, with the year unless it is this year."""
    return date_format(day, form if day.year == now().year else f"{form} Y")


def short_label(one: Allegation) -> str:
    return _("commitment %(number)s, %(days)s") % {"number": one.commitment, "days": _days(one)}


def numbered_label(view: CaseView, one: Allegation, title: str) -> str:
    """Return the heading of an allegation by its number in the case, as the desk and the letters count them."""
    words = {"n": view.allegations.number_of(one.id), "number": one.commitment, "title": title}
    return _("Allegation %(n)s: commitment %(number)s, %(title)s") % words


def _days(one: Allegation) -> str:
    days = date_format(one.first_day, "j F Y")
    return days if one.last_day == one.first_day else f"{days} – {date_format(one.last_day, 'j F Y')}"


def short_labels(alleged: Iterable[Allegation], titles: Mapping[UUID, str] = NO_TITLES) -> Mapping[str, str]:
    """Return the headings under which a text speaks of each allegation, by the key that sealed texts use for it.

    `titles` has the short title of each allegation's commitment. A reporter has no right to the act as officers worded it,
    so the heading in a letter names the commitment.
    """
    return {one.id.hex: _heading(one, titles.get(one.id, "")) for one in alleged}


def _heading(one: Allegation, title: str) -> str:
    if not title:
        return capfirst(short_label(one))
    words = {"number": one.commitment, "title": title, "days": _days(one)}
    return _("Commitment %(number)s (%(title)s), %(days)s") % words


def titled_labels(alleged: Collection[Allegation]) -> Mapping[str, str]:
    """Return the headings of allegations with the titles of their commitments. One query; none for no allegation."""
    titles = commitment_titles({one.edition for one in alleged})
    return short_labels(alleged, {one.id: titles.get((one.edition, one.commitment), "") for one in alleged})


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
    conditions = enumerate(view.sanctions.conditions, 1)
    demanded = {str(one.id): _("Condition %(n)s") % {"n": n} for n, one in conditions}
    return {str(key): words for key, words in alleged.items()} | copies | findings | cases | readings | demanded
