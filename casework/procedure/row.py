"""One row of the table that joins a verb with its form, its words and its own action, if it has one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.plain_step import PlainStep, do
from casework.vocabulary import Verb
from ledger.canonical import Values

type Words = str | Promise


def always(_answers: Values) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Step:
    """A verb as people see it. `label` is its name; the button shows `button` if set, else `label`.

    `sentence` says what the step does and who gets a message; `to_reporter` says it to a reporter where that differs.
    `done` is what the next page says; without it, that page names the step.

    A plain verb has no `action`: `plain_step.do` takes its step. Making the row raises TypeError with the verb's name if
    the form does not give what that step needs. `check` refuses input of a step that several people sign already when the
    first of them puts it forward; the step refuses it too.
    `several`: the form with which an officer takes it for several letters at once, each as a step of its own.
    `binds`: whether these cleaned answers bind their author so much that password and second factor are asked for again.
    """

    verb: Verb
    form: type[VerbForm]
    label: Words
    sentence: Words
    action: Callable[..., Case] | None = None
    check: Callable[..., None] | None = None
    binds: Callable[[Values], bool] | None = None
    button: Words = ""
    to_reporter: Words = ""
    done: Words = ""
    several: type[VerbForm] | None = None

    def __post_init__(self) -> None:
        if self.action is None:
            PlainStep.of(self.verb).check_names(self.form.step_input_names())

    @property
    def on_button(self) -> Words:
        return self.button or self.label

    def sentence_for(self, *, reporter: bool) -> Words:
        return self.to_reporter if reporter and self.to_reporter else self.sentence

    def take(self, *, reference: str, by: Actor, given: Values) -> Case:
        if self.action is None:
            return do(self.verb, reference=reference, by=by, **given)
        return self.action(reference=reference, by=by, **given)
