"""The words of a file that is to go out, so that the outgoing check can read every byte of it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, NotNow
from vault.files import describe, read
from vault.models import SealedFile

NOT_CHECKED = _(
    "Only plain text can be checked byte by byte before it goes out. Put what matters of this file into the words of the"
    " copy, or attach it as plain text."
)


def words_of_file(case: Case, file: UUID | None) -> dict[str, str]:
    """Return the name and the words of a file kept for the respondent; nothing where there is none.

    NotNow for a file whose every byte cannot be read as words: what cannot be checked does not go out.
    """
    if file is None:
        return {}
    kept = SealedFile.objects.get(pk=file)
    compartment = compartment_of(case, CaseCompartment.RESPONDENT)
    found = describe(kept, compartment)
    if found.media_type != "text/plain":
        raise NotNow(str(NOT_CHECKED))
    try:
        words = b"".join(read(kept, compartment)).decode()
    except UnicodeDecodeError as error:
        raise NotNow(str(NOT_CHECKED)) from error
    return {"Name of the file": found.name, "File": words}
