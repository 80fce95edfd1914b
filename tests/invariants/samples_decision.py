"""What is typed for each step from the charge to the end: one random lawful sample, or None."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

from casework.procedure.consent.guards import admitted_allegations
from casework.procedure.findings.sanction_worksheet import Sheet, build_sanction_sheet
from casework.procedure.publication.guards import longest_display
from casework.queries.decisions.votes import count_of
from casework.record.events import Terms, TermsWithLower
from casework.record.state.board import Ballot, CastVote
from casework.record.state.eligibility import seated_panel
from casework.vocabulary import BallotState, ConditionState, Seat, Verb, VoidFor
from casework.vocabulary.public_half import PublicHalf
from policy.quorum import NONE, Choice, Option, Question, Result, choices_of, question_of, questions_of
from policy.rules import Level, Severity
from policy.sanctions import sanction_sheet
from tests.casework.lower_terms import with_lower
from tests.casework.pure import By
from tests.invariants.samples_screening import Sample, new_key, nothing
from tests.invariants.world import Given, World


def written(world: World, *, without: Collection[UUID] = ()) -> Sheet:
    """Return a sheet with a severity for each proven charge that is left, and every reason written."""
    proven = [one.allegation for one in world.view.deliberation.proven_findings if one.allegation not in without]
    graded = tuple((key, Severity(world.rng.randint(1, 4))) for key in proven)
    return Sheet(severities=graded, lower_considered=True, departure_explained=True)


def terms(world: World, level: Level) -> TermsWithLower:
    """Return terms that the ladder has at a level, now and then with a condition of thirty days."""
    step = world.view.rules.ladder[level]
    wanted = Terms(level=level)
    if step.shortest is not None:
        wanted = replace(wanted, term_days=200 if level is Level.L5 else 40)
    if step.no_return is not None:
        wanted = replace(wanted, no_return_years=step.no_return[0])
    if step.abeyance:
        wanted = replace(wanted, abeyance=Level.L6, abeyance_days=40)
    if step.sanction and world.rng.random() < 0.6:
        wanted = replace(wanted, conditions=(new_key(world, "condition"),), condition_days=(30,))
    return with_lower(wanted)


def offer(world: World, by: By) -> Given:
    """A term inside the range for what would be admitted."""
    scale = sanction_sheet(
        admitted_allegations(world.view), aggravating=(), mitigating=(), rules=world.view.rules
    ).range
    return {"terms": terms(world, Level(world.rng.randint(scale.low, scale.high)))}


def signature(world: World, by: By) -> Given | None:
    """A signature under the offer in hand."""
    in_hand = world.view.consent.open_offer
    return {"offer": in_hand.id} if in_hand else None


def panel(world: World, by: By) -> Given | None:
    """Three or five people who had nothing to do with the case, one of them lay."""
    members = world.free(Seat.PANEL_MEMBER, world.rng.choice([2, 4]))
    chair = world.free(Seat.PANEL_CHAIR)
    if not chair or len(members) not in (2, 4):
        return None
    return {
        "chair": chair[0],
        "members": tuple(members),
        "lay": (members[0],),
        "by_rota": True,
        "reason_given": False,
    }


def bundle(world: World, by: By) -> Given | None:
    """Every copy the respondent was given."""
    given = tuple(sorted(world.view.evidence.copy_keys))
    return {"evidence": given} if given else None


def everybody(world: World, by: By) -> Given:
    """The whole panel, and the respondent more often than not; officials by themselves find nobody there."""
    there = not world.homeward and (world.rng.random() < 0.8 or not world.view.hearing.absence_considered)
    return {"present": tuple(sorted(seated_panel(world.view))), "respondent_present": there}


def sitting(world: World, by: By) -> Given:
    """A sitting that the whole panel attended."""
    return {"throughout": tuple(sorted(seated_panel(world.view))), "respondent_present": not world.homeward}


def recommendation(world: World, by: By) -> Given:
    """Terms inside the range that the sheet comes to, or outside it with reasons."""
    sheet = written(world)
    scale = build_sanction_sheet(world.view, sheet).range
    level = (
        Level(world.rng.randint(scale.low, scale.high)) if world.rng.random() < 0.7 else world.rng.choice(list(Level))
    )
    ceiling = world.view.appeal.ceiling
    return {
        "terms": terms(world, level if ceiling is None else min(level, ceiling)),
        "sheet": sheet,
        "reasons_written": True,
    }


def closing(world: World, by: By) -> Given:
    """A day for the ballot to end."""
    return {"closes_at": world.view.now + timedelta(days=10)}


def ballot_paper(world: World, by: By) -> Given:
    """A vote. What is answered is kept beside the case, as it is sealed in the installation."""
    ballot = world.view.board.ballot
    assert ballot is not None
    answers = {question: _answer(world, ballot, question, by[0]) for question in questions_of(ballot.motions)}
    world.ballots[ballot.id, by[0]] = choices_of(ballot.motions, answers)
    return {}


def _answer(world: World, ballot: Ballot, question: Question, voter: UUID) -> str:
    """Return what somebody answers to one question.

    Now and then, where nothing is steered, the board divides: so many of it are for one option that a majority is just
    reached or just missed, or two thirds are.
    """
    steered = world.homeward or bool(world.favours)
    put, wanted = [one for one in ballot.motions if question_of(one) is question], _wanted(world, ballot)
    divided = None if steered else _divided(ballot, question)
    pro = voter in divided if divided is not None else wanted in put or (not steered and world.rng.random() < 0.1)
    if question is Question.OUTCOME:
        return (wanted if wanted in put else put[0]) if pro else NONE
    return Choice.YES if pro else world.rng.choice([Choice.NO, Choice.NO, Choice.ABSTAIN])


def _wanted(world: World, ballot: Ballot) -> Option | None:
    last = Option.DISMISS_ON_LAW if Option.DISMISS_ON_LAW in ballot.motions else ballot.motions[-1]
    chosen = world.leaning.setdefault(
        ballot.id, world.rng.choice([ballot.motions[0], ballot.motions[0], *ballot.motions, None])
    )
    return last if world.homeward else _favoured(world.favours, ballot.motions) if world.favours else chosen


def _divided(ballot: Ballot, question: Question) -> frozenset[UUID] | None:
    """Return who is for an option where the board divides on it; None where it does not. The ballot decides both."""
    lot, may_vote = Random(f"{ballot.id} {question}"), len(ballot.voters)
    if lot.random() < (
        0.1 if question is Question.DISMISS_ON_LAW else 0.6
    ):  # this one is asked last, and seldom reached
        return None
    majority, two_thirds = may_vote // 2 + 1, -(-2 * may_vote // 3)
    return frozenset(
        lot.sample(sorted(ballot.voters), lot.choice([majority - 1, majority, two_thirds - 1, two_thirds]))
    )


def _favoured(option: Option, motions: tuple[Option, ...]) -> Option:
    """Return the option itself where it is put, else the highest step of the ladder, or what stands for it."""
    ladder = [one for one in motions if one.level is not None or one in (Option.CONSENT, Option.ACTIVATE)]
    return option if option in motions else (ladder or list(motions))[0]


def count(world: World, by: By) -> Given:
    """The count of the ballot in hand, as the installation counts it."""
    ballot = world.view.board.ballot
    assert ballot is not None

    def opened(votes: Sequence[CastVote], option: Option) -> list[str]:
        return [world.ballots[ballot.id, vote.voter][option] for vote in votes]

    return {"count": count_of(world.view, opened)}


def keys(world: World, by: By) -> Given:
    """The public halves of keys, as the signer makes them."""
    ballot = world.view.board.ballot
    options = len(ballot.motions) if ballot else 0
    return {"keys": tuple(PublicHalf(f"{world.rng.getrandbits(256):064x}") for _ in range(options + 1))}


def void(world: World, by: By) -> Given:
    """What the count of a closed ballot came upon, if it came to no result."""
    ballot = world.view.board.ballot
    if ballot is None or ballot.state is not BallotState.CLOSED:
        return {}
    return {"counting": VoidFor.ABSENCE} if count(world, by)["count"].result is Result.NO_RESULT else {}


def alternate(world: World, by: By) -> Given | None:
    """The next free person of the pool."""
    free = world.free(Seat.BOARD_MEMBER)
    return {"person": free[0], "next_one": free[0]} if free else None


def defect(world: World, by: By) -> Given:
    """A defect, written down."""
    return {"defect_written": True}


def _condition(world: World, *states: ConditionState) -> Given | None:
    current = world.view.sanctions.current
    found = [one.id for one in (current.conditions if current else ()) if one.state in states]
    return {"condition": found[0]} if found else None


def _reasoned(world: World, *states: ConditionState) -> Given | None:
    given = _condition(world, *states)
    return given and given | {"reasons_written": True}


def more_time(world: World, by: By) -> Given | None:
    """Now and then ten days more for a condition that waits."""
    given = _reasoned(world, ConditionState.OPEN, ConditionState.OVERDUE) if world.rng.random() < 0.3 else None
    return given and given | {"days": 10}


def condition_lapsed(world: World, by: By) -> Given | None:
    """A condition whose day has passed, and for which no evidence waits."""
    current = world.view.sanctions.current
    open_ones = [one.id for one in (current.conditions if current else ()) if one.state is ConditionState.OPEN]
    over = [run.subject for run in world.view.clocks if run.name == "CONDITION" and run.over(world.view.now)]
    return next(({"condition": one} for one in over if one in open_ones), None)


def breach(world: World, by: By) -> Given | None:
    """A condition that is overdue, or now and then one broken before its day."""
    given = _condition(world, ConditionState.OVERDUE)
    if given:
        return given | {"broken": False}
    early = _condition(world, ConditionState.OPEN) if world.rng.random() < 0.2 and not world.homeward else None
    return early and early | {"broken": True}


def publication(world: World, by: By) -> Given:
    """An entry with an end ahead, as far as the rulebook shows it."""
    return {"nobody_else": True, "expires_on": longest_display(world.view)}


DECISION: Mapping[Verb, Sample] = {
    Verb.PROPOSE_CONSENT: offer,
    Verb.ACCEPT_CONSENT: lambda world, by: {"reasons_written": True},
    Verb.SIGN_CONSENT: signature,
    Verb.COMMENT_ON_CONSENT: nothing,
    Verb.REJECT_CONSENT: lambda world, by: {"reasons_written": True},
    Verb.CONSENT_LAPSES: nothing,
    Verb.NAME_PANEL: panel,
    Verb.SERVE_PANEL_LIST: nothing,
    Verb.FORM_PANEL: lambda world, by: {"hearing_on": world.view.today + timedelta(days=60)},
    Verb.SERVE_BUNDLE: bundle,
    Verb.OPEN_HEARING: everybody,
    Verb.RECORD_ATTENDANCE: sitting,
    Verb.OPEN_DELIBERATION: lambda world, by: {"last_word_offered": not world.homeward},
    Verb.DISSOLVE_PANEL: nothing,
    Verb.OPEN_HISTORY: lambda world, by: {"cases": ()},
    Verb.CLOSE_NOT_PROVEN: lambda world, by: {"reasons_written": True},
    Verb.RECOMMEND_SANCTION: recommendation,
    Verb.SEND_BOARD_PACK: nothing,
    Verb.OPEN_BALLOT: closing,
    Verb.CAST_VOTE: ballot_paper,
    Verb.MAKE_BALLOT_KEYS: keys,
    Verb.CLOSE_BALLOT: nothing,
    Verb.COUNT_BALLOT: count,
    Verb.DECIDE_CASE: nothing,
    **dict.fromkeys((Verb.WRITE_BOARD_MINUTES, Verb.APPROVE_BOARD_MINUTES, Verb.CORRECT_BOARD_MINUTES), nothing),
    Verb.REMIT_TO_PANEL: defect,
    Verb.REMIT_TO_NEW_PANEL: defect,
    Verb.RETURN_CONSENT: lambda world, by: defect(world, by) | {"hearing_on": world.view.today + timedelta(days=60)},
    Verb.RETURN_BREACH: defect,
    Verb.VOID_BALLOT: void,
    Verb.SEAT_ALTERNATE: alternate,
    Verb.VOID_DECISION: lambda world, by: {"decisive": True},
    Verb.APPLY_SANCTION: nothing,
    Verb.FILE_CONDITION_EVIDENCE: lambda world, by: _condition(world, ConditionState.OPEN, ConditionState.OVERDUE),
    Verb.VERIFY_CONDITION: lambda world, by: _condition(world, ConditionState.EVIDENCE_FILED),
    Verb.CONDITION_LAPSES: condition_lapsed,
    Verb.TERM_ENDS: nothing,
    Verb.RETURN_CONDITION_EVIDENCE: lambda world, by: _reasoned(world, ConditionState.EVIDENCE_FILED),
    Verb.EXTEND_CONDITION: more_time,
    Verb.LIFT_SANCTION: nothing,
    Verb.EXPLAIN_BREACH: nothing,
    Verb.WITHDRAW_BREACH_NOTICE: lambda world, by: {} if world.rng.random() < 0.3 else None,
    Verb.NOTICE_BREACH: breach,
    Verb.REPORT_BREACH: nothing,
    Verb.COMPLETE_MONITORING: nothing,
    Verb.CLOSE_UNMET: nothing,
    Verb.APPROVE_PUBLICATION_TEXT: lambda world, by: {"rewritten": world.rng.random() < 0.2},
    Verb.PUBLISH_SANCTION: publication,
    Verb.CORRECT_PUBLICATION: lambda world, by: {"other": True},
    Verb.WITHDRAW_PUBLICATION: lambda world, by: {"ground_written": True} if world.rng.random() < 0.3 else None,
    Verb.PUBLICATION_EXPIRES: nothing,
}
