"""What the page of a step says of its draft, and the form that is filled with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from casework.access import Actor
from casework.forms.base import Confirmed, VerbForm
from casework.models import NOBODY, Case
from casework.vocabulary import NotNow, Verb
from casework.web.drafts import drafts
from casework.web.drafts.texts import Draft, Typed, get_draft
from ledger.clock import now
from policy.rules import Rules


@dataclass(frozen=True, kw_only=True)
class DraftOnPage:
    """What the page of a step says of its draft. `typed`: what the form was filled with. `others`: what somebody else has kept.

    `together`: several people share it, and the page says who else is typing. `day_only`: its hour is not kept.
    `rules`: those whose zone its times are told in, and which say for how long it is kept. Without them it is UTC.
    """

    version: int
    typed: Typed
    saved_at: datetime | None
    is_open: bool
    others: Typed
    together: bool = False
    author: str = ""
    day_only: bool = False
    holds_files: bool = False
    rules: Rules | None = None

    @property
    def kept_for(self) -> str:
        return str(self.rules.retention["unsent_draft"]) if self.rules else ""

    @property
    def zone(self) -> str:
        return self.rules.zone if self.rules else "UTC"

    @property
    def is_today(self) -> bool:
        zone = ZoneInfo(self.zone)
        return self.saved_at is not None and self.saved_at.astimezone(zone).date() == now().astimezone(zone).date()


def draft_on_page(
    request: HttpRequest, by: Actor, case: Case, verb: Verb, form: VerbForm, *, chosen: Mapping[str, str]
) -> DraftOnPage:
    """Keep what was posted, or fill the opened form from the draft; return what the page says of the draft.

    The caller has checked access: the case is open to the person, with the right to this step.
    """
    place = drafts.place_in(by, case.id, verb, drafts.side_of(request))
    draft, other = _kept_now(request, by, case, verb) if request.method == "POST" else (get_draft(place), None)
    if any(is_of_form(form, name) for name in draft.typed):
        fill_form(form, draft.typed, chosen)
    form.chosen_files = drafts.chosen_on(request, by, case, verb)
    last = other or draft
    return DraftOnPage(
        version=draft.version,
        typed=draft.typed,
        saved_at=last.saved_at,
        is_open=last.is_open,
        together=place.holder == NOBODY,
        author=drafts.name_of(last) if drafts.is_by_other(by, last) else "",
        others=other.typed if other else {},
        day_only=by.user.kind == "reporter",
        holds_files=any(isinstance(each, forms.FileField) for each in form.fields.values()),
        rules=case.view.rules,
    )


def own_draft(draft: Draft, others: Typed, *, rules: Rules | None = None, holds_files: bool = False) -> DraftOnPage:
    """Return what a page says of a draft that one person alone writes. `others`: what they kept in another window."""
    return DraftOnPage(
        version=draft.version,
        typed=draft.typed,
        saved_at=draft.saved_at,
        is_open=draft.is_open,
        others=others,
        rules=rules,
        holds_files=holds_files,
    )


def _kept_now(request: HttpRequest, by: Actor, case: Case, verb: Verb) -> tuple[Draft, Draft | None]:
    """Keep what was posted; if it cannot be kept, the page says why and holds it in its form."""
    try:
        version, other = drafts.keep_pressed(request, by, case, verb)
    except NotNow as not_kept:
        messages.warning(request, not_kept.reasons[0])
        return Draft(version=drafts.seen_version(request), typed={}), None
    return Draft(version=version, typed={}), other


def is_of_form(form: forms.Form, name: str) -> bool:
    """Whether what was typed under a name belongs to a field of the form. A field in several parts has one name for each."""
    return any(name == one or name.startswith(f"{one}_") for one in form.fields)


def fill_form(form: forms.Form, typed: Typed, chosen: Mapping[str, str]) -> None:
    """Put what was typed into a new form without validating it.

    What a page puts in itself stays as it is now, a confirmation has to be given again, and files cannot be kept.
    """
    data = QueryDict(mutable=True)
    for name, each in form.fields.items():
        if isinstance(each, (Confirmed, forms.FileField)):
            continue
        if each.widget.is_hidden or name in chosen:
            data.setlist(name, _as_texts(form[name].value(), each, typed.get(name, ())))
            continue
        for key, texts in typed.items():
            if key == name or key.startswith(f"{name}_"):
                data.setlist(key, list(texts))
    form.data, form.is_bound = data, True
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # so that nothing is validated before it is sent


def _as_texts(value: object, field: forms.Field, typed: Sequence[str]) -> list[str]:
    """Return a value as a form sends it. Of several answers, those that were ticked before stay ticked."""
    if isinstance(field, forms.MultipleChoiceField) and isinstance(value, list):
        return list(dict.fromkeys([*typed, *map(str, value)]))
    return [] if value is None else [str(value)]
