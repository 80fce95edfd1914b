"""Opens the texts that a page fills its fields with, as far as the person may read them."""

from uuid import UUID

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import all_readable, group_by_compartment
from casework.recording import OpenedTexts
from casework.vocabulary import Verb

type Address = tuple[UUID, str]


def open_asked(case: Case, verb: Verb, by: Actor, asked: set[Address]) -> OpenedTexts:
    """Return those texts that the person may read, after recording that they were opened. No query if none is asked for."""
    readable = (text for _, some in all_readable(case) for text in some if (text.entry, text.field) in asked)
    wanted = group_by_compartment(readable) if asked else {}
    return open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted) if wanted else {}
