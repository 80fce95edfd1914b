"""Cases that wait for the machine."""

from casework.models import Case


def to_be_swept(most: int) -> list[str]:
    """Return the references of cases that nobody, or not everybody, has been compared with, oldest first. One query."""
    waiting = Case.objects.filter(sweep_due=True).order_by("filed_at")
    return list(waiting.values_list("reference", flat=True)[:most])
