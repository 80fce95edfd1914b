"""The regular check of the services that the installation needs, and the ping to outside."""

from celery import shared_task
from django.conf import settings

from operations.pulse.parts import Part
from operations.pulse.ping import ping
from operations.pulse.probes import look
from operations.pulse.status import read


@shared_task(name="operations.pulse", acks_late=True)
def pulse() -> None:
    """Check mail server, cache, disk, witnesses and the protection of the record, note the results, and ping PING_URL."""
    look()
    if settings.PING_URL:
        found = [problem for problem in read(pings=True).problems if problem.part is not Part.PING]
        ping(settings.PING_URL, well=not found)
