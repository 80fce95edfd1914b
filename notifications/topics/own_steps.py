"""Who is told what became of a step that they put forward: it was signed by all, or a move of the case ended it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from casework.record.events import Event
from casework.record.state import CaseView
from notifications.topics.rules import OFFICES, Rule
from notifications.topics.table import Topic

UNSIGNED = Rule(Topic.STEP_UNSIGNED, OFFICES, by_day=True)
"""Every move of a case, perhaps a reporter's, ends the steps that wait for a signature."""
TAKEN = Rule(Topic.STEP_TAKEN, OFFICES)
"""The last signature is the step itself, so any event of such a step can tell of it."""


def proposers_told(view: CaseView, event: Event) -> Iterator[tuple[Rule, Mapping[UUID, UUID]]]:
    """Yield whom an event tells of their own steps: each proposer with the entry to which this leads."""
    yield UNSIGNED, {one.proposer: one.id for one in view.proposals.unsigned if one.entry == event.id}
    yield TAKEN, {one.proposer: event.id for one in view.proposals.taken if one.entry == event.id}
