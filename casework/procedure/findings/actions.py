"""Actions of findings and the recommendation: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.findings import steps
from casework.procedure.findings.counting import build_findings, count_signed, minority_has_spoken
from casework.procedure.findings.forms import RestsOn
from casework.procedure.findings.sanction_worksheet import Sheet
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.case.history import earlier_cases
from casework.queries.evidence.outgoing import check_outgoing
from casework.queries.evidence.sealed_drafts import forget_draft, keep_draft, place_of_step, read_draft
from casework.queries.hearing.opinions import Opinions, sealed_opinions
from casework.queries.rulebook.worded_conditions import as_one_text
from casework.record.events import TermsWithLower
from casework.vocabulary import Verb
from ledger.canonical import JsonObject


@transaction.atomic(durable=True)
def give_first_view(*, reference: str, by: access.Actor, opinions: Opinions, typed: JsonObject) -> Case:
    """Record that somebody has formed a first view. The view itself, `typed`, becomes their own draft of what they sign.

    So nobody else ever reads it, and it is deleted when they sign.
    """
    case = access.case_for(by, reference, Verb.GIVE_FIRST_VIEW)
    event = steps.give_first_view(case, opinions=opinions)
    place = place_of_step(case.id, Verb.SIGN_FINDINGS, "office", by.user.pk)
    keep_draft(place, {"by": str(by.user.pk), "typed": typed}, seen=read_draft(place).version, at=case.view.now)
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def sign_findings(*, reference: str, by: access.Actor, opinions: Opinions) -> Case:
    """Sign what one holds of each particular, for good; it replaces the first view."""
    case = access.case_for(by, reference, Verb.SIGN_FINDINGS)
    event = steps.sign_findings(case, opinions=opinions)
    case = keep_and_record(case, event, {"opinions": sealed_opinions(opinions)})
    # After the record, because the first ask for a signature writes nothing.
    forget_draft(place_of_step(case.id, Verb.SIGN_FINDINGS, "office", by.user.pk))
    return case


@transaction.atomic(durable=True)
def write_minority_reasons(*, reference: str, by: access.Actor, reasons: Mapping[UUID, str]) -> Case:
    """Write why proven charges are not, as one sees it; `reasons` has them by allegation."""
    case = access.case_for(by, reference, Verb.WRITE_MINORITY_REASONS)
    access.refuse_unless_open(case, Verb.WRITE_MINORITY_REASONS)
    counted = count_signed(case)
    outvoted = {key for key, (found, minority) in counted.items() if found.proven and case.acting.person in minority}
    event = steps.write_minority_reasons(case, is_outvoted=bool(reasons) and reasons.keys() <= outvoted)
    return keep_and_record(
        case, event, {"minority": [{"allegation": key.hex, "reasons": why} for key, why in reasons.items()]}
    )


@transaction.atomic(durable=True)
def record_findings(
    *, reference: str, by: access.Actor, rests_on: Sequence[RestsOn], facts: Sequence[str], reasons: Sequence[str]
) -> Case:
    """Save one finding for each charge, for good: what the panel signed, with the facts and reasons in the same order.

    A majority of the panel signs these words. What no majority holds on the whole of a charge is not proven.
    """
    case = access.case_for(by, reference, Verb.RECORD_FINDINGS)
    access.refuse_unless_open(case, Verb.RECORD_FINDINGS)
    counted = count_signed(case)
    findings = build_findings(case, counted, rests_on)
    event = steps.record_findings(
        case,
        findings=findings,
        reasons_written=all(facts) and all(reasons),
        minority_written=minority_has_spoken(case, counted),
    )
    texts = [{"facts": one, "reasons": why} for one, why in zip(facts, reasons, strict=True)]
    return keep_and_record(case, event, {}, also=list(zip(findings, texts, strict=True)))


@transaction.atomic(durable=True)
def open_history(*, reference: str, by: access.Actor) -> Case:
    """Record that the panel reads the respondent's earlier decided cases, now that its findings cannot change."""
    case = access.case_for(by, reference, Verb.OPEN_HISTORY)
    event = steps.open_history(case, cases=tuple(earlier.case for earlier in earlier_cases(case)))
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def recommend_sanction(
    *,
    reference: str,
    by: access.Actor,
    terms: TermsWithLower,
    sheet: Sheet,
    reasons: str,
    wording: str,
    conditions: list[dict[str, str]],
    lower_level: str,
    outside_range: str,
) -> Case:
    """Send the panel's terms to the board with the sheet that led to them.

    `conditions` has the words and proof of each, in the order of the terms; `lower_level` says why a lower level would
    not be enough, `outside_range` why the terms leave the range. A majority of the panel signs. The member is served with
    all of it, so it is checked first.
    """
    case = access.case_for(by, reference, Verb.RECOMMEND_SANCTION)
    served = {"Reasons": reasons, "Sanction": wording, "Conditions": as_one_text(conditions)}
    served |= {"Lower level": lower_level, "Outside the range": outside_range}
    check_outgoing(case, Verb.RECOMMEND_SANCTION, served)
    event = steps.recommend_sanction(case, terms=terms, sheet=sheet, reasons_written=bool(reasons))
    texts = {
        "reasons": reasons,
        "wording": {"sanction": wording, "conditions": conditions},
        "factors": sheet.as_kept(),
        "lower_level": lower_level or None,
        "outside_range": outside_range or None,
    }
    return keep_and_record(case, event, texts)
