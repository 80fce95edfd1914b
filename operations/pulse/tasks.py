"""A regular look at what the installation leans on, and the word to outside whether all is well."""

from celery import shared_task
from django.conf import settings

from operations.pulse.parts import Part
from operations.pulse.ping import ping
from operations.pulse.probes import look
from operations.pulse.status import read


@shared_task(name="operations.pulse", acks_late=True)
def pulse() -> None:
    """Ask mail server, cache, disk and fence, note what they say, and tell the address that watches from outside."""
    look()
    if settings.PING_URL:
        found = [problem for problem in read(pings=True).problems if problem.part is not Part.PING]
        ping(settings.PING_URL, well=not found)
