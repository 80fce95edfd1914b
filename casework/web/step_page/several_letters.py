"""A step about several letters of a case, sent once: each letter is a step of its own, with a result in words.

So each proof has its own two signers, and a letter that somebody opened meanwhile stops none of the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import ChoiceField
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.procedure.service.several import key_of_letter, typed_for_each, without_letters
from casework.queries.case.waiting_signatures import Signer, signers_of
from casework.record.events import StepProposed
from casework.record.state import ONE_EACH, Proposal
from casework.verbs import Step, perform
from casework.verbs.answers_in_words import Said
from casework.verbs.perform import show_case
from casework.vocabulary import BadShape, DoneBefore, NotNow, Refused, Verb
from casework.web.decisions.proposal_shown import proposal_shown
from casework.web.drafts import drafts
from casework.web.drafts.texts import get_draft, keep_typed
from casework.web.requests import with_key_for
from casework.web.shared.context import Context
from casework.web.step_page.done import SAID_AFTER, keep_done, link_to_next
from ledger.canonical import Values

SIGN, SIGNS = "sign_several", "signs"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one letter, by the name of the letter. `waits`: it waits for somebody else's signature.

    `before`: the same request was answered before.
    """

    choice: str
    name: str
    words: str
    done: bool = False
    waits: bool = False
    before: bool = False


@dataclass(frozen=True, kw_only=True)
class WaitingProof:
    """One of several proofs that wait, as the page shows it. `mine`: the viewer has signed it. `ticked`: its box is."""

    proposal: Proposal
    name: str
    signed_by: tuple[Signer, ...]
    said: Said
    outdated: tuple[str, ...]
    follows: str
    mine: bool
    ticked: bool


def form_of_page(step: Step, case: Case, *posted: Any, several: bool, initial: Mapping[str, str]) -> VerbForm:
    """Return the form of a step; for several letters, if the page asks for it and there are several to choose from."""
    form = step.form(*posted, view=case.view, acting=case.acting, initial=initial)
    letter = form.fields.get("letter")
    if (
        step.several is None
        or not several
        or not isinstance(letter, ChoiceField)
        or len(list(cast("Any", letter.choices))) < 2
    ):
        return form
    chosen = {name: [value] if name == "letter" else value for name, value in initial.items()}
    return step.several(*posted, view=case.view, acting=case.acting, initial=chosen)


def asks_for_several(request: HttpRequest, step: Step) -> bool:
    """Whether a form is about several letters, or about one beside proofs that wait."""
    if step.several is None:
        return False
    letters = request.POST.getlist("letter")
    return SIGN in request.POST or len(letters) > 1 or bool(letters and "replace_waiting" in request.POST)


def take_each(request: HttpRequest, step: Step, reference: str, by: Actor) -> list[Outcome] | BadShape | NotNow:
    """Take a step for each letter that was ticked, or sign each proof; or return why the form itself is wrong."""
    case = show_case(step, reference, by, as_officer=True)
    came = (_sign_each if SIGN in request.POST else _put_each)(request, step, case, by)
    for one in came if isinstance(came, list) else ():
        keep_done(request, reference, step.verb, times=int(one.done and not one.before), only_signed=one.waits)
    return came


def _put_each(request: HttpRequest, step: Step, case: Case, by: Actor) -> list[Outcome] | BadShape | NotNow:
    form = (step.several or step.form)(request.POST, view=case.view, acting=case.acting)
    if not form.is_valid():
        return BadShape({name: [str(one) for one in errors] for name, errors in form.errors.items()})
    outcomes = [_take(request, step, case, by, each) for each in typed_for_each(request.POST)]
    _keep_what_is_left(request, case, by, step.verb, outcomes)
    return outcomes


def _sign_each(request: HttpRequest, step: Step, case: Case, by: Actor) -> list[Outcome] | BadShape | NotNow:
    about = {str(one.event.id): one.event.subject for one in case.record if isinstance(one.event, StepProposed)}
    signs = [one for one in dict.fromkeys(request.POST.getlist(SIGNS)) if one in about]
    if not signs:
        return NotNow(_("Tick each letter whose proof you sign."))
    choices = [(one, f"{about[one]}:") for one in signs]
    key = request.POST.get("request_key")
    return [_try(step, case, with_key_for(by, key, choice), choice, read=one) for one, choice in choices]


def _take(request: HttpRequest, step: Step, case: Case, by: Actor, each: tuple[str, QueryDict]) -> Outcome:
    """Take a step for one letter. A proof that waits for it is replaced only if the page showed it."""
    choice, typed = each
    waiting = case.view.proposals.replaced_by(step.verb, key_of_letter(choice)) if step.verb in ONE_EACH else None
    read = str(waiting.id) if waiting else ""
    unseen = bool(read) and read not in request.POST.getlist(SIGNS)
    own = with_key_for(by, request.POST.get("request_key"), choice)
    return _try(step, case, own, choice, typed=typed, read=read, unseen=unseen)


