"""A reporter's own details, read by the machine alone: how they chose to be known, and the address for a mail."""

from accounts.models import User
from accounts.pseudonyms import person_behind
from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, IdentityChoice, Reporter


def as_reported_before(case: Case) -> Reporter:
    """Return the choice, the name and the addresses of the actor, if the case came from their report.

    For anybody else, return a reporter without a name. Only the machine reads it, from one sealed place into another.
    """
    filing = case.view.filing
    named = filing.identity_entry
    if filing.entry is None or named is None or filing.reporter != case.acting.person:
        return Reporter(choice=IdentityChoice.CONFIDENTIAL)
    known = open_texts(case, CaseCompartment.IDENTITY, [(named, "identity")])[named, "identity"]
    notify = open_texts(case, CaseCompartment.NOTIFY, [(filing.entry, "notify")])[filing.entry, "notify"]
    return Reporter(
        choice=IdentityChoice(known["choice"]),
        name=known["name"],
        email=known["email"],
        phone=known["phone"],
        notify=notify or "",
    )


def address_asked(case: Case, reader: User) -> str:
    """Return the address to which a reporter wants mails; "" if there is none, for other people, or once its key is gone.

    Nobody reads it, so the opening leaves no entry. CannotOpen if the text was moved or altered. Two queries.
    """
    entry, reporter = case.view.filing.entry, case.view.filing.reporter
    if entry is None or reporter is None or person_behind(reporter) != reader:
        return ""
    return open_texts(case, CaseCompartment.NOTIFY, [(entry, "notify")]).get((entry, "notify")) or ""
