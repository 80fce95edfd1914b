"""Sends a waiting step back with a reason, and opens it again, with what was typed, for the person it came back to."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.signatures.guards import actor_may_sign_next, one_person_can_send_it_back
from casework.queries.case.waiting_signatures import Signer, returner_of
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft
from casework.record.state import ONE_EACH, Proposal, Returned
from casework.verbs import SendBackForm, Step, answers_in_words, read_returned, send_back
from casework.verbs.answers_in_words import Said
from casework.vocabulary import BadShape, DoneBefore, NotNow, NotSeen
from casework.web.drafts import drafts
from casework.web.drafts.page import DraftOnPage, fill_form
from casework.web.drafts.texts import Part, Typed, get_draft, keep_typed
from casework.web.requests import acting, with_key_for
from casework.web.shared.context import Context
from casework.web.step_page.done import Did, keep_done
from casework.web.step_page.page import OFFICES, case_address

SENDS_BACK = "send_back"
"""The field that distinguishes the form for sending back from the form for signing."""
REASON = Part(name=SENDS_BACK, holds=frozenset(SendBackForm.base_fields).__contains__)

WORDS = {
    False: _("Sent back: %(step)s. The person who put it forward is told, and reads your reason."),
    True: _("Taken back: %(step)s. Nobody has to sign it now. What you had typed is in the step."),
}
"""What the next page says, by whether people took back their own step."""


@dataclass(frozen=True, kw_only=True)
class CameBack:
    """What a page says of a step that came back: who sent it back, when and why. No reason if its reader took it back.

    `unsigned`: nobody sent it back, but the case moved on before it was signed.
    `said`: what had been put forward, if no form can hold it or its author `left` the case.
    """

    by: Signer
    reason: str
    taken_back: bool
    left: bool
    unsigned: bool
    said: Said


def asks_to_send_back(request: HttpRequest) -> bool:
    return SENDS_BACK in request.POST


def part_of_step(request: HttpRequest) -> Part | None:
    """Return the part of the draft of a step that was posted: the reason for sending back, or all of it."""
    return REASON if asks_to_send_back(request) else None


drafts.PARTS |= dict.fromkeys(("step", "board_step", "panel_step", "appeal_step"), part_of_step)


def lead_to_returned(request: HttpRequest, reference: str, audience: str) -> HttpResponse:
    """Lead to the step that came back to an officer, or to the case if none is left. NotSeen for a party."""
    if audience not in OFFICES:
        raise NotSeen
    case, match = access.case_shown(acting(request), reference, *access.SHOWN_TO_OFFICERS), request.resolver_match
    back = came_back(case)
    assert match is not None
    return redirect(
        reverse(match.view_name, args=[reference, back[0].step.value]) if back else case_address(audience, reference)
    )


def send_step_back(
    request: HttpRequest, step: Step, reference: str, by: Actor, audience: str
) -> Case | BadShape | NotNow:
    """Send a step back as the page asks; return the case as it is now, or why it was refused.

    The form for signing sends the same key, so sending back derives a key of its own from it.
    """
    by = with_key_for(by, request.POST.get("request_key"), SENDS_BACK)
    read, to_change = request.POST.get("signs", ""), request.POST.get("to_change", "")
    try:
        case = send_back(
            step, reference=reference, by=by, read=read, to_change=to_change, as_officer=audience in OFFICES
        )
    except (BadShape, NotNow) as refused:
        return refused
    forget_reason(by, drafts.place_in(by, case.id, step.verb, drafts.side_of(request)))
    return case


def forget_reason(by: Actor, place: DraftPlace) -> None:
    """Delete the reason from a draft. A rewrite by the same person stays, and so do the files chosen for it."""
    draft = get_draft(place)
    if all(map(REASON.holds, draft.typed)):
        forget_draft(place)
    else:
        keep_typed(by, place, {}, draft.of(REASON).version, REASON)


def tell_sent_back(request: HttpRequest, step: Step, case: Case | DoneBefore, audience: str) -> None:
    """Say on the next page that a step was sent back or taken back, or that this was done before."""
    if isinstance(case, DoneBefore):
        messages.info(request, case.reasons[0])
        return
    taken_back = case.view.proposals.returned[-1].taken_back
    messages.success(request, WORDS[taken_back] % {"step": step.label})
    if audience == "desk":
        keep_done(request, case.reference, Did.TAKEN_BACK if taken_back else Did.SENT_BACK)


def around_return(
    request: HttpRequest, step: Step, case: Case, by: Actor, *, form: VerbForm, draft: DraftOnPage, shut: bool
) -> Context:
    """Return the form that sends a waiting step back, or what a page says of a step that came back to its reader.

    What came back fills the form, unless the reader has typed since or the step is shut.
    """
    waiting = case.view.proposals.of(step.verb)
    if waiting is not None:
        return around_waiting(request, case, waiting, draft.typed)
    typed, shown = came_back_to(case, step, by, shut=shut)
    if typed and not shut and not form.is_bound:
        fill_form(form, {name: [str(each) for each in some] for name, some in typed.lists()}, {})
    return {"came_back": shown}


def came_back_to(
    case: Case, step: Step, by: Actor, *, shut: bool = False
) -> tuple[MultiValueDict[str, Any] | None, CameBack | None]:
    """Return what the reader had typed in a step that came back to them, and what a page says about it; None if none did.

    If it came back to somebody who left the reader's seat, the reader sees the reason and the words, but not in the form.
    """
    back = next((one for one in came_back(case) if one.step is step.verb), None)
    if back is None:
        return None, None
    typed, reason = read_returned(back, case.reference, by)
    shown = CameBack(
        by=returner_of(case, back),
        reason=reason,
        taken_back=back.taken_back,
        left=back.left,
        unsigned=back.unsigned,
        said=answers_in_words(step, case.view, typed, reader=case.acting) if shut or back.left else (),
    )
    return None if back.left else typed, shown


def came_back(case: Case) -> tuple[Returned, ...]:
    """Return the steps that came back to the viewer, then those that came back to people who left the viewer's seats, and
    last the viewer's own that a move of the case ended and that they may take here. Of a step in `ONE_EACH` the words stand
    on the history alone: the next one is about another subject.
    """
    me, proposals = case.acting.person, case.view.proposals
    ended = (one for one in proposals.unsigned_of(me) if one.step.value in case.rights and one.step not in ONE_EACH)
    return (*proposals.returned_to(me), *proposals.left_to(me, case.acting.seats), *ended)


def around_waiting(request: HttpRequest, case: Case, waiting: Proposal, drafted: Typed) -> Context:
    """Return what a page needs to send a waiting step back, or to take it back.

    `majority`: the viewer may do neither, as a majority signs it, which no one person can stop.
    """
    me, signers = case.acting.person, [person for person, _ in waiting.signers]
    if me == signers[0]:
        return {"may_take_back": True}
    if not (actor_may_sign_next(case, waiting) and one_person_can_send_it_back(case, waiting)):
        return {"majority": not one_person_can_send_it_back(case, waiting)}
    sent = request.POST if asks_to_send_back(request) else None
    typed = {name: texts[0] for name, texts in drafted.items() if REASON.holds(name)}
    return {"send_back": SendBackForm(sent, initial=typed), "send_back_open": bool(sent or typed)}
