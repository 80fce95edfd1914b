"""The action of every plain verb: it makes one event from the input and seals the texts."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from inspect import Parameter, signature
from typing import Any, Self

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.evidence.outgoing import check_outgoing
from casework.record.events import Event
from casework.vocabulary import Verb
from casework.workflow.step import STEPS
from ledger.canonical import JsonObject, Values

WRITTEN = "_written"


@dataclass(frozen=True, kw_only=True)
class PlainStep:
    """The parameters of a verb's step, read from its signature, and the event that it makes.

    A step sees no sealed text: if it asks for `reasons_written`, it learns whether the sealed `reasons` hold a word.
    """

    verb: Verb
    asked: frozenset[str]
    optional: frozenset[str]
    written: frozenset[str]
    event: type[Event]

    @classmethod
    def of(cls, verb: Verb) -> Self:
        """Return the step of a verb. TypeError with its name for a verb without a step, or whose step makes no event."""
        if verb not in STEPS:
            raise TypeError(f"{verb.value}: the case has no such step")
        shape = signature(STEPS[verb].function, eval_str=True)
        event = shape.return_annotation
        if not (isinstance(event, type) and issubclass(event, Event)):
            raise TypeError(f"{verb.value}: the step does not say which one event it makes")
        asked = [one for name, one in shape.parameters.items() if name != "case"]
        written = {one.name for one in asked if one.name.removesuffix(WRITTEN) in event.sealed.keys() - {one.name}}
        return cls(
            verb=verb,
            asked=frozenset(one.name for one in asked) - written,
            optional=frozenset(one.name for one in asked if one.default is not Parameter.empty),
            written=frozenset(written),
            event=event,
        )

    def check_names(self, given: Collection[str]) -> None:
        """Raise TypeError with the verb's name if something that the step needs is missing, or something else was given."""
        known = self.asked | self.event.sealed.keys()
        missing, unknown = known - self.optional - set(given), set(given) - known
        if missing or unknown:
            raise TypeError(f"{self.verb.value}: not given {sorted(missing)}, not asked for {sorted(unknown)}")

    def arguments(self, given: Values) -> JsonObject:
        written = {name: bool(given[name.removesuffix(WRITTEN)]) for name in self.written}
        return {name: given[name] for name in self.asked & given.keys()} | written

    def texts(self, given: Values) -> JsonObject:
        """Return the texts to seal; None for a text that was left empty."""
        return {name: None if given[name] == "" else given[name] for name in self.event.sealed}


_step_of = cache(PlainStep.of)


@transaction.atomic(durable=True)
def do(verb: Verb, *, reference: str, by: access.Actor, **given: Any) -> Case:
    """Take a plain step: open the case, check outgoing texts, make the event, seal its texts, record it.

    TypeError with the verb's name if `given` is not what the step asks for and its event seals.
    """
    step = _step_of(verb)
    step.check_names(given)
    case = access.case_for(by, reference, verb)
    if step.event.outgoing:
        check_outgoing(case, verb, {label: given[name] for name, label in step.event.outgoing.items()})
    event: Event = STEPS[verb](case, **step.arguments(given))
    return keep_and_record(case, event, step.texts(given))
