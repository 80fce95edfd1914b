"""How a walk on the database is steered: it is told what to pass, and finds the hands, the words and the days for it."""

from collections.abc import Callable, Iterable, Iterator

from casework import access
from casework.record.rights import rights_of
from casework.verbs import VERBS
from casework.vocabulary import Verb
from tests.invariants.stored_town import Counted
from tests.invariants.stored_walking import Open, Walk

type Chapter = Callable[[Counted], None]
type Mark = Verb | Chapter
PATIENCE = 24
"""How often a step is tried before a path counts as lost."""


def pass_by(walk: Walk, marks: Iterable[Mark]) -> None:
    """Pass every mark, and ask every law behind each. AssertionError where a step is never taken."""
    for mark in marks:
        if isinstance(mark, Verb):
            take(walk, mark)
        else:
            mark(walk.story)
            walk.case = walk.story.read()
        walk.holds()


def take(walk: Walk, verb: Verb) -> None:
    """Let a permitted person take a step, and add a missing signature; while nobody may, let days pass."""
    known = len(walk.case.record)
    for turn in range(PATIENCE):
        walk.rng.seed(f"{verb.value} {turn} {known}")
        if not any(walk.attempt(one, forms=30) for one in hands(walk, verb)):
            walk.wait(walk.ahead())
        if any(one.event.verb is verb for one in walk.case.record[known:]):
            return
    path = [one.event.type for one in walk.case.record][-8:]
    raise AssertionError(f"no road takes {verb.value} after {path}: {walk.refused}")


def hands(walk: Walk, verb: Verb) -> Iterator[Open]:
    """Yield everybody who lacks nothing for a step, or nothing but another hand."""
    if verb is Verb.OPEN_LETTER:
        yield from walk.letters()
    barred = walk.case.view.people.barred
    for person, (user, holders) in sorted(access.holders_of(walk.case).items()):
        for seat in sorted(holder.seat for holder in holders if person not in barred and verb in VERBS):
            if verb in rights_of(seat, walk.case.view, person) and walk.is_open(verb, person, seat):
                yield Open(verb, user, seat, walk.case.acting)
