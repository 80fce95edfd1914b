"""Before anybody sees a case, everybody who could is compared with the people in it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import ConflictDetected, KeepAwayAsked
from casework.models import Case
from casework.queries.conflict_sweep import Sweep, sweep
from casework.queries.keep_away import to_be_asked
from casework.recording import record
from casework.vocabulary import Seat, Verb
from casework.workflow import filing as steps


@transaction.atomic(durable=True)
def sweep_conflicts(*, case: str, by: Actor) -> Case:
    """Deny the case to everyone tied to it, and open it to the others. Safe to repeat: only what is new is recorded.

    Where a line about who must not see the report fits nobody, it opens to no one: somebody outside is asked first, and
    the next one once the time to answer is over.
    """
    found = access.case_for(by, case, Verb.SWEEP_CONFLICTS)
    seen = sweep(found)
    fact = steps.sweep_conflicts(found, compared=seen.compared, **_kept(found, seen))
    detected = [ConflictDetected(person=tie.person, provisional=tie.provisional) for tie in seen.ties]
    asked = _asked(found, seen)
    found.keep(fact, *detected, *(one for one, _ in asked))
    access.reconcile(found)
    bases = [{"basis": tie.basis()} for tie in seen.ties]
    record(fact, subject=found, also=[*zip(detected, bases, strict=True), *asked])
    return found


def _kept(case: Case, seen: Sweep) -> dict[str, Any]:
    """Return how many people each line, and the ticks, deny, and which lines fit only people who stay."""
    denied = seen.denied | case.facts.people.barred
    fits = [reading.people for reading in seen.wishes.readings]
    return {
        "kept_by_line": tuple(len(people & denied) for people in fits),
        "kept_by_tick": len(seen.wishes.ticked & denied),
        "lines_spared": tuple(place for place, people in enumerate(fits) if people and not people & denied),
    }


def _asked(case: Case, seen: Sweep) -> list[tuple[KeepAwayAsked, Mapping[str, Any]]]:
    """Return who is asked about the lines that fit nobody, with their words; nothing where nobody has to be asked anew."""
    filing = case.facts.filing
    lines = filing.lines_waiting if filing.swept else seen.wishes.unread
    if not lines:
        return []
    persons = to_be_asked(case.facts, seen.denied)
    if filing.swept and set(persons) == case.facts.people.holding(Seat.OUTSIDE_ALTERNATE):
        return []
    words = [seen.wishes.lines[line] for line in lines]
    return [(KeepAwayAsked(lines=lines, persons=persons), {"lines": words})]
