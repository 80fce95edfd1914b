"""Invariants about the ballot and what is imposed by it."""

from collections.abc import Iterator

from casework.queries.invariants.base import History, Told, invariant
from casework.record.events import (
    AppealVaried,
    BallotClosed,
    BallotCounted,
    BallotOpened,
    BoardDecided,
    SanctionImposed,
    VoteCast,
)
from casework.record.state.board import Ballot
from casework.record.state.people import APPEAL_PANEL
from casework.vocabulary import BallotState, Route, SanctionState, Seat
from policy.quorum import Choice, Electorate, Option, options_reached, quorum
from policy.rules import Level, Share


@invariant(
    3, "A frozen ballot equals its recomputation; carried ⇔ first with for ≥ T; every option put ⇒ present ≥ max(Q, T)."
)
def a_ballot_equals_its_recomputation(history: History) -> Iterator[str]:
    for step in history.steps:
        match step.happened.event:
            case BallotOpened() as event:
                yield from _check_opening(step, event, history)
            case VoteCast() as event:
                yield from _check_vote(step, event)
            case BallotClosed() as event:
                yield from _check_close(step, event)
            case BallotCounted() as event:
                yield from _check_count(step, event, history)


def _check_opening(step: Told, event: BallotOpened, history: History) -> Iterator[str]:
    known, board = step.before, history.boards.get(event.id, step.before.board_members)
    declared = known.board.declared - known.people.barred
    own, seated = board & declared, (known.people.holding(Seat.BOARD_MEMBER) - board) & declared
    wanted = (own | seated, len(board), len(board) - len(own), len(seated))
    if (frozenset(event.voters), event.filled, event.barred, event.alternates) != wanted:
        numbers = f"{event.filled}/{event.barred}/{event.alternates}, not {wanted[1]}/{wanted[2]}/{wanted[3]}"
        yield f"{step} froze {len(event.voters)} voters of {numbers} (filled, barred, alternates)"
    electorate = Electorate(filled=event.filled, barred=event.barred, alternates=event.alternates)
    for option, needed, least in zip(event.motions, event.needed, event.least, strict=True):
        votes = _votes_needed(step, option, electorate)
        if (needed, least) != (votes, max(votes, quorum(electorate, known.rules.ballot))):
            yield f"{step} says that {option.value} needs {needed} votes and {least} who take part"
    if event.pack != known.board.pack:
        yield f"{step} is bound to other papers than those that were out"


def _check_vote(step: Told, event: VoteCast) -> Iterator[str]:
    ballot = step.before.board.ballot
    if ballot is None or not ballot.is_open or ballot.id != event.ballot:
        yield f"{step} is a vote in a ballot that was not open"
    elif step.happened.actor not in ballot.voters:
        yield f"{step} is a vote of somebody outside the frozen set"
    elif step.happened.at >= ballot.closes_at:
        yield f"{step} came after the closing time"
    elif ballot.pack != step.before.board.pack:
        yield f"{step} is a vote on papers that had changed"


def _check_close(step: Told, event: BallotClosed) -> Iterator[str]:
    ballot = step.before.board.ballot
    if ballot is None or not ballot.is_open or ballot.id != event.ballot:
        yield f"{step} closes a ballot that was not open"
    elif step.happened.at < ballot.closes_at:
        yield f"{step} came before the closing time"


def _check_count(step: Told, event: BallotCounted, history: History) -> Iterator[str]:
    ballot = step.before.board.ballot
    if ballot is None or ballot.state is not BallotState.CLOSED or ballot.id != event.ballot:
        yield f"{step} counts a ballot that was not closed"
        return
    if event.present != len(ballot.votes):
        yield f"{step} says that {event.present} took part, not {len(ballot.votes)}"
    asked = options_reached(ballot.motions, event.carried)
    missing = {vote.entry for vote in ballot.votes for one in asked if (vote.entry, one) not in history.answers}
    if missing:
        if history.view.holding.erased_on is None:
            yield f"{step} counts {len(missing)} votes that cannot be opened"
        return
    yield from _recount(step, event, ballot, history)


