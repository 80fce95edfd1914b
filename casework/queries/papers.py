"""A sealed file of a case, by its key, for whoever records the reading."""

from collections.abc import Iterator
from uuid import UUID

from casework.models import Case
from casework.recording import compartment_of
from casework.vocabulary import Kept, NotSeen
from vault.files import Description, describe, read
from vault.models import SealedFile


def file_kept(case: Case, key: UUID, *, kept: Kept) -> tuple[Description, Iterator[bytes]]:
    """Return what a file is and its bytes in chunks. NotSeen when there is no such file; CannotOpen in another place."""
    sealed = SealedFile.objects.filter(pk=key).select_related("key").first()
    if sealed is None:
        raise NotSeen
    compartment = compartment_of(case, kept)
    return describe(sealed, compartment), read(sealed, compartment)
