"""The sanction that an appeal panel works out again: what was decided, beside what follows from the findings that stand."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.forms.terms import parts_of_condition
from casework.models import Case
from casework.procedure.appeal.variation import ceiling_of, findings_of
from casework.procedure.findings.factor_forms import BETTER, WORSE
from casework.procedure.findings.recommendation_forms import weighing
from casework.procedure.findings.sanction_worksheet import view_without
from casework.queries.wording.short_labels import numbered_label
from casework.record.state import Allegation, CaseView
from casework.vocabulary.severities import SEVERITY_WORDS
from casework.web.decisions.conditions_in_force import left_out_on_form
from casework.web.decisions.sanction_sheet import Fold, Rung, factors_of, folds_of, rungs_of
from casework.web.requests import read_uuid
from casework.web.shared.context import Context
from policy.queries import commitment_titles
from policy.rules import Level
from policy.sanctions import Proven, Range, sanction_sheet

GROUNDS = ("succeeds", "quashed")
WORDS = ("lower_level", "outside_range", "wording", "reasons")
"""The fields that open and that end the form of a partly allowed appeal."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A finding of the decision: what it started at, and whether the choices set it aside."""

    title: str
    severity: str
    cell: str
    is_gone: bool


@dataclass(frozen=True, kw_only=True)
class Recomputed:
    """The two columns. `then` is the range of the panel's sheet; `now` is None if no finding stands, or none was graded.

    `ceiling` is the level above which nothing may go, None where a ground of the Society is heard.
    """

    findings: tuple[Finding, ...]
    then: str
    then_net: int | None
    decided: Level
    now: Range | None
    net: int
    stands: int
    ceiling: Level | None
    rungs: tuple[Rung, ...]


def around_variation(case: Case, by: Actor, form: VerbForm) -> Context:
    """Return what the page of a partly allowed appeal shows beside its fields. One query, more to compare conditions."""
    struck = changed_elsewhere(case.view, _quashed(form))
    left_out = left_out_on_form(case, by, form)
    shown = {"recomputed": recomputed(case.view, form), "struck": struck, "left_out": left_out}
    return shown | _parts_of(case.view, form)


def _parts_of(view: CaseView, form: VerbForm) -> Context:
    """Return the fields in the order of the work: grounds, what weighs by its effect, terms with their conditions, words."""
    factors, folds = tuple(factors_of(view, form)), (*_first_fold(form), *folds_of(form))
    weighs = [(name, [one for one in factors if one.step == step]) for name, step in ((WORSE, "+1"), (BETTER, "−1"))]
    used = {one.step for one in factors for bound in (one.tick, one.shown_by) if bound.value() or bound.errors}
    apart = {*GROUNDS, *WORDS, *(bound.name for one in folds for bound in one.fields)}
    apart |= {bound.name for one in factors for bound in (one.tick, one.shown_by)}
    return {
        "grounds_asked": [form[name] for name in GROUNDS if name in form.fields],
        "weighs": [(name, some, some[0].step in used) for name, some in weighs if some],
        "terms": [form[name] for name in form.fields if name not in apart],
        "folds": folds,
        "worded": [form[name] for name in WORDS if name in form.fields],
    }


def _first_fold(form: VerbForm) -> tuple[Fold, ...]:
    """Return the condition that is filled in as decided: it opens where something of it is wrong."""
    fields = tuple(form[name] for name in parts_of_condition(1) if name in form.fields)
    return (Fold(n=1, is_open=any(one.errors for one in fields), fields=fields),) if fields else ()


def recomputed(view: CaseView, form: VerbForm | None = None) -> Recomputed:
    """Return both columns for what a form holds, checked or not; without a form, nothing is set aside."""
    gone = _quashed(form) if form else frozenset()
    found = [one for one in view.allegations.all if one.id in findings_of(view)]
    titles = commitment_titles({one.edition for one in found})
    sheet, level = view.deliberation.recommended, view.sanctions.level
    now, net = _worked_out(view, form, gone)
    start = _worked_out(view, None, gone)[0]
    chosen = _level(form)
    return Recomputed(
        findings=tuple(_finding(view, one, titles.get((one.edition, one.commitment), ""), gone) for one in found),
        then=Range(low=sheet.low, high=sheet.high).words if sheet else "",
        then_net=sheet.net if sheet else None,
        decided=level,
        now=now,
        net=net,
        stands=len([one for one in found if one.id not in gone]),
        ceiling=ceiling_of(view),
        rungs=rungs_of(view, start, now, level if chosen is None else chosen),
    )


def changed_elsewhere(view: CaseView, gone: Collection[UUID]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the findings that would be struck through on every page and in later letters."""
    return tuple(n for n, key in enumerate(findings_of(view), 1) if key in gone)


def _finding(view: CaseView, one: Allegation, title: str, gone: Collection[UUID]) -> Finding:
    severity = dict(view.deliberation.severities).get(one.id)
    low, high = view.rules.matrix[one.commitment, severity] if severity else (None, None)
    return Finding(
        title=numbered_label(view, one, title),
        severity=str(SEVERITY_WORDS[severity]) if severity else "",
        cell=Range(low=low, high=high).words if low is not None and high is not None else "",
        is_gone=one.id in gone,
    )


def _worked_out(view: CaseView, form: VerbForm | None, gone: Collection[UUID]) -> tuple[Range | None, int]:
    """Return the range of what stands, and the sum of the factors that a form has ticked."""
    graded = dict(view.deliberation.severities)
    places = {one.allegation: n for n, one in enumerate(view.deliberation.proven_findings, 1)}
    stand = view_without(view, gone).deliberation.proven_findings
    if not stand or any(one.allegation not in graded for one in stand):
        return None, 0
    proven = [
        Proven(
            commitment=one.commitment,
            severity=graded[one.allegation],
            conduct=_conduct(view, form, places[one.allegation]),
        )
        for one in stand
    ]
    ticked = [one.code for one in weighing(view) if form and form[f"factor_{one.code}"].value()]
    sheet = sanction_sheet(
        proven,
        aggravating=[code for code in ticked if code in view.rules.aggravating],
        mitigating=[code for code in ticked if code in view.rules.mitigating],
        rules=view.rules,
    )
    return sheet.range, sheet.net


def _conduct(view: CaseView, form: VerbForm | None, n: int) -> frozenset[str]:
    code = str(form[f"conduct_{n}"].value() or "") if form and f"conduct_{n}" in form.fields else ""
    return frozenset({code} & view.rules.fixed_starts.keys())


def _quashed(form: VerbForm) -> frozenset[UUID]:
    """Return the findings that a form would set aside; what is no key counts for nothing."""
    said = form["quashed"].value() or [] if "quashed" in form.fields else []
    return frozenset(key for one in said if (key := read_uuid(str(one))))


def _level(form: VerbForm | None) -> Level | None:
    said = str(form["level"].value() or "") if form and "level" in form.fields else ""
    return (
        Level(int(said)) if said.isascii() and said.isdigit() and len(said) == 1 and int(said) in set(Level) else None
    )
