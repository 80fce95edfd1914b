"""What a case needs before it moves to its next stage, as the table of expected steps and the guards say it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise

from casework.queries.case.page import CasePage
from casework.queries.case.waiting_signatures import WaitingStep, waiting_steps
from casework.record.state import CaseView
from casework.record.turns import EXPECTED, expected_first
from casework.record.turns.expected import Expected
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import REASONS, reason_of
from casework.workflow.step import ELSEWHERE, docket_tasks

type Taken = set[Verb | tuple[Verb, Seat]]

MOVES_ON = {CaseState.SCREENING: Verb.OPEN_INVESTIGATION}
"""The step that moves a case on, where it is not the last that is expected in its state."""

AGAIN = {Verb.SERVE_PANEL_LIST: Verb.NAME_PANEL, Verb.DECLARE_INTERESTS: Verb.NAME_PANEL}
"""Steps that are not done while another one is missing: they have to be taken again after it."""
BY_EACH_BODY = frozenset({Verb.DECLARE_INTERESTS})
"""Steps that a panel, a board and an appeal panel take in turn: those of one body are not done because another took them."""
FILLED = {Seat.INVESTIGATOR: REASONS["investigator_is_seated"], Seat.DECIDER: REASONS["deciders_are_seated"]}
"""Guards about an empty seat. The line of the step that fills the seat already says so."""

SAID_BY: Mapping[Verb, frozenset[str]] = {
    Verb.TRIAGE_CASE: frozenset({"risk_is_triaged"}),
    Verb.IDENTIFY_RESPONDENT: frozenset({"respondent_is_known"}),
    Verb.FRAME_ALLEGATION: frozenset({"allegation_is_in_scope"}),
    Verb.SCOPE_ALLEGATION: frozenset({"allegation_is_in_scope"}),
    Verb.PROPOSE_TERMS: frozenset({"terms_are_written"}),
    Verb.ACCEPT_TERMS: frozenset({"every_side_accepted_the_terms"}),
    Verb.DECIDE_IDENTITY: frozenset({"identity_is_decided"}),
    Verb.SET_ASIDE_DEFAULT: frozenset({"no_set_aside_is_pending"}),
    Verb.SHARE_DRAFT_REPORT: frozenset({"draft_was_shared", "comments_are_in_or_time_is_over"}),
    Verb.SIGN_CONSENT: frozenset({"both_sides_signed_the_term"}),
    Verb.COMMENT_ON_CONSENT: frozenset({"reporter_was_heard"}),
    Verb.NAME_PANEL: frozenset({"panel_is_named"}),
    Verb.DECLARE_INTERESTS: frozenset({"panel_has_declared"}),
    Verb.SERVE_PANEL_LIST: frozenset({"panel_list_was_served"}),
    Verb.RULE_CHALLENGE: frozenset({"challenges_are_ruled"}),
    Verb.OPEN_HEARING: frozenset({"hearing_is_open"}),
    Verb.RULE_LATE_EVIDENCE: frozenset({"late_evidence_is_dealt_with"}),
    Verb.RECORD_FINDINGS: frozenset({"findings_are_saved"}),
    Verb.NAME_FACTORS: frozenset({"factors_are_named"}),
    Verb.SEND_BOARD_PACK: frozenset({"pack_was_sent"}),
}
"""Guards that only say that a step is missing. The line of that step already says so."""
OF_A_BALLOT = frozenset(
    {Verb.CAST_VOTE, Verb.CLOSE_BALLOT, Verb.WRITE_DECISION_LETTER, Verb.SIGN_DECISION_LETTER, Verb.DECIDE_CASE}
)
"""The steps that follow the opening of a ballot. Once a ballot runs, the decision is what moves the case on."""
RIGHTS_OF_A_SIDE = frozenset({Verb.CHALLENGE_MEMBER, Verb.CHALLENGE_APPEAL_MEMBER})
"""What a side may do while a time runs, and need not do."""
MOST = 6
"""The most lines that are shown, unless more are missing. The lines left out are done."""


@dataclass(frozen=True, kw_only=True)
class GateLine:
    """A step that was taken or is missing, or the reason of a guard against the step that moves the case on.

    `seat` is that of the person who can take the step. It is None if the step is the viewer's; `reason` then says why the step
    is not open yet, and is "" if it is open. `fills` is the seat that a seating fills.
    `until`: the step is a right, and nobody has to take it; open until that day. `written`: it is shut, and can be written
    already.
    """

    verb: Verb | None
    reason: str
    done: bool
    seat: Seat | None
    fills: Seat | None = None
    until: date | None = None
    written: bool = False


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The step that moves the case on, its lines with the missing ones first, and the steps that wait for a signature."""

    step: Verb
    lines: tuple[GateLine, ...]
    waiting: tuple[WaitingStep, ...]

    @property
    def question(self) -> Promise | None:
        """What the docket calls this step together with others of which one is taken; None for a step that stands alone."""
        task = docket_tasks().get(self.step)
        return task.question if task else None

    @property
    def shown(self) -> tuple[GateLine, ...]:
        return self.lines[: max(MOST, len(self.lines) - self.done)]

    @property
    def more(self) -> int:
        """How many steps that are done are left out of the list."""
        return len(self.lines) - len(self.shown)

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class GateShown:
    """The gate of a case as its template takes it: it names nobody, and two that are equal look the same.

    `step_page` is the route of a step's page, `steps` the words of each.
    """

    gate: Gate
    step_page: str
    steps: Mapping[Verb, object] = field(compare=False)


