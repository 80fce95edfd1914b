"""A sealed file of a case, by its key, for a caller that records the reading."""

from collections.abc import Iterator
from uuid import UUID

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case_page import readable_texts
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, NotSeen, Reading, Right
from vault.files import Description, describe, read
from vault.models import SealedFile


def file_kept(case: Case, key: UUID, *, kept: CaseCompartment) -> tuple[Description, Iterator[bytes]]:
    """Return what a file is and its bytes in chunks. NotSeen when there is no such file; CannotOpen in another place."""
    sealed = SealedFile.objects.filter(pk=key).select_related("key").first()
    if sealed is None:
        raise NotSeen
    compartment = compartment_of(case, kept)
    return describe(sealed, compartment), read(sealed, compartment)


def file_in(
    by: Actor, reference: str, key: UUID, *, showing: Right = Reading.SEE_CASE
) -> tuple[CaseCompartment, Reading]:
    """Return where a file of a case is kept, and which of the viewer's rights opens it; `showing` shows them the case.

    NotSeen alike for a case that the viewer cannot see, for a file that does not exist, and for one that they may not read.
    """
    case = access.case_shown(by, reference, showing)
    came = next((one for one in case.record if getattr(one.event, "file", None) == key), None)
    if came is None or not readable_texts(came, case):
        raise NotSeen
    seal = next(iter(came.event.sealed.values()))
    return seal.kept, next(right for right in Reading if right in seal.opens and right.value in case.rights)
