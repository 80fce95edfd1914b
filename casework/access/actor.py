"""The actor: a frozen value that only entrances make, from a session, a token, the clock or a command."""

from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import User
from casework.models import Case
from casework.models.step_proof import StepProof


@dataclass(frozen=True, kw_only=True)
class Actor(StepProof):
    """A user who acts; `request_key` makes a repeated request one act, `body` is what was asked with it.

    `seen`: the case as it was shown to the actor just before, so that the door need not ask again. A decision rests on what
    is read under the lock.
    """

    request_key: UUID | None = None
    body: bytes = field(default=b"", repr=False)
    seen: Case | None = field(default=None, repr=False, compare=False)


def the_clock() -> Actor:
    """Return the machine that acts on lapses."""
    return Actor(user=User.objects.clock())