def gate_of(page: CasePage) -> Gate | None:
    """Return what the case needs before its next stage, as far as the viewer may know it; None behind the veil or at an end.

    A viewer sees only the missing step that lists show, and missing steps that they may take. No query.
    """
    view = page.case.view
    rows = EXPECTED.get(view.state, ()) if view.state else ()
    if page.veiled or not rows:
        return None
    step = MOVES_ON[view.state] if view.state in MOVES_ON else rows[-1].verbs[0]
    if step is Verb.OPEN_BALLOT:
        runs = any(row.verbs[0] in OF_A_BALLOT and row.is_wanted(view) for row in rows)
        step = Verb.DECIDE_CASE if runs else step
        rows = tuple(row for row in rows if runs or row.verbs[0] not in OF_A_BALLOT)
    taken = _taken(page)
    found: dict[tuple[Verb, Seat | None], GateLine] = {}
    for row in rows[:-1]:
        if step in row.verbs:
            continue
        line = _line(page, row, taken, rows)
        if line and line.verb and ((line.verb, row.fills) not in found or not line.done):
            found[line.verb, row.fills] = replace(line, until=None if line.done else _open_until(page.case.view, row))
    missing = {row.verbs[0] for row in rows if row.is_wanted(view)}
    steps = [line for (verb, _fills), line in found.items() if not line.done or AGAIN.get(verb) not in missing]
    left = [line for line in steps if not line.done]
    named = {FILLED[line.fills] for line in left if line.fills in FILLED}
    named |= {reason_of(name, view) for line in left if line.verb for name in SAID_BY.get(line.verb, ())}
    named |= {line.reason for line in left}
    lines = (*steps, *(line for line in _reasons(page, step) if line.reason not in named))
    return Gate(step=step, lines=tuple(sorted(lines, key=lambda line: line.done)), waiting=waiting_steps(page))


def _open_until(view: CaseView, row: Expected) -> date | None:
    """Return the last day of a right of a side; None for a step that somebody has to take."""
    _clock, due = row.day(view) if row.verbs[0] in RIGHTS_OF_A_SIDE else (None, None)
    return view.day_of(due) if due else None


def _taken(page: CasePage) -> Taken:
    """Return the steps that were taken, and those of BY_EACH_BODY with the seat in which somebody took them."""
    return {(line.verb, line.role) if line.verb in BY_EACH_BODY else line.verb for line in page.lines}


def _line(page: CasePage, row: Expected, taken: Taken, rows: tuple[Expected, ...]) -> GateLine | None:
    """Return a row as a line; None if it was never expected here, or if the viewer may not know that it is.

    A step that several seats take one by one is the viewer's only in their own seat, and once they have signed it waits for
    somebody else.
    """
    view, verb = page.case.view, row.verbs[0]
    if not row.is_wanted(view):
        own = {(one, seat) for one in row.verbs for seat in row.seats}
        done = not taken.isdisjoint({*row.verbs, *own}) and (row.fills is None or bool(view.people.holding(row.fills)))
        return GateLine(verb=verb, reason="", done=True, seat=None, fills=row.fills) if done else None
    waits = next((one for one in waiting_steps(page) if one.verb in row.verbs), None)
    verb = waits.verb if waits else verb
    if waits and waits.signed:
        return GateLine(verb=verb, reason="", done=False, seat=next(iter(waits.seats), row.seat_now(view)))
    one_by_one = sum(verb in other.verbs for other in rows) > 1 and row.fills is None
    left_to_others = row is expected_first(view) and page.turn.others in page.case.seats
    if not left_to_others and verb.value in page.rights and (not one_by_one or page.case.seats & set(row.seats)):
        line = GateLine(verb=verb, reason=next(_against(page, verb), ""), done=False, seat=None, fills=row.fills)
        return replace(line, written=any(one.verb is verb and one.written for one in page.offers))
    if row is not expected_first(view):
        return None
    return GateLine(verb=verb, reason="", done=False, seat=row.seat_now(view), fills=row.fills)


def _reasons(page: CasePage, step: Verb) -> Iterator[GateLine]:
    for reason in _against(page, step):
        yield GateLine(verb=None, reason=reason, done=False, seat=None)


def _against(page: CasePage, step: Verb) -> Iterator[str]:
    """Yield the reasons that the viewer's menu gives against a step of theirs."""
    offer = next((one for one in page.offers if one.verb is step), None)
    yield from (reason for reason in (offer.reasons if offer else ()) if reason != ELSEWHERE)
