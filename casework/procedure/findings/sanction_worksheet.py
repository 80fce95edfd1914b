"""The sanction sheet: the steps of the method, whether all were taken, and whether the ladder allows the terms."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from casework.record.events import FindingMade, Terms
from casework.record.state import CaseView
from casework.record.state.terms import terms_are_lawful
from casework.workflow.guard import guard
from policy.rules import Level, Severity
from policy.sanctions import Proven, SanctionSheet, sanction_sheet, weights


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A factor of the rulebook by its code, and what shows it: evidence, a finding, or an earlier case."""

    code: str
    shown_by: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The panel's input: `severities` says how grave each proven allegation was.

    `conduct` has, by allegation, a kind of conduct with a fixed starting level, whatever the matrix says.

    `lower_considered`: the panel wrote whether the next lower level would be enough. `departure_explained`: it wrote why
    the terms leave the range.
    """

    severities: tuple[tuple[UUID, Severity], ...] = ()
    aggravating: tuple[Factor, ...] = ()
    mitigating: tuple[Factor, ...] = ()
    conduct: tuple[tuple[UUID, str], ...] = ()
    lower_considered: bool = False
    departure_explained: bool = False

    def as_kept(self) -> dict[str, list[dict[str, str | list[str]]]]:
        """Return the factors and kinds of conduct as plain values that can be sealed."""

        def as_values(factors: Iterable[Factor]) -> list[dict[str, str | list[str]]]:
            return [{"factor": one.code, "shown_by": [str(key) for key in one.shown_by]} for one in factors]

        return {
            "aggravating": as_values(self.aggravating),
            "mitigating": as_values(self.mitigating),
            "conduct": [{"allegation": str(key), "kind": code} for key, code in self.conduct],
        }


@guard(
    "Complete the sanction sheet: range, factors with evidence, a lower level considered, and reasons if outside the range."
)
def sanction_sheet_is_complete(view: CaseView, terms: Terms, sheet: Sheet) -> bool:
    """Whether every step of the method was taken, from evidence before the panel, and the ladder has these terms."""
    rules = view.rules
    factors = (*sheet.aggravating, *sheet.mitigating)
    known = (
        {factor.code for factor in sheet.aggravating} <= rules.aggravating.keys()
        and {factor.code for factor in sheet.mitigating} <= rules.mitigating.keys()
        and {code for _, code in sheet.conduct} <= rules.fixed_starts.keys()
        and {key for key, _ in sheet.conduct} <= {finding.allegation for finding in view.deliberation.proven_findings}
    )
    graded = sorted(key for key, _ in sheet.severities)
    known = known and graded == sorted(finding.allegation for finding in view.deliberation.proven_findings)
    if not known or not terms_are_lawful(terms, rules, view.today):
        return False
    worked = build_sanction_sheet(view, sheet)
    return (
        all(factor.shown_by and set(factor.shown_by) <= evidence_before_panel(view) for factor in factors)
        and (sheet.lower_considered or worked.lower_level(terms.level) is None)
        and (sheet.departure_explained or not worked.needs_reasons(terms.level))
    )


@guard(
    "The member was not heard on a severity or a factor of this sheet. Name it first, and hear the member for seven days."
)
def sheet_weighs_what_was_named(view: CaseView, sheet: Sheet) -> bool:
    codes = [one.code for one in weights(view.rules)]
    named = {codes[number] for number in view.deliberation.may_weigh}
    weighed = {one.code for one in (*sheet.aggravating, *sheet.mitigating)} | {kind for _key, kind in sheet.conduct}
    return weighed <= named and {severity for _key, severity in sheet.severities} <= view.deliberation.may_be


def build_sanction_sheet(view: CaseView, sheet: Sheet) -> SanctionSheet:
    """Return each step of the method for the findings that stand.

    KeyError for a code that the rulebook does not have, and for a finding without a severity.
    """
    return sanction_sheet(
        [_proven_charge(finding, sheet) for finding in view.deliberation.proven_findings],
        aggravating=[factor.code for factor in sheet.aggravating],
        mitigating=[factor.code for factor in sheet.mitigating],
        rules=view.rules,
    )


def view_without(view: CaseView, quashed: Iterable[UUID]) -> CaseView:
    """Return the view without the findings on the allegations in `quashed`."""
    gone, known = set(quashed), view.deliberation
    left = tuple(finding for finding in known.findings if finding.allegation not in gone)
    return replace(view, deliberation=replace(known, findings=left))


def evidence_before_panel(view: CaseView) -> frozenset[UUID]:
    """Return what can show a factor: evidence that was in the bundle in time, findings, earlier cases, and their reading.

    That the panel read the history can show a clean record.
    """
    known = view.deliberation
    found = {finding.id for finding in known.findings}
    return view.hearing.in_time(view) | found | known.readings | known.history


def _proven_charge(finding: FindingMade, sheet: Sheet) -> Proven:
    kinds = frozenset(code for key, code in sheet.conduct if key == finding.allegation)
    severity = dict(sheet.severities)[finding.allegation]
    return Proven(commitment=finding.commitment, severity=severity, conduct=kinds)


def highest_fixed(sheet: SanctionSheet) -> Level | None:
    """Return the highest fixed start among the kinds of conduct, or None."""
    return max((start.level for start in sheet.fixed), default=None)
