"""Notes which outside witnesses have signed the record, and when."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from operations.models import Pulse
from operations.pulse.parts import Part
from operations.pulse.pulse_rows import note_numbers, note_success

NEWEST = 1_000
"""More signatures than witnesses can add between two runs."""
# The ORM cannot group rows that a LIMIT has chosen.
_NEWEST = """
SELECT witness, max(size) FROM (SELECT witness, size FROM ledger_cosignature ORDER BY size DESC LIMIT %s) AS c
GROUP BY witness ORDER BY witness
"""


def note_witnesses() -> None:
    """Note how many witnesses are asked, up to which size each one has signed, and when that was first seen.

    The part last worked when as many witnesses as are asked had signed: with two, when the second one did.
    """
    asked = len(settings.WITNESS_URLS)
    row = Pulse.objects.filter(part=Part.WITNESS.value).first()
    if row is None and not asked:
        return
    known = dict(row.numbers.get("witnesses", {})) if row else {}
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [NEWEST])
        newest: list[tuple[str, int]] = cursor.fetchall()
    for name, size in newest:
        if name not in known or known[name]["size"] != size:
            known[name] = {"size": size, "at": timezone.now().isoformat()}
    moments = sorted((datetime.fromisoformat(each["at"]) for each in known.values()), reverse=True)
    if asked and len(moments) >= asked:
        note_success(Part.WITNESS, moments[asked - 1], asked=asked, witnesses=known)
    else:
        note_numbers(Part.WITNESS, asked=asked, witnesses=known)
