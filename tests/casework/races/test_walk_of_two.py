"""A walk whose every step is two at once: two people, two connections, or one request sent twice."""

import os
from collections import Counter
from collections.abc import Mapping
from random import Random

import pytest

from accounts.models import User
from casework import tasks
from casework.vocabulary import CaseState, DoneBefore
from ledger.clock import advance
from local.demo import story as told
from tests.casework.races.racing import Outcome, at_once
from tests.invariants.stored_town import Counted
from tests.invariants.stored_walking import Open, Sent, Walk

WALKS, STEPS = int(os.environ.get("RACES", "2")), 25
"""So many walks of so many steps; `make long` walks 200."""
CHAPTERS = (told.screen, told.investigate, told.answer_notice, told.finish_report, told.hold_hearing, told.recommend)
FORMS, DRAWS = 6, 30


@pytest.mark.parametrize("number", range(WALKS))
def test_two_at_once_on_every_step_of_a_walk_leave_one_record_that_keeps_every_law(
    people: Mapping[str, User], number: int
) -> None:
    story = Counted(people=people, respondent="rex", due=tasks.lapses, move=advance)
    told.bring_report(story, people["rex"].name, reporter="Wilma Quill")
    for chapter in CHAPTERS[: 1 + number % len(CHAPTERS)]:
        chapter(story)
    walk, rng = Walk.of(story, Counter()), Random(f"two at once {number}")
    walk.rng = rng
    kinds = Counter[bool]()
    for _ in range(STEPS):
        pair = drawn(walk)
        if pair is None or walk.case.view.state is CaseState.CLOSED:
            walk.wait(walk.some_days())
        else:
            kinds.update(one.done for one in let_go(walk, *pair))
        walk.holds()
    assert kinds[True] > 0, "nobody came through"
    assert kinds[False] > 0, "two were never in each other's way"


def drawn(walk: Walk) -> tuple[Sent, Sent] | None:
    """Return what two people send at once: two steps that are open, one step from two hands, or one request twice."""
    found = list(walk.open_steps())
    fitting = (sent for one in tried(walk, found) if (sent := filled(walk, one)))
    first = next(fitting, None)
    if first is None:
        return None
    turn = walk.rng.random()
    if turn < 0.25:
        return first, first
    same = [one for one in found if one.verb is first.verb]
    second = next((sent for one in tried(walk, same) if (sent := filled(walk, one))), None)
    return first, (second if turn < 0.6 and second else next(fitting, first))


def tried(walk: Walk, found: list[Open]) -> list[Open]:
    """Return steps in the order in which they are tried."""
    return walk.rng.choices(found, k=DRAWS) if found else []


def filled(walk: Walk, one: Open) -> Sent | None:
    """Return a request for a step whose form has the shape asked for; None when no try had it."""
    written = (walk.written(one.verb, one.user, one.acting) for _ in range(FORMS))
    return next((sent for sent in written if walk.fits(sent, one.acting)), None)


def let_go(walk: Walk, first: Sent, second: Sent) -> list[Outcome]:
    """Send both at the same moment. Each is done or refused with a reason; one request is never done twice."""
    length = len(walk.case.record)
    outcomes = at_once(lambda: walk.send(first), lambda: walk.send(second))
    walk.case = walk.story.read()
    assert all(one.refused is None or one.refused.reasons for one in outcomes)
    done = sum(one.done for one in outcomes)
    assert len(walk.case.record) - length >= done
    if first is second:
        assert done <= 1, f"{first.verb} was done twice by one request"
        assert not done or any(isinstance(one.refused, DoneBefore) for one in outcomes)
    return outcomes
