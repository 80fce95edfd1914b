"""The findings that a panel is about to save: what its members signed, counted, and on what each finding rests."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from casework.models import Case
from casework.procedure.findings import guards
from casework.procedure.findings.forms import RestsOn
from casework.queries.hearing.opinions import count_findings, signed_opinions
from casework.record.events import FindingMade
from casework.record.state import Allegation
from casework.vocabulary import AllegationState, ClockName
from casework.workflow.guard import check_day, check_guard
from policy.findings import Found

type Counted = Mapping[UUID, tuple[Found, frozenset[UUID]]]
"""By charge: what was found, and who of the signers is in the minority there."""


def count_signed(case: Case) -> Counted:
    charges = case.view.allegations.in_state(AllegationState.CHARGED)
    return dict(zip((one.id for one in charges), count_findings(case.view, signed_opinions(case)), strict=True))


def build_findings(case: Case, counted: Counted, rests_on: Sequence[RestsOn]) -> tuple[FindingMade, ...]:
    """Return a finding for each charge; `rests_on` has the charges in their order."""
    charges = case.view.allegations.in_state(AllegationState.CHARGED)
    return tuple(_finding(one, counted[one.id][0], shown) for one, shown in zip(charges, rests_on, strict=True))


def minority_has_spoken(case: Case, counted: Counted) -> bool:
    """Whether everybody who was outvoted on a proven charge wrote why, or their time is over."""
    wrote = {person for person, _entry in case.view.deliberation.minority}
    silent = any(found.proven and minority - wrote for found, minority in counted.values())
    return not (silent and case.view.open(ClockName.MINORITY))


def refuse_unfounded(case: Case, *, rests_on: Sequence[RestsOn], **_texts: Any) -> None:
    """Refuse findings that wait for a minority, or rest on nothing which counts, when put forward. NotNow with the rule."""
    counted = count_signed(case)
    has_spoken = minority_has_spoken(case, counted)
    check_day(guards.minority_has_spoken, guards.minority_is_over_on(case.view), has_spoken)
    findings = build_findings(case, counted, rests_on)
    check_guard(guards.findings_cite_disclosed_evidence, case.view, findings)


def _finding(charge: Allegation, found: Found, shown: RestsOn) -> FindingMade:
    return FindingMade(
        allegation=charge.id,
        commitment=charge.commitment,
        edition=charge.edition,
        proven=found.proven,
        happened=found.happened,
        breaches=found.breaches,
        evidence=shown.evidence,
        on_admission=shown.on_admission,
        lines=shown.lines,
    )
