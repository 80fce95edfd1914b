"""Which parts of the installation have stood still for a while, though what they lean on may answer now."""

from collections.abc import Iterable, Iterator

from django.conf import settings

from operations.doctor.finding import Finding
from operations.pulse.parts import Part
from operations.pulse.status import read

ASKED_JUST_NOW = frozenset({Part.QUEUE, Part.MAIL, Part.CACHE, Part.FILES, Part.FENCE})
"""Parts whose last pulse is older than what the doctor has just heard from them."""


def further_findings(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what the pulse says, but of no part about which something was found already."""
    known = {one.name.partition("-")[0] for one in found}
    for problem in read(pings=bool(settings.PING_URL)).problems:
        if problem.part not in ASKED_JUST_NOW and problem.part.value not in known:
            yield problem.finding
