"""A sealed file of a case and its safe view, by its key, for a caller that records the reading."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.page import readable_texts
from casework.record.events import MessageFileSent
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, NotNow, NotSeen, Reading, Right
from vault.files import Description, describe, read
from vault.models import SealedFile
from vault.views import View, view_of

NO_LEAVE = _(
    "A second person has to agree before you download this file as it came. Ask for it on the page of the file."
)


class SeenFile(NamedTuple):
    """A file of a case as its viewer may see it. `view` is None while it waits for the converter."""

    description: Description
    view: View | None
    kept: CaseCompartment
    right: Reading


def file_kept(case: Case, key: UUID, *, kept: CaseCompartment) -> tuple[Description, Iterator[bytes]]:
    """Return what a file is and its bytes in chunks. NotSeen when there is no such file; CannotOpen in another place."""
    sealed = _sealed_file(key)
    compartment = compartment_of(case, kept)
    return describe(sealed, compartment), read(sealed, compartment)


def file_in(
    by: Actor, reference: str, key: UUID, *, showing: Right = Reading.SEE_CASE
) -> tuple[CaseCompartment, Reading]:
    """Return where a file of a case is kept, and which of the viewer's rights opens it; `showing` shows them the case.

    NotSeen alike for a case that the viewer cannot see, for a file that does not exist, and for one that they may not read.
    """
    return place_of_file(access.case_shown(by, reference, showing), key)


def place_of_file(case: Case, key: UUID) -> tuple[CaseCompartment, Reading]:
    """Return what `file_in` returns, for a case that its viewer was shown. NotSeen for a file that they may not read."""
    came = next((one for one in case.record if getattr(one.event, "file", None) == key), None)
    if came is None or not readable_texts(came, case):
        raise NotSeen
    seal = next(iter(came.event.sealed.values()))
    return seal.kept, next(right for right in Reading if right in seal.opens and right.value in case.rights)


def original_until(case: Case, key: UUID) -> datetime | None:
    """Return until when the viewer can download a file as it came, since two people agreed; None if they cannot."""
    known = case.view.evidence
    mine = (
        one.until for one in known.releases if one.person == case.acting.person and known.files.get(one.piece) == key
    )
    return max((until for until in mine if until > case.view.now), default=None)


def needs_leave(case: Case, key: UUID) -> bool:
    """Whether a second person has to agree before the viewer downloads a file: not for a file that they sent themselves."""
    known = case.view.evidence
    sent = {one.event.file: one.actor for one in case.record if isinstance(one.event, MessageFileSent)}
    brought = {one.file for one in known.all if one.person == case.acting.person}
    return key not in brought and (
        key in known.files.values() or sent.get(key, case.acting.person) != case.acting.person
    )


def piece_of_file(case: Case, key: UUID) -> UUID | None:
    """Return the piece of evidence, or the copy, that a file came with."""
    return next((piece for piece, file in case.view.evidence.files.items() if file == key), None)


def require_original(by: Actor, reference: str, key: UUID) -> tuple[CaseCompartment, Reading]:
    """Return what `file_in` returns, for a file that the viewer may download as it came. NotNow without anybody's leave."""
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    place = place_of_file(case, key)
    if needs_leave(case, key) and original_until(case, key) is None:
        raise NotNow(str(NO_LEAVE))
    return place


def view_in(by: Actor, reference: str, key: UUID, *, showing: Right = Reading.SEE_CASE) -> SeenFile:
    """Return a file and its safe view by the same rights as `file_in`. Raises as it does, and CannotOpen if it was altered."""
    return seen_file(access.case_shown(by, reference, showing), key)


def seen_file(case: Case, key: UUID) -> SeenFile:
    """Return what `view_in` returns, for a case that its viewer was shown."""
    kept, right = place_of_file(case, key)
    sealed, compartment = _sealed_file(key), compartment_of(case, kept)
    return SeenFile(describe(sealed, compartment), view_of(sealed, compartment), kept, right)


def _sealed_file(key: UUID) -> SealedFile:
    sealed = SealedFile.objects.filter(pk=key).select_related("key").first()
    if sealed is None:
        raise NotSeen
    return sealed
