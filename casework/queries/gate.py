"""What a case needs before it moves to its next stage, as the table of expected steps and the guards say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.queries.case_page import CasePage
from casework.record.turns import EXPECTED, expected_first
from casework.record.turns.expected import Expected
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.step import ELSEWHERE

MOVES_ON = {CaseState.SCREENING: Verb.OPEN_INVESTIGATION}
"""The step that moves a case on, where it is not the last that is expected in its state."""

AGAIN = {Verb.SERVE_PANEL_LIST: Verb.NAME_PANEL, Verb.DECLARE_INTERESTS: Verb.NAME_PANEL}
"""Steps that are not done while another one is missing: they have to be taken again after it."""
FILLED = {Seat.INVESTIGATOR: REASONS["investigator_is_seated"], Seat.DECIDER: REASONS["deciders_are_seated"]}
"""What a guard says of an empty seat. Beside the line that fills the seat, it would repeat the same problem."""


@dataclass(frozen=True, kw_only=True)
class GateLine:
    """A step that was taken or is missing, or the reason of a guard against the step that moves the case on.

    `seat` is that of the person who can take the step; None if the viewer can. `fills` is the seat that a seating fills.
    """

    verb: Verb | None
    reason: str
    done: bool
    seat: Seat | None
    fills: Seat | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The step that moves the case on, and its lines: the missing ones first."""

    step: Verb
    lines: tuple[GateLine, ...]

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)


def gate_of(page: CasePage) -> Gate | None:
    """Return what the case needs before its next stage, as far as the viewer may know it; None behind the veil or at an end.

    A viewer sees only the missing step that lists show, and missing steps that they may take. No query.
    """
    view = page.case.view
    rows = EXPECTED.get(view.state, ()) if view.state else ()
    if page.veiled or not rows:
        return None
    step = MOVES_ON[view.state] if view.state in MOVES_ON else rows[-1].verbs[0]
    taken = {line.verb for line in page.lines}
    found: dict[tuple[Verb, Seat | None], GateLine] = {}
    for row in rows[:-1]:
        if step in row.verbs:
            continue
        line = _line(page, row, taken)
        if line and line.verb and ((line.verb, row.fills) not in found or not line.done):
            found[line.verb, row.fills] = line
    missing = {row.verbs[0] for row in rows if row.is_wanted(view)}
    steps = [line for (verb, _fills), line in found.items() if not line.done or AGAIN.get(verb) not in missing]
    named = {FILLED.get(line.fills) for line in steps if line.fills and not line.done}
    lines = (*steps, *(line for line in _reasons(page, step) if line.reason not in named))
    return Gate(step=step, lines=tuple(sorted(lines, key=lambda line: line.done)))


def _line(page: CasePage, row: Expected, taken: set[Verb]) -> GateLine | None:
    """Return a row as a line; None if it was never expected here, or if the viewer may not know that it is."""
    view, verb = page.case.view, row.verbs[0]
    if not row.is_wanted(view):
        done = not taken.isdisjoint(row.verbs) and (row.fills is None or bool(view.people.holding(row.fills)))
        return GateLine(verb=verb, reason="", done=True, seat=None, fills=row.fills) if done else None
    if verb.value in page.rights:
        return GateLine(verb=verb, reason="", done=False, seat=None, fills=row.fills)
    if row is not expected_first(view):
        return None
    return GateLine(verb=verb, reason="", done=False, seat=row.seat_now(view), fills=row.fills)


def _reasons(page: CasePage, step: Verb) -> Iterator[GateLine]:
    offer = next((one for one in page.offers if one.verb is step), None)
    for reason in offer.reasons if offer else ():
        if reason != ELSEWHERE:
            yield GateLine(verb=None, reason=reason, done=False, seat=None)
