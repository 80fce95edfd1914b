"""A random walk of a stored case: random steps and input, unauthorised attempts, repeated requests, days that pass."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random
from uuid import UUID, uuid4

from django.utils.datastructures import MultiValueDict

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.plain_step import do
from casework.queries.invariants import History, breaches_of, history_of
from casework.record.events import ContentOpened
from casework.record.rights import rights_of
from casework.verbs import VERBS, perform
from casework.vocabulary import DoneBefore, Refused, Seat, Verb
from casework.workflow.guard import REASONS, Acting
from casework.workflow.step import unmet
from ledger.models import Entry
from tests.invariants.random_input import typed
from tests.invariants.stored_town import Counted, Reached
from tests.invariants.turns import stored_turns_are_due

SIGNATURE = REASONS["second_person_signed"]
TRIES, FIRST = 4, 50
"""How often somebody tries before the turn passes, and how much rather what nobody took."""


@dataclass(frozen=True)
class Open:
    """A step that somebody may take now, in a seat."""

    verb: Verb
    user: User
    seat: Seat
    acting: Acting | None = None


@dataclass(frozen=True)
class Sent:
    """A request as it was sent."""

    verb: Verb
    by: Actor
    typed: "MultiValueDict[str, object]"
    replace_waiting: bool = False


@dataclass(kw_only=True)
class Walk:
    """A walk of one case; `case` is what the last step left, `history` what the invariants last saw."""

    story: Counted
    people: tuple[User, ...]
    rng: Random = field(default_factory=Random)
    case: Case
    history: History
    taken: list[Sent] = field(default_factory=list)
    tried: Counter[Verb] = field(default_factory=Counter)
    steps: int = 0
    refused: tuple[str, ...] = ()

    @classmethod
    def of(cls, story: Counted, known: Counter[Reached]) -> "Walk":
        """Begin where a story stands. `known`: what was reached before, so that other steps get their turn."""
        story.reached = Counter(known)
        case = story.read()
        return cls(story=story, people=tuple(story.people.values()), case=case, history=history_of(case))

    def step(self, lot: int) -> None:
        """Take one step by a lot, and ask every invariant of what it left."""
        self.rng.seed(f"{lot} {self.steps} {len(self.case.record)}")
        self.steps += 1
        turn = self.rng.random()
        if turn < 0.08:
            self.wait(self.some_days())
        elif turn < 0.16:
            self.wrong()
        elif turn < 0.20 and self.taken:
            self.again()
        elif not self.onward():
            self.wait(self.some_days())
        self.holds()

    def holds(self) -> None:
        """Assert the twenty invariants of the case as it is stored, and that its turns are those of the guards."""
        self.history = history_of(self.case, earlier=self.history)
        broken = [f"{one.invariant}: {one.words}" for one in breaches_of(self.history)]
        assert not broken, f"{broken} after {[one.happened.event.type for one in self.history.steps][-8:]}"
        stored_turns_are_due(self.case)

    def wait(self, days: int) -> None:
        """Let some days pass; what falls due happens."""
        self.story.wait(days)
        self.case = self.story.read()

    def ahead(self) -> int:
        """Return how many days it takes until the next clock has run out."""
        view = self.case.view
        due = [run.due for run in view.clocks if run.running and run.due and run.due > view.now]
        return (min(due) - view.now).days + 1 if due else 20

    def some_days(self) -> int:
        """Return none or few, or as many as the next clock needs."""
        return self.rng.choice([0, 1, 3, self.ahead()])

    def onward(self) -> bool:
        """Let somebody take a step that is open to them; whether one was taken."""
        found = [*self.open_steps(), *self.letters()]
        taken = {verb for _, verb, _ in self.story.reached}
        drawn = self.rng.choices(found, [self.weight(one, taken) for one in found], k=TRIES) if found else []
        return any(self.attempt(one) for one in drawn)

    def weight(self, one: Open, taken: set[Verb]) -> float:
        """What nobody ever took comes first, then what was seldom taken here; what is mostly refused is tried seldom."""
        often = self.story.reached[self.case.view.state, one.verb, one.seat] + self.tried[one.verb]
        return (1 if one.verb in taken else FIRST) / (1 + often) ** 2

    def open_steps(self) -> Iterator[Open]:
        """Yield each verb for each seat whose random holder lacks nothing, or only a second signature."""
        seats: dict[Seat, list[tuple[UUID, User]]] = {}
        barred = self.case.view.people.barred
        for person, (user, holders) in access.holders_of(self.case).items():
            for holder in holders if person not in barred else ():
                seats.setdefault(holder.seat, []).append((person, user))
        for seat, holding in sorted(seats.items()):
            person, user = self.rng.choice(sorted(holding, key=lambda one: one[0]))
            for verb in sorted(rights_of(seat, self.case.view, person) & VERBS.keys()):
                if self.is_open(Verb(verb), person, seat):
                    yield Open(Verb(verb), user, seat, self.case.acting)

    def is_open(self, verb: Verb, person: UUID, seat: Seat) -> bool:
        """Whether nothing stands against a step but, where several sign, another hand."""
        self.case.acting = Acting(person=person, seats=frozenset({seat}))
        waiting = self.case.view.proposals.of(verb)
        if waiting is not None and person in {signer for signer, _ in waiting.signers}:
            return False
        return unmet(self.case, verb) in ([], [SIGNATURE])

    def letters(self) -> Iterator[Open]:
        """Yield the opening of a letter, for each side that has one unopened."""
        for seat, user in ((Seat.RESPONDENT, self.accused()), (Seat.COMPLAINANT, self.story.reporter)):
            if user is not None and self.unopened(seat) is not None:
                yield Open(Verb.OPEN_LETTER, user, seat)

    def unopened(self, seat: Seat) -> UUID | None:
        """Return what the latest letter is about that a side has not opened."""
        service = self.case.view.service
        told = [one.event.id for one in self.case.record if one.event.id in service.letter_entries]
        return next((about for about in reversed(told) if not service.is_opened(about, seat)), None)

    def accused(self) -> User | None:
        """Return the respondent's account, once the respondent is known."""
        return self.case.respondent.user if self.case.respondent else None

    def attempt(self, one: Open, *, forms: int = 1) -> bool:
        """Fill the form of a step with random input until it is valid, and send it; return whether it was accepted."""
        if one.verb is Verb.OPEN_LETTER:
            about = self.unopened(one.seat)
            assert about is not None
            return self.tries(
                lambda: do(Verb.OPEN_LETTER, reference=self.story.case, by=Actor(user=one.user), about=about)
            )
        written = (self.written(one.verb, one.user, one.acting) for _ in range(forms))
        sent = next((each for each in written if self.fits(each, one.acting)), None)
        if sent is None or not self.tries(partial(self.send, sent)):
            self.tried[one.verb] += 1
            return False
        self.taken.append(sent)
        return True

    def written(self, verb: Verb, user: User, acting: Acting | None = None) -> Sent:
        """Return a plausible form of a step; sometimes it rewrites a proposal that waits for a signature."""
        form = VERBS[verb].form(view=self.case.view, acting=acting)
        filled = typed(form, self.case.view.today, self.rng)
        by = Actor(user=user, request_key=uuid4(), proven=True)
        return Sent(verb, by, filled, replace_waiting=self.rng.random() < 0.1)

    def fits(self, sent: Sent, acting: Acting | None) -> bool:
        """Whether a form has the shape asked for; now and then it is sent though it has not, or signs what waits."""
        signs = not sent.replace_waiting and self.case.view.proposals.of(sent.verb) is not None
        form = VERBS[sent.verb].form
        return signs or self.rng.random() < 0.1 or form(sent.typed, view=self.case.view, acting=acting).is_valid()

    def send(self, sent: Sent) -> object:
        """Send a request."""
        return perform(
            VERBS[sent.verb],
            reference=self.story.case,
            by=sent.by,
            typed=sent.typed,
            files=MultiValueDict(),
            replace_waiting=sent.replace_waiting,
        )

    def tries(self, step: Callable[[], object]) -> bool:
        """Take a step; whether it was taken. What is refused says why and leaves everything as it was."""
        size = log_size()
        try:
            self.case = self.story.counted(step, known=self.case)
        except Refused as refused:
            unchanged(refused, size)
            self.refused = refused.reasons
            return False
        return True

    def wrong(self) -> None:
        """Let somebody from the town try a step, mostly one that is not theirs or not open now."""
        verb, user = Verb(self.rng.choice(sorted(VERBS))), self.rng.choice(self.people)
        held = access.rights_in(Actor(user=user), self.story.case)[1]
        sent = self.written(verb, user)
        done = self.tries(lambda: self.send(sent))
        assert not done or verb in held, f"{verb} was done without the right to it"
        self.taken += [sent] if done else []

    def again(self) -> None:
        """Send a request a second time: it is answered as done, and nothing is done twice."""
        sent, size = self.rng.choice(self.taken), log_size()
        try:
            self.send(sent)
        except DoneBefore as refused:
            unchanged(refused, size)
        else:
            raise AssertionError(f"{sent.verb} was done twice by one request")


def unchanged(refused: Refused, size: int) -> None:
    """Assert that a refusal gave a reason and left the log as long as it was."""
    assert refused.reasons, f"a {type(refused).__name__} without a reason"
    assert log_size() == size, f"{refused.reasons} left something behind"


def log_size() -> int:
    """Return how many entries the log has but for openings: who signs what waits has read it, whatever comes of it."""
    return Entry.objects.exclude(type=ContentOpened.type).count()
