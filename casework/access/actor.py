"""Who acts: a frozen value that only entrances make, from a session, a token, the clock or a command."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from accounts.models import User
from casework.models import Case
from casework.models.step_proof import StepProof
from policy.actions import Signed


class Via(StrEnum):
    """Through which entrance an act came."""

    WEB = "web"
    API = "api"
    CLOCK = "clock"
    COMMAND = "command"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A user and the entrance; `request_key` makes a repeated request one act, `body` is what was asked with it.

    `signs`: the proposal whose words the user has read and signs by this act; None when nothing is signed. Of a step that
    decides, `said` is the digest of what was typed, `signed` what the user's passkey answered, and `proven` whether they
    gave password and second factor within five minutes. `seen`: the case as it was shown to the actor just before, so that
    the door need not ask again what it told a moment ago; what is decided rests on what is read under the lock.
    """

    user: User
    via: Via = Via.WEB
    request_key: UUID | None = None
    body: bytes = field(default=b"", repr=False)
    signs: UUID | None = None
    said: bytes = field(default=b"", repr=False)
    signed: Signed | None = field(default=None, repr=False)
    proven: bool = False
    seen: Case | None = field(default=None, repr=False, compare=False)

    @property
    def step_proof(self) -> StepProof:
        """What the actor gives with a step that decides."""
        return StepProof(user=self.user, said=self.said, proposal=self.signs, signed=self.signed, proven=self.proven)


def the_clock() -> Actor:
    """Return the machine that acts on lapses."""
    return Actor(user=User.objects.clock(), via=Via.CLOCK)
