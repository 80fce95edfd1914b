"""Takes a step. If the step needs several signatures, it is put forward, signed, and taken with the last signature."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.vocabulary import PROOF
from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.procedure.row import Step
from casework.procedure.signatures.actions import propose_step, sign_step
from casework.queries.case.step_version import change_in_words, changes_since, refuse_if_changed
from casework.record.rights import ACCUSED
from casework.record.state import SUBJECTS, Proposal
from casework.record.state.people import PARTIES
from casework.recording import key_of_member, require_proof
from casework.verbs.ended_tasks import finish_tasks_for
from casework.verbs.names_in_letters import MEANT, refuse_names_not_meant
from casework.vocabulary import (
    BadShape,
    CaseChanged,
    CaseCompartment,
    HeldByCheck,
    NoRight,
    NotNow,
    NotSeen,
    ProofNeeded,
    Refused,
    Right,
    Verb,
)
from casework.workflow.guard import REASONS
from casework.workflow.signatures import read_first
from casework.workflow.step import how_many, in_the_way, is_decisive, signatures_needed
from ledger.canonical import Values

BESIDE_THE_FORM = PROOF | {
    "csrfmiddlewaretoken", "request_key", "signs", "replace_waiting", "nonce", "answer", "draft", "draft_version",
    "step_version", "with_code", "sign_several", MEANT,
}  # fmt: skip
WAITS_NO_LONGER = _lazy(
    "What you were about to sign waits no longer: it was signed by others, or the case has moved on."
)


def perform(
    step: Step,
    *,
    reference: str,
    by: Actor,
    typed: Values | Callable[[VerbForm], Values],
    files: Values | None = None,
    read: str | None = None,
    replace_waiting: bool = False,
    as_officer: bool = False,
    versions: Collection[str] | None = None,
    meant: Collection[str] | None = None,
) -> Case:
    """Check the shape of the input, then take the step, or put it forward if a second person has to sign.

    `typed` may be a function of the empty form, if the fields of the form say how to read what was sent. `read` names the
    proposal that the person has read, or is "" for none; no other proposal is signed or replaced. `replace_waiting` replaces
    the waiting proposal by the input; of a step in `ONE_EACH`, the one about the same subject. `as_officer`: the actor must
    also be able to see the page of the case. `versions` are those of the step that the person was shown; None for an act
    without a page. `meant`: the names that a letter to the member may hold (see `names_in_letters`); None if nobody is asked
    about names.
    Raises NotSeen, NoRight, BadShape with the errors by field, or NotNow, in that order; but DoneBefore for a request that
    was answered before, even if it would be refused now. CaseChanged, a NotNow, if a change since then matters to the person,
    even if that change has ended their right to the step.
    HeldByCheck, a NotNow, is counted as a refusal: it can be the try of a sealed name.
    """
    try:
        case = show_case(step, reference, by, as_officer=as_officer)
        by = replace(by, seen=case, check=None if versions is None else _check_of(step, reference, versions))
        case.view = read_first(case.view, read or "")
        waiting = case.view.proposals.of(step.verb)
        several = signatures_needed(step.verb, case.view) is not None
        if replace_waiting and read and waiting is not None and read != str(waiting.id):
            raise NotNow(REASONS["proposal_replaces_what_was_seen"])
        if several and not replace_waiting and (waiting is not None or read):
            return _end_tasks(step, _sign(step, as_read(waiting, read), case, by), by)
        form, given = _valid_form(step, case, typed, files)
        if meant is not None:
            refuse_names_not_meant(case, step.verb, form, meant)
        return _end_tasks(step, _take_or_propose(step, case, by, form, given, several=several, read=read), by)
    except Refused as refused:
        access.refuse_twice(by, step.verb, reference)
        if isinstance(refused, HeldByCheck):
            access.note_refusal(by, step.verb.value, reference)
        if versions is not None and isinstance(refused, (NoRight, NotSeen, CaseChanged)):
            _refuse_in_words(step, reference, by, versions, refused, as_officer=as_officer)
        raise


def _end_tasks(step: Step, came: Case, by: Actor) -> Case:
    """Tick off the tasks that asked an officer for this step, if it was taken and does not wait for a signature."""
    if not came.acting.seats & PARTIES and came.view.proposals.of(step.verb) is None:
        came.task_done = finish_tasks_for(came, by, step.verb)
    return came


def _check_of(step: Step, reference: str, versions: Collection[str]) -> Callable[[Case, Right], None]:
    """Return the function that compares the case under the lock with the version that the person was shown."""

    def check(case: Case, right: Right) -> None:
        if right is step.verb and case.reference == reference:
            refuse_if_changed(case, step.verb, versions)

    return check


def _refuse_in_words(
    step: Step, reference: str, by: Actor, versions: Collection[str], refused: Refused, *, as_officer: bool
) -> None:
    """Raise CaseChanged with what has changed, in words, as far as the person may know of it now.

    Return if nothing has changed for a person who was refused because they lack a right, or who was never shown the step.
    """
    case = access.case_shown(by, reference, *(access.SHOWN_TO_OFFICERS if as_officer else access.SHOWING))
    changes = changes_since(case, step.verb, versions)
    if changes or isinstance(refused, CaseChanged):
        raise change_in_words(changes) from refused


def show_case(step: Step, reference: str, by: Actor, *, as_officer: bool) -> Case:
    """Return the case as it is shown to a person who may take a step of it. Raises NotSeen or NoRight."""
    try:
        case = access.case_shown(by, reference, step.verb)
    except NoRight:
        if as_officer:
            access.require(by, reference, *access.SHOWN_TO_OFFICERS)
        raise
    if as_officer:
        access.require_held(by, reference, case.rights, *access.SHOWN_TO_OFFICERS)
    return case


def _valid_form(
    step: Step, case: Case, typed: Values | Callable[[VerbForm], Values], files: Values | None
) -> tuple[VerbForm, Values]:
    """Return the valid form and what it was given. BadShape with the errors by field."""
    given = typed(step.form(view=case.view, acting=case.acting)) if callable(typed) else typed
    form = step.form(given, files, view=case.view, acting=case.acting)
    if not form.is_valid():
        raise BadShape({name: [str(e) for e in errors] for name, errors in form.errors.items()})
    return form, given


def _take_or_propose(
    step: Step, case: Case, by: Actor, form: VerbForm, given: Values, *, several: bool, read: str | None
) -> Case:
    subject = form.cleaned_data.get(SUBJECTS.get(step.verb, "condition"))
    waiting = case.view.proposals.replaced_by(step.verb, subject)
    if several and step.check is not None and not in_the_way(case, step.verb):
        step.check(case, **form.step_input())
    _ask_for_proof(step.verb, case, by)
    _ask_for_proof_if_it_binds(step, case, by, form.cleaned_data)
    if not several:
        return step.take(reference=case.reference, by=by, given=form.step_input())
    return propose_step(
        reference=case.reference,
        by=by,
        step=step.verb,
        subject=subject,
        typed=stored_input(given),
        replaces=waiting.id if waiting and read in (None, str(waiting.id)) else None,
    )


def _ask_for_proof(verb: Verb, case: Case, by: Actor) -> None:
    """Raise ProofNeeded for a decisive step before anything is done. Refuse a step that is not open."""
    if is_decisive(verb) and not in_the_way(case, verb):
        require_proof(case, by)


def _ask_for_proof_if_it_binds(step: Step, case: Case, by: Actor, answers: Values) -> None:
    """Raise ProofNeeded where a party admits, agrees or gives something up, and has not given password and code again.

    A member with a passkey signs instead, which is asked for when the step is recorded.
    """
    if step.binds and not by.proven and not in_the_way(case, step.verb) and step.binds(answers):
        with transaction.atomic():
            if not case.acting.as_(*ACCUSED) or key_of_member(case, by.user) is None:
                raise ProofNeeded


def as_read(waiting: Proposal | None, read: str | None) -> Proposal:
    """Return the waiting proposal. NotNow if it is not the one that the actor read."""
    if waiting is None:
        raise NotNow(str(WAITS_NO_LONGER))
    if read is None or read == str(waiting.id):
        return waiting
    raise NotNow(REASONS["signer_has_read_it" if read else "proposal_replaces_what_was_seen"])


def _sign(step: Step, waiting: Proposal, case: Case, by: Actor) -> Case:
    if case.acting.person not in {person for person, _ in waiting.signers}:
        _ask_for_proof(step.verb, case, by)
    if len(waiting.signers) + 1 < how_many(step.verb, case.view):
        return sign_step(reference=case.reference, by=by, step=step.verb, signs=waiting.id)
    form = step.form(read_proposal(waiting, case.reference, by), view=case.view, acting=case.acting)
    if not form.is_valid():
        reasons = form.why_refused()
        raise NotNow(_("What was put forward no longer fits the case. It has to be rewritten."), *reasons)
    return step.take(reference=case.reference, by=replace(by, signs=waiting.id), given=form.step_input())


def read_proposal(waiting: Proposal, reference: str, by: Actor) -> MultiValueDict[str, Any]:
    """Return the input of the first signer for the next one. The opening is recorded like any other."""
    key: tuple[UUID, str] = (waiting.id, "input")
    texts = open_content(reference=reference, by=by, rights=[waiting.step], wanted={CaseCompartment.CASE: [key]})
    return MultiValueDict(texts[key])


def stored_input(typed: Values) -> dict[str, list[Any]]:
    """Return the input as lists of plain values that can be sealed."""
    if isinstance(typed, MultiValueDict):
        return {name: list(values) for name, values in typed.lists() if name not in BESIDE_THE_FORM}
    return {name: list(value) if isinstance(value, (list, tuple)) else [value] for name, value in typed.items()}
