"""Plays every path with real steps, in a transaction that is rolled back: only the patterns stay."""

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from casework import tasks
from casework.vocabulary import CaseState
from ledger.clock import now
from ledger.entries import read_moment
from ledger.models import LogHead
from local.demo.scenario import Story
from local.demo.story import report_about
from local.populate.case_paths import ALL, Road
from local.populate.patterns import Pattern, PlayedCase
from local.populate.shifted_clock import at

ZONE = "Europe/London"
ACCUSED, REPORTERS = "remy", ("Wilma Quill", "Otto Plume", "Nadia Fern", "Lou Sparrow", "Kim Wren")
NARRATIVES = (
    "I was told in writing that I could cancel at any time. When I asked to cancel, nobody knew of it.",
    "The same invoice came three times, and each time I was told that the matter had been settled.",
    "My questions about the agreement were answered by somebody who had no right to see my file.",
    "What I had said in confidence was repeated to me by a neighbour a week later.",
    "I was promised a call back on the same day. It is four weeks now, and my letters are not answered.",
)
COMMITMENTS = ((2,), (2, 10), (3,), (1, 4), (10,))
CONDUCT = timedelta(days=21)


def tell(people: Mapping[str, User], *, moves: int, sworn: datetime, rng: Random) -> Iterator[Pattern]:
    """Play every path once and yield its patterns: for a closed case, up to `moves` of them at different dates.

    `sworn` is the moment from which the members are bound. Call it outside any transaction: it rolls back its own.
    The log accepts no entry dated before its last one. So the paths are played after it, then moved back by at least `weeks`.
    """
    today = now()
    begin = _morning(sworn + CONDUCT + timedelta(days=2 + rng.randrange(7)), rng)
    weeks = _weeks_until(begin, read_moment(LogHead.objects.get().last_at))
    begin += timedelta(weeks=weeks)
    with _rolled_back(), at(begin):
        story = Story(people=people, respondent=ACCUSED, due=tasks.lapses)
        report = report_about(people[ACCUSED].name, rng.choice(REPORTERS), on=(begin - CONDUCT).date())
        story.file(replace(report, narrative=rng.choice(NARRATIVES), commitments=rng.choice(COMMITMENTS)))
        for played in _walk(ALL, story):
            with at(today):
                yield from _move_to_today(played, moves, today, rng, earliest=-weeks)


def _weeks_until(begin: datetime, last: datetime) -> int:
    """Return the smallest number of weeks to add to `begin` so that it is not before `last`; 0 if it already is not."""
    return max(0, -((begin - last) // timedelta(weeks=1)))


def _morning(moment: datetime, rng: Random) -> datetime:
    """Return a moment of the morning in ZONE, so that no step falls on the edge of a day."""
    local = moment.astimezone(ZoneInfo(ZONE))
    return local.replace(hour=rng.randrange(8, 12), minute=rng.randrange(60), second=rng.randrange(60))


def _walk(road: Road, story: Story) -> Iterator[PlayedCase]:
    road.tell(story)
    assert story.view.state is road.ends, f"{road} ended in {story.view.state}"
    if road.share:
        assert story.reporter is not None
        yield PlayedCase.read(road, story.case, story.reporter.pk, now())
    for each in road.then:
        here = transaction.savepoint_create()
        with at(now()):
            yield from _walk(each, copy.copy(story))
        transaction.savepoint_rollback(here)


def _move_to_today(played: PlayedCase, moves: int, today: datetime, rng: Random, *, earliest: int) -> Iterator[Pattern]:
    """Yield an open case as of today, so that no clock has run out, and a closed case at random earlier dates too.

    `earliest`: the smallest shift, in weeks, with which the member was already bound when the case began.
    """
    latest = (today - played.until) // timedelta(weeks=1)
    ends = {latest}
    if played.case.state == CaseState.CLOSED:
        ends |= {rng.randint(earliest, max(earliest, latest)) for _ in range(moves - 1)}
    for weeks in sorted(ends):
        yield played.shift(timedelta(weeks=weeks), today)


@contextmanager
def _rolled_back() -> Iterator[None]:
    """Run in a transaction in which every step is a savepoint, and roll it back."""
    transaction.set_autocommit(False)
    try:
        yield
    finally:
        transaction.rollback()
        transaction.set_autocommit(True)
