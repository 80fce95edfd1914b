"""What the nightly check found: one entry a night, so that its silence is seen too, and the last of them for whoever asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from ledger.append import Draft, append
from ledger.clock import now
from ledger.models import Entry

CHECKED = "record.checked"
NOTHING_FOUND = frozenset({0, 2})
"""Codes of a check that found no tampering; 2 leaves something undecided, such as an entry that is not signed yet."""


@dataclass(frozen=True)
class LastCheck:
    """When the record and what is stored beside it were checked last, and with which codes (0 to 3 as the verifier's)."""

    at: datetime
    verify: int
    replay: int

    @property
    def in_doubt(self) -> bool:
        """Whether something was found, or could not be checked."""
        return not {self.verify, self.replay} <= NOTHING_FOUND


@transaction.atomic
def record_check(*, person: UUID, verify: int, replay: int) -> LastCheck:
    """Append what the checks of this night found, as the clock, by their codes alone."""
    data = {"verify": verify, "replay": replay}
    moment = now()
    append(Draft(id=uuid4(), type=CHECKED, stream="system", actor=person, role="clock", occurred=moment, data=data))
    return LastCheck(moment, verify, replay)


def last_check() -> LastCheck | None:
    """Return what was found last; None before the first night. One query."""
    entry = Entry.objects.filter(stream="system", type=CHECKED).order_by("-seq").first()
    if entry is None:
        return None
    said = entry.body["data"]
    return LastCheck(entry.occurred, int(said["verify"]), int(said["replay"]))
