"""Steps of the board: papers, declarations, the ballot, the decision, and sending a case back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from casework.procedure.board import guards, voiding
from casework.procedure.evidence.guards import late_evidence_is_dealt_with
from casework.procedure.panel.guards import panel_still_stands
from casework.procedure.requests.guards import no_objection_to_the_board_stops_this
from casework.procedure.seats.guards import officers_are_new
from casework.record import events
from casework.record.state.ballot_needs import needs_of
from casework.vocabulary import AllegationState as A
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Route, Seat, Verb, VoidFor
from casework.vocabulary.public_half import PublicHalf
from casework.workflow.common_guards import content_still_exists
from casework.workflow.docket import task
from casework.workflow.guard import Asked, check_guard, refuse_unless
from casework.workflow.lateness import BALLOT
from casework.workflow.signatures import REVIEWERS, pair
from casework.workflow.step import CaseMachine, not_none, step
from policy.quorum import Count, Option, Put, Result, order_for_breach, order_for_consent, order_of_motions
from policy.rules import Level, Step


@step(
    Verb.SEND_BOARD_PACK,
    S.BOARD_DECISION,
    where=[guards.pack_is_complete, guards.no_ballot_counts],
    signed_by=pair(Seat.BOARD_SECRETARY, Seat.ADVISER),
    docket=task(ClockName.BOARD_VOTE, wanted=lambda view: view.board.pack is None),
)
def send_board_pack(case: CaseMachine) -> events.BoardPackSent:
    """Send the papers out."""
    return events.BoardPackSent(recommended=case.view.board.highest)


@step(
    Verb.OPEN_BALLOT,
    S.BOARD_DECISION,
    where=[
        guards.pack_was_sent,
        guards.papers_were_out_7_days,
        guards.declarations_are_in_or_time_is_over,
        guards.enough_voters_are_free,
        guards.no_ballot_counts,
        no_objection_to_the_board_stops_this,
        late_evidence_is_dealt_with,
    ],
    docket=task(ClockName.BOARD_VOTE, wanted=guards.no_ballot_stands),
    late=BALLOT,
)
def open_ballot(case: CaseMachine, *, closes_at: datetime) -> events.BallotOpened:
    """Freeze the voters, the papers and the options in their order."""
    check_guard(guards.last_day_to_vote_is_possible, case.view, case.view.day_of(closes_at))
    electorate, board, put = guards.electorate(case), case.view.board, put_now(case)
    return events.BallotOpened(
        pack=board.pack or case.view.case,
        voters=tuple(sorted(guards.voters(case))),
        filled=electorate.filled,
        barred=electorate.barred,
        alternates=electorate.alternates,
        motions=tuple(one.option for one in put),
        needed=tuple(one.needed for one in put),
        least=tuple(one.least for one in put),
        closes_at=closes_at,
    )


def put_now(case: Asked) -> Sequence[Put]:
    """Return the options that a ballot would put now, in their order, with what each needs."""
    order = motions_of(case.view.board.route or Route.PANEL, case.view.board.highest)
    possible = [option for option in order if guards.can_be_done(case, option)]
    return needs_of(case.view, possible, guards.electorate(case))


@step(Verb.MAKE_BALLOT_KEYS, S.BOARD_DECISION, where=[guards.ballot_is_open, guards.ballot_has_no_keys])
def make_ballot_keys(case: CaseMachine, *, keys: tuple[PublicHalf, ...]) -> events.BallotKeysMade:
    """Name the public halves of the keys that the signer made: one an option, and one for the rest."""
    ballot = not_none(case.view.board.ballot)
    check_guard(guards.each_option_has_a_key, case, keys)
    return events.BallotKeysMade(ballot=ballot.id, keys=keys, closes_at=ballot.closes_at)


@step(
    Verb.CAST_VOTE,
    S.BOARD_DECISION,
    where=[
        guards.ballot_is_open,
        guards.ballot_has_keys,
        guards.voting_time_is_left,
        guards.voter_is_in_the_frozen_set,
        guards.voter_has_not_voted,
        guards.pack_is_unchanged,
    ],
    decisive=True,
    docket=task(ClockName.BALLOT),
)
def cast_vote(case: CaseMachine) -> events.VoteCast:
    """Answer every question in one act. The action seals the answers; this code never sees them."""
    return events.VoteCast(ballot=not_none(case.view.board.ballot).id)


@step(
    Verb.CLOSE_BALLOT,
    S.BOARD_DECISION,
    where=[guards.ballot_is_open, guards.closing_time_is_reached, late_evidence_is_dealt_with],
    docket=task(ClockName.BALLOT, ClockName.BOARD_VOTE),
    late=BALLOT,
)
def close_ballot(case: CaseMachine) -> events.BallotClosed:
    """End the vote. Nothing is opened by it: the signer opens what the count reaches once this is in the log."""
    ballot = not_none(case.view.board.ballot)
    return events.BallotClosed(ballot=ballot.id, present=len(ballot.votes))


@step(Verb.COUNT_BALLOT, S.BOARD_DECISION, where=[guards.ballot_is_closed])
def count_ballot(case: CaseMachine, *, count: Count) -> events.BallotCounted:
    """Give a closed ballot its result. If too few took part there is none, and the ballot is void."""
    refuse_unless(count.result is not Result.NO_RESULT, "enough_voters_are_present")
    ballot = not_none(case.view.board.ballot)
    return events.BallotCounted(ballot=ballot.id, carried=count.carried, present=count.present)


@step(
    Verb.VOID_BALLOT,
    S.BOARD_DECISION,
    where=[voiding.ballot_was_opened, voiding.ballot_must_be_void],
    docket=task(
        ClockName.BOARD_VOTE, wanted=lambda view: not (view.board.ballot and view.board.ballot.waits_for_signer)
    ),
    late=BALLOT,
)
def void_ballot(case: CaseMachine, *, counting: VoidFor | None = None) -> events.BallotVoided:
    """Make the current ballot void. `counting`: what the count of a closed ballot came upon, if it came to no result."""
    cause, ballot = voiding.why_void(case) or counting, not_none(case.view.board.ballot)
    refuse_unless(cause is not None, "ballot_must_be_void")
    absent = voiding.absent_voters(ballot) if cause is VoidFor.ABSENCE else ()
    return events.BallotVoided(ballot=ballot.id, cause=not_none(cause), absent=tuple(sorted(absent)))


@step(
    Verb.SEAT_ALTERNATE,
    S.BOARD_DECISION,
    where=[guards.no_ballot_counts, voiding.board_is_below_minimum_or_absent],
    docket=task(ClockName.BOARD_VOTE, wanted=lambda view: view.board.unfilled > 0),
    late=BALLOT,
)
def seat_alternate(case: CaseMachine, *, person: UUID, next_one: UUID | None) -> events.AlternateSeated:
    """Let a person of the pool vote in this decision; `next_one` is the next person in the order of the pool."""
    check_guard(voiding.alternate_is_next_in_the_pool, case, person, next_one)
    return events.AlternateSeated(person=person)


@step(
    Verb.DECIDE_CASE,
    S.BOARD_DECISION,
    to=S.APPEAL_WINDOW,
    where=[
        guards.ballot_has_a_result,
        guards.motion_is_not_a_remittal,
        guards.letter_is_signed,
        guards.letter_has_rested,
    ],
    decisive=True,
    docket=task(ClockName.BOARD_VOTE),
)
def decide_case(case: CaseMachine) -> events.BoardDecided:
    """Give effect to what the ballot carried, once the signed letter has rested.

    If nothing was carried there is no sanction, but an L1 that a panel recommended stands.
    """
    board = case.view.board
    carried = board.ballot.carried if board.ballot else None
    level = level_of(carried, board.highest, board.route)
    check_guard(guards.level_is_not_above_the_recommendation, level, board.highest)
    return events.BoardDecided(carried=carried, level=level, route=board.route or Route.PANEL)


def impose(case: CaseMachine, decision: events.BoardDecided) -> events.SanctionImposed | None:
    """Return the sanction that a decision imposes, based on the proven findings; None if it imposes none.

    Its terms are those that were written for its level. The ladder was asked on the day they were written: months have
    other lengths on the day of the decision.
    """
    rules, board = case.view.rules, case.view.board
    if decision.level < Level.L1 or board.recommended is None:
        return None
    terms = board.terms_at(decision.level, rules)
    refuse_unless(terms is not None, "level_has_terms")
    return events.SanctionImposed(
        **events.terms_of(bar_return(not_none(terms), rules.ladder[decision.level])),
        sanction=uuid4(),
        findings=tuple(one.id for one in case.view.allegations.in_state(A.PROVEN, A.ADMITTED)),
    )


@step(
    Verb.REMIT_TO_PANEL,
    S.BOARD_DECISION,
    to=S.DELIBERATION,
    where=[
        guards.ballot_carried_a_remittal,
        guards.board_has_not_remitted,
        guards.route_is_panel,
        guards.defect_is_not_in_the_findings,
        panel_still_stands,
    ],
    docket=task(ClockName.BOARD_VOTE),
)
def remit_to_panel(case: CaseMachine, *, defect_written: bool) -> events.RemittedToPanel:
    """Send the case back to the same panel to correct its reasons or recommendation; saved findings stay."""
    check_guard(guards.defect_is_written, defect_written)
    return events.RemittedToPanel()


@step(
    Verb.REMIT_TO_NEW_PANEL,
    S.BOARD_DECISION,
    to=S.PANEL_FORMING,
    where=[guards.ballot_carried_a_remittal, guards.board_has_not_remitted, guards.route_is_panel],
    docket=task(ClockName.BOARD_VOTE),
)
def remit_to_new_panel(case: CaseMachine, *, defect_written: bool) -> events.RemittedToNewPanel:
    """Send the case to a new panel; the findings are annulled."""
    check_guard(guards.defect_is_written, defect_written)
    return events.RemittedToNewPanel()


@step(
    Verb.RETURN_BREACH,
    S.BOARD_DECISION,
    to=S.MONITORING,
    where=[guards.ballot_carried_a_remittal, guards.route_is_breach],
    docket=task(ClockName.BOARD_VOTE),
)
def return_breach(case: CaseMachine, *, defect_written: bool) -> events.BreachReturned:
    """Send a reported breach back; the conditions keep running."""
    check_guard(guards.defect_is_written, defect_written)
    case.route = case.view.board.before_breach[0] or ""
    return events.BreachReturned()


@step(
    Verb.VOID_DECISION,
    [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED],
    to=S.BOARD_DECISION,
    where=[voiding.case_was_not_abated, voiding.late_conflict_was_found, content_still_exists, officers_are_new],
    signed_by=REVIEWERS,
)
def void_decision(case: CaseMachine, *, decisive: bool) -> events.DecisionVoided:
    """Void a decision that a conflicted vote carried; the board votes again. `decisive`: the recount differs."""
    check_guard(voiding.vote_was_decisive, decisive)
    case.closing_code = ""
    return events.DecisionVoided()


def motions_of(route: Route, recommended: Level) -> tuple[Option, ...]:
    match route:
        case Route.PANEL:
            return order_of_motions(recommended)
        case Route.CONSENT:
            return order_for_consent(recommended)
        case Route.BREACH:
            return order_for_breach(has_abeyance=recommended > Level.L0)


def level_of(carried: Option | None, recommended: Level, route: Route | None) -> Level:
    """Return the level that follows from a result; L0 if what was carried has no level, or nothing was.

    An L1 that a panel recommended has no vote and stands if no motion was carried. An L1 that was agreed has a vote, as every
    term has, and does not stand if the board did not carry it.
    """
    without_a_vote = carried is None and route is Route.PANEL and recommended is Level.L1
    if carried in (Option.CONSENT, Option.ACTIVATE) or without_a_vote:
        return recommended
    return (carried.level if carried else None) or Level.L0


def bar_return(terms: events.Terms, step: Step) -> events.Terms:
    """Return the terms with the longest bar on readmission that the ladder allows, if it needs one and none was named."""
    return replace(terms, no_return_years=step.no_return[1]) if step.no_return and not terms.no_return_years else terms
