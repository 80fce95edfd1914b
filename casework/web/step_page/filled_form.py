"""The form of a step as its page first shows it, and whether what was sent differs from that."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, QueryDict

from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.verbs import Step
from casework.vocabulary import Verb
from casework.web.decisions.board_minutes import offer_draft
from casework.web.decisions.decision_letter import offer_words
from casework.web.drafts.drafts import seen_version, typed_in
from casework.web.step_page.page import OFFICES
from casework.web.step_page.prefill import OF_PARTIES, prefill, prefill_from_note, prefill_from_proposal
from casework.web.step_page.reporter_asked import shut_tick
from casework.web.step_page.several_letters import form_of_page
from casework.web.step_page.titles import fill_in

CHOSEN = ("evidence", "member", "hearing_on", "condition", "grounds", "kind", "letter", "seat", "other")
"""What a link to a step may have chosen already."""


def chosen_at(request: HttpRequest) -> Mapping[str, str]:
    """Return what the address of a step has chosen already, by field."""
    return {name: request.GET[name] for name in CHOSEN if name in request.GET}


def replaces_waiting(request: HttpRequest) -> bool:
    """Whether what is written takes the place of what waits for a signature."""
    return "replace_waiting" in (request.POST or request.GET)


def asks_for_another(request: HttpRequest) -> bool:
    """Whether the form is for another letter than those whose proofs wait: then it holds nothing of theirs."""
    return "another" in request.GET


def is_filled(verb: Verb, audience: str) -> bool:
    """Whether the page fills the form of a step from the case, for these readers."""
    return audience in OFFICES or verb in OF_PARTIES


def fill_from_case(form: VerbForm, case: Case, verb: Verb, by: Actor, *, replaces: bool, asked: QueryDict) -> None:
    """Fill a form from the case, or from what waits if that is replaced, after recording which texts were opened.

    `asked` is the address of the page: it can name a note of the reader's own.
    """
    if replaces:
        prefill_from_proposal(form, case, verb, by)
    prefill_from_note(form, case, verb, by, asked)
    fill_in(form, case, verb, by)
    prefill(form, case, verb, by)
    shut_tick(form, case, verb, by)
    offer_draft(form, case, verb, by)
    offer_words(form, case, verb, by)


def is_changed(request: HttpRequest, step: Step, reference: str, by: Actor, audience: str) -> bool:
    """Whether somebody typed or chose anything in the form that they sent, or had kept a draft of it before.

    A form from which everything was deleted holds nothing to keep.
    """
    if request.FILES or seen_version(request):
        return True
    typed = any(text.strip() for texts in typed_in(request).values() for text in texts)
    return typed and _differs(request, step, access.case_shown(by, reference, step.verb), by, audience)


def _differs(request: HttpRequest, step: Step, case: Case, by: Actor, audience: str) -> bool:
    """Whether a field holds something else than on the page as it is first shown."""
    several, chosen = audience in OFFICES, chosen_at(request)
    shown = form_of_page(step, case, several=several, initial=chosen)
    if is_filled(step.verb, audience):
        fill_from_case(shown, case, step.verb, by, replaces=replaces_waiting(request), asked=request.GET)
    sent = form_of_page(step, case, request.POST, several=several, initial={})
    return any(_field_differs(shown, sent, name) for name, field in sent.fields.items() if not field.widget.is_hidden)


def holds_own_words(request: HttpRequest, form: VerbForm) -> bool:
    """Whether somebody typed or chose anything in a form that was sent and is no step, or had kept a draft of it before."""
    if request.FILES or seen_version(request):
        return True
    typed = any(text.strip() for texts in typed_in(request).values() for text in texts)
    fields = ((field, form[name]) for name, field in form.fields.items() if not field.widget.is_hidden)
    return typed and any(_value_differs(field, bound.initial, bound.data) for field, bound in fields)


def _field_differs(shown: VerbForm, sent: VerbForm, name: str) -> bool:
    field, before, data = sent.fields[name], shown[name].value(), sent[name].data
    return str(before or "") != str(data or "") if shown.is_bound else _value_differs(field, before, data)


def _value_differs(field: forms.Field, before: object, data: object) -> bool:
    if isinstance(field.widget, forms.MultiWidget) and isinstance(data, list):
        parts = before if isinstance(before, list) else field.widget.decompress(before) or []
        return [str(one or "") for one in parts][: len(data)] != [str(one or "") for one in data]
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
        return str(before or "") != str(data or "")
    if isinstance(field, forms.CharField):
        return field.to_python(before) != field.to_python(data)
    return field.has_changed(before, data)
