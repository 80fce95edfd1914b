"""The one page for every step: what it does, why it is refused, which fields it needs, who has signed."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.step_version import changes_since, step_version
from casework.queries.case.waiting_signatures import put_unsigned_first, signers_of
from casework.queries.people.sieges import attacks_on
from casework.verbs import VERBS, Step, answers_in_words, get_step, perform
from casework.verbs.names_in_letters import MEANT
from casework.vocabulary import BadShape, CaseChanged, DoneBefore, NotNow, NotSeen, ProofNeeded, SignatureNeeded, Verb
from casework.web.decisions.proposal_shown import proposal_shown
from casework.web.decisions.reasons_check import CHECKED, around_reasons, show_what_follows
from casework.web.desk.screening_sheet import sheet_again
from casework.web.drafts import drafts
from casework.web.drafts.page import draft_on_page
from casework.web.requests import AUDIENCES, acting
from casework.web.shared.context import Context
from casework.web.shared.refused import names_in, reasons_of
from casework.web.step_page import rehearsing, several_letters
from casework.web.step_page.above_the_form import above_the_form, steps_before
from casework.web.step_page.cancelling import cancels, keep_cancelled
from casework.web.step_page.done import keep_done, link_after, tell_done, waits_for_others
from casework.web.step_page.filled_form import (
    asks_for_another,
    chosen_at,
    fill_from_case,
    is_changed,
    is_filled,
    replaces_waiting,
)
from casework.web.step_page.own_room import page_instead
from casework.web.step_page.page import OFFICES, around_step, home_of, leads_to, page_before, template_of, way_back
from casework.web.step_page.proving import actor_with_proof, has_key, passkey_answer
from casework.web.step_page.rehearsing import STEP_VERSION
from casework.web.step_page.resending import ask_for_proof, show_signing
from casework.web.step_page.sending_back import (
    around_return,
    asks_to_send_back,
    lead_to_returned,
    send_step_back,
    tell_sent_back,
)
from casework.web.step_page.written_ahead import written_ahead
from casework.workflow.step import in_the_way, is_decisive

INSTEAD = dict.fromkeys((Verb.RULE_ON_KEEP_AWAY, Verb.READ_BLIND), VERBS[Verb.DECLARE_CONFLICT]) | {
    Verb.VERIFY_CONDITION: VERBS[Verb.RETURN_CONDITION_EVIDENCE]
}
"""The other step that a page names, for people who should take that one instead."""


@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request: HttpRequest, reference: str, verb: str, audience: str, named: str = "") -> HttpResponse:
    """Show a step, or do it. Access is checked before anything about the form; what was typed stays if it is refused.

    `named` is the reference by which the audience knows the case, where it differs. An officer who may not see the case
    finds no page of its steps either, although the seat may hold the step.
    """
    if verb == Verb.RETURN_STEP:
        return lead_to_returned(request, reference, audience)
    step, by = get_step(verb), acting(request)
    there = page_before(request.GET.get("sheet", ""), audience, named or reference, step.verb)
    if request.method == "POST":
        return answer_to(request, step)(request, step, reference, audience=audience, there=there)
    require = access.require_step if audience in OFFICES else access.require
    return show_step(request, step, reference, audience, way_back(require(by, reference, step.verb), audience, there))


def answer_to(request: HttpRequest, step: Step) -> Callable[..., HttpResponse]:
    """Return what answers the form of a step, by what its button asks."""
    if rehearsing.asks_for_letters(request):
        return answer_letters
    if drafts.is_about_draft(request):
        return answer_draft
    if cancels(request) or asks_to_send_back(request):
        return answer_cancel if cancels(request) else answer_return
    return answer_several if several_letters.asks_for_several(request, step) else answer_step


def show_step(request: HttpRequest, step: Step, reference: str, audience: str, back: str) -> HttpResponse:
    """Show the page of a step, or lead to the page on which it is taken instead."""
    if instead := page_instead(request, step.verb, reference, audience):
        return redirect(instead)
    shown = step_context(step, reference, acting(request), audience, request) | {"back": back}
    if audience in OFFICES and rehearsing.shows_letters(request):
        shown |= rehearsing.around_letters(request, step, acting(request), shown)
    return render(request, template_of(step.verb, audience), shown)


def answer_step(request: HttpRequest, step: Step, reference: str, *, audience: str, there: str) -> HttpResponse:
    """Take a step and lead on; or show it again with what was typed, 422 or 409. A request sent twice leads on as well."""
    by, proof = actor_with_proof(request)
    came = take_step(request, step, reference, by, as_officer=audience in OFFICES)
    if isinstance(came, ProofNeeded):
        return ask_for_proof(request, step, reference, proof, there)
    if isinstance(came, (Case, DoneBefore)):
        leads = leads_to(by, reference, audience, there, step.verb)
        return lead_on(request, step, came, leads, audience=audience, there=there)
    return show_again(request, step, reference, came, audience=audience, there=there)


def answer_several(request: HttpRequest, step: Step, reference: str, *, audience: str, there: str) -> HttpResponse:
    """Take a step for each letter and lead on; back to its page if one was refused."""
    by = acting(request)
    came = several_letters.take_each(request, step, reference, by)
    if not isinstance(came, list):
        return show_again(request, step, reference, came, audience=audience, there=there)
    all_done = several_letters.tell_outcomes(request, step, came, reference)
    if not all_done:
        return redirect(several_letters.address_of_rest(request, step))
    return redirect(leads_to(by, reference, audience, there, step.verb))


def answer_return(request: HttpRequest, step: Step, reference: str, *, audience: str, there: str) -> HttpResponse:
    """Send a step back and lead on; or show it again with the reason that was typed. A request sent twice leads on too."""
    by = acting(request)
    came = send_step_back(request, step, reference, by, audience)
    if isinstance(came, (Case, DoneBefore)):
        tell_sent_back(request, step, came, audience)
        return redirect(leads_to(by, reference, audience, there))
    return show_again(request, step, reference, came, audience=audience, there=there)


def answer_letters(request: HttpRequest, step: Step, reference: str, *, audience: str, there: str) -> HttpResponse:
    """Keep a step as it was typed, and lead to the page of the letters that it would send. NotSeen for a party."""
    if audience not in OFFICES:
        raise NotSeen
    try:
        rehearsing.keep_for_letters(request, step, reference, acting(request))
    except NotNow as refused:
        return show_again(request, step, reference, refused, audience=audience, there=there)
    return redirect(rehearsing.address_of_letters(request))


def answer_draft(request: HttpRequest, step: Step, reference: str, *, audience: str, there: str) -> HttpResponse:
    """Keep or delete a draft; show both texts if another one was kept since the page was shown."""
    by = acting(request)
    place = drafts.require_place(by, reference, step.verb, drafts.side_of(request))
    if drafts.asks_what_follows(request):
        return show_what_follows(request, step, access.case_shown(by, reference, step.verb), by)
    try:
        back = request.get_full_path() if step.verb in CHECKED else there
        return drafts.answer_draft(request, by, place, back, drafts.part_at_address(request))
    except drafts.TextsDiffer as differ:
        return show_again(request, step, reference, differ, audience=audience, there=there)


def answer_cancel(request: HttpRequest, step: Step, reference: str, *, audience: str, there: str) -> HttpResponse:
    """Lead to the case and keep what was typed; show both texts if another one was kept since the page was shown."""
    by = acting(request)
    place = drafts.require_place(by, reference, step.verb, drafts.side_of(request))
    leads = leads_to(by, reference, audience, there)
    if not is_changed(request, step, reference, by, audience):
        return redirect(leads)
    try:
        return keep_cancelled(request, by, place, leads)
    except drafts.TextsDiffer as differ:
        return show_again(request, step, reference, differ, audience=audience, there=there)


def lead_on(
    request: HttpRequest, step: Step, came: Case | DoneBefore, leads: str, *, audience: str, there: str
) -> HttpResponse:
    """Go on to the page `leads`, which says that the step was taken; to a party also where its receipt is."""
    if isinstance(came, DoneBefore):
        messages.info(request, came.reasons[0])
    else:
        tell_done(request, step, came, link_after(request, came, audience, there=there, leads=leads))
        if audience == "desk":
            keep_done(request, came.reference, step.verb, only_signed=waits_for_others(came, step.verb))
    return redirect(leads)


def show_again(
    request: HttpRequest, step: Step, reference: str, refused: BadShape | NotNow, *, audience: str, there: str
) -> HttpResponse:
    """Show a step that was not taken, with what was typed and why: or, where only a signature is missing, what to sign.

    Raises CaseChanged again if the change has ended the person's right to the step.
    """
    if isinstance(refused, SignatureNeeded):
        return show_signing(request, step, reference, refused, there)
    by = acting(request)
    if isinstance(refused, CaseChanged) and step.verb.value not in access.rights_in(by, reference)[1]:
        raise refused
    sheet = sheet_again(request, by, reference, refused, of=step.verb, there=there)
    return sheet or show_refused(request, step, reference, refused, audience=audience, there=there)


def show_refused(
    request: HttpRequest, step: Step, reference: str, refused: BadShape | NotNow, *, audience: str, there: str
) -> HttpResponse:
    """Show the form of a step as it was typed, with why it was not taken."""
    by = acting(request)
    shown = step_context(step, reference, by, audience, request)
    shown |= {
        "back": way_back(shown["case"].rights, audience, there),
        "refused": reasons_of(refused),
        "named": names_in(refused),
    }
    return render(request, template_of(step.verb, audience), shown, status=refused.status)


def take_step(
    request: HttpRequest, step: Step, reference: str, by: Actor, *, as_officer: bool = False
) -> Case | BadShape | NotNow:
    """Take the step; return the case as it is now, or why it was refused where typing may have to be done again."""
    try:
        drafts.refuse_unseen_text(request, by, step.verb, reference)
        drafts.add_chosen(request, by, step.verb, reference)
        came = perform(
            step,
            reference=reference,
            by=replace(by, signed=passkey_answer(request, by)),
            typed=request.POST,
            files=request.FILES,
            read=request.POST.get("signs", ""),
            replace_waiting="replace_waiting" in request.POST,
            as_officer=as_officer,
            versions=request.POST.getlist(STEP_VERSION),
            meant=request.POST.getlist(MEANT),
        )
    except (BadShape, NotNow) as refused:
        drafts.keep_refused(request, by, step.verb, reference, refused)
        return refused
    drafts.forget(by, came, step.verb, drafts.side_of(request))
    return came


def step_context(step: Step, reference: str, by: Actor, audience: str, request: HttpRequest) -> Context:
    """Return what the page of a step shows: its reasons, its form with what was typed, and a waiting proposal.

    What waits is shown in the words of the form; `typed` is what was typed where no form can hold it again. `others` is what
    somebody else kept meanwhile. `changes` is what has changed since the page that was sent, None if it does not say.
    """
    case = access.case_shown(by, reference, step.verb)
    put_unsigned_first(case, step.verb)
    waiting = case.view.proposals.of(step.verb)
    is_sent = request.method == "POST"
    versions = (request.POST if is_sent else request.GET).getlist(STEP_VERSION)
    changes = changes_since(case, step.verb, versions) if is_sent or versions else ()
    replace_waiting = replaces_waiting(request)
    posted = (request.POST, request.FILES) if is_sent else ()
    chosen = chosen_at(request)
    form = several_letters.form_of_page(step, case, *posted, several=audience in OFFICES, initial=chosen)
    draft = draft_on_page(request, by, case, step.verb, form, chosen=chosen)
    typed = dict(request.POST.lists()) if posted else draft.typed
    attacks = attacks_on(case, step.verb)
    if attacks and not posted and "cause" in form.fields:
        form.fields["cause"].initial = "\n".join(attack.words for attack in attacks)
    signing = waiting is not None and not replace_waiting
    against = in_the_way(case, step.verb) or ([] if signing else form.lacking)
    ahead = written_ahead(case, step.verb, form, audience, signing=signing)
    shut = signing or (bool(against) and not ahead)
    returned = around_return(request, step, case, by, form=form, draft=draft, shut=shut)
    if not shut and is_filled(step.verb, audience):
        again = replace_waiting and not asks_for_another(request)
        fill_from_case(form, case, step.verb, by, replaces=again, asked=request.GET)
    each = () if replace_waiting else several_letters.waiting_proofs(request, step, case, by)
    over = steps_before(form, case, audience) if against and not ahead else above_the_form(case, step.verb, by)
    return {
        "audience": AUDIENCES.get(audience, audience),
        "step": step,
        "sentence": step.sentence_for(reporter=audience == "public"),
        "case": case,
        "heading": f"{case.code_name}, {case.reference}" if audience in OFFICES else "",
        "back": home_of(audience, reference, step.verb),
        "reasons": against,
        "attacks": attacks,
        "waiting": None if replace_waiting else waiting,
        "replaced": case.view.proposals.all_of(step.verb) if replace_waiting else (),
        "each_waiting": each,
        "mine": waiting is not None and case.acting.person in {person for person, _ in waiting.signers},
        "signed_by": signers_of(case, waiting) if waiting else (),
        **proposal_shown(step, case, None if replace_waiting or each else waiting, by),
        "typed": answers_in_words(step, case.view, typed, reader=case.acting) if typed and shut else (),
        "draft": draft,
        "others": answers_in_words(step, case.view, draft.others, reader=case.acting) if draft.others else (),
        "replace_waiting": replace_waiting,
        "form": form,
        "version": step_version(case, step.verb),
        "changed": changes != (),
        "changes": changes,
        "request_key": uuid4(),
        "instead": INSTEAD.get(step.verb),
        **(returned | ahead | over),
        **({} if shut else around_reasons(step.verb, over.get("findings_table", ()), form)),
        "weaker": is_decisive(step.verb) and not has_key(case.acting.person),
        **around_step(case, step.verb, audience, by=by, form=form, typed=typed, asked=request.GET),
    }
