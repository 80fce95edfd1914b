"""Invariants about who acted, and as what."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations
from uuid import UUID

from casework.queries.invariants.base import History, Told, invariant
from casework.record.events import AppealPanelSeated, BoardDecided, FindingsRecorded, HistoryOpened, PanelFormed
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.vocabulary import Mention, Seat
from policy.separation import may_also_sit

NOBODY = frozenset({Seat.CLOCK, Seat.PUBLIC})


@invariant(
    1,
    "No event by anybody whose conflict was already in the record; a ballot with a voter found in conflict since it opened"
    " decides nothing.",
)
def nobody_acts_in_conflict(history: History) -> Iterator[str]:
    for step in history.steps:
        if step.happened.actor in step.before.people.barred:
            yield f"{step} was done by somebody who was barred"
        ballot = step.before.board.ballot
        if isinstance(step.happened.event, BoardDecided) and ballot is not None:
            found = [c for c in step.before.people.conflicts if c.state is Mention.RECORDED]
            tainted = sum(conflict.person in ballot.voters for conflict in found)
            if tainted:
                yield f"{step} rests on a ballot of which {tainted} voters had been found in conflict"


@invariant(2, "No person ever in two incompatible seats, linked cases included (there parties against offices only).")
def nobody_sits_in_two_incompatible_seats(history: History) -> Iterator[str]:
    held: dict[Hashable, set[Seat]] = defaultdict(set)
    for step in history.steps:
        for person, seat in step.after.people.acts | step.after.people.seats:
            held[history.human(person)].add(seat)
    there: dict[Hashable, set[Seat]] = defaultdict(set)
    for human, seat in history.elsewhere:
        there[human].add(seat)
    for human, seats in held.items():
        for one, other in combinations(sorted(seats - NOBODY), 2):
            if not may_also_sit([one], other):
                yield f"one person was {one.value} and {other.value}"
        for one in sorted(seats - NOBODY):
            for other in sorted(there[human]):
                if not may_also_sit([other], one, linked=True):
                    yield f"one person was {one.value} here and {other.value} in a linked case"


@invariant(
    12,
    "No panel member read history before that panel's findings, in this case or an earlier one; saved findings are never"
    " saved again by the same panel.",
)
def no_panel_knows_history_before_its_findings(history: History) -> Iterator[str]:
    ready, judged = False, frozenset[UUID]()
    for step in history.steps:
        match step.happened.event:
            case PanelFormed():
                sitting, ready = _panel(step), False
                if judged & sitting:
                    yield f"{step} seats {len(judged & sitting)} who had judged this case before"
                knew = sum(history.human(person) in history.knew for person in sitting)
                if knew:
                    yield f"{step} seats {knew} who knew the respondent's history"
            case FindingsRecorded():
                if ready:
                    yield f"{step} saves findings that this panel had saved before"
                ready, judged = True, judged | _panel(step)
            case HistoryOpened() if step.happened.role in PANEL and not ready:
                yield f"{step} came before the panel's findings"


def _panel(step: Told) -> frozenset[UUID]:
    people = step.after.people
    return frozenset(person for person, seat in people.seats if seat in PANEL) - people.barred


@invariant(16, "Appeal panel ∩ everyone earlier = ∅.")
def the_appeal_panel_is_new(history: History) -> Iterator[str]:
    linked = {human for human, seat in history.elsewhere if not may_also_sit([seat], APPEAL_PANEL[1])}
    for step in history.steps:
        if isinstance(event := step.happened.event, AppealPanelSeated):
            appeal_panel = {history.human(person) for person in (event.chair, *event.members)}
            earlier = {history.human(person) for person, _ in step.before.people.acts | step.before.people.seats}
            known = appeal_panel & (earlier | linked)
            if known or len(appeal_panel) < 3:
                yield f"{step} seats {len(appeal_panel)} people, {len(known)} of whom had to do with the case before"
