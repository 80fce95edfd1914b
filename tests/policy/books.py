"""The two bodies whose books the tests read, from files and without a database."""

from datetime import UTC, datetime
from pathlib import Path

from policy.editions import EditionFiles, read

ICSRM = Path(__file__).parents[2] / "policy" / "editions" / "icsrm"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GUILD = Path(__file__).parent / "editions" / "lantern_guild"


def icsrm() -> EditionFiles:
    """Return the books of ICSRM."""
    return read(ICSRM)


def guild() -> EditionFiles:
    """Return the books of an invented body with four commitments."""
    return read(GUILD)
