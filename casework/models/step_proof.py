"""What a person gives with a step that decides: set by the door, read when the step is recorded."""

from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import User
from policy.actions import Signed


@dataclass(frozen=True, kw_only=True)
class StepProof:
    """The person who acts, and what they give with a step that decides.

    `signs`: the proposal that they have read and sign, None when nothing is signed. `signed` is what
    their passkey answered; `proven`: they gave password and second factor within five minutes. `rehearses`: the step goes as
    far as its record, and nothing of it is kept.
    """

    user: User
    signs: UUID | None = None
    signed: Signed | None = field(default=None, repr=False)
    proven: bool = False
    rehearses: bool = False
