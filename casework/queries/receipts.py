"""The reporter's receipt: that the report is in the record, without its words or with them."""

from casework.events import CaseFiled
from casework.models import Case
from casework.vocabulary import Kept
from ledger import queries as ledger
from ledger.models import Entry
from ledger.receipts import Opening, receipt_of
from vault.compartments import Compartment, Kind
from vault.sealing import openings


def receipt_name(reference: str, *, with_text: bool) -> str:
    """The file's name. It says what it is and nothing of the report."""
    return f"report-{reference}{'-with-text' if with_text else ''}.tlog-proof"


def report_receipt(case: Case, *, with_text: bool) -> str | None:
    """Return the receipt of a case's report as a file's text; None while it is being sealed (no checkpoint covers it yet).

    `with_text` opens every commitment of the report: for the reporter alone, whom the caller has let in.
    """
    entry = next(entry for entry in ledger.stream(case.stream) if entry.type == CaseFiled.type)
    return receipt_of(entry.id, _words(case, entry) if with_text else ())


def _words(case: Case, entry: Entry) -> list[Opening]:
    kept: dict[Kept, list[str]] = {}
    for name, sealed in CaseFiled.sealed.items():
        kept.setdefault(sealed.kept, []).append(name)
    found: list[Opening] = []
    for place, names in kept.items():
        compartment = Compartment(subject=case.id, kind=Kind(place.value))
        opened = openings(compartment, case.stream, [(entry.id, name) for name in names])
        found += [Opening(name, salt, value) for (_, name), (salt, value) in opened.items()]
    return sorted(found, key=lambda opening: opening.field)
