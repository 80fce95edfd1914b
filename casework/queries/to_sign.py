"""The reports about which a person outside the desk is asked whom a line means that fits nobody."""

from accounts.compiled import Compiled, Given
from accounts.models import User
from casework.models import CaseGrant
from casework.vocabulary import Reading

MOST = 200


def asked_outside(viewer: User) -> list[str]:
    """Return the references of the reports about which the viewer is asked, oldest first, at most `MOST`. One query."""
    return _ASKED.rows(viewer=viewer.pk)


_ASKED = Compiled(
    lambda: (
        CaseGrant.objects.filter(user=Given("viewer"), listed=True, permission__codename=Reading.READ_KEEP_AWAY.value)
        .order_by("content_object__filed_at")
        .values_list("content_object__reference", flat=True)[:MOST]
    )
)
