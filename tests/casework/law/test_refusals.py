"""Every step is refused to the people who may not take it, from the tables alone: a new verb is covered at once."""

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, get_args, get_origin, get_type_hints
from uuid import uuid4

import pytest
import time_machine

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor, door
from casework.access.requests import claim
from casework.models import Case, CaseGrant, Clock, Seating
from casework.procedure.plain_step import PlainStep, do
from casework.record.rights import Holder, rights_due, rights_of
from casework.vocabulary import CaseState, NoRight, NotNow, NotSeen, Reading, Refused, Seat, Verb
from casework.workflow.guard import Acting
from casework.workflow.step import ELSEWHERE, STEPS, unmet
from ledger.models import Entry
from policy.actions import publish_editions
from tests.casework.desk_cast import ICSRM
from tests.savepoints import rollback_at_end
from tests.share import is_taken, share_of
from tests.stories import Situation, Town, situation
from vault.models import SealedText

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NO_CASE_YET = {Verb.FILE_COMPLAINT, Verb.OPEN_CONTENT, Verb.PROPOSE_STEP, Verb.SIGN_STEP, Verb.RETURN_STEP}


def own_action(verb: Verb) -> Callable[..., Any] | None:
    """Return the action that a verb has of its own; None for a plain one."""
    module = STEPS[verb].function.__module__.removesuffix("steps") + "actions"
    return getattr(import_module(module), verb.value, None) if find_spec(module) else None


ACTS: dict[Verb, Callable[..., Any]] = {
    verb: own_action(verb) or partial(do, verb) for verb in Verb if verb not in NO_CASE_YET
}
SHOWING = {right.value for right in Reading}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """The people, on a morning that stands still."""
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(NOW, tick=False):
        publish_editions(folder=ICSRM)
        yield Town.made()


@pytest.fixture
def town(made: Town, db: None) -> Town:
    """The same people; what a test writes of them is taken back."""
    return made


def attempted(verb: Verb, case: Case, by: Actor) -> Refused | None:
    """Return how a step is refused when nothing at all was typed, or None when it was done."""
    nothing = {name: _nothing(hint) for name, hint in asked_of(verb).items()}
    try:
        ACTS[verb](reference=case.reference, by=by, **nothing)
    except Refused as refused:
        return refused
    return None


def asked_of(verb: Verb) -> dict[str, Any]:
    """Return what a step asks to be typed, with the type of each: the keywords of its action, or of a plain step."""
    if own_action(verb) is not None:
        keywords = inspect.signature(ACTS[verb]).parameters
        asked = {name: one.annotation for name, one in keywords.items() if name not in {"reference", "by"}}
        for name in [name for name in asked if keywords[name].kind is inspect.Parameter.VAR_KEYWORD]:
            asked |= get_type_hints(*get_args(asked.pop(name)))
        return asked
    step, keywords = PlainStep.of(verb), inspect.signature(STEPS[verb].function).parameters
    return dict.fromkeys(step.event.sealed, str) | {name: keywords[name].annotation for name in step.asked}


EMPTY: dict[Any, Any] = {
    str: "",
    bool: False,
    list: [],
    tuple: (),
    dict: {},
    Collection: (),
    Sequence: (),
    Mapping: {},
    Iterable: (),
    date: NOW.date(),
    datetime: NOW,
}


def _nothing(hint: Any) -> Any:
    """Return what an empty field of a type comes to; of a day, some day."""
    return EMPTY.get(get_origin(hint) or hint)


def written(case: Case) -> tuple[Any, ...]:
    """Return everything a step could have written."""
    row = Case.objects.filter(pk=case.pk).values_list()
    of_case = (Clock, "case_id"), (CaseGrant, "content_object_id"), (Seating, "case_id")
    rows = [sorted(map(str, model.objects.filter(**{key: case.pk}).values_list())) for model, key in of_case]
    return list(row), rows, Entry.objects.count(), SealedText.objects.count()


def stored(case: Case, by: Actor) -> frozenset[str]:
    """Return the rights an actor holds in a case, as they are stored."""
    return frozenset(
        CaseGrant.objects.filter(user=by.user, content_object=case).values_list("permission__codename", flat=True)
    )


