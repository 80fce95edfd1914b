"""Receipts of a case's entries for those who may have them. If a receipt has texts, that they were opened is recorded."""

from uuid import UUID

from accounts.pseudonyms import person_behind
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.own_acts import MEMBERS_SIDE, own_acts
from casework.queries.case.page import group_by_compartment
from casework.queries.case.receipts import entry_receipt, texts_of
from casework.vocabulary import NotSeen, Reading
from ledger.models import Entry
from ledger.receipts import receipt_of

FORMS = {"without-text": False, "with-text": True}


def wants_text(form: str) -> bool:
    """Return whether a form of receipt holds the text. NotSeen when there is no such form."""
    if form not in FORMS:
        raise NotSeen
    return FORMS[form]


def open_receipt(by: Actor, case: Case, entry: UUID, *, form: str) -> str | None:
    """Return the receipt of an entry of the case, or None while it is being sealed.

    If the receipt has texts, the opening is recorded first. NotSeen if there is no such entry or form.
    """
    texts = texts_of(case, entry) if wants_text(form) else ()
    event = next(one.event for one in case.record if one.event.id == entry)
    opening = (event.sealed[text.field].opens for text in texts)
    rights = {min(right for right in opens if right.value in case.rights) for opens in opening}
    if texts:
        open_content(reference=case.reference, by=by, rights=rights, wanted=group_by_compartment(texts))
    return entry_receipt(case, entry, texts)


def report_receipt(by: Actor, reference: str, entry: UUID, *, form: str) -> str | None:
    """Return the receipt of a reporter's own report, None while it is being sealed. NotSeen for anybody else."""
    return open_receipt(by, access.case_shown(by, reference, Reading.READ_OWN_COMPLAINT), entry, form=form)


def act_receipt(by: Actor, reference: str, entry: UUID, *, form: str) -> str | None:
    """Return the receipt of an act of the viewer's side, None while it is being sealed. NotSeen for any other entry."""
    case = access.case_shown(by, reference, Reading.READ_OWN_EVIDENCE)
    if entry not in {act.entry for act in own_acts(case)}:
        raise NotSeen
    return open_receipt(by, case, entry, form=form)


def last_receipt(by: Actor, entry: UUID) -> str | None:
    """Return the receipt, without text, of an act by which somebody on the member's side may have left the case.

    None while it is being sealed. NotSeen for any other entry, and for one that does not exist.
    """
    found = Entry.objects.filter(id=entry, stream__startswith="case/").first()
    actor = UUID(found.body["actor"]) if found is not None and found.body["role"] in MEMBERS_SIDE else entry
    if found is None or person_behind(actor) != by.user:
        raise NotSeen
    return receipt_of(entry)
