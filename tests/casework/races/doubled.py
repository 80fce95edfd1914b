"""A story whose steps are each taken by two at once: by two people wherever a second person may take or sign the step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.step_version import step_version
from casework.record.events import Recorded
from casework.record.rights import ACCUSED, rights_of
from casework.record.state.people import PARTIES
from casework.tasks import serve_ballots
from casework.verbs import VERBS, perform
from casework.verbs.perform import WAITS_NO_LONGER
from casework.vocabulary import BadShape, CaseChanged, NotNow, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS, Acting
from casework.workflow.step import in_the_way, unmet
from ledger.clock import now
from local.demo.scenario import Story, as_posted
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.known_entries import known_entries
from tests.casework.races.racing import Outcome, at_once
from tests.casework.web.conftest import signed_in

SIGNATURE = REASONS["second_person_signed"]
SINCE = "Since you opened this page:"
PUT_FORWARD = str(REASONS["proposal_replaces_what_was_seen"])
OWN = "You have already taken this step: "


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of a step as one person opened it, and what they type there."""

    user: User
    verb: Verb
    version: str
    signs: str
    typed: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Race:
    """A step that two took at once: how many people they were, how often it was done, and what the late one was told."""

    people: int
    done: int
    said: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Doubled(Story):
    """A case in which the first step of each kind is sent by two at once, each from a page that was opened before."""

    raced: dict[Verb, Race] = field(default_factory=dict)
    signed: dict[Verb, Race] = field(default_factory=dict)
    """The last signatures that two people gave at once."""
    ahead: set[tuple[UUID, Verb]] = field(default_factory=set)
    """Who has done already what the story lets them do later, as each does it for themselves."""

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        if (self.user(first).pk, verb) in self.ahead:
            self.ahead.remove((self.user(first).pk, verb))
        elif self.view.proposals.of(verb) is not None:
            self.sign(first, verb)
        elif verb in self.raced:
            super().by(first, verb, **typed)
        else:
            self.raced[verb] = self.race(self.pair(self.user(first), verb), verb, typed)
            serve_ballots()

    def two(self, first: str, second: str, verb: Verb, /, **typed: object) -> None:
        """Let two put a step forward at once, and then all others who may sign it."""
        self.by(first, verb, **typed)
        self.sign(second, verb)

    def sign(self, second: str, verb: Verb) -> None:
        """Sign what waits: two people at once if either of two could give the last signature."""
        able = self.able(verb, signs_last=True) or self.able(verb)
        signers = sorted(able, key=lambda one: one != self.user(second))
        if len(signers) > 1 and verb not in self.signed:
            self.signed[verb] = self.race((signers[0], signers[1]), verb, {})
        else:
            self.send(self.page(signers[0], verb, {}))

    def race(self, pair: tuple[User, User], verb: Verb, typed: Mapping[str, object]) -> Race:
        """Let two send the same step. Assert that it was done once, or once by each, and what the late one was told."""
        pages = [self.page(user, verb, typed) for user in pair]
        before = len(self.record())
        outcomes = at_once(*(partial(self.send, page) for page in pages))
        new = self.record()[before:]
        late = next((page for page, one in zip(pages, outcomes, strict=True) if not one.done), None)
        done = sum(one.done for one in outcomes)
        assert done >= 1, [one.refused for one in outcomes]
        assert len({one.actor for one in new}) == done
        self.ahead |= {(page.user.pk, verb) for page in pages[1:]} if done > 1 else set()
        said = self.said_to(late.user, verb, outcomes, new) if late else ()
        if late and typed and pair[0] != pair[1]:
            self.page_keeps_what_was_typed(late)
        return Race(people=len(set(pair)), done=done, said=said)

    def page_keeps_what_was_typed(self, late: Page) -> None:
        """Assert that the late page comes back as refused, with every sentence that was typed on it, and does nothing."""
        before = len(self.record())
        hidden = {"step_version": late.version, "signs": late.signs, "request_key": str(uuid4())}
        answer = signed_in(late.user).post(self.address(late), dict(as_posted(late.typed).lists()) | hidden)
        page = unescape(answer.content.decode())
        sentences = [words for words in late.typed.values() if isinstance(words, str) and " " in words]
        assert answer.status_code == 409 or (answer.status_code == 422 and SINCE in page), late.verb
        assert [words for words in sentences if words not in page] == [], late.verb
        assert len(self.record()) == before

    def address(self, page: Page) -> str:
        """Return the address of a step as the person finds it: a member's side knows the case by their letter."""
        place_letters()
        letters = Message.objects.filter(reader=page.user, seat__in=ACCUSED, case__reference=self.case)
        if letter := letters.order_by("placed_at").first():
            return reverse("member_step", args=[letter.reference, page.verb])
        return reverse("step", args=[self.case, page.verb])

    def said_to(self, late: User, verb: Verb, outcomes: list[Outcome], new: list[Recorded]) -> tuple[str, ...]:
        """Return what the late person was told: nothing that they may not know, and nothing that did not happen."""
        (refused,) = [one.refused for one in outcomes if one.refused]
        if isinstance(refused, NotSeen):
            with pytest.raises(NotSeen):
                access.case_shown(Actor(user=late), self.case, *access.SHOWING)
            return ()
        if isinstance(refused, BadShape):  # what was chosen is no choice any more
            return refused.reasons
        assert isinstance(refused, NotNow), refused
        if not isinstance(refused, CaseChanged):
            shown = in_the_way(access.case_shown(Actor(user=late), self.case, verb), verb)
            assert refused.reasons in ((PUT_FORWARD,), (str(WAITS_NO_LONGER),), tuple(shown)), refused.reasons
            return refused.reasons
        known = known_entries(Actor(user=late), self.case)
        titles = {str(one.event.title) for one in new if one.event.id in known}
        said = refused.reasons[1:]
        assert [words for words in said if not words.removeprefix(OWN).startswith(tuple(titles))] == []
        return said

    def pair(self, user: User, verb: Verb) -> tuple[User, User]:
        """Return two people of one side who may take a step now; one person twice if nobody else of the side may."""
        able = self.able(verb)
        return user, next((one for one, side in able.items() if one != user and side == able.get(user)), user)

    def able(self, verb: Verb, *, signs_last: bool = False) -> dict[User, Seat | None]:
        """Return who may take or sign a step now, by the rights and the guards, each with their side; None: the Society."""
        case = access.case_called(self.case, now())
        waiting = case.view.proposals.of(verb)
        signed = {person for person, _ in waiting.signers} if waiting else set()
        lacking = [[]] if signs_last else [[], [SIGNATURE]]
        return {user: side_of(seat) for person, user, seat in able_people(case, verb, lacking) if person not in signed}

    def user(self, first: str) -> User:
        user = self.reporter if first == "reporter" else self.people[first]
        assert user is not None
        return user

    def page(self, user: User, verb: Verb, typed: Mapping[str, object]) -> Page:
        waiting = self.view.proposals.of(verb)
        signs = str(waiting.id) if waiting else ""
        return Page(user=user, verb=verb, version=self.version(user, verb), signs=signs, typed=typed)

    def version(self, user: User, verb: Verb) -> str:
        return step_version(access.case_shown(Actor(user=user), self.case, verb), verb)

    def record(self) -> list[Recorded]:
        return access.recorded_in(f"case/{self.view.case}")

    def send(self, page: Page) -> None:
        perform(
            VERBS[page.verb],
            reference=self.case,
            by=Actor(user=page.user, proven=True),
            typed=as_posted(page.typed),
            read=page.signs,
            versions=[page.version],
        )


def side_of(seat: Seat) -> Seat | None:
    return Seat.RESPONDENT if seat in ACCUSED else seat if seat in PARTIES else None


def able_people(case: Case, verb: Verb, lacking: list[list[str]]) -> Iterator[tuple[UUID, User, Seat]]:
    """Yield everybody who has a right to a step, and against whom stands nothing, or one of the lists in `lacking`."""
    for person, (user, holders) in sorted(access.holders_of(case).items(), key=lambda one: one[1][0].name):
        for holder in holders:
            case.acting = Acting(person=person, seats=frozenset({holder.seat}))
            held = verb in rights_of(holder.seat, case.view, person) and person not in case.view.people.barred
            if held and unmet(case, verb) in lacking:
                yield person, user, holder.seat
                break
