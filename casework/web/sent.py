"""What a party sent, to be read again: opened on the record by the right of the one who asks."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponseBase

from casework import access
from casework.access import Actor
from casework.forms.offices import ticked_in_words
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case_page import group_by_compartment
from casework.queries.files import file_in
from casework.queries.keep_away import offices_listed
from casework.queries.own_filings import own_filings
from casework.queries.short_labels import record_labels, short_labels
from casework.vocabulary import NotSeen, Reading
from casework.web import files
from casework.web.context import Context

OWN = Reading.READ_OWN_EVIDENCE
TICKED = "keep_away_from"


def own_filings_shown(by: Actor, reference: str) -> Context:
    """Return what a page shows of what the viewer, or the side the viewer speaks for, filed in a case."""
    case = access.case_shown(by, reference, OWN)
    filings = own_filings(case)
    wanted = group_by_compartment(text for filing in filings for text in filing.texts)
    texts = open_content(reference=reference, by=by, rights=[OWN], wanted=wanted) if wanted else {}
    texts = {
        (entry, field): _as_ticked(case, text) if field == TICKED else text for (entry, field), text in texts.items()
    }
    shown = {"filings": filings, "texts": texts, "alleged": short_labels(case.view.allegations.all)}
    return shown | {"named": record_labels(case.view)}


def _as_ticked(case: Case, values: Iterable[str]) -> list[str]:
    """Return the ticked boxes in the words that stood beside them."""
    return ticked_in_words(values, offices_listed(case.view.today))


def own_file(by: Actor, reference: str, key: UUID) -> HttpResponseBase:
    """Hand a party a file that came with what it filed. NotSeen for any other."""
    case = access.case_shown(by, reference, OWN)
    if key not in {filing.file for filing in own_filings(case)}:
        raise NotSeen
    kept, right = file_in(by, reference, key, showing=OWN)
    return files.handed_out(by, reference, key, kept=kept, right=right)
