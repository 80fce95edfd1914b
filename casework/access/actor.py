"""The actor: a frozen value that only entrances make, from a session, a token, the clock or a command."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import User
from casework.models import Case
from casework.models.step_proof import StepProof
from casework.vocabulary import Right


@dataclass(frozen=True, kw_only=True)
class Actor(StepProof):
    """A user who acts. `request_key` makes a repeated request one act; `body` is what the request asked.

    `seen` is the case as it was just shown to the actor, so that its rights are not read again. Decisions use only what is
    read under the lock. `check` is called with the case under the lock, and refuses if the case is not as the page showed it.
    """

    request_key: UUID | None = None
    body: bytes = field(default=b"", repr=False)
    seen: Case | None = field(default=None, repr=False, compare=False)
    check: Callable[[Case, Right], None] | None = field(default=None, repr=False, compare=False)


def the_clock() -> Actor:
    """Return the machine, which acts when time runs out."""
    return Actor(user=User.objects.clock())
