"""Every letter that a step of an officer sends is shown before it goes, as it then goes: on every path of the procedure."""

import copy
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from uuid import UUID

from casework.access import Actor
from casework.record.rights import ever_held
from casework.record.state.people import PARTIES
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from local.demo import branches
from local.demo import story as told
from local.demo.scenario import as_posted
from local.populate import chapters as more
from local.populate.case_paths import ALL, Road
from tests.invariants.stored_roads import aside
from tests.invariants.stored_steering import Chapter, Mark, pass_by
from tests.invariants.stored_time import HandClock
from tests.invariants.stored_town import Counted, Reached
from tests.invariants.stored_walking import Sent, Walk
from tests.invariants.test_stored_walk import begun, demonstration
from tests.notifications.rehearsing import SENDS, Rehearsals
from tests.share import WHOLE, is_taken

__all__ = ["demonstration"]
OFFICES = frozenset(Seat) - PARTIES - {Seat.CLOCK, Seat.PUBLIC}
SHOWN = SENDS & VERBS.keys() & frozenset().union(*map(ever_held, OFFICES))
"""The steps of officers, taken on a page, that can send a letter."""


@dataclass(kw_only=True)
class Rehearsed(Counted):
    """A story each of whose steps is rehearsed before it is taken."""

    rehearsals: Rehearsals = field(default_factory=Rehearsals)

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        """Rehearse a step, take it, and compare the letters."""
        user = self.reporter if first == "reporter" else self.people[first]
        assert user is not None
        with self.rehearsals.of(self.case, verb, Actor(user=user), as_posted(typed)):
            super().by(first, verb, **typed)


@dataclass(kw_only=True)
class RehearsedWalk(Walk):
    """A walk that rehearses each step as it is sent, and asks no law: other walks do."""

    story: Rehearsed

    def send(self, sent: Sent) -> object:
        with self.story.rehearsals.of(self.story.case, sent.verb, sent.by, sent.typed):
            return super().send(sent)

    def holds(self) -> None:
        """Ask nothing."""

    def is_open(self, verb: Verb, person: UUID, seat: Seat) -> bool:
        """Let officers take what they and a party can take."""
        return not (seat in PARTIES and verb in SHOWN) and super().is_open(verb, person, seat)


BY_OFFICERS: Mapping[Chapter, tuple[Verb, ...]] = {
    more.talks_begun: (Verb.TALKS_FAIL,),
    told.finish_report: (Verb.FLAG_HEALTH,),
    branches.consent_offered: (Verb.REJECT_CONSENT,),
    told.decide: (Verb.COUNTERSIGN_SOCIETY_APPEAL, Verb.LODGE_APPEAL, Verb.WITHDRAW_APPEAL),
}
"""Steps that parties take on other roads, by the chapter behind which an officer takes them."""


MAIN = frozenset(
    {
        *(told.screen, told.investigate, told.answer_notice, told.finish_report, told.hold_hearing, told.recommend),
        *(told.decide, told.final, told.monitor),
    }
)
"""The chapters of the road that most cases go. `make test` takes it, and a share of the roads aside."""
DEARER = 10
"""So many statements more than its step a rehearsal may take, with the letters it writes."""


def test_each_letter_that_an_officer_sends_was_shown_as_it_went(demonstration: HandClock) -> None:
    begins = begun(demonstration, Counter[Reached]())
    story = Rehearsed(**{each.name: getattr(begins, each.name) for each in fields(begins)})
    for place, chapter in places(ALL, story, demonstration):
        for marks in (*aside(chapter), BY_OFFICERS.get(chapter, ())):
            passed(place, demonstration, marks)
    made = story.rehearsals
    assert made.differ == []
    assert made.announced == set(), "what a page says will go out is what goes out"
    assert made.hidden == set(), "an officer may not read all of a letter that they send"
    assert {(verb, shown, taken) for verb, shown, taken in made.costs if shown > taken + DEARER} == set()
    assert SHOWN - made.seen.keys() == set() or not WHOLE


def places(road: Road, story: Rehearsed, clock: HandClock) -> Iterator[tuple[Rehearsed, Chapter]]:
    """Yield the story at each place of the tree where cases stand, and the chapter behind which it stands."""
    road.tell(story)
    if road.share:
        yield story, road.tell
    for each in road.then:
        if WHOLE or each.tell in MAIN:
            with clock.taken_back():
                yield from places(each, copy.copy(story), clock)


def passed(story: Rehearsed, clock: HandClock, marks: tuple[Mark, ...]) -> None:
    """Take a road aside, unless every letter of its steps was compared before."""
    steps = {mark for mark in marks if isinstance(mark, Verb)}
    new = steps & SHOWN - story.rehearsals.seen.keys() or len(steps) < len(marks)
    if new and is_taken(" ".join(sorted(steps)), one_in=30):
        with clock.taken_back():
            pass_by(RehearsedWalk.of(copy.copy(story), Counter(story.reached)), marks)
