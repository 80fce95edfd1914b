"""Openings, for a verifier, of the commitments that tie a case to its oaths and of the signatures under its decisions.

No text that people typed is opened, except in the bundle for a seat.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from uuid import UUID

from django.conf import settings

from casework.models import Case
from casework.queries.case.page import group_by_compartment, respondent_named, texts_shown
from casework.queries.checks.replay import BROKEN
from casework.record.events import KINDS, PartySignatureGiven, SignatureGiven
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment
from ledger import queries as ledger
from ledger.canonical import JsonObject
from ledger.entries import b64
from vault.compartments import CannotOpen
from vault.sealing import Address, openings

TIES = ("oaths", "oath")
SIGNATURE, OF_MEMBER = SignatureGiven.type, PartySignatureGiven.type
SIGNED = ("statement", "evidence")


def case_stream(reference: str) -> str:
    return Case.objects.get(reference=reference).stream


def openings_of_ties(reference: str) -> Iterator[JsonObject]:
    """Yield what opens each commitment to an oath or a signature in a case, as a verifier reads it.

    Case.DoesNotExist for no such case. What cannot be opened any more is left out.
    """
    yield from _ties_of(Case.objects.get(reference=reference))


def openings_of_streams(streams: Iterable[str], lost: Callable[[str], None]) -> Iterator[JsonObject]:
    """Yield the same for each case with one of these streams; `lost` is called with the stream of a case whose texts changed.

    Yields nothing if this process may not open anything. A case that only the record knows has nothing left to open.
    """
    keys = [UUID(stream.removeprefix("case/")) for stream in streams] if settings.KEK_FILE is not None else []
    for case in Case.objects.filter(pk__in=keys).order_by("pk"):
        try:
            yield from list(_ties_of(case))
        except (CannotOpen, *BROKEN):
            lost(case.stream)


def _ties_of(case: Case, ties: Collection[str] = TIES) -> Iterator[JsonObject]:
    wanted = [
        (entry.id, name)
        for entry in ledger.stream(case.stream)
        for name in (SIGNED if entry.type == SIGNATURE or (ties and entry.type == OF_MEMBER) else ties)
        if name in entry.body["commit"]
    ]
    yield from _opened(case, CaseCompartment.CASE, wanted)


def openings_for_seat(shown: Sequence[Case]) -> Iterator[JsonObject]:
    """Yield what opens each text of a case that every one of these viewers may read, as a verifier reads it.

    Where they may know whom the case is about, also what ties it to the oath, and what the member signed; and always the
    signatures under its decisions, which name what they sign by digests. Nothing if the viewers may read no text.
    """
    common = frozenset.intersection(*(frozenset(texts_shown(case)) for case in shown)) if shown else frozenset()
    if not common:
        return
    case = shown[0]
    named = all(respondent_named(one, one.rights) for one in shown)
    for kept, wanted in group_by_compartment(common).items():
        yield from _opened(case, kept, wanted)
    yield from _ties_of(case, TIES if named else ())


def _opened(case: Case, kept: CaseCompartment, wanted: Iterable[Address]) -> Iterator[JsonObject]:
    for (entry_id, name), (salt, value) in openings(compartment_of(case, kept), case.stream, wanted).items():
        yield {"id": str(entry_id), "field": name, "salt": b64(salt), "value": value}


def fields_kept() -> dict[str, dict[str, str]]:
    """Return, for each type of entry, the fields that it seals, each with the kind of compartment that keeps it."""
    return {kind: {name: one.kept.value for name, one in event.sealed.items()} for kind, event in KINDS.items()}


def types_with_files() -> list[str]:
    """Return the types of entries that may name a file."""
    return [kind for kind, event in KINDS.items() if any(each.name == "file" for each in fields(event))]


def every_opening() -> Iterator[JsonObject]:
    """Yield the openings of the ties of every case, one case at a time; nothing if this process may not open anything."""
    if settings.KEK_FILE is not None:
        for reference in Case.objects.order_by("pk").values_list("reference", flat=True).iterator(chunk_size=500):
            yield from openings_of_ties(reference)