@pytest.mark.parametrize("state", CaseState)
def test_rights_are_the_table_and_no_step_exists_for_people_without_any(state: CaseState, town: Town) -> None:
    """A step outside the table is a 403 for people who see the case, else a 404: a stranger, the conflicted, a superuser."""
    here = situation(state, town)
    before = written(here.case)
    view = access.view_of(here.case, NOW)
    wrong: list[tuple[str, str, str]] = []
    for seat in (*here.seated, Seat.CLOCK):
        by = here.by(seat)
        person = pseudonym(by.user, str(here.case.pk) if seat in (Seat.COMPLAINANT, Seat.RESPONDENT) else "")
        sits = seat is Seat.CLOCK or seat in view.people.seats_of(person)  # a board rises once it has decided
        due = rights_due(view, [Holder(person=person, seat=seat)] if sits else []).get(person, frozenset())
        held = stored(here.case, by)
        assert held == {right.value for right in due}, (seat, state)
        assert not due or access.require(by, here.case.reference, *due) == held
        expected = NoRight if held & SHOWING else NotSeen
        for verb in ACTS.keys() - {Verb(right) for right in held - SHOWING}:
            try:
                door.rights_allowed(held, verb)
            except (NoRight, NotSeen) as refused:
                wrong += [] if type(refused) is expected else [(seat, verb, type(refused).__name__)]
            else:
                wrong.append((seat, verb, "allowed"))
    assert wrong == []
    outside = {"stranger": here.stranger, "barred": here.barred, "superuser": here.superuser}
    asked = [(verb, name) for verb in ACTS for name in outside if is_taken(f"{state} {verb} {name}", one_in=4)]
    assert {type(attempted(verb, here.case, Actor(user=outside[name]))) for verb, name in asked} == {NotSeen}
    assert written(here.case) == before


@pytest.mark.parametrize("state", share_of(CaseState, one_in=4))
def test_a_step_that_is_not_open_says_why_and_one_asked_for_twice_is_done_once(state: str, town: Town) -> None:
    """The holder of a right gets every reason against the step, in order, and one request key never counts twice."""
    here = situation(CaseState(state), town)
    before = written(here.case)
    for seat in (*here.seated, Seat.CLOCK):
        by = here.by(seat)
        held = [Verb(right) for right in sorted(stored(here.case, by) - SHOWING)]
        shown = access.case_shown(by, here.case.reference, *held) if held else here.case
        for verb in (each for each in held if each in ACTS):
            refused_for_its_reasons(verb, here, by, shown)
            refused_when_repeated(verb, here, by)
        assert written(here.case) == before, seat


def refused_for_its_reasons(verb: Verb, here: Situation, by: Actor, shown: Case) -> None:
    """Assert that a step against which something stands is refused with just that."""
    holding = frozenset(seat for seat in shown.seats if verb in rights_of(seat, shown.view, shown.acting.person))
    shown.acting = Acting(person=shown.acting.person, seats=holding)
    against = unmet(shown, verb)
    if against:
        refused = attempted(verb, here.case, by)
        assert isinstance(refused, NotNow), (verb, refused)
        assert list(refused.reasons) == against, verb


def refused_when_repeated(verb: Verb, here: Situation, by: Actor) -> None:
    """Assert that a request whose key was used is refused, whatever the state of the case."""
    once = replace(by, request_key=uuid4())
    claim(once, verb, here.case.reference, NOW)
    again = attempted(verb, here.case, once)
    assert isinstance(again, NotNow), (verb, again)
    assert "already been done" in " ".join(again.reasons)


def test_outside_its_states_every_step_gives_the_one_sentence_about_the_stage() -> None:
    reasons = set()
    for verb in ACTS:
        for state in (each for each in CaseState if each not in STEPS[verb].sources):
            case = Case()
            vars(case)["state"] = state.value
            reasons.add(tuple(unmet(case, verb)))
    assert reasons == {(ELSEWHERE,)}