def _recount(step: Told, event: BallotCounted, ballot: Ballot, history: History) -> Iterator[str]:
    """Put one option after the other, as if the board voted on each by itself, and not by the code that counts."""
    present, quorate = len(ballot.votes), quorum(ballot.electorate, step.before.rules.ballot)
    for option in options_reached(ballot.motions, event.carried):
        said = [history.answers[vote.entry, option] for vote in ballot.votes]
        pro, needed = said.count(Choice.YES), _votes_needed(step, option, ballot.electorate)
        if present < max(quorate, needed):
            yield f"{step} has a result, though {present} took part and {option.value} needed {max(quorate, needed)}"
        if (pro >= needed) is not (option is event.carried):
            wrong = "carried nothing" if event.carried is None else f"carried {event.carried.value}"
            yield f"{step} says it {wrong}: {pro} for {option.value}, {needed} needed"
    if event.carried is not None and event.carried not in ballot.motions:
        yield f"{step} carries {event.carried.value}, which was not put"


def _votes_needed(step: Told, option: Option, electorate: Electorate) -> int:
    """Return the votes that carry an option, computed from what it would impose, not by the code that counts.

    That is a majority, or two thirds if the rulebook asks for them for the option, for the level of an agreed term, or
    for the sanction in abeyance.
    """
    rules, terms = step.before.rules, step.before.board.recommended
    asked: list[str] = [option.value]
    if terms is not None and option is Option.CONSENT:
        asked += [one.name for one in (terms.level, terms.abeyance) if one is not None]
    elif terms is not None and option.level is not None and rules.ladder[option.level].abeyance:
        hanging = terms.abeyance if option.level == terms.level else terms.level
        asked += [hanging.name] if hanging is not None else []
    may_vote = electorate.eligible
    heavy = any(rules.ballot.shares.get(name) is Share.TWO_THIRDS for name in asked)
    return (2 * may_vote + 2) // 3 if heavy else may_vote // 2 + 1


@invariant(6, "Active sanction ⇒ a passed ballot at that level or above, or the appeal panel's decision, and no stay.")
def an_active_sanction_was_voted(history: History) -> Iterator[str]:
    for step in history.steps:
        match step.happened.event:
            case SanctionImposed() as event:
                ballot = step.before.board.ballot
                carried = ballot.carried if ballot else None
                if _level(step, carried) < event.level:
                    yield f"{step} imposes level {event.level.name} on a vote for {carried.value if carried else 'nothing'}"
            case AppealVaried() if step.happened.role not in APPEAL_PANEL:
                yield f"{step} was not done by the appeal panel"
        if (problem := _why_not_stayed(step)) is not None:
            yield problem


def _level(step: Told, carried: Option | None) -> Level:
    """Return the level that a vote allows. An L1 that a panel recommended has no vote, and stands if nothing was carried."""
    highest, route = step.before.board.highest, step.before.board.route
    without_a_vote = carried is None and route is Route.PANEL and highest is Level.L1
    if carried in (Option.CONSENT, Option.ACTIVATE) or without_a_vote:
        return highest
    return (carried.level if carried else None) or Level.L0


def _why_not_stayed(step: Told) -> str | None:
    after = step.after
    current = after.sanctions.current
    decision = after.board.decision
    against_it = decision is None or decision.route is not Route.BREACH or after.sanctions.imposed
    if current is not None and current.state is SanctionState.ACTIVE and after.appeal.live and against_it:
        return f"after {step} a sanction is in force while an appeal against it lives"
    return None


@invariant(7, "Board level ≤ recommended level, consent term, or sanction named in abeyance.")
def the_board_stays_below_what_was_recommended(history: History) -> Iterator[str]:
    for step in history.steps:
        highest, event = step.before.board.highest, step.happened.event
        if isinstance(event, BoardDecided | SanctionImposed) and event.level > highest:
            yield f"{step} goes to {event.level.name}, above {highest.name}"
        if not isinstance(event, SanctionImposed):
            continue
        written = step.before.board.terms_at(event.level, step.before.rules)
        if written and (event.term_days, event.conditions) != (written.term_days, written.conditions):
            yield f"{step} imposes other terms than those that were written for {event.level.name}"
