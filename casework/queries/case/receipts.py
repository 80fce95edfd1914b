"""Receipts of a case's entries. A receipt proves that an entry is in the record; it may have texts that its holder may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case
from casework.queries.case.own_acts import is_own_act
from casework.queries.case.page import Text, all_readable, readable_texts
from casework.queries.case.withheld import withheld_entries
from casework.record.events import CaseFiled, Event, Recorded
from casework.recording import compartment_of
from casework.vocabulary import NotSeen, Reading
from ledger import queries as ledger
from ledger.receipts import Opening, receipt_of
from vault.sealing import openings


@dataclass(frozen=True, kw_only=True)
class Receivable:
    """An entry for which its viewer may have a receipt: what happened, and on which day in the Society's zone.

    `texts`: whether the receipt can have a text that the viewer may read.
    """

    entry: UUID
    what: Promise
    on: date
    texts: bool


def report_entry(reference: str) -> UUID:
    """Return the entry that filed the report of a case. Case.DoesNotExist if there is no such case."""
    stream = Case.objects.get(reference=reference).stream
    return next(entry.id for entry in ledger.stream(stream) if entry.type == CaseFiled.type)


def receivable(case: Case, kinds: Mapping[type[Event], Reading]) -> tuple[Receivable, ...]:
    """Return the acts of the viewing party, and the entries of these kinds if the viewer holds the reading right of the kind.

    Oldest first, without a query.
    """
    return tuple(
        Receivable(entry=one.event.id, what=one.event.title, on=case.view.day_of(one.at), texts=bool(texts))
        for one, texts in all_readable(case)
        if is_own_act(one, case) or ((reading := kinds.get(type(one.event))) and reading.value in case.rights)
    )


def recorded_as(case: Case, entry: UUID) -> Recorded:
    """Return the event of an entry of the case. NotSeen if the case has no such entry."""
    found = next((one for one in case.record if one.event.id == entry), None)
    if found is None or entry in withheld_entries(case):
        raise NotSeen
    return found


def texts_of(case: Case, entry: UUID) -> tuple[Text, ...]:
    """Return those sealed texts of an entry that the viewer may read. NotSeen if there is no such entry."""
    return readable_texts(recorded_as(case, entry), case)


def entry_receipt(case: Case, entry: UUID, texts: Iterable[Text]) -> str | None:
    """Return the receipt of an entry with these texts, as a file; None while it is being sealed.

    The caller has recorded that the texts were opened.
    """
    found: list[Opening] = []
    for text in texts:
        opened = openings(compartment_of(case, text.kept), case.stream, [(entry, text.field)])
        found += [Opening(name, salt, value) for (_, name), (salt, value) in opened.items()]
    return receipt_of(entry, sorted(found, key=lambda opening: opening.field))
