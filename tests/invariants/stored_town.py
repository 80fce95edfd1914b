"""The town of a walk on the database: the demonstration's people with spares for most seats, and a story that is counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.vocabulary import Office
from casework import access
from casework.models import Case
from casework.record.events import Recorded
from casework.vocabulary import CaseState, Seat, Verb
from ledger.clock import now
from local.demo.cast import MEMBERS, OFFICERS, Person
from local.demo.scenario import Story

SPARES = tuple(
    Person(name=f"{office.value.title().replace('_', '')}{n} Spare", offices=(office,), lay=n % 2 == 0)
    for office in Office
    if office not in (Office.ADMINISTRATOR, Office.AUDITOR, Office.BOARD_MEMBER)
    for n in range(2)
)
ALTERNATES = tuple(Person(name=f"Alternate{n} Spare", offices=(Office.BOARD_MEMBER,), alternate=True) for n in range(2))
TOWN = (*OFFICERS, *MEMBERS, *SPARES, *ALTERNATES)

type Reached = tuple[CaseState | None, Verb, Seat]


@dataclass(kw_only=True)
class Counted(Story):
    """A story that keeps count of who took which step where, those of the clock and the letters that were opened too."""

    reached: Counter[Reached] = field(default_factory=Counter)

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        """Let a person take a step, and count it."""
        self.counted(lambda: Story.by(self, first, verb, **typed))

    def wait(self, days: int) -> None:
        """Let days pass, and count what fell due in them."""
        self.counted(lambda: Story.wait(self, days))

    def open_letter(self, first: str, about: Any) -> None:
        """Let a party open a letter, and count it."""
        self.counted(lambda: Story.open_letter(self, first, about))

    def file(self, report: Any) -> None:
        """Let a report come in, and count what it and its sweep left."""
        super().file(report)
        self.count(None, self.read().record)

    def counted(self, step: Callable[[], object], *, known: Case | None = None) -> Case:
        """Take a step and return the case after it; every event that came of it is counted by the state it was taken in.

        `known` saves reading the case as it stands before.
        """
        before = known or self.read()
        step()
        after = self.read()
        self.count(before.view.state, after.record[len(before.record) :])
        return after

    def count(self, state: CaseState | None, new: list[Recorded]) -> None:
        """Count events as taken in a state."""
        self.reached.update((state, one.event.verb, one.role) for one in new)

    def read(self) -> Case:
        """Return the case as its record tells it now."""
        return access.case_called(self.case, now())
