"""The sanction sheet: the range that follows from what is chosen, and what stands beside each choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.forms.terms import CONDITIONS, parts_of_condition
from casework.models import Case
from casework.procedure.findings.recommendation_forms import weighing
from casework.procedure.reading.actions import open_content
from casework.queries.case.like_cases import like_cases
from casework.queries.case.page import all_readable, group_by_compartment
from casework.queries.wording.short_labels import numbered_label
from casework.record.events import SanctionViewsFiled
from casework.record.state import CaseView
from casework.record.state.settled import Cell, starting_cell
from casework.verbs import Step, read_proposal
from casework.vocabulary import Verb
from casework.vocabulary.severities import SEVERITY_NAMES
from casework.web.shared.context import Context
from policy.queries import commitment_titles
from policy.rules import Level, Severity
from policy.sanctions import Proven, Range, SanctionSheet, sanction_sheet

PLACED = frozenset({"level", "lower_level", "outside_range", "wording", "reasons"})


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A level of the ladder as it is drawn: whether the sanction starts there, may lie there, and is chosen."""

    level: Level
    name: str
    starts: bool
    inside: bool
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What follows from the choices. `sheet` and `cell`, in which it starts, are None while a severity is not chosen."""

    sheet: SanctionSheet | None
    start: Range | None
    chosen: Level | None
    rungs: tuple[Rung, ...]
    cell: Cell | None = None

    @property
    def is_outside(self) -> bool:
        return self.sheet is not None and self.chosen is not None and self.sheet.needs_reasons(self.chosen)


@dataclass(frozen=True, kw_only=True)
class Charge:
    title: str
    cells: tuple[tuple[str, str], ...]
    facts: str
    severity: BoundField
    conduct: BoundField


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A factor that was named: its box, what shows it, and by how much it moves the range."""

    kind: Promise
    step: str
    tick: BoundField
    shown_by: BoundField


@dataclass(frozen=True, kw_only=True)
class LowerLevel:
    """A level that the board may carry in place of the recommended one. `length` is None where it has none."""

    level: Level
    name: str
    length: BoundField | None
    keeps: BoundField


@dataclass(frozen=True, kw_only=True)
class Fold:
    """The fields of a condition after the first. It is open if one of them holds something, or is wrong."""

    n: int
    is_open: bool
    fields: tuple[BoundField, ...]


def around_sheet(case: Case, by: Actor, form: VerbForm) -> Context:
    """Return what the sheet shows around its fields. `rest` are the fields of the terms, in their order."""
    if not form.fields.keys() & PLACED:
        return {}
    facts = _facts_found(case, by)
    charges, factors = tuple(_charges(case.view, form, facts)), tuple(factors_of(case.view, form))
    placed = {one.severity.name for one in charges} | {one.conduct.name for one in charges} | PLACED
    placed |= {bound.name for one in factors for bound in (one.tick, one.shown_by)}
    below = tuple(_below(case.view, form))
    placed |= {bound.name for one in below for bound in (one.length, one.keeps) if bound}
    folds = tuple(folds_of(form))
    placed |= {bound.name for one in folds for bound in one.fields}
    worked = worked_out(case.view, form)
    return {
        "worked": worked,
        "charges": charges,
        "factors": factors,
        "rest": [form[name] for name in form.fields if name not in placed],
        "folds": folds,
        "views": _views(case, by),
        "like": like_cases(worked.cell),
        "lower": _lower(worked),
        "below": below,
        "signed_range": _of_proposal(case, by, form),
    }


def folds_of(form: VerbForm) -> Iterator[Fold]:
    """Yield the conditions after the first, where a level on offer has conditions."""
    for n in CONDITIONS[1:]:
        fields = tuple(form[name] for name in parts_of_condition(n) if name in form.fields)
        if fields:
            yield Fold(n=n, is_open=any(one.value() or one.errors for one in fields), fields=fields)


def range_shown(request: HttpRequest, step: Step, case: Case) -> HttpResponse:
    """Answer the sheet with the range that follows from its choices. They come by POST: an address stands in logs."""
    form = step.form(request.POST, view=case.view, acting=case.acting)
    worked = worked_out(case.view, form)
    return render(request, "casework/panel/follows.html", {"worked": worked, "like": like_cases(worked.cell)})


def worked_out(view: CaseView, form: VerbForm) -> Worked:
    """Return what follows from what a form holds, checked or not. What is not among the choices counts for nothing."""
    severities = [_number(form, f"severity_{n}", view.deliberation.may_be) for n in _places(view)]
    level = _number(form, "level", tuple(Level))
    chosen = None if level is None else Level(level)
    if None in severities or not severities:
        return Worked(sheet=None, start=None, chosen=chosen, rungs=rungs_of(view, None, None, chosen))
    proven = [
        Proven(commitment=one.commitment, severity=Severity(severity or 0), conduct=_conduct(view, form, n))
        for n, (one, severity) in enumerate(zip(view.deliberation.proven_findings, severities, strict=True), 1)
    ]
    cell = starting_cell([(one.commitment, one.severity) for one in proven], view.rules)
    ticked = [one.code for one in weighing(view) if form[f"factor_{one.code}"].value()]
    worse = [code for code in ticked if code in view.rules.aggravating]
    better = [code for code in ticked if code in view.rules.mitigating]
    start = sanction_sheet(proven, aggravating=(), mitigating=(), rules=view.rules).range
    sheet = sanction_sheet(proven, aggravating=worse, mitigating=better, rules=view.rules)
    return Worked(sheet=sheet, start=start, chosen=chosen, rungs=rungs_of(view, start, sheet.range, chosen), cell=cell)


