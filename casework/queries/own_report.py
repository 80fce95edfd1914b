"""How a reporter chose to be known when they reported, for a case of theirs that grows out of the first."""

from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, IdentityChoice, Reporter


def as_reported_before(case: Case) -> Reporter:
    """Return the choice, the name and the addresses of the one who acts, if the case is about their report.

    For anybody else a report without a name. It is read by the machine alone, from one sealed place into another.
    """
    filing = case.view.filing
    if filing.entry is None or filing.reporter != case.acting.person:
        return Reporter(choice=IdentityChoice.CONFIDENTIAL)
    known = open_texts(case, CaseCompartment.IDENTITY, [(filing.entry, "identity")])[filing.entry, "identity"]
    notify = open_texts(case, CaseCompartment.NOTIFY, [(filing.entry, "notify")])[filing.entry, "notify"]
    return Reporter(
        choice=IdentityChoice(known["choice"]),
        name=known["name"],
        email=known["email"],
        phone=known["phone"],
        notify=notify or "",
    )
