"""What a person gives with a step that decides: set by the door, read when the step is recorded."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from policy.actions import Signed


@dataclass(frozen=True, kw_only=True)
class StepProof:
    """Who acts, the digest of what they typed, the proposal they sign, what their passkey answered, and whether
    they gave password and second factor just now.
    """

    user: User
    said: bytes
    proposal: UUID | None
    signed: Signed | None
    proven: bool
