"""Takes a step as far as its record, and undoes it: what it would record, and so what letters it would send."""

from dataclasses import replace

from casework.access import Actor
from casework.procedure.row import Step
from casework.recording import Rehearsed
from casework.verbs.perform import as_read, read_proposal, show_case
from casework.vocabulary import BadShape
from casework.workflow.signatures import read_first
from casework.workflow.step import signatures_needed
from ledger.canonical import Values


def rehearse(
    step: Step,
    *,
    reference: str,
    by: Actor,
    typed: Values,
    files: Values | None = None,
    read: str = "",
    replace_waiting: bool = False,
) -> Rehearsed:
    """Return what a step of an officer would record as it stands: what was typed, or the proposal `read`, if one waits.

    Everything is checked as when the step is taken, except that others count as having signed, that nobody proves who they
    are, and that objections to outgoing texts are kept on the case. Raises NotSeen, NoRight, BadShape or NotNow.
    """
    case = show_case(step, reference, by, as_officer=True)
    case.view = read_first(case.view, read)
    waiting = case.view.proposals.of(step.verb)
    if signatures_needed(step.verb, case.view) and not replace_waiting and (waiting or read):
        typed, files = read_proposal(as_read(waiting, read), reference, by), None
    form = step.form(typed, files, view=case.view, acting=case.acting)
    if not form.is_valid():
        raise BadShape({name: [str(e) for e in errors] for name, errors in form.errors.items()})
    try:
        step.take(
            reference=case.reference,
            by=replace(by, seen=case, request_key=None, check=None, rehearses=True),
            given=form.step_input(),
        )
    except Rehearsed as made:
        made.shown = case
        return made
    raise TypeError(f"{step.verb.value} was taken: its action does not end in the record")
