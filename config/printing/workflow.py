"""docs/workflow.md: the diagram of the states, and every step with its conditions, clocks and letters."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django_fsm import State

from casework.entitlements import RIGHTS
from casework.events import KINDS, Fact
from casework.guards.base import REASONS
from casework.guards.signatures import NEEDED
from casework.timetable import START, STOP
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.base import STEPS
from config.printing.words import HEAD, NOTHING, head, names, row
from notifications.letters import LETTERS

STANDING = ("actor_is_free_to_act", "second_person_signed")
BEGUN = "[*]"


@dataclass(frozen=True)
class Way:
    """One verb from some states to some states, with the names of its guards."""

    verb: Verb
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    guards: tuple[str, ...]


def ways() -> Iterator[Way]:
    """Yield the way of every verb that has a step."""
    for step in (STEPS[verb] for verb in Verb if verb in STEPS):
        guards = tuple(test.__name__ for test in step.guards if test.__name__ not in STANDING)
        yield Way(step.verb, tuple(source or BEGUN for source in step.sources), _targets(step.to), guards)


def _targets(target: object) -> tuple[str, ...]:
    if target is None:
        return ()
    return tuple(str(state) for state in target.allowed_states) if isinstance(target, State) else (str(target),)


def typed_guards(verb: Verb) -> list[str]:
    """Return the guards about what is typed, in the order in which the step asks them."""
    source = inspect.getsource(STEPS[verb].function)
    return [name for name in dict.fromkeys(re.findall(r'"(\w+)"', source)) if name in REASONS]


def facts_of(verb: Verb) -> list[type[Fact]]:
    """Return the kinds of facts that a verb leaves in the record."""
    return [kind for kind in KINDS.values() if kind.verb is verb]


def seats_of(verb: Verb, sources: tuple[str, ...]) -> list[Seat]:
    """Return the seats that may take a step from any of the states; a report comes in from the public or through intake."""
    if BEGUN in sources:
        return [Seat.PUBLIC, Seat.INTAKE]
    return [
        seat for seat in Seat if any(verb in RIGHTS.get((seat, state), ()) for state in CaseState if state in sources)
    ]


def lines() -> Iterator[str]:
    """Yield the page."""
    yield "# The workflow"
    yield ""
    yield HEAD
    yield ""
    yield "Nineteen states. A step that changes none is not in the diagram, but in the table below."
    yield ""
    yield from _diagram()
    yield ""
    yield "On every step stands besides: the case is seen and the seat holds the right; nobody acts in two seats that "
    yield "exclude one another; whoever has a conflict meets a page that does not exist; a request counts once."
    yield "A clock also stops when the case enters a state in which it does not live."
    for verb in (each for each in Verb if each in STEPS):
        yield from _step(verb)


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    arrows: dict[tuple[str, str], list[str]] = {}
    for way in ways():
        for source in way.sources:
            for target in way.targets:
                arrows.setdefault((source, target), []).append(way.verb.value)
    for (source, target), verbs in sorted(arrows.items()):
        yield f"    {source} --> {target}: {', '.join(sorted(set(verbs)))}"
    yield "    closed --> [*]"
    yield "```"


def _step(verb: Verb) -> Iterator[str]:
    yield ""
    yield f"## {verb.value}"
    yield ""
    yield _promise(verb)
    yield ""
    yield from head("from", "to", "seats", "conditions")
    for way in (each for each in ways() if each.verb is verb):
        everywhere = len(way.sources) == len(CaseState)
        sources = "every state" if everywhere else names(way.sources)
        conditions = "<br>".join(REASONS[name] for name in way.guards) or NOTHING
        yield row(
            sources, names(way.targets) if way.targets else "the same", names(seats_of(verb, way.sources)), conditions
        )
    yield ""
    yield from _beside(verb)


def _promise(verb: Verb) -> str:
    return (inspect.getdoc(STEPS[verb].function) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")


def _beside(verb: Verb) -> Iterator[str]:
    if typed := typed_guards(verb):
        yield "- What is typed: " + " ".join(REASONS[name] for name in typed)
    if verb in NEEDED:
        yield f"- Second hand: {_hands(verb)}"
    for fact in facts_of(verb):
        yield f"- Leaves `{fact.type}` ({fact.__name__})"
        if started := START.get(fact):
            yield f"- Starts {names(started)}"
        if stopped := STOP.get(fact):
            yield f"- Stops {names(stopped)}"
        for seat, post in LETTERS.get(fact, {}).items():
            yield f"- Letter {post.letter.value} to the {seat.value}"


def _hands(verb: Verb) -> str:
    needed = NEEDED[verb]
    first, second = names(sorted(needed.first)), names(sorted(needed.second))
    much = "a majority of the panel signs" if needed.body in ("panel", "appeal_panel") else "two different people sign"
    where = f", in {names(sorted(needed.only_in))} alone" if needed.only_in else ""
    return f"{first} and {second}; {much}{where}."
