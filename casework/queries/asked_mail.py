"""Where a reporter asked for a mail: opened by the machine to send it, shown to nobody, and forgotten."""

from accounts.models import User
from accounts.pseudonyms import person_behind
from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment


def address_asked(case: Case, reader: User) -> str:
    """Return the address a mail was asked to, by the one who reported; "" for none, for others, or once its key is gone.

    Nobody reads it, so the opening leaves no entry. CannotOpen where the text was moved or altered. Two queries.
    """
    entry, reporter = case.view.filing.entry, case.view.filing.reporter
    if entry is None or reporter is None or person_behind(reporter) != reader:
        return ""
    return open_texts(case, CaseCompartment.NOTIFY, [(entry, "notify")]).get((entry, "notify")) or ""
