"""Saves what was filled in on the screening sheet: each part is a step of its own, with its own result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, QueryDict

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft
from casework.verbs import VERBS, perform
from casework.vocabulary import BadShape, DoneBefore, NotNow, Verb
from casework.web.desk.screening_form import (
    ACT,
    OPEN,
    RISK,
    SCOPE,
    WHO,
    groups_in,
    is_filled,
    key_of_allegation,
    renamed,
    step_of,
    typed_of,
    without,
)
from casework.web.drafts import drafts
from casework.web.drafts.texts import Draft, Typed, keep_typed
from casework.web.requests import with_key_for
from casework.web.step_page.done import keep_done
from casework.web.step_page.rehearsing import STEP_VERSION


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came of a press. `typed` is all that was not saved, `done` has the steps that were taken.

    `refused` has the reasons of each group that was refused, `wrong` its errors by field. `keys` has the name under which
    a group was sent, if its allegation has a key by now. `repeated`: something had been done by the same press before.
    """

    typed: Typed
    done: tuple[Verb, ...] = ()
    refused: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = False
    draft: Draft | None = None
    others: Typed = field(default_factory=dict)


def save_parts(request: HttpRequest, by: Actor, reference: str, place: DraftPlace) -> Saved:
    """Take the step of each part that was filled in. What was refused stays typed, and is kept as a draft.

    NoRight for an officer who cannot take the last step of the sheet, unless their press did all that it asked.
    """
    saved = take_parts(request, by, reference)
    for verb in saved.done:
        keep_done(request, reference, verb)
    if saved.refused or not (saved.done or saved.repeated):
        access.require_step(by, reference, Verb.OPEN_INVESTIGATION)
        return keep_left(by, place, saved, drafts.seen_version(request))
    forget_draft(place)
    return saved


def take_parts(request: HttpRequest, by: Actor, reference: str) -> Saved:
    saved, tried = Saved(typed=drafts.typed_in(request)), set[str]()
    while group := next((one for one in groups_in(saved.typed) if is_due(one, saved, tried)), None):
        tried.add(group)
        saved = take_part(by, reference, saved, group, sent=request.POST)
    return saved


def keep_left(by: Actor, place: DraftPlace, saved: Saved, seen: int) -> Saved:
    """Keep what was not saved; `others` is what the same person kept in another window meanwhile."""
    version, other = keep_typed(by, place, without(saved.typed, OPEN), seen)
    return replace(saved, draft=Draft(version=version, typed={}), others=other.typed if other else {})


def is_due(group: str, saved: Saved, tried: set[str]) -> bool:
    """Whether a group was filled in, was not tried, and rests on nothing that was refused.

    All of it rests on who it is, a scope on its allegation, and the opening of the investigation on everything.
    """
    needs = {WHO, f"{ACT}_{group.partition('_')[2]}", *(saved.refused if group == OPEN else ())}
    return group not in tried and is_filled(group, saved.typed) and not needs & saved.refused.keys()


def take_part(by: Actor, reference: str, saved: Saved, group: str, *, sent: QueryDict) -> Saved:
    """Take one step. Only the first is compared with what the page showed: the others follow from it.

    A step may end the right to the next one: that is answered as on every page.
    """
    verb, typed = step_of(group), typed_of(group, saved.typed)
    if verb is Verb.SCOPE_ALLEGATION:
        typed["allegation"] = key_of_allegation(group)
    key = with_key_for(by, sent.get("request_key"), saved.keys.get(group, group))
    versions = None if saved.done else sent.getlist(STEP_VERSION)
    try:
        case = perform(VERBS[verb], reference=reference, by=key, typed=typed, as_officer=True, versions=versions)
    except DoneBefore:
        return replace(saved, typed=without(saved.typed, group), repeated=True)
    except BadShape as wrong:
        return refuse(replace(saved, wrong={**saved.wrong, group: wrong.errors}), group, wrong)
    except NotNow as refused:
        return refuse(saved, group, refused)
    return take_out(saved, group, case)


def refuse(saved: Saved, group: str, refused: BadShape | NotNow) -> Saved:
    return replace(saved, refused={**saved.refused, group: tuple(in_words(group, refused))})


def risk_refused(refused: BadShape | NotNow) -> Saved:
    """Return the answer to a form of the risk that was refused."""
    return refuse(Saved(typed={}, wrong={RISK: refused.errors} if isinstance(refused, BadShape) else {}), RISK, refused)


def in_words(group: str, refused: BadShape | NotNow) -> Iterator[str]:
    """Yield each reason, after the name of the field that it is about."""
    if not isinstance(refused, BadShape):
        yield from refused.reasons
        return
    fields = VERBS[step_of(group)].form.base_fields
    for name, reasons in refused.errors.items():
        label = fields[name].label if name in fields else None
        yield from (f"{label}: {reason}" if label else reason for reason in reasons)


def take_out(saved: Saved, group: str, case: Case) -> Saved:
    """Return what is left after a step. The scope of an allegation that was just framed gets its key."""
    kind, _, place = group.partition("_")
    left, keys = without(saved.typed, group), saved.keys
    if kind == ACT:
        framed = case.view.allegations.all[-1].id.hex
        left, keys = renamed(left, f"{SCOPE}_{place}", framed), {**keys, f"{SCOPE}_{framed}": f"{SCOPE}_{place}"}
    return replace(saved, typed=left, keys=keys, done=(*saved.done, step_of(group)))
