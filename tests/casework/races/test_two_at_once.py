"""Every step of a case sent by two at once from one page: one is done, the other is told what changed, nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from accounts.models import User
from casework import access, tasks
from casework.access import Actor
from casework.queries.step_version import step_version
from casework.record.events import Recorded
from casework.verbs import VERBS, perform
from casework.vocabulary import CaseChanged, Refused, Seat, Verb
from ledger.clock import advance
from local.demo import story as told
from local.demo.scenario import Story, as_posted
from tests.casework.known_entries import known_entries
from tests.casework.races.racing import at_once

COMMON = 30
"""How many different steps are at least taken by two at once."""
ROAD = (
    *(told.screen, told.investigate, told.answer_notice, told.finish_report, told.hold_hearing, told.recommend),
    *(told.decide, told.final, told.monitor),
)
BESIDE = {Verb.ACKNOWLEDGE_COMPLAINT: "ian", Verb.SEAT_OFFICER: "ian", Verb.FIND_CASE_TO_ANSWER: "dev"}
"""Who else takes a step at the same moment. Every other step is sent from two windows of one person."""
VOTERS = {Verb.VOTE_CASE_TO_ANSWER: ("dana", "dev", "dora"), Verb.CAST_VOTE: told.BOARD}
"""Who votes from a page that was opened before anybody had voted: the votes of others are no change."""


@dataclass(kw_only=True)
class Doubled(Story):
    """A case in which the first of each step is sent by two at once, each from a page that was opened before."""

    raced: dict[Verb, tuple[str, ...]] = field(default_factory=dict)
    opened: dict[tuple[str, Verb], str] = field(default_factory=dict)

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        """Take a step; if it is the first of its kind, twice at once. Assert that one is done, and what the other is told."""
        if opened := self.opened.pop((first, verb), ""):
            self.send(self.user(first), verb, opened, typed)
            return
        if verb in self.raced or self.view.proposals.of(verb) is not None:
            super().by(first, verb, **typed)
            return
        self.opened |= {(one, verb): self.version(self.user(one), verb) for one in VOTERS.get(verb, ()) if one != first}
        pages = [(user, self.version(user, verb)) for user in (self.user(first), self.beside(first, verb))]
        before = len(self.record())
        outcomes = at_once(*(partial(self.send, user, verb, version, typed) for user, version in pages))
        (late,) = [user for (user, _), one in zip(pages, outcomes, strict=True) if not one.done]
        (refused,) = [one.refused for one in outcomes if one.refused]
        self.raced[verb] = self.said_to(late, refused, self.record()[before:])

    def said_to(self, late: User, refused: Refused, new: list[Recorded]) -> tuple[str, ...]:
        """Return what the late person was told: nothing that they may not know, and nothing that did not happen."""
        assert isinstance(refused, CaseChanged), refused
        known = known_entries(Actor(user=late), self.case)
        titles = {str(one.event.title) for one in new if one.event.id in known}
        said = refused.reasons[1:]
        assert {words.partition(" (")[0] for words in said} <= titles
        assert len({one.actor for one in new}) == 1
        return said

    def user(self, first: str) -> User:
        user = self.reporter if first == "reporter" else self.people[first]
        assert user is not None
        return user

    def beside(self, first: str, verb: Verb) -> User:
        """Return who sends the same step at the same moment."""
        screeners = self.people.keys() & set(self.holding(Seat.SCREENER)) - {first}
        return self.user(BESIDE.get(verb, min(screeners) if verb is Verb.TRIAGE_CASE else first))

    def version(self, user: User, verb: Verb) -> str:
        return step_version(access.case_shown(Actor(user=user), self.case, verb), verb)

    def record(self) -> list[Recorded]:
        return access.recorded_in(f"case/{self.view.case}")

    def send(self, user: User, verb: Verb, version: str, typed: Mapping[str, object]) -> None:
        by = Actor(user=user, proven=True)
        perform(VERBS[verb], reference=self.case, by=by, typed=as_posted(typed), versions=[version])


def test_of_two_who_send_a_step_at_once_one_is_done_and_the_other_told_what_changed(people: Mapping[str, User]) -> None:
    story = Doubled(people=people, due=tasks.lapses, move=advance)
    told.bring_report(story, people["rex"].name, reporter="Wilma Quill")
    for chapter in ROAD:
        chapter(story)
    assert len(story.raced) >= COMMON
    assert story.opened == {}
    assert [verb for verb, said in story.raced.items() if not said] == []
