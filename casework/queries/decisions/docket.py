"""The docket: what a decider is asked to do now, each task with its own day. It leaves out what others are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from heapq import nlargest
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import Case, CaseGrant, Clock, Seating
from casework.queries.decisions.back_from_board import back_from_board
from casework.queries.decisions.pack import papers_open_on
from casework.queries.hearing.outvoted import last_day_of_minority
from casework.queries.people.whose_turn import own_turns
from casework.queries.queue.order import BY_CASE
from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.vocabulary import BallotState, CaseState, ClockName, NotSeen, Reading, Seat, Verb
from casework.vocabulary.states import DECIDED
from casework.workflow.docket import HEARING_DAY
from casework.workflow.step import docket_tasks, signed_verbs
from casework.workflow.turns import rows_due
from ledger import queries as ledger
from policy.queries import rules_of

PAGE = 20
SHOWING = (Reading.SEE_CASE, Reading.READ_OWN_VOTE)
"""The rights that show a case on the docket."""
READ = _("Read the pack")
RESULTS: Mapping[str, Promise] = {
    kind.type: kind.title
    for kind in (
        *(e.AppealRefused, e.AppealDismissed, e.AppealVaried),
        *(e.DecisionQuashed, e.AppealRemittedToPanel, e.AppealRemittedToBoard),
    )
}
"""What an appeal panel can decide, by the type of its entry."""


class Kind(StrEnum):
    """What an ask is about, for the mark at the beginning of its row."""

    DECLARE = "declare"
    READ = "read"
    VOTE = "vote"
    SIGN = "sign"
    MINUTES = "minutes"
    MINORITY = "minority"
    DECIDE = "decide"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One task of the viewer in a case. `verb` is its step, or None if the viewer chooses among several.

    `came_back`: the board sent the case back to the viewer's panel. `words` is empty if the name of the step is enough.
    `signs`: others have put the step forward and wait for a signature. `room`: whose pages lead on, as `room_of` has it.
    `due` is its day, or None if no clock runs for it. `unserved`: the member has not had the pack that is to be read.
    """

    reference: str
    code_name: str
    state: CaseState
    verb: Verb | None
    words: Promise | str
    signs: bool
    room: str
    due: date | None
    days_left: int
    came_back: bool = False
    unserved: bool = False

    @property
    def kind(self) -> Kind:
        if self.signs:
            return Kind.SIGN
        if self.words == READ:
            return Kind.READ
        kinds = {
            Verb.DECLARE_INTERESTS: Kind.DECLARE,
            Verb.CAST_VOTE: Kind.VOTE,
            Verb.APPROVE_MINUTE: Kind.MINUTES,
            Verb.APPROVE_BOARD_MINUTES: Kind.MINUTES,
            Verb.WRITE_MINORITY_REASONS: Kind.MINORITY,
        }
        return kinds.get(self.verb, Kind.DECIDE) if self.verb else Kind.DECIDE


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A case in which the viewer voted, and the day of the decision in force; for an appeal, the `result` and its day."""

    reference: str
    code_name: str
    state: CaseState
    on: date | None
    result: Promise | str = ""


@dataclass(frozen=True, kw_only=True)
class Docket:
    asks: tuple[Ask, ...]
    after: str | None
    decided: tuple[Decided, ...] = ()

    @property
    def keeps_papers(self) -> bool:
        """Whether the viewer keeps reading something of what they decided: who decides an appeal does not."""
        return any(not one.result for one in self.decided)


def docket(by: Actor, *, after: str | None, now: datetime) -> Docket:
    """Return the viewer's tasks in one page of the cases that can have any. BadShape for a wrong cursor.

    Two queries, one more for a cursor, and at most four more for each of the `PAGE` cases of a page.
    """
    seen, voted = (CaseGrant.objects.giving(by.user, one) for one in SHOWING)
    held = CaseGrant.objects.filter(user=by.user, content_object=OuterRef("pk"))
    asked = Exists(held.filter(permission__codename__in=[verb.value for verb in docket_tasks()]))
    signs = Exists(held.filter(permission__codename__in=signed_verbs()))
    shown = Case.objects.filter(Q(pk__in=seen.values("content_object")) | Q(pk__in=voted.values("content_object")))
    found = shown.filter(asked | Q(awaiting_signature=True) & signs)
    if after:
        found = found.filter(BY_CASE.behind(BY_CASE.place_of(after, shown)))
    cases = list(found.select_related("respondent").order_by("due", "id")[: PAGE + 1])
    rights = _rights(by, cases[:PAGE])
    entered = (case for case in cases[:PAGE] if _enters(case, by, rights.get(case.pk, frozenset()), now))
    asks = [ask for case in entered for ask in asks_of(case)]
    return Docket(
        asks=tuple(sorted(asks, key=lambda ask: (ask.due is None, ask.due or now.date(), ask.reference))),
        after=cases[PAGE - 1].reference if len(cases) > PAGE else None,
        decided=() if after else _decided(by, voted),
    )


def _decided(by: Actor, voted: QuerySet[CaseGrant]) -> tuple[Decided, ...]:
    """Return the last `PAGE` cases that the viewer helped to decide, the latest decision first. At most three queries."""
    sat = Seating.objects.filter(user=by.user, seat__in=[seat.value for seat in APPEAL_PANEL])
    either = Case.objects.filter(pk__in=voted.values("content_object").union(sat.values("case")))
    shown = either.only("reference", "code_name", "state", "rulebook_id")
    cases = list(shown.annotate(on_appeal=Exists(sat.filter(case=OuterRef("pk")))))
    by_board = [case for case in cases if not case.on_appeal and CaseState(case.state) in DECIDED]
    days = ledger.latest_of_each([case.stream for case in by_board], e.BoardDecided.type)
    ended = ledger.latest_among([case.stream for case in cases if case.on_appeal], [e.AppealPanelSeated.type, *RESULTS])
    told = {stream: RESULTS[kind] for stream, (kind, _at) in ended.items() if kind in RESULTS}
    days |= {stream: ended[stream][1] for stream in told}
    began = datetime.min.replace(tzinfo=UTC)
    listed = [*by_board, *(case for case in cases if case.stream in told)]
    latest = nlargest(PAGE, listed, key=lambda case: (days.get(case.stream, began), case.reference))
    return tuple(_in_list(case, days.get(case.stream), told.get(case.stream, "")) for case in latest)


def _in_list(case: Case, at: datetime | None, result: Promise | str) -> Decided:
    return Decided(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        on=at.astimezone(ZoneInfo(rules_of(case.rulebook_id).zone)).date() if at else None,
        result=result,
    )


def _rights(by: Actor, cases: list[Case]) -> Mapping[UUID, frozenset[str]]:
    rows = CaseGrant.objects.filter(user=by.user, content_object__in=cases)
    found: dict[UUID, set[str]] = {}
    for case, right in rows.values_list("content_object", "permission__codename"):
        found.setdefault(case, set()).add(right)
    return {case: frozenset(held) for case, held in found.items()}


def _enters(case: Case, by: Actor, rights: frozenset[str], now: datetime) -> bool:
    """Enter a case that a list has found; False if its events do not show it to the viewer."""
    case.rights = rights
    try:
        access.enter_case(case, by, now, *SHOWING)
    except NotSeen:
        return False
    return True


def asks_of_outvoted(by: Actor, now: datetime) -> list[Ask]:
    """Return what the viewer can still write in cases in which their panel outvoted them. One query if no such days run."""
    sits = Seating.objects.filter(user=by.user, open=True, seat__in=[seat.value for seat in PANEL])
    days = Clock.objects.filter(case=OuterRef("pk"), name=ClockName.MINORITY.value, due__gte=now)
    found = Case.objects.filter(Exists(days), pk__in=sits.values("case"), state=CaseState.DELIBERATION.value)
    cases = list(found.select_related("respondent").order_by("due", "id"))
    rights = _rights(by, cases) if cases else {}
    entered = (case for case in cases if _enters(case, by, rights.get(case.pk, frozenset()), now))
    return [ask for case in entered for ask in _of_minority(case)]


def asks_of(case: Case) -> list[Ask]:
    """Return what `asks_in` does, and what the person can write if they were outvoted. Two queries while these days run."""
    return [*asks_in(case), *_of_minority(case)]


def _of_minority(case: Case) -> list[Ask]:
    day = last_day_of_minority(case)
    return [_ask(case, Verb.WRITE_MINORITY_REASONS, due=day)] if day else []


def asks_in(case: Case) -> list[Ask]:
    """Return what is due from the person who has entered a case, and what they have to read. No query.

    Signatures stand first, then the steps in the order in which the rulebook expects them. Steps that answer one question are
    one task.
    """
    tasks, turns = docket_tasks(), own_turns(case)
    expected = [verb for row in rows_due(case.view) for verb in row.verbs]
    signed = sorted(turn.step for turn in turns if turn.signs)
    due = sorted((turn.step for turn in turns if not turn.signs), key=expected.index)
    asked = {tasks[verb].question or verb: verb for verb in due if verb in tasks}
    asks = [_ask(case, verb, signs=True) for verb in signed]
    asks += [_ask(case, verb, words=tasks[verb].question or "") for verb in asked.values()]
    return asks + _days_to_answer(case) + _to_read(case)


def _days_to_answer(case: Case) -> list[Ask]:
    """Return the days of a hearing that somebody of the panel has not answered yet, by the last day to answer."""
    view, right = case.view, Verb.ANSWER_HEARING_DAYS
    last, said = view.panel.answer_by, {person for person, _answers in view.panel.day_answers}
    if last is None or last < view.today or case.seats.isdisjoint(PANEL) or right.value not in case.rights:
        return []
    return [] if case.acting.person in said else [_ask(case, right, due=last)]


def _to_read(case: Case) -> list[Ask]:
    """Return the pack that a member of the board has to read before the ballot opens, by the day on which it can."""
    view, person = case.view, case.acting.person
    reads = Seat.BOARD_MEMBER in case.seats and person in view.board.declared and view.board.pack is not None
    if not reads or (view.board.ballot and view.board.ballot.state is not BallotState.VOIDED):
        return []
    run = view.clock(ClockName.BOARD_PAPERS)
    due = view.day_of(run.due) if run and run.running and run.due else None
    return [_ask(case, Verb.CAST_VOTE, words=READ, due=due)]


def _ask(case: Case, verb: Verb, *, words: Promise | str = "", signs: bool = False, due: date | None = None) -> Ask:
    view = case.view
    due = due or _due_day(view, verb)
    return Ask(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        verb=None if words else verb,
        words=words,
        signs=signs,
        room=room_of(case),
        due=due,
        days_left=(due - view.today).days if due else 0,
        came_back=back_from_board(case) is not None,
        unserved=words == READ and papers_open_on(view) is None,
    )


def room_of(case: Case) -> str:
    """Return whose pages show a case to the person who has entered it, by the beginning of their address."""
    if case.seats & {*APPEAL_PANEL}:
        return "appeal"
    return "panel" if case.seats & {*PANEL} else "board"


def room_sat_in(user: User, reference: str) -> str:
    """Return the room in which somebody decides about a case that they may see, and has no other seat; empty for others.

    Two queries at most.
    """
    sees = CaseGrant.objects.giving(user, Reading.SEE_CASE).filter(content_object__reference=reference)
    rooms = {seat.value: "panel" for seat in PANEL} | {seat.value: "appeal" for seat in APPEAL_PANEL}
    rooms[Seat.BOARD_MEMBER.value] = "board"
    held = Seating.objects.filter(Exists(sees), user=user, case__reference=reference).values_list("seat", flat=True)
    if found := {rooms.get(seat, "") for seat in held}:
        return found.pop() if len(found) == 1 else ""
    decides = [Verb.DECLARE_INTERESTS.value, Verb.CAST_VOTE.value]
    votes = CaseGrant.objects.filter(user=user, permission__codename__in=decides, content_object__reference=reference)
    on_the_board = votes.filter(Exists(sees), content_object__state=CaseState.BOARD_DECISION.value)
    return "board" if on_the_board.exists() else ""


def _due_day(view: CaseView, verb: Verb) -> date | None:
    task = docket_tasks().get(verb)
    for name in task.clocks if task else ():
        if name is HEARING_DAY:
            return view.hearing_day
        run = next((one for one in view.clocks if one.name == name and one.running and one.due), None)
        if run and run.due:
            return view.day_of(run.due)
    return None
