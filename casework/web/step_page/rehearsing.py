"""The letters of a step before it is taken: the form is kept as a draft, and a page of its own address rehearses the draft.

So Back, Forward and loading again ask nobody to send a form a second time.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import Reasons, VerbForm
from casework.procedure.service.several import typed_for_each
from casework.recording import Rehearsed
from casework.verbs import Step, rehearse
from casework.verbs.perform import show_case
from casework.vocabulary import BadShape, NotNow
from casework.vocabulary.case_stages import GROUP_OF, StepGroup
from casework.web.drafts import drafts
from casework.web.drafts.declared_boxes import with_boxes_ticked
from casework.web.shared.context import Context
from casework.web.step_page.filled_form import CHOSEN, replaces_waiting

LETTERS = "letters"
PREVIEW, SIGNS, REPLACES = "preview", "signs", "replace_waiting"
STEP_VERSION = "step_version"
"""The hidden field with the version that the page of a step showed."""
SENT_ALONG = (SIGNS, REPLACES, STEP_VERSION)
"""What the address of a preview takes from the form: what is signed or replaced, and what its page had shown."""


def asks_for_letters(request: HttpRequest) -> bool:
    """Whether a form asks for the letters that its step would send, and does not take the step."""
    return request.POST.get(drafts.DRAFT) == LETTERS


def shows_letters(request: HttpRequest) -> bool:
    """Whether an address is that of the letters of a step."""
    return request.method != "POST" and request.GET.get(PREVIEW) == LETTERS


def keep_for_letters(request: HttpRequest, step: Step, reference: str, by: Actor) -> None:
    """Keep what was typed and chosen as the draft of a step. Raises TextsDiffer if another text was kept meanwhile.

    Raises NotSeen or NoRight as the step does. A form in which nobody can type leaves no draft.
    """
    case = show_case(step, reference, by, as_officer=True)
    if not step.form(view=case.view, acting=case.acting).visible_fields():
        return
    drafts.keep_chosen(request, drafts.place_in(by, case.id, step.verb, drafts.side_of(request)))
    if drafts.keep_pressed(request, by, case, step.verb)[1]:
        raise drafts.TextsDiffer


def address_of_letters(request: HttpRequest) -> str:
    """Return the address at which the letters of the form that was sent are shown.

    What the address of the step had chosen and somebody chose otherwise in the form is left out: the draft has it.
    """
    asked = request.GET.copy()
    for name in CHOSEN:
        if name in asked and request.POST.get(name, asked[name]) != asked[name]:
            del asked[name]
    for name in SENT_ALONG:
        asked.setlist(name, request.POST.getlist(name))
    asked[PREVIEW] = LETTERS
    return f"{request.path}?{asked.urlencode()}#{LETTERS}"


def address_of_step(request: HttpRequest) -> str:
    """Return the address of the step whose letters are shown. The forms of the page are sent there."""
    asked = request.GET.copy()
    for name in (PREVIEW, SIGNS, STEP_VERSION):
        asked.pop(name, None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def around_letters(request: HttpRequest, step: Step, by: Actor, shown: Context) -> Context:
    """Return what the page of a step shows with its letters: a rehearsal of what its form holds, or why it would be refused.

    The errors of the form are shown at its fields.
    """
    made, form = rehearse_shown(request, step, by, shown), shown["form"]
    if isinstance(made, BadShape):
        show_errors(form, made.errors)
    refused = made.reasons if isinstance(made, NotNow) else ()
    rehearsed = {"made": made} if isinstance(made, Rehearsed) else {}
    return {"refused": refused, "action": address_of_step(request), **rehearsed}


def rehearse_shown(request: HttpRequest, step: Step, by: Actor, shown: Context) -> Rehearsed | BadShape | NotNow:
    """Return what a step would record as the form on its page holds it, or why it would be refused.

    Nothing has to be declared for it, and a step about times needs no reason yet. The files that wait with the draft count.
    """
    reference = shown["case"].reference
    drafts.add_chosen(request, by, step.verb, reference)
    typed = _with_reasons(with_boxes_ticked(data_of(shown["form"]), step), step)
    try:
        return reduce(
            _together,
            [
                rehearse(
                    step,
                    reference=reference,
                    by=by,
                    typed=part,
                    files=request.FILES,
                    read=read,
                    replace_waiting=replaces_waiting(request),
                )
                for read, part in _parts(request, step, typed)
            ],
        )
    except (BadShape, NotNow) as refused:
        return refused


def _parts(request: HttpRequest, step: Step, typed: QueryDict) -> list[tuple[str, QueryDict]]:
    """Return what is rehearsed: each proposal that would be signed, or what was typed for each letter; all of it otherwise."""
    signs = [one for one in request.GET.getlist(SIGNS) if one]
    letters = typed_for_each(typed) if step.several and (replaces_waiting(request) or not signs) else []
    return [("", part) for _letter, part in letters] or [(read, typed) for read in signs or [""]]


def _together(first: Rehearsed, other: Rehearsed) -> Rehearsed:
    """Return a rehearsal as if the step of the other one had been taken after the first."""
    first.case.fold(*(event for event, _texts in other.acts))
    both = Rehearsed(first.case, [*first.acts, *other.acts])
    both.shown = first.shown
    return both


def data_of(form: VerbForm) -> QueryDict:
    """Return what a browser would send of a form as it is shown, without files."""
    data = QueryDict(mutable=True)
    if form.is_bound:
        data.update(form.data)
        return data
    for bound in form:
        if not isinstance(bound.field, forms.FileField):
            widget = bound.field.widget
            shown = widget.get_context(bound.html_name, bound.value(), {})["widget"]
            for name, texts in _inputs(shown, is_box=isinstance(widget, forms.CheckboxInput)):
                data.setlist(name, texts)
    return data


def _inputs(widget: Mapping[str, Any], *, is_box: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield the names and values of the inputs of a widget, as Django hands them to its template."""
    for part in widget.get("subwidgets", ()):
        yield from _inputs(part, is_box=False)
    value = widget["value"]
    if is_box:
        value = "on" if widget["attrs"].get("checked") else None
    if value not in (None, []) and not widget.get("subwidgets"):
        yield widget["name"], [str(one) for one in (value if isinstance(value, list) else [value])]


def show_errors(form: VerbForm, errors: Mapping[str, Sequence[str]]) -> None:
    """Show on a form the errors that its rehearsal found."""
    if not form.is_bound:
        form.data, form.is_bound = data_of(form), True
    form._errors, form.cleaned_data = ErrorDict(), {}  # type: ignore[attr-defined]  # it is not validated a second time
    for name, said in errors.items():
        form.add_error(name if name in form.fields else None, list(said))


def _with_reasons(typed: QueryDict, step: Step) -> QueryDict:
    """Return the data with words in place of each missing reason of a step about times: its dates do not depend on them."""
    for name in _reasons_of(step):
        if not typed.get(name, "").strip():
            typed[name] = _("(Your reason)")
    return typed


def _reasons_of(step: Step) -> frozenset[str]:
    fields = step.form.base_fields.items() if GROUP_OF.get(step.verb) is StepGroup.TIMES else ()
    return frozenset(name for name, field in fields if isinstance(field, Reasons) and field.required)
