"""The acts of a party, to be read again: opened on the record by the right of the viewer."""

from uuid import UUID

from django.http import HttpResponseBase

from casework import access
from casework.access import Actor
from casework.forms.offices import ticked_in_words
from casework.procedure.reading.actions import open_content
from casework.queries.case_page import group_by_compartment
from casework.queries.files import file_in
from casework.queries.keep_away import offices_listed
from casework.queries.own_acts import own_acts
from casework.queries.short_labels import record_labels, short_labels
from casework.vocabulary import NotSeen, Reading
from casework.web import files
from casework.web.context import Context

OWN = Reading.READ_OWN_EVIDENCE
TICKED = "keep_away_from"


def own_acts_shown(by: Actor, reference: str) -> Context:
    """Return what a page shows of what the viewer, or the side the viewer speaks for, filed and did in a case."""
    case = access.case_shown(by, reference, OWN)
    acts = own_acts(case)
    wanted = group_by_compartment(text for act in acts for text in act.texts)
    texts = open_content(reference=reference, by=by, rights=[OWN], wanted=wanted) if wanted else {}
    return {
        "filings": [act for act in acts if act.texts],
        "others": [act for act in acts if not act.texts],
        "texts": {
            (entry, field): ticked_in_words(text, offices_listed(case.view.today)) if field == TICKED else text
            for (entry, field), text in texts.items()
        },
        "alleged": short_labels(case.view.allegations.all),
        "named": record_labels(case.view),
    }


def own_file(by: Actor, reference: str, key: UUID) -> HttpResponseBase:
    """Hand a party a file that came with what it filed. NotSeen for any other."""
    case = access.case_shown(by, reference, OWN)
    if key not in {act.file for act in own_acts(case)}:
        raise NotSeen
    kept, right = file_in(by, reference, key, showing=OWN)
    return files.case_file_response(by, reference, key, kept=kept, right=right)
