"""Steps taken as pages take them: typed into their forms, by one hand or two."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict

from casework.access import Actor
from casework.access.history import case_called, view_of
from casework.models import Case
from casework.recording import open_texts
from casework.tasks import serve_ballots
from casework.verbs import VERBS, perform
from casework.vocabulary import CaseCompartment, Verb
from casework.workflow.guard import reason_of
from ledger import queries as ledger
from ledger.clock import now
from local.demo.scenario import WAITS_FOR_SIGNER


def take(case: Case, verb: Verb, by: Actor, second: Actor | None = None, /, **typed: str | Sequence[str]) -> Case:
    """Take a step with what was typed; `second` signs what `by` put forward."""
    said = MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in typed.items()})
    done = perform(VERBS[verb], reference=case.reference, by=by, typed=said)
    if second:
        done = perform(VERBS[verb], reference=case.reference, by=second, typed={})
    if verb in WAITS_FOR_SIGNER:
        serve_ballots()
        return case_called(case.reference, now())
    return done


def trying(
    case: Case, verb: Verb, by: Actor, second: Actor | None = None, /, **typed: str | Sequence[str]
) -> Callable[[], Case]:
    """Return a callable that takes a step, for tests that expect a refusal."""
    return lambda: take(case, verb, by, second, **typed)


def reason(case: Case, guard: str) -> str:
    """Return what a refused person reads of a guard as the case stands now."""
    return reason_of(guard, view_of(case, now()))


def last(case: Case, back: int = 1) -> tuple[str, dict[str, Any]]:
    """Return the type and the clear data of the latest entry, or of one `back` from the end."""
    entry = ledger.stream(case.stream)[-back]
    return entry.type, entry.body["data"]


def words(case: Case, field: str, kept: CaseCompartment = CaseCompartment.CASE, back: int = 1) -> Any:
    """Return what was sealed in a field of the latest entry; it stands nowhere in the clear."""
    entry = ledger.stream(case.stream)[-back]
    text = open_texts(case, kept, [(entry.id, field)])[entry.id, field]
    assert str(text).encode() not in b"".join(bytes(each.entry) for each in ledger.stream(case.stream))
    return text


def due(case: Case, clock: str) -> date | None:
    moment = case.clocks.get(name=clock).due
    return moment.date() if moment else None


def clocks(case: Case) -> dict[str, date | None]:
    return {row.name: row.due.date() if row.due else None for row in case.clocks.all()}
