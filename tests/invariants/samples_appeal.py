"""What is typed for each step of an appeal: one random lawful sample, or None."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from uuid import UUID

from casework.procedure.appeal_hearing.guards import ADJOURNING, call_was_in_time
from casework.record.state.appeal_votes import right_grounds, votes_that_count
from casework.record.state.eligibility import challenged_appeal_members, seated_appeal_panel
from casework.vocabulary import Seat, Verb
from policy.rules import Level
from tests.casework.pure import By
from tests.invariants.samples_decision import terms, written
from tests.invariants.samples_hearing import absence
from tests.invariants.samples_screening import Sample, new_key, nothing
from tests.invariants.world import Given, World


def appeal_panel(world: World, by: By) -> Given | None:
    """Three people who had nothing to do with the case."""
    members, chair = world.free(Seat.APPEAL_MEMBER, 2), world.free(Seat.APPEAL_CHAIR)
    if not chair or len(members) < 2:
        return None
    return {"chair": chair[0], "members": tuple(members), "lay": (members[0],)}


def appealing(world: World, by: By) -> Given | None:
    """An appeal on a ground of the side that acts; the Society's now and then."""
    society = by[1] is Seat.INVESTIGATOR
    if society and world.rng.random() < 0.5:
        return None
    return {"codes": ("undue_leniency",) if society else ("procedure", "new_evidence"), "grounds_written": True}


def late(world: World, by: By) -> Given | None:
    """A late application, now and then."""
    if world.homeward or world.rng.random() < 0.5:
        return None
    return {"codes": ("procedure",), "grounds_written": True, "cause_written": True}


def countersigned(world: World, by: By) -> Given | None:
    """A reviewer's word for an appeal of the Society, now and then."""
    return None if world.homeward or world.rng.random() < 0.7 else {"interest_written": True}


def sift(world: World, by: By) -> Given | None:
    """A look at the first appeal that waits for one."""
    waiting = [one for one in world.view.appeal.live if one.state.value == "lodged"]
    if not waiting:
        return None
    arguable = not world.homeward and world.rng.random() < 0.8
    return {"appeal": waiting[0].id, "codes": waiting[0].codes if arguable else (), "reasons_written": True}


def reasons(world: World, by: By) -> Given:
    """Written reasons."""
    return {"reasons_written": True}


def voted(world: World, by: By) -> Given:
    """A vote on each ground that was heard, with the votes before it. Officials by themselves find no ground right."""
    others = [_right(world, person) for person, _entry in votes_that_count(world.view)]
    return {"codes": _right(world, by[0]), "others": others}


def _right(world: World, person: UUID) -> tuple[str, ...]:
    """Return the grounds that somebody finds right: always the same, because the state does not hold a sealed vote."""
    mind = Random(f"{person} {world.view.case}")
    return tuple(code for code in sorted(world.view.appeal.arguable) if not world.homeward and mind.random() < 0.5)


def dismissed(world: World, by: By) -> Given | None:
    """Reasons, where the panel found no ground right."""
    return None if right_grounds(world.view) else {"reasons_written": True}


def challenge(world: World, by: By) -> Given | None:
    """A challenge to somebody on the appeal panel, now and then, rather on what is new."""
    free = sorted(seated_appeal_panel(world.view) - challenged_appeal_members(world.view))
    if world.homeward or not free or world.rng.random() < 0.5:
        return None
    return {"member": world.rng.choice(free), "new_facts": world.rng.random() < 0.7, "particulars_written": True}


def ruled(world: World, by: By) -> Given | None:
    """A ruling on a challenge that waits, mostly that the member stays."""
    waiting = sorted(challenged_appeal_members(world.view))
    upheld = not world.homeward and world.rng.random() < 0.2
    return {"member": waiting[0], "upheld": upheld} if waiting else None


def day_of_appeal(world: World, by: By) -> Given:
    """A day that leaves everybody their notice."""
    return {"hearing_on": world.view.today + timedelta(days=40)}


def another_day(world: World, by: By) -> Given:
    """Another day; officials by themselves adjourn because the panel needs it."""
    asked_by = Seat.APPEAL_CHAIR if world.homeward else world.rng.choice(ADJOURNING)
    return {**day_of_appeal(world, by), "asked_by": asked_by, "reasons_written": True}


