"""Do a step, or, where it needs several hands, put it forward, sign it, and do it with the last signature."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from casework import access, actions
from casework.access import Actor
from casework.facts import Proposal
from casework.guards.signatures import how_many, signatures_needed
from casework.models import Case
from casework.verbs.step import Step
from casework.vocabulary import BadShape, Kept


def perform(
    step: Step, *, case: str, by: Actor, typed: Mapping[str, Any], files: Mapping[str, Any] | None = None
) -> Case:
    """Check the shape of what was typed, then do the step, or put it forward where a second person has to sign.

    Raises NotSeen, NoRight, BadShape with the errors by field, or NotNow, in that order.
    """
    found = access.case_shown(by, case, step.verb)
    waiting = found.facts.proposals.of(step.verb)
    several = signatures_needed(step.verb, found.facts) is not None
    if several and waiting is not None:
        return _sign(step, waiting, found, by)
    form = step.form(typed, files, facts=found.facts)
    if not form.is_valid():
        raise BadShape({name: [str(e) for e in errors] for name, errors in form.errors.items()})
    if several:
        subject = form.cleaned_data.get("condition")
        return actions.propose_step(case=case, by=by, step=step.verb, subject=subject, typed=kept(typed))
    return step.action(case=case, by=by, **form.given())  # type: ignore[no-any-return]


def _sign(step: Step, waiting: Proposal, found: Case, by: Actor) -> Case:
    if len(waiting.signers) + 1 < how_many(step.verb, found.facts):
        return actions.sign_step(case=found.reference, by=by, step=step.verb)
    form = step.form(proposed(waiting, found.reference, by), facts=found.facts)
    if not form.is_valid():
        raise BadShape({name: [str(e) for e in errors] for name, errors in form.errors.items()})
    return step.action(case=found.reference, by=by, **form.given())  # type: ignore[no-any-return]


def proposed(waiting: Proposal, case: str, by: Actor) -> MultiValueDict[str, Any]:
    """Return what the first hand typed, for the one who signs; opening it is recorded like any opening."""
    key: tuple[UUID, str] = (waiting.id, "input")
    texts = actions.open_content(case=case, by=by, right=waiting.step, kept=Kept.CASE, wanted=[key])
    return MultiValueDict(texts[key])


def kept(typed: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return what was typed as lists of plain values that can be sealed."""
    if isinstance(typed, MultiValueDict):
        return {name: list(values) for name, values in typed.lists() if name != "csrfmiddlewaretoken"}
    return {name: list(value) if isinstance(value, (list, tuple)) else [value] for name, value in typed.items()}
