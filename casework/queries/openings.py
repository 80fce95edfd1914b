"""What opens the commitments that tie a case to its oaths, and the signatures under what was decided, for whoever checks it.

No word that people typed.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from casework.events import SignatureGiven
from casework.models import Case
from casework.vocabulary import Kept
from ledger import queries as ledger
from ledger.entries import b64
from vault.compartments import Compartment, Kind
from vault.sealing import openings

TIES = ("oaths", "oath")
SIGNATURE = SignatureGiven.type
SIGNED = ("statement", "evidence")


def case_stream(reference: str) -> str:
    """The stream of the case with this reference. Case.DoesNotExist for none."""
    return Case.objects.get(reference=reference).stream


def openings_of_ties(reference: str) -> Iterator[dict[str, Any]]:
    """Yield what opens each commitment to an oath or a signature in a case, as a verifier reads it.

    Case.DoesNotExist for no such case. What cannot be opened any more is left out.
    """
    case = Case.objects.get(reference=reference)
    wanted = [
        (entry.id, name)
        for entry in ledger.stream(case.stream)
        for name in (SIGNED if entry.type == SIGNATURE else TIES)
        if name in entry.body["commit"]
    ]
    compartment = Compartment(subject=case.id, kind=Kind(Kept.CASE.value))
    for (entry_id, name), (salt, value) in openings(compartment, case.stream, wanted).items():
        yield {"id": str(entry_id), "field": name, "salt": b64(salt), "value": value}


def every_opening() -> Iterator[dict[str, Any]]:
    """Yield what opens the ties of every case, one case at a time; nothing where this process may not open anything."""
    if settings.KEK_FILE is not None:
        for reference in Case.objects.order_by("pk").values_list("reference", flat=True).iterator(chunk_size=500):
            yield from openings_of_ties(reference)
