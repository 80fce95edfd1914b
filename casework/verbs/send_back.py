"""Sends a step that waits for a signature back to the person who put it forward, and opens it again for them."""

from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access import Actor
from casework.forms.base import Reasons, VerbForm
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.procedure.row import Step
from casework.procedure.signatures.actions import return_step
from casework.record.state import Returned
from casework.verbs.perform import as_read, show_case
from casework.vocabulary import BadShape, CaseCompartment, NotNow, Refused
from casework.workflow.signatures import read_first


class SendBackForm(VerbForm):
    """Why a step is sent back. The name of its field is that of no field of a step: both are kept in one draft."""

    to_change = Reasons(
        label=_("What has to change?"),
        help_text=_("The person who put it forward reads this. They get their words back to change them."),
        max_length=2_000,
    )


def send_back(step: Step, *, reference: str, by: Actor, read: str, to_change: str, as_officer: bool = False) -> Case:
    """Send a step back with a reason instead of signing it. Its proposer takes it back, and then no reason is asked for.

    `read` names the proposal that the person has read. Raises NotSeen, NoRight, BadShape with the errors by field, or
    NotNow; but DoneBefore for a request that was answered before.
    """
    try:
        case = show_case(step, reference, by, as_officer=as_officer)
        if not read and len(case.view.proposals.all_of(step.verb)) > 1:
            raise NotNow(str(_("Choose what goes back.")))
        case.view = read_first(case.view, read)
        waiting = as_read(case.view.proposals.of(step.verb), read)
        form = SendBackForm({"to_change": to_change}, view=case.view, acting=case.acting)
        own = case.acting.person == waiting.signers[0][0]
        if not own and not form.is_valid():
            raise BadShape({name: [str(one) for one in errors] for name, errors in form.errors.items()})
        reason = "" if own else form.cleaned_data["to_change"]
        return return_step(reference=case.reference, by=by, step=step.verb, signs=waiting.id, to_change=reason)
    except Refused:
        access.refuse_twice(by, step.verb, reference)
        raise


def read_returned(back: Returned, reference: str, by: Actor) -> tuple[MultiValueDict[str, Any], str]:
    """Return the input of a step that came back and the reason; no reason unless somebody sent it back.

    The opening is recorded like any other.
    """
    typed, reason = (back.id, "input"), (back.entry, "to_change")
    wanted: list[tuple[UUID, str]] = [typed, reason] if back.has_reason else [typed]
    texts = open_content(reference=reference, by=by, rights=[back.step], wanted={CaseCompartment.CASE: wanted})
    return MultiValueDict(texts[typed]), texts[reason] if back.has_reason else ""
