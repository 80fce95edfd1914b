"""docs/workflow.md: the states, the grid of steps, and every step with its conditions, clocks and letters."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django_fsm import State

from casework.record.clocks import START, STOP
from casework.record.events import KINDS, Event
from casework.record.rights import RIGHTS
from casework.record.turns import ALONGSIDE, EXPECTED, Expected
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from casework.vocabulary.checklists import CHECKLISTS
from casework.vocabulary.not_offered import NOT_OFFERED
from casework.workflow.guard import REASONS
from casework.workflow.signatures import Signatures
from casework.workflow.step import STEPS
from notifications.letters.table import LETTERS
from operations.printing.words import HEAD, NUMBERS, grid_head, head, legend, names, row

STANDING = ("actor_is_free_to_act", "second_person_signed")
BEGUN, SAME = "[*]", "="


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
    asked = (found[1] or found[2] for found in re.finditer(r'check_(?:guard|day)\(\s*(?:\w+\.)?(\w+)|"(\w+)"', source))
    return [name for name in dict.fromkeys(asked) if name in REASONS]


def view_of(verb: Verb) -> list[type[Event]]:
    """Return the kinds of events that a verb leaves in the record."""
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
    yield "# The workflow\n"
    yield f"{HEAD}\n"
    yield "A case is in one of nineteen states. The diagram shows the steps that change the state, the grid shows every step. "
    yield "[The glossary](glossary.md) explains the terms. The code calls the reporter `complainant`.\n"
    yield from legend()
    yield ""
    yield from _diagram()
    yield "\n## Conditions of every step\n"
    yield "- The person can see the case, and their seat has the right to take the step."
    yield "- Nobody acts in two seats that exclude each other."
    yield "- For a person with a conflict of interest, the case does not exist."
    yield "- A request that is sent twice is carried out once.\n"
    yield "A clock also stops when the case enters a state in which that clock does not run.\n"
    yield "## Which step is possible in which state\n"
    yield f"A column is a state. A number is the state to which the step leads; {SAME} means that the state stays the same. "
    yield "Several numbers mean that it depends on the case. `file_complaint` starts a case, in state 1. "
    yield f"Nobody can take {names(NOT_OFFERED)} yet ([why](adr/0055-reports-about-the-same-events-stay-separate-cases.md)).\n"
    yield from grid_head("step")
    yield from (row(f"[{verb.value}](#{verb.value})", *_leads(verb)) for verb in _verbs())
    yield from _expected()
    yield from _checklists()
    yield from _clocks()
    yield "\n## The steps\n"
    yield "Each step leaves an entry in the record. The tables say which clocks the entry starts and stops, and which letters"
    yield "it sends. A letter is named after its template in `templates/letters/`."
    for verb in _verbs():
        yield from _step(verb)


def _expected() -> Iterator[str]:
    yield "\n## Whose turn it is\n"
    yield "In each open state one step is expected first: that of the first row whose condition holds. It is due on the"
    yield "day of the first of its clocks that is running. A step that waits for a signature is also the turn of everybody"
    yield "who can still sign it. A periodic duty becomes somebody’s turn a week before its day."
    for state, rows in EXPECTED.items():
        yield f"\n**{state.value}**\n"
        yield from head("if", "step", "seat", "clock")
        yield from (_expected_row(one) for one in rows)
    yield "\n**At the same time**\n"
    yield from head("state", "if", "step", "seat", "clock")
    for states, one in ALONGSIDE:
        where = (
            "every state" if len(states) == len(CaseState) else names(state for state in CaseState if state in states)
        )
        yield row(where, *_expected_cells(one))


def _checklists() -> Iterator[str]:
    yield "\n## What the officers of a case tick off\n"
    yield "The page of notes and tasks shows the list of the state that the case is in. No step waits for it, and what was"
    yield "ticked is not part of the record ([why](adr/0047-notes-are-working-papers.md)).\n"
    yield from head("state", "items")
    for state, items in CHECKLISTS.items():
        yield row(f"`{state.value}`", " ".join(str(item.words) for item in items))


def _clocks() -> Iterator[str]:
    yield "\n## The clocks\n"
    yield "A clock is a period that runs in a case. Its length is in the rulebook (`policy/editions/`).\n"
    yield from head("clock", "on the pages")
    yield from (row(clock.value, clock.label) for clock in ClockName)


def _expected_row(one: Expected) -> str:
    return row(*_expected_cells(one))


def _expected_cells(one: Expected) -> tuple[str, ...]:
    if_ = " ".join((one.wanted.__doc__ or "").split()) if one.wanted else "otherwise"
    if one.waits:
        if_ += f" It waits for the reporter while this holds: {one.waits.__doc__}"
    clocks = ["hearing day" if clock is None else clock.value for clock in one.clocks]
    return if_, names(one.verbs), names(one.seats), names(clocks)


def _verbs() -> Iterator[Verb]:
    return (verb for verb in Verb if verb in STEPS)


def _leads(verb: Verb) -> Iterator[str]:
    """Yield for each state where the step leads from there; a step that begins a case has an empty row."""
    taken = [way for way in ways() if way.verb is verb]
    for state in CaseState:
        here = [way for way in taken if state.value in way.sources]
        numbers = sorted({NUMBERS[CaseState(target)] for way in here for target in way.targets})
        yield " ".join(map(str, numbers)) if numbers else SAME * bool(here)


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
    yield f"\n### {verb.value}\n"
    yield _promise(verb)
    if verb in NOT_OFFERED:
        yield f"\n{NOT_OFFERED[verb]}"
    for way in (each for each in ways() if each.verb is verb):
        yield f"\n{_from(way)}. Seats: {', '.join(seats_of(verb, way.sources)) or 'none'}."
        if way.guards:
            yield "\nThe step is refused with:\n"
            yield from (f"- {REASONS[name]}" for name in way.guards)
    yield from _beside(verb)


def _from(way: Way) -> str:
    if way.sources == (BEGUN,):
        return f"New case → **{names(way.targets)}**"
    sources = "Every state" if len(way.sources) == len(CaseState) else names(way.sources)
    return f"{sources} → **{', '.join(way.targets) if way.targets else 'the same state'}**"


def _promise(verb: Verb) -> str:
    return (inspect.getdoc(STEPS[verb].function) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")


def _beside(verb: Verb) -> Iterator[str]:
    if typed := typed_guards(verb):
        yield "\nWhat is typed is refused with:\n"
        yield from (f"- {REASONS[name]}" for name in typed)
    if needed := STEPS[verb].signatures:
        yield f"\nSecond signature: {_signatures(needed)}"
    if kinds := view_of(verb):
        yield ""
        yield from head("entry", "class", "starts", "stops", "letters")
        for kind in kinds:
            letters = (f"`{post.template}` to the {seat.value}" for seat, post in LETTERS.get(kind, {}).items())
            yield row(
                f"`{kind.type}`", kind.__name__, names(START.get(kind, ())), names(STOP.get(kind, ())), names(letters)
            )


def _signatures(needed: Signatures) -> str:
    first, second = names(sorted(needed.first)), names(sorted(needed.second))
    much = "a majority of the panel signs" if needed.body in ("panel", "appeal_panel") else "two different people sign"
    where = f", only in {names(sorted(needed.only_in))}" if needed.only_in else ""
    return f"{first} and {second}; {much}{where}."
