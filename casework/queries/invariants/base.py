"""What an invariant is, and all that it may look at: one case, step by step, and what is stored about it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from casework.queries.conflicts.sealed_names import SealedNames
from casework.record.events import Recorded
from casework.record.state import CaseView
from casework.vocabulary import Seat
from policy.quorum import Option

type Address = tuple[UUID, str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event of a case, with what was known before and after it."""

    before: CaseView
    happened: Recorded
    after: CaseView

    def __str__(self) -> str:
        return f"{self.happened.event.type} {self.happened.event.id}"


def history_steps(known: CaseView, record: Iterable[Recorded]) -> Iterator[Told]:
    """Yield each event of a record, from what was known before the first."""
    for happened in record:
        after = known.apply(happened)
        yield Told(before=known, happened=happened, after=after)
        known = after


@dataclass(frozen=True, kw_only=True)
class History:
    """A case from its first event to its last, and what is stored beside the record.

    `humans`: the human being behind several pseudonyms, where known; `elsewhere`: who sits where in a linked case, by
    human. `boards`: the filled seats of the board when a ballot opened, by ballot. `answers`: the answers that the count of
    a ballot reached, by the entry of the vote and the question. `outgoing`: the texts that the respondent may read and did
    not write; `names` must not stand in them. `lost`: sealed texts to which the record commits but which nobody keeps any
    more. `drift`: stored values that the record does not give. `knew`: people who had read this respondent's history, or
    judged an earlier case.
    """

    reference: str
    view: CaseView
    steps: tuple[Told, ...]
    humans: Mapping[UUID, Hashable] = field(default_factory=dict)
    elsewhere: frozenset[tuple[Hashable, Seat]] = frozenset()
    boards: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    answers: Mapping[tuple[UUID, Option], str] = field(default_factory=dict)
    outgoing: Mapping[Address, str] = field(default_factory=dict)
    names: SealedNames = field(default_factory=SealedNames)
    lost: frozenset[Address] = frozenset()
    drift: tuple[str, ...] = ()
    knew: frozenset[Hashable] = frozenset()

    def human(self, person: UUID) -> Hashable:
        return self.humans.get(person, person)


type Check = Callable[[History], Iterator[str]]


@dataclass(frozen=True, kw_only=True)
class Invariant:
    """A rule of the procedure that holds in every case, whatever happened; `check` yields what breaks it, in words."""

    number: int
    name: str
    sentence: str
    check: Check


def invariant(number: int, sentence: str) -> Callable[[Check], Invariant]:
    """Make the function a check of this invariant: `number` in section 12 of the procedure, named as the function is."""

    def named(check: Check) -> Invariant:
        return Invariant(number=number, name=getattr(check, "__name__", ""), sentence=sentence, check=check)

    return named


@dataclass(frozen=True, kw_only=True)
class Breach:
    """One invariant broken in one case. `words` names entries, seats and numbers, never content."""

    case: str
    invariant: int
    words: str
