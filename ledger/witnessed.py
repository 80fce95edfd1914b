"""How far each witness in the keyring has cosigned the record."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ledger.keyring import read_keyring
from ledger.models import Cosignature
from ledger.notes import NotANote

NEWEST = 1_000


@dataclass(frozen=True)
class Witnessed:
    """A witness, the largest size among the newest cosignatures that is its own (0: none), and when it was stored."""

    name: str
    size: int = 0
    at: datetime | None = None


def last_cosignatures() -> list[Witnessed]:
    """Return each witness of KEYRING_FILE. One query. Without a keyring there is none."""
    try:
        names = read_keyring(Path(settings.KEYRING_FILE)).witnesses if settings.KEYRING_FILE else []
    except (NotANote, OSError):  # doctor says so
        names = []
    if not names:
        return []
    last: dict[str, Witnessed] = {}
    for name, size, at in Cosignature.objects.order_by("-size").values_list("witness", "size", "at")[:NEWEST]:
        last.setdefault(name, Witnessed(name, size, at))
    return [last.get(name, Witnessed(name)) for name in names]
