"""What the page of a step shows of a proposal that waits: its input in words, and why it can no longer be signed."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access import Actor
from casework.models import Case
from casework.procedure.screening.against_the_sheet import words_of_waiting_codes
from casework.procedure.service.reminders import words_of_waiting_proof
from casework.record.state import Proposal
from casework.verbs import Step, answers_in_words, read_proposal, view_when_put_forward, why_outdated
from casework.vocabulary import Verb
from casework.web.decisions.conditions_in_force import left_out_of_proposal
from casework.web.shared.context import Context
from ledger.canonical import Values

SAID_WAITING: Mapping[Verb, Callable[[Case, Values, Actor], Iterable[str]]] = {
    Verb.RECORD_SERVICE: lambda case, given, _by: (words_of_waiting_proof(case, given),),
    Verb.DISMISS_CASE: lambda case, given, _by: words_of_waiting_codes(case, given),
    Verb.STOP_INVESTIGATION: lambda case, given, _by: words_of_waiting_codes(case, given),
    Verb.VARY_ON_APPEAL: left_out_of_proposal,
}
"""What else the page of a step says of a proposal that can be signed: what follows from it."""
COMPARED: Mapping[Verb, Promise] = {
    Verb.RECORD_SERVICE: _(
        "The receipt is on paper and is not kept here. Ask the person who signed first to show it to you. Compare with it which"
        " letter was sent, how, on which day, and what the receipt says. Sign only if all of it is the same."
    ),
}
"""What the second signer compares with what."""


def proposal_shown(step: Step, case: Case, waiting: Proposal | None, by: Actor) -> Context:
    """Return the input of a waiting proposal in words, and why it no longer fits the case; nothing if none waits."""
    if waiting is None:
        return {"proposed": (), "outdated": (), "compared_with": COMPARED.get(step.verb, "")}
    typed = read_proposal(waiting, case.reference, by)
    then = partial(view_when_put_forward, case, waiting.id)
    outdated = why_outdated(step, case, typed)
    return {
        "proposed": answers_in_words(step, case.view, typed, reader=case.acting, then=then),
        "outdated": outdated,
        "compared_with": COMPARED.get(step.verb, ""),
        "follows": "" if outdated else _what_follows(step, case, typed, by),
    }


def _what_follows(step: Step, case: Case, typed: Values, by: Actor) -> str:
    if step.verb not in SAID_WAITING:
        return ""
    form = step.form(typed, view=case.view, acting=case.acting)
    return " ".join(SAID_WAITING[step.verb](case, form.step_input(), by)) if form.is_valid() else ""
