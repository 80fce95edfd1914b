"""The form of the screening sheet once the risk is recorded: the fields of several steps, each group under a name of its own.

`who` says which member it is, `act_1` frames an allegation, `scope_1` decides its scope, `open` opens the investigation. An
allegation that is framed already has its scope under its key. What is typed of each group goes to the form of its step.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms import Field
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from casework.forms.base import VerbForm
from casework.forms.fields import YesNo, YesNoNotKnown
from casework.models import Case
from casework.procedure.screening.forms import with_none
from casework.procedure.screening.guards import edition_sworn
from casework.queries.people.seats_ahead import investigator_ahead
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import AllegationState, Verb
from casework.web.drafts.texts import Typed
from casework.web.shared.needed import REQUIRED
from casework.web.step_page.prefill import conduct_reported, member_named
from casework.workflow.guard import REASONS
from casework.workflow.step import in_the_way
from policy.editions.texts import CommitmentText
from policy.queries import commitment_titles, text_of_code

RISK, WHO, ACT, SCOPE, OPEN = "risk", "who", "act", "scope", "open"
STEPS = {
    WHO: Verb.IDENTIFY_RESPONDENT,
    ACT: Verb.FRAME_ALLEGATION,
    SCOPE: Verb.SCOPE_ALLEGATION,
    OPEN: Verb.OPEN_INVESTIGATION,
}
"""The step of each group, by the beginning of its name. The risk has a form of its own, which goes to the page of its step."""
BY_THE_SHEET = (
    "respondent_is_known",
    "risk_is_triaged",
    "allegation_is_in_scope",
    "oath_was_in_force_throughout",
    "limitation_is_met_or_waived",
)
"""The conditions for opening the investigation that the other parts of the sheet bring about."""
GROUP = re.compile(r"(?:who|open|act_\d{1,2}|scope_(?:\d{1,2}|[0-9a-f]{32}))")
FILLED_BY = {
    WHO: ("member",),
    ACT: ("act",),
    SCOPE: ("in_scope", "code", "waived", "reasons"),
    OPEN: ("confirmed",),
}
"""The fields that somebody fills. The others hold what the report says, or say nothing by themselves."""


@dataclass(frozen=True, kw_only=True)
class AllegationFields:
    """An allegation on the sheet by its number: the fields that frame it, unless it is framed, and those of its scope.

    `commitment` is the one that it is about, in the words of the Code that the member had sworn to; None if none is
    chosen. `is_asked`: its fields stand open. Those of a second allegation stay in a fold until somebody asks for them.
    """

    number: int
    framed: VerbForm | None
    scope: VerbForm
    commitment: CommitmentText | None
    is_asked: bool = True


@dataclass(frozen=True, kw_only=True)
class SheetFields:
    """The fields that are still to be filled. `who` is None once the member is known. `commitments` are all of the Code."""

    who: VerbForm | None
    commitments: tuple[CommitmentText, ...]
    allegations: tuple[AllegationFields, ...]
    opening: VerbForm

    @property
    def framed(self) -> tuple[AllegationFields, ...]:
        return tuple(one for one in self.allegations if one.framed)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the fields are made from: the case, the report as it was opened, and what was typed.

    `wrong` has the errors of each group that was refused, by field. Other groups show none: they were not sent.
    """

    case: Case
    texts: OpenedTexts
    typed: Typed
    wrong: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def fields(self) -> SheetFields:
        view = self.case.view
        return SheetFields(
            who=None if view.screening.respondent else self.form(WHO, member_named(self.case, self.texts)),
            commitments=tuple(text_of_code(self.edition(conduct_reported(self.case, self.texts))).commitments),
            allegations=tuple(self.allegations()),
            opening=self.opening(),
        )

    def allegations(self) -> Iterator[AllegationFields]:
        """Yield the allegations without a scope, then one for each commitment of the report that is not framed yet."""
        framed = self.case.view.allegations
        for number, one in enumerate(framed.all, 1):
            if one.state is AllegationState.DRAFTED:
                words = self.words(one.edition, one.commitment)
                yield AllegationFields(number=number, framed=None, scope=self.scope(one.id.hex), commitment=words)
        begun, titles = conduct_reported(self.case, self.texts), self.titles()
        left = [number for number in self.case.view.filing.commitments if number not in framed.commitments()]
        for place, commitment in enumerate(left or ([] if framed.all else [None]), len(framed.all) + 1):
            form = self.form(f"{ACT}_{place}", {**begun, "commitment": commitment})
            form.set_choices("commitment", choices=with_none(titles))
            if commitment is not None:
                field = form.fields["commitment"]
                field.help_text = f"{_('The reporter chose this.')} {field.help_text}"
            yield AllegationFields(
                number=place,
                framed=form,
                scope=self.scope(str(place)),
                commitment=self.words(self.edition(begun), form["commitment"].value()),
                is_asked=place == 1 or is_filled(f"{ACT}_{place}", self.typed),
            )

    def edition(self, begun: Mapping[str, Any]) -> UUID:
        """Return the edition sworn to on the days that the reporter gave; before the member is known, that of the case."""
        first, sworn = begun.get("first_day"), self.case.view.sworn
        found = edition_sworn(first, begun.get("last_day") or first, sworn) if first else None
        return found.edition if found else sworn[-1].edition if sworn else self.case.rulebook.code_id

    def words(self, edition: UUID, chosen: object) -> CommitmentText | None:
        return next((one for one in text_of_code(edition).commitments if str(one.number) == str(chosen)), None)

    def titles(self) -> list[tuple[int, str]]:
        """Return the commitments: of the editions that the member swore to or, before that is known, of the case's rules."""
        editions = {one.edition for one in self.case.view.sworn} or {self.case.rulebook.code_id}
        found = commitment_titles(editions)
        return sorted({(number, f"{number}. {title}") for (_edition, number), title in found.items()})

    def scope(self, name: str) -> VerbForm:
        form = self.form(f"{SCOPE}_{name}", {})
        del form.fields["allegation"]
        return form

    def opening(self) -> VerbForm:
        """Return the form that opens the investigation. Disabled, with the reason, if the sheet cannot meet a condition."""
        form = self.form(OPEN, {})
        field = form.fields["confirmed"]
        field.label = _("Open the investigation: the allegations in scope say all that is to be looked into")
        here = {REASONS[name] for name in BY_THE_SHEET}
        shut = [reason for reason in in_the_way(self.case, Verb.OPEN_INVESTIGATION) if reason not in here]
        field.disabled = bool(shut)
        who = investigator_ahead(self.case)
        field.help_text = " ".join(filter(None, [str(VERBS[Verb.OPEN_INVESTIGATION].sentence), who, *shut]))
        return form

    def form(self, group: str, initial: Mapping[str, Any]) -> VerbForm:
        """Return the form of a group: with what was typed, or else with what the report says."""
        typed = {name: texts for name, texts in self.typed.items() if name.startswith(f"{group}-")}
        form = VERBS[step_of(group)].form(
            posted(typed) if typed else None,
            prefix=group,
            auto_id="sheet_%s",
            view=self.case.view,
            acting=self.case.acting,
            initial=dict(initial),
        )
        form.small = True
        form.inline = [name for name, each in form.fields.items() if _stands_in_a_line(each)]
        form.marks = REQUIRED
        if form.is_bound:
            found = self.wrong.get(group, {})
            form._errors = ErrorDict({name: form.error_class(said) for name, said in found.items()})  # type: ignore[attr-defined]
        return form


