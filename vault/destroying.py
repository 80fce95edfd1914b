"""The end of what is sealed: the data keys of a subject, destroyed together.

Deleting a row does not erase it: its wrapped key stays in the heap, the log and the backups of the database until the
key-encryption key of its epoch is retired (`vault.kek_rotation`). Only then is the erasure complete.
"""

from uuid import UUID

from vault.kek_rotation import lock_keys
from vault.models import WrappedKey


def keys_of(subject: UUID) -> int:
    return WrappedKey.objects.filter(subject=subject).count()


def destroy_keys(subject: UUID) -> None:
    """Delete every data key of a subject: what was sealed under them opens never again. Takes effect at COMMIT.

    Waits for a running batch of `rewrap`: otherwise the new rows of this subject would stay.
    """
    lock_keys()
    WrappedKey.objects.filter(subject=subject).delete()