def _places(view: CaseView) -> range:
    return range(1, len(view.deliberation.proven_findings) + 1)


def _number(form: VerbForm, name: str, among: object) -> int | None:
    """Return the number that a field holds, if it is one of the choices."""
    said = str(form[name].value() or "") if name in form.fields else ""
    found = int(said) if said.isascii() and said.isdigit() and len(said) == 1 else None
    return found if found is not None and found in among else None  # type: ignore[operator]


def _conduct(view: CaseView, form: VerbForm, n: int) -> frozenset[str]:
    code = str(form[f"conduct_{n}"].value() or "")
    return frozenset({code} & view.rules.fixed_starts.keys())


def rungs_of(view: CaseView, start: Range | None, worked: Range | None, chosen: Level | None) -> tuple[Rung, ...]:
    return tuple(
        Rung(
            level=level,
            name=step.name,
            starts=start is not None and level in start,
            inside=worked is not None and level in worked,
            chosen=level is chosen,
        )
        for level, step in view.rules.ladder.items()
    )


def _charges(view: CaseView, form: VerbForm, facts: Mapping[UUID, str]) -> Iterator[Charge]:
    titles = commitment_titles({one.edition for one in view.deliberation.proven_findings})
    alleged = {one.id: one for one in view.allegations.all}
    for n, one in enumerate(view.deliberation.proven_findings, 1):
        cells = [(each, view.rules.matrix[one.commitment, each]) for each in sorted(view.deliberation.may_be)]
        yield Charge(
            title=numbered_label(view, alleged[one.allegation], titles[one.edition, one.commitment]),
            cells=tuple((str(SEVERITY_NAMES[each]), Range(low=low, high=high).words) for each, (low, high) in cells),
            facts=facts.get(one.id, ""),
            severity=form[f"severity_{n}"],
            conduct=form[f"conduct_{n}"],
        )


def factors_of(view: CaseView, form: VerbForm) -> Iterator[Weighed]:
    """Yield the factors that were named, in the order of the rulebook."""
    for one in weighing(view):
        worse = one.code in view.rules.aggravating
        yield Weighed(
            kind=_("Aggravating") if worse else _("Mitigating"),
            step="+1" if worse else "−1",
            tick=form[f"factor_{one.code}"],
            shown_by=form[f"factor_{one.code}_shown_by"],
        )


def _below(view: CaseView, form: VerbForm) -> Iterator[LowerLevel]:
    for level, step in sorted(view.rules.ladder.items(), reverse=True):
        lengths = [form[name] for name in (f"lower_{level}_days", f"lower_{level}_years") if name in form.fields]
        if f"lower_{level}_keeps" in form.fields:
            keeps = form[f"lower_{level}_keeps"]
            yield LowerLevel(level=level, name=step.words, length=lengths[0] if lengths else None, keeps=keeps)


def _facts_found(case: Case, by: Actor) -> Mapping[UUID, str]:
    """Return what was found to have happened on each proven charge, by its finding."""
    proven = {one.id for one in case.view.deliberation.proven_findings}
    texts = [
        text for one, some in all_readable(case) for text in some if one.event.id in proven and text.field == "facts"
    ]
    wanted = group_by_compartment(texts)
    opened = (
        open_content(reference=case.reference, by=by, rights=[Verb.RECOMMEND_SANCTION], wanted=wanted) if wanted else {}
    )
    return {entry: str(said) for (entry, _field), said in opened.items() if said}


def _of_proposal(case: Case, by: Actor, form: VerbForm) -> Worked | None:
    """Return the range of the sheet that waits for a signature, for the person who is to sign it; None if none waits."""
    waiting = case.view.proposals.of(Verb.RECOMMEND_SANCTION)
    if waiting is None:
        return None
    typed = read_proposal(waiting, case.reference, by)
    return worked_out(case.view, type(form)(typed, view=case.view, acting=case.acting))


def _views(case: Case, by: Actor) -> str:
    """Return what the member said on the sanction; empty if nothing was said or it is not open to the reader."""
    last = [text for one, some in all_readable(case) for text in some if isinstance(one.event, SanctionViewsFiled)]
    if not last:
        return ""
    wanted = group_by_compartment(last[-1:])
    opened = open_content(reference=case.reference, by=by, rights=[Verb.RECOMMEND_SANCTION], wanted=wanted)
    return str(opened.get((last[-1].entry, last[-1].field)) or "")


def _lower(worked: Worked) -> Rung | None:
    """Return the level below the chosen one."""
    chosen = worked.chosen
    return next((one for one in worked.rungs if chosen is not None and one.level == chosen - 1), None)