def submission(world: World, by: By) -> Given | None:
    """Words on the grounds that are appealed on, now and then."""
    codes = _appealed(world)
    return {"codes": codes, "statement_written": True} if codes and world.rng.random() < 0.3 else None


def new_evidence(world: World, by: By) -> Given | None:
    """New evidence for a ground, now and then."""
    codes = _appealed(world)
    if world.homeward or not codes or world.rng.random() < 0.6:
        return None
    return {"evidence": new_key(world, "new evidence"), "codes": codes[:1], "received": True, "cause": True}


def evidence_ruled(world: World, by: By) -> Given | None:
    """A ruling on the new evidence that waits longest."""
    waiting = world.view.appeal_hearing.waiting
    if not waiting:
        return None
    return {"evidence": waiting[0].id, "admitted": world.rng.random() < 0.5, "reasons_written": True}


def appeal_bench(world: World, by: By) -> Given:
    """All three of the appeal panel, and the respondent unless the absence was considered."""
    there = not world.view.appeal_hearing.absence_considered
    present = tuple(sorted(seated_appeal_panel(world.view)))
    return {"present": present, "respondent_present": there, "last_word_offered": there}


def allowed(world: World, by: By) -> Given | None:
    """The grounds that the panel found right, with reasons."""
    right = tuple(sorted(right_grounds(world.view)))
    return {"succeeded": right, "reasons_written": True} if right else None


def _appealed(world: World) -> tuple[str, ...]:
    return tuple(sorted({code for one in world.view.appeal.live for code in one.codes}))


def variation(world: World, by: By) -> Given | None:
    """Less than was imposed, from the findings that stand; no more of anything at the same level."""
    current, right = world.view.sanctions.current, allowed(world, by)
    if current is None or right is None:
        return None
    quashed = current.findings[:1] if len(current.findings) > 1 else ()
    lower = terms(world, Level(world.rng.randint(0, max(0, current.level - 1))))
    return {**right, "quashed": quashed, "terms": lower, "sheet": written(world, without=quashed)}


def can_be_heard(world: World, by: By) -> bool:
    """Whether the appeal needs no other day: its day has not come, or the call was in time."""
    known = world.view.appeal_hearing
    return known.on is None or known.on > world.view.today or known.absence_considered or call_was_in_time(world.case)


APPEALS: Mapping[Verb, Sample] = {
    Verb.LODGE_APPEAL: appealing,
    Verb.CROSS_APPEAL: appealing,
    Verb.COUNTERSIGN_SOCIETY_APPEAL: countersigned,
    Verb.APPLY_LATE: late,
    Verb.ADMIT_LATE_APPEAL: reasons,
    Verb.REFUSE_LATE_APPEAL: reasons,
    Verb.APPEAL_LAPSES: nothing,
    Verb.WAIVE_SOCIETY_APPEAL: nothing,
    Verb.WAIVE_APPEAL: nothing,
    Verb.SEAT_APPEAL_PANEL: appeal_panel,
    Verb.SIFT_APPEAL: sift,
    Verb.REFUSE_APPEAL: reasons,
    Verb.WITHDRAW_APPEAL: nothing,
    Verb.CHALLENGE_APPEAL_MEMBER: challenge,
    Verb.RULE_APPEAL_CHALLENGE: ruled,
    Verb.CALL_APPEAL_HEARING: day_of_appeal,
    Verb.ADJOURN_APPEAL_HEARING: another_day,
    Verb.RECORD_APPEAL_ABSENCE: absence,
    Verb.MAKE_APPEAL_SUBMISSION: submission,
    Verb.OFFER_NEW_EVIDENCE: new_evidence,
    Verb.RULE_NEW_EVIDENCE: evidence_ruled,
    Verb.HEAR_APPEAL: appeal_bench,
    Verb.VOTE_ON_GROUNDS: voted,
    Verb.DISMISS_APPEAL: dismissed,
    Verb.VARY_ON_APPEAL: variation,
    Verb.QUASH_ON_APPEAL: allowed,
    Verb.REMIT_ON_APPEAL_TO_PANEL: allowed,
    Verb.REMIT_ON_APPEAL_TO_BOARD: allowed,
}
