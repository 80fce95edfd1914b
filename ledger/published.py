"""What of the log is public: one checkpoint a day, so that its growth tells nothing of a day's traffic, and its tiles."""

from ledger.clock import now
from ledger.models import Checkpoint
from ledger.tiles import Tiles


def published_checkpoint() -> Checkpoint | None:
    """The last checkpoint made before today began (UTC); before there is one, the first; None without any."""
    midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)
    made = Checkpoint.objects.filter(at__lt=midnight).order_by("-size").first()
    return made or Checkpoint.objects.order_by("size").first()


def published_tile(level: int, number: int, width: int) -> bytes | None:
    """The first `width` hashes of a tile of the published tree; None when it has no such tile, or not so wide a one."""
    checkpoint = published_checkpoint()
    if checkpoint is None:
        return None
    try:
        hashes = Tiles(checkpoint.size).tile(level, number)
    except LookupError:
        return None
    return b"".join(hashes[:width]) if 0 < width <= len(hashes) else None
