"""Invariants about what is final, published and closed."""

from collections.abc import Iterator
from uuid import UUID

from casework.queries.invariants.base import History, Told, invariant
from casework.record.events import AppealLapsed, AppealWaived, MadeFinal, SanctionPublished
from casework.record.rights import ACCUSED
from casework.record.state.people import APPEAL_PANEL
from casework.vocabulary import CaseState, ClockName, ClosingCode, ConditionState, Route, SanctionState, Seat
from policy.rules import Level

IN_FORCE = frozenset({SanctionState.ACTIVE, SanctionState.COMPLETED, SanctionState.UNMET})
WAITING = frozenset({ConditionState.OPEN, ConditionState.EVIDENCE_FILED})
RUN_ON = frozenset(
    {
        ClockName.RETENTION,
        ClockName.REOPEN,
        ClockName.DISPLAY,
        ClockName.LATE_APPEAL,
        ClockName.SLIP,
        ClockName.MENTION,
        ClockName.DATA_REQUEST,
        ClockName.REPRESENTATION,
    }
)
"""The clocks that run on when a case is closed (procedure, section 4)."""


@invariant(
    4,
    "A sanction is final ⇒ its appeal window lapsed after service that was proven, or by time with reminders and post, or was"
    " waived by both sides, or its appeal was decided; a late appeal admitted ends that.",
)
def a_sanction_is_final_for_a_reason(history: History) -> Iterator[str]:
    for step in history.steps:
        before = {one.id: one.state for one in step.before.sanctions.all}
        begun = [
            one for one in step.after.sanctions.all if one.state in IN_FORCE and before.get(one.id) not in IN_FORCE
        ]
        if begun and not isinstance(step.happened.event, MadeFinal):
            yield f"{step} brings a sanction into force and makes nothing final"
        if isinstance(step.happened.event, MadeFinal) and (why := _why_too_early(step)) is not None:
            yield f"{step} makes a decision final {why}"


def _why_too_early(step: Told) -> str | None:
    known = step.before
    match step.happened.event:
        case AppealLapsed():
            window = known.clock(ClockName.APPEAL)
            if window is None or window.counts_from is None:
                return "though it was not served"
            if window.due is None or step.happened.at <= window.due or known.appeal.live:
                return "while it could be, or was, appealed"
        case AppealWaived():
            if not known.appeal.society_waived or step.happened.role not in ACCUSED:
                return "though not both sides waived"
        case _:
            ended_by = {*APPEAL_PANEL, Seat.INVESTIGATOR, *ACCUSED}
            if not known.appeal.live or step.after.appeal.live or step.happened.role not in ended_by:
                return "though no appeal was decided"
    return None


@invariant(5, "Published ⇒ that sanction is final, active or served, ≥ L4, and no appeal against it lives.")
def only_a_final_public_sanction_is_published(history: History) -> Iterator[str]:
    shown: UUID | None = None
    broken = False
    for step in history.steps:
        if isinstance(event := step.happened.event, SanctionPublished):
            shown = event.sanction
        problem = _why_not_to_be_shown(step, shown) if step.after.publication.live else None
        if problem and not broken:
            yield f"after {step} the register shows {problem}"
        broken = problem is not None


def _why_not_to_be_shown(step: Told, shown: UUID | None) -> str | None:
    known = step.after
    one = next((sanction for sanction in known.sanctions.all if sanction.id == shown), None)
    if one is None:
        return "a sanction that was never imposed"
    if one.state not in IN_FORCE:
        return f"a sanction that is {one.state.value}"
    if one.level < Level.L4:
        return f"a sanction of {one.level.name}"
    on_a_breach = known.board.decision is not None and known.board.decision.route is Route.BREACH
    newest = known.sanctions.current is not None and known.sanctions.current.id == one.id
    if known.appeal.live and newest and not (on_a_breach and not known.sanctions.imposed):
        return "a sanction that is under appeal"
    return None


@invariant(13, "Closed ⇒ no open procedural clock, condition, hold of clocks, appeal, ballot or notice of breach.")
def nothing_is_open_in_a_closed_case(history: History) -> Iterator[str]:
    for step in history.steps:
        if step.after.state is CaseState.CLOSED and (left := _things_left_open(step)):
            yield f"after {step} the case is closed and has open: {', '.join(left)}"


def _things_left_open(step: Told) -> list[str]:
    known = step.after
    clocks = sorted({run.name.value for run in known.clocks if run.running and run.name not in RUN_ON})
    in_force = [one for one in known.sanctions.standing if one.state in IN_FORCE]
    owed = in_force[-1:] if known.closing_code is ClosingCode.EXPELLED else in_force
    conditions = [each for one in owed for each in one.conditions if each.state in WAITING]
    ballot = known.board.ballot
    open_things = {
        "a condition": bool(conditions),
        "a hold": bool(known.holding.clocks),
        "an appeal": bool(known.appeal.live),
        "a ballot": ballot is not None and ballot.is_running,
        "a notice of breach": known.monitoring.noticed is not None,
    }
    return [*(f"the clock {name}" for name in clocks), *(name for name, is_open in open_things.items() if is_open)]
