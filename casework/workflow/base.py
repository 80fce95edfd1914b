"""The machine of a case: how a step is declared, and why one is refused. No query, no save, no clock."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, Literal, cast

from django_fsm import FSMField, State, transition

from casework.events import Fact, Moved
from casework.facts import CaseFacts
from casework.guards.base import REASONS, Acting, Guard, reason_of
from casework.guards.signatures import NEEDED
from casework.guards.standing import actor_is_free_to_act, signed_by_enough
from casework.vocabulary import CaseState, NotNow, Verb
from casework.workflow.remembering import Remembering

ELSEWHERE = "This step is not open at this stage of the case."

NEW: Literal[""] = ""

type Sources = CaseState | Literal[""] | Sequence[CaseState]


class CaseMachine(Remembering):
    """The state of a case, and what a step may ask: its facts and who acts. Both are set by the door."""

    state = FSMField(default="", protected=True, choices=[(s.value, s.value) for s in CaseState])

    facts: CaseFacts
    acting: Acting

    class Meta:
        abstract = True


def step[M: CaseMachine, **P, F: Fact](
    source: Sources, to: CaseState | State | None = None, *, where: Sequence[Guard] = ()
) -> Callable[[Callable[Concatenate[M, P], F]], Callable[Concatenate[M, P], F]]:
    """Declare a step of the case: from where, to where (None: it stays), and on what conditions.

    The method returns the past-tense fact. Raises NotNow with every reason that stands against the step.
    A target that is remembered or computed is a `django_fsm.GET_STATE` naming all it may be.
    """

    def declared(method: Callable[Concatenate[M, P], F]) -> Callable[Concatenate[M, P], F]:
        verb = Verb(method.__name__)
        guards: list[Any] = [actor_is_free_to_act, *where, *([signed_by_enough(verb)] if verb in NEEDED else [])]
        sources = [source] if isinstance(source, str) else list(source)
        machine = transition(field="state", source=sources, target=to, conditions=guards)(method)

        @wraps(machine)
        def taken(self: M, *args: P.args, **kwargs: P.kwargs) -> F:
            refuse(self, verb)
            before = self.state
            fact: Fact = machine(self, *args, **kwargs)
            if isinstance(fact, Moved):
                fact = fact.moved(CaseState(before) if before else None, CaseState(self.state))
            return cast(F, fact)

        return cast(Callable[Concatenate[M, P], F], taken)

    return declared


def refuse(case: CaseMachine, verb: Verb) -> None:
    """Raise NotNow with the reasons against a step; return when there is none."""
    reasons = unmet(case, verb)
    if reasons:
        raise NotNow(*reasons)


def unmet(case: CaseMachine, verb: Verb) -> list[str]:
    """Return why a step is not open now, in the order of its guards; empty when it is. Costs no query."""
    declared = getattr(type(case), verb.value)._django_fsm.get_transition(case.state)
    return (
        [reason_of(test.__name__, case.facts) for test in declared.conditions if not test(case)]
        if declared
        else [ELSEWHERE]
    )


def in_the_way(case: CaseMachine, verb: Verb) -> list[str]:
    """Return what stands against putting a step forward or signing it: what is unmet, apart from that very signature."""
    return [reason for reason in unmet(case, verb) if reason != REASONS["second_person_signed"]]