def _try(
    step: Step, case: Case, by: Actor, choice: str, *, read: str, typed: Values | None = None, unseen: bool = False
) -> Outcome:
    """Take the step for one letter or, without `typed`, sign it; say why not where it is refused.

    `unseen`: it would replace a proof that the page did not show.
    """
    given, reference = typed or {}, case.reference
    try:
        if unseen:
            access.refuse_twice(by, step.verb, reference)
            raise NotNow(_("Somebody has signed a proof of it meanwhile. Read that first."))
        puts = typed is not None
        came = perform(step, reference=reference, by=by, typed=given, read=read, replace_waiting=puts, as_officer=True)
    except DoneBefore as refused:
        return replace(_outcome(case, choice, " ".join(refused.reasons)), done=True, before=True)
    except BadShape:
        return _outcome(case, choice, _why_not(step, reference, by, given))
    except Refused as refused:
        return _outcome(case, choice, " ".join(refused.reasons) or _("It is not possible for you any more."))
    waits = came.view.proposals.replaced_by(step.verb, key_of_letter(choice)) is not None
    return replace(_outcome(came, choice, "" if waits else SAID_AFTER[step.verb](came)), done=True, waits=waits)


def _why_not(step: Step, reference: str, by: Actor, typed: Values) -> str:
    """Return why the form of one letter was refused, as the case is now."""
    case = access.case_shown(by, reference, step.verb)
    form = step.form(typed, view=case.view, acting=case.acting)
    return " ".join(form.why_refused()) or _("The case has changed meanwhile. Read it again.")


def _outcome(case: Case, choice: str, words: str) -> Outcome:
    return Outcome(choice=choice, name=_name(case, key_of_letter(choice)), words=words)


def _name(case: Case, about: UUID | None) -> str:
    names = names_of_letters(case.view, case.acting)
    return names[about] if about and about in names else _("A letter")


def _keep_what_is_left(request: HttpRequest, case: Case, by: Actor, verb: Verb, outcomes: list[Outcome]) -> None:
    """Delete the draft, or keep what was typed for the letters whose step was refused."""
    side = drafts.side_of(request)
    done = [one.choice for one in outcomes if one.done]
    if len(done) == len(outcomes):
        drafts.forget(by, case, verb, side)
        return
    place = drafts.place_in(by, case.id, verb, side)
    keep_typed(by, place, without_letters(drafts.typed_in(request), done), get_draft(place).version)


def address_of_rest(request: HttpRequest, step: Step) -> str:
    """Return where a person goes on with the letters that were refused: to the proofs that wait, or to the form."""
    goes_to_form = step.verb in ONE_EACH and SIGN not in request.POST
    return f"{request.path}?replace_waiting&another" if goes_to_form else request.path


def tell_outcomes(request: HttpRequest, step: Step, outcomes: list[Outcome], reference: str) -> bool:
    """Say on the next page what came of each letter; return whether all are done."""
    link = link_to_next(reference)
    for tag, words, some in _told(step, outcomes):
        messages.success(request, format_html("{} {} {}", words, _lines(some), link), extra_tags=tag)
    left = [one for one in outcomes if not one.done]
    if left:
        words = ngettext("Not done for %(n)s letter:", "Not done for %(n)s letters:", len(left)) % {"n": len(left)}
        messages.warning(request, format_html("{} {}", words, _lines(left)))
    return not left


def _told(step: Step, outcomes: list[Outcome]) -> Iterator[tuple[str, str, list[Outcome]]]:
    """Yield what is done, and what waits for somebody else's signature, each with the tag of its message."""
    if waits := [one for one in outcomes if one.done and one.waits]:
        words = ngettext(
            "Not done yet: %(step)s, %(n)s letter. It waits for somebody else to sign.",
            "Not done yet: %(step)s, %(n)s letters. They wait for somebody else to sign.",
            len(waits),
        )
        yield "signed", words % {"step": step.label, "n": len(waits)}, waits
    if done := [one for one in outcomes if one.done and not one.waits]:
        words = ngettext("%(step)s: %(n)s letter – done.", "%(step)s: %(n)s letters – done.", len(done))
        yield "", words % {"step": step.label, "n": len(done)}, done


def _lines(outcomes: list[Outcome]) -> str:
    """Return each letter by its name, with what is said of it. A sentence that names it already stands alone."""
    said = ((one.words if one.name in one.words else f"{one.name}. {one.words}".strip(),) for one in outcomes)
    return format_html_join("", "<br>{}", said)


def _is_mine(case: Case, proposal: Proposal) -> bool:
    return case.acting.person in {person for person, _seat in proposal.signers}


def waiting_proofs(request: HttpRequest, step: Step, case: Case, by: Actor) -> tuple[WaitingProof, ...]:
    """Return the proofs that wait, if there are several: those that the viewer can sign first.

    All are ticked, until the viewer has taken off a tick and asks what would follow.
    """
    ticked = (request.POST or request.GET).getlist(SIGNS)
    waiting = case.view.proposals.all_of(step.verb)
    if step.several is None or len(waiting) < 2:
        return ()
    in_order = sorted(waiting, key=lambda one: _is_mine(case, one))
    return tuple(_shown(step, case, one, by, ticked=not ticked or str(one.id) in ticked) for one in in_order)


def _shown(step: Step, case: Case, proposal: Proposal, by: Actor, *, ticked: bool) -> WaitingProof:
    words: Context = proposal_shown(step, case, proposal, by)
    return WaitingProof(
        proposal=proposal,
        name=_name(case, proposal.subject),
        signed_by=signers_of(case, proposal),
        said=words["proposed"],
        outdated=words["outdated"],
        follows=words["follows"],
        mine=_is_mine(case, proposal),
        ticked=ticked,
    )