def _stands_in_a_line(field: Field) -> bool:
    """Whether the answers of a field stand in one line: those that say what they lead to stand below each other."""
    return isinstance(field, (YesNo, YesNoNotKnown)) and "choice_hints" not in field.widget.attrs


def step_of(group: str) -> Verb:
    return Verb.TRIAGE_CASE if group == RISK else STEPS[group.partition("_")[0]]


def key_of_allegation(group: str) -> str:
    """Return the key of the allegation whose scope a group decides; nothing if the allegation was not framed."""
    place = group.partition("_")[2]
    return str(UUID(place)) if len(place) > 2 else ""


def title_of(group: str, view: CaseView) -> str:
    """Return what a group is called on the page: the allegation by its number, or the step."""
    place = group.partition("_")[2]
    if not place:
        return str(VERBS[step_of(group)].label)
    framed = [one.id.hex for one in view.allegations.all]
    return _("Allegation %(n)s") % {"n": framed.index(place) + 1 if place in framed else place}


def posted(typed: Typed) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, texts in typed.items():
        data.setlist(name, list(texts))
    return data


def groups_in(typed: Typed) -> list[str]:
    """Return the groups that were sent: who it is, each allegation before its scope, and the opening last."""
    found = {group for name in typed if GROUP.fullmatch(group := name.partition("-")[0])}
    return sorted(found, key=_order)


def _order(group: str) -> tuple[int, int, str]:
    kind, _, place = group.partition("_")
    return ({WHO: 0, OPEN: 2}.get(kind, 1), int(place) if len(place) in (1, 2) else 0, group)


def is_filled(group: str, typed: Typed) -> bool:
    """Whether somebody filled a group. An allegation counts as filled too if its scope is."""
    kind, _, place = group.partition("_")
    filled = any(text.strip() for name in FILLED_BY[kind] for text in typed.get(f"{group}-{name}", ()))
    return filled or (kind == ACT and is_filled(f"{SCOPE}_{place}", typed))


def typed_of(group: str, typed: Typed) -> MultiValueDict[str, str]:
    """Return what was typed of a group, under the names that the form of its step has."""
    mine = {
        name.removeprefix(f"{group}-"): list(texts) for name, texts in typed.items() if name.startswith(f"{group}-")
    }
    return MultiValueDict(mine)


def without(typed: Typed, group: str) -> Typed:
    return {name: texts for name, texts in typed.items() if not name.startswith(f"{group}-")}


def renamed(typed: Typed, group: str, key: str) -> Typed:
    """Return what was typed with the scope of an allegation under the key that it has got."""
    was, now = f"{group}-", f"{SCOPE}_{key}-"
    return {now + name.removeprefix(was) if name.startswith(was) else name: texts for name, texts in typed.items()}
