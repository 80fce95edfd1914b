"""The steps of a case: how one is declared, attached to the case row, and refused. No query, no save, no clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any, Concatenate, Literal, cast

from django.db import models
from django.utils.functional import Promise
from django_fsm import FSMField, State, transition

from casework.record.events import Event, Moved
from casework.record.state import CaseView
from casework.vocabulary import CaseState, ClockName, ClosingCode, NotNow, Route, Verb
from casework.workflow.common_guards import actor_is_free_to_act, signed_by_enough
from casework.workflow.docket import Task
from casework.workflow.guard import REASONS, UNTIL, Acting, Guard, end_of_wait, reason_of
from casework.workflow.lateness import Lateness
from casework.workflow.signatures import Signatures, with_signatures

ELSEWHERE = "This step is not open at this stage of the case."

NEW: Literal[""] = ""
STATES = [(state.value, state.value) for state in CaseState]

OPEN = [state for state in CaseState if state is not CaseState.CLOSED]
ACKNOWLEDGED = [state for state in OPEN if state is not CaseState.SUBMITTED]

type Sources = CaseState | Literal[""] | Sequence[CaseState]


class CaseMachine(models.Model):
    """The state of a case, the columns that steps set for later steps, and what a step may ask.

    The columns hold the states to which a case can return, the route of the current decision, and the closing code.
    `casework.access` sets `view` and `acting`. The class names no step: `attach_steps` adds the registered steps to its
    subclasses.
    """

    talks_from = models.CharField(max_length=24, blank=True, choices=STATES)
    consent_from = models.CharField(max_length=24, blank=True, choices=STATES)
    dismissed_from = models.CharField(max_length=24, blank=True, choices=STATES)
    route = models.CharField(max_length=8, blank=True, choices=[(r.value, r.value) for r in Route])
    closing_code = models.CharField(max_length=32, blank=True, choices=[(c.value, c.value) for c in ClosingCode])
    state = FSMField(default="", protected=True, choices=STATES)

    view: CaseView
    acting: Acting

    class Meta:
        abstract = True


@dataclass(frozen=True, eq=False)
class Step[**P, F: Event]:
    """One step: its sources, its target (None: the case stays), its guards, and the function that returns the event.

    `signatures`: the signatures that it needs, None if one person is enough. `decisive`: people with a passkey use it to
    sign the step (R8). `docket`: what deciders are asked, None if their docket does not name the step. `late`: whose
    lateness the step is about, if it is. `by_code`: an anonymous reporter can take it. `on_lapse`: the clocks at whose end
    the system takes it. `choices`: whether its form has something to choose from, None if it always has. That is no rule:
    pages show a step without choices as shut. `written_before`: the guards that may still be in the way while its form is
    written, over days; none if the form is shown only once the step is open. They are guards about time, papers or people
    that are awaited, and never about the person who acts.
    """

    verb: Verb
    sources: tuple[str, ...]
    to: CaseState | State | None
    guards: tuple[Guard, ...]
    choices: Guard | None
    signatures: Signatures | None
    decisive: bool
    docket: Task | None
    late: Lateness | None
    by_code: bool
    on_lapse: tuple[ClockName, ...]
    written_before: tuple[Guard, ...]
    function: Callable[Concatenate[CaseMachine, P], F]

    def __call__(self, case: CaseMachine, *args: P.args, **kwargs: P.kwargs) -> F:
        """Take the step and return the event. Raises NotNow with every reason against it."""
        return cast(F, getattr(case, self.verb.value)(*args, **kwargs))

    def method(self, field: FSMField) -> Callable[..., F]:
        """Return the step as a method of a row: a django-fsm transition of `field` that refuses with reasons."""

        @wraps(self.function)
        def body(case: CaseMachine, *args: P.args, **kwargs: P.kwargs) -> F:
            return self.function(case, *args, **kwargs)

        # Each row class gets a transition of its own: django-fsm keeps the field on the function that it wraps.
        conditions: list[Any] = list(self.guards)
        change = transition(field=field, source=list(self.sources), target=self.to, conditions=conditions)(body)

        @wraps(change)
        def taken(case: CaseMachine, *args: P.args, **kwargs: P.kwargs) -> F:
            refuse(case, self.verb)
            before = case.state
            event: Event = change(case, *args, **kwargs)
            if isinstance(event, Moved):
                event = event.between(CaseState(before) if before else None, CaseState(case.state))
            return cast(F, event)

        return taken


STEPS: dict[Verb, Step[..., Any]] = {}
"""The steps of the stages imported so far. `CaseworkConfig.ready()` imports them all."""


def step[**P, F: Event](
    verb: Verb,
    source: Sources,
    to: CaseState | State | None = None,
    *,
    where: Sequence[Guard] = (),
    choices: Guard | None = None,
    signed_by: Signatures | None = None,
    decisive: bool = False,
    docket: Task | None = None,
    late: Lateness | None = None,
    by_code: bool = False,
    on_lapse: tuple[ClockName, ...] = (),
    written_before: tuple[Guard, ...] = (),
) -> Callable[[Callable[Concatenate[CaseMachine, P], F]], Step[P, F]]:
    """Declare and register the step of a verb. The function has the verb's name and returns the event.

    A target that is remembered or computed is a `django_fsm.GET_STATE` that names all possible states. Raises ValueError
    if the verb already has a step, or the function has another name.
    """

    def declared(function: Callable[Concatenate[CaseMachine, P], F]) -> Step[P, F]:
        if function.__name__ != verb.value:
            raise ValueError(f"the step of {verb.value} is called {function.__name__}")
        if verb in STEPS:
            raise ValueError(f"{verb.value} has two steps")
        signed = [signed_by_enough(verb, signed_by)] if signed_by else []
        declaring = Step(
            verb=verb,
            sources=(source,) if isinstance(source, str) else tuple(source),
            to=to,
            guards=(actor_is_free_to_act, *where, *signed),
            choices=choices,
            signatures=signed_by,
            decisive=decisive,
            docket=docket,
            late=late,
            by_code=by_code,
            on_lapse=on_lapse,
            written_before=written_before,
            function=function,
        )
        STEPS[verb] = declaring
        return declaring

    return declared


def signatures_needed(verb: Verb, view: CaseView) -> Signatures | None:
    """Return the signatures that a step needs in the current state; None if one person is enough."""
    declared = STEPS[verb].signatures if verb in STEPS else None
    return declared if declared and declared.needed_in(view.state) else None


def signed_by_the_others(verb: Verb, case: CaseMachine) -> CaseView:
    """Return the view in which everybody but the actor has signed a step; the view as it is if one person is enough."""
    needed = signatures_needed(verb, case.view)
    return with_signatures(verb, needed, case) if needed else case.view


def how_many(verb: Verb, view: CaseView) -> int:
    """Return how many different people must take a step in the current state."""
    needed = signatures_needed(verb, view)
    return needed.how_many(view) if needed else 1


def signed_verbs() -> list[str]:
    """Return the verbs whose steps can need more than one signature."""
    return [verb.value for verb, declared in STEPS.items() if declared.signatures]


def docket_tasks() -> dict[Verb, Task]:
    """Return what the docket names: each step that a decider can be asked to take."""
    return {verb: declared.docket for verb, declared in STEPS.items() if declared.docket}


def question_of(verb: Verb) -> Promise | None:
    """Return the words for the question that a step answers together with others; None for a step that stands alone."""
    declared = STEPS.get(verb)
    return declared.docket.question if declared and declared.docket else None


def lateness_of(verb: Verb) -> Lateness | None:
    """Return whose lateness a step is about; None for a step that neither asks to excuse lateness nor rules on it."""
    return STEPS[verb].late if verb in STEPS else None


def steps_by_code() -> frozenset[Verb]:
    """Return the steps of an anonymous reporter, none of which tells that a member was found and informed."""
    return frozenset(verb for verb, declared in STEPS.items() if declared.by_code)


def steps_on_lapse() -> dict[ClockName, Verb]:
    """Return the step that the system takes at the end of each clock that has one."""
    return {clock: verb for verb, declared in STEPS.items() for clock in declared.on_lapse}


def is_decisive(verb: Verb) -> bool:
    return verb in STEPS and STEPS[verb].decisive


def not_none[T](value: T | None) -> T:
    """Return a value that the guards of a step have checked not to be None."""
    assert value is not None
    return value


def close_as[C: ClosingCode | None](case: CaseMachine, code: C) -> C:
    """Set the code with which the case closes, and return it; None if it does not close."""
    case.closing_code = str(code or "")
    return code


def attach_steps(model: type[CaseMachine]) -> None:
    """Give a row class every registered step as a method, and let its state field list them."""
    field = model._meta.get_field("state")
    for each in STEPS.values():
        setattr(model, each.verb.value, each.method(field))
    # django-fsm looks only once, when the class is made, before there are steps.
    field._collect_transitions(sender=model)


def refuse(case: CaseMachine, verb: Verb) -> None:
    """Raise NotNow with the reasons against a step, if there are any."""
    if reasons := unmet(case, verb):
        raise NotNow(*reasons)


def unmet(case: CaseMachine, verb: Verb) -> list[str]:
    """Return the reasons why a step is not open now, in the order of its guards; empty if it is open. No query."""
    declared = STEPS[verb]
    if case.state not in declared.sources:
        return [ELSEWHERE]
    return [reason_of(test.__name__, case.view) for test in declared.guards if not test(case)]


def in_the_way(case: CaseMachine, verb: Verb) -> list[str]:
    """Return the reasons against proposing or signing a step: what `unmet` returns, except the missing signature."""
    return [reason for reason in unmet(case, verb) if reason != REASONS["second_person_signed"]]


def can_be_written(case: CaseMachine, verb: Verb) -> bool:
    """Whether the form of a step that is shut can be written already: all that is in its way may still be awaited then."""
    declared = STEPS[verb]
    if not declared.written_before or case.state not in declared.sources:
        return False
    failing = _failing(case, verb)
    return bool(failing) and set(failing) <= set(declared.written_before)


def opens_on(case: CaseMachine, verb: Verb) -> date | None:
    """Return the day on which a step opens as its clocks stand; None if it waits for something else than a running clock."""
    ends = [end_of_wait(test.__name__, case.view) for test in _failing(case, verb)]
    days = [day for day in ends if day is not None]
    return max(days) + timedelta(days=1) if days and len(days) == len(ends) else None


def opens_after(verb: Verb, clock: ClockName) -> bool:
    """Whether a step that is written before it opens waits for the end of this clock, and for nothing else."""
    return {UNTIL.get(test.__name__) for test in STEPS[verb].written_before} == {clock}


def _failing(case: CaseMachine, verb: Verb) -> list[Guard]:
    """Return the guards in the way of a step, without the one that asks for another signature."""
    return [test for test in STEPS[verb].guards if test.__name__ != "second_person_signed" and not test(case)]


def nothing_to_choose(case: CaseMachine, verb: Verb) -> list[str]:
    """Return why the form of a step has nothing to choose from; empty if it has. No query."""
    test = STEPS[verb].choices
    return [] if test is None or test(case) else [reason_of(test.__name__, case.view)]
