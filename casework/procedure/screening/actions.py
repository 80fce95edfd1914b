"""Actions of screening: each checks the right, takes its step, and records it in one transaction."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Unpack
from uuid import UUID, uuid4

from django.db import transaction

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access.linked_case import Conflicts
from casework.access.other_case import cases_after
from casework.forms.messages import SentFile
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record, record_beside
from casework.procedure.screening import steps
from casework.procedure.screening.forms import NOT_GONE_OUT
from casework.procedure.screening.guards import Conduct, Risk
from casework.queries.conflicts.conflict_sweep import sweep
from casework.queries.decisions.blind_reading import is_read_twice, next_blind_reader
from casework.queries.oath.oaths import leaves_of_allegations, leaves_sworn, sealed_leaf
from casework.queries.threads.waiting_messages import has_own_due
from casework.record.events import BlindReaderSeated, ConflictDetected, EvidenceAdded
from casework.recording import keep_file, record
from casework.vocabulary import CaseCompartment, IdentityDecision, NotNow, Thread, Verb
from ledger.canonical import JsonObject, Values
from policy.models import Member
from policy.queries import member_by_number


@transaction.atomic(durable=True)
def triage_case(*, reference: str, by: access.Actor, notes: str, **risk: Unpack[Risk]) -> Case:
    """Record the risk. A share of cases, drawn after the answers were checked, goes to a second reader too."""
    case = access.case_for(by, reference, Verb.TRIAGE_CASE)
    event = steps.triage_case(case, **risk)
    second = next_blind_reader(case) if is_read_twice(case.view) else None
    seated = [BlindReaderSeated(person=second)] if second else []
    return keep_and_record(case, event, {"notes": notes}, also=[(one, {}) for one in seated])


@transaction.atomic(durable=True)
def identify_respondent(*, reference: str, by: access.Actor, member: str) -> Case:
    """Bind the case to the member with this number and to the oaths they signed, and deny it to people tied to them.

    The member gets a pseudonym for this case alone. The Society writes on paper to a member without an account. The other
    cases of the same report, and those that grew out of this one, are denied to the member at once. NotNow if there is no
    such member.
    """
    case = access.case_for(by, reference, Verb.IDENTIFY_RESPONDENT)
    known = member_by_number(member)
    event = steps.identify_respondent(case, respondent=_pseudonym_here(known, case) if known else None)
    case.respondent = known
    detected = _conflict_events(case)
    case.keep(event, *(one for one, _ in detected))
    access.reconcile(case)
    others = cases_after(case)
    beside = [(other, ties) for other in others if (ties := _conflict_events(other))]
    for other, ties in beside:
        other.keep(*(one for one, _ in ties))
        access.reconcile(other)
    beside += access.keep_new_people_away(case, others)
    record(event, subject=case, sealed={"member": known.number if known else None}, also=detected)
    record_beside(beside)
    return case


def _conflict_events(case: Case) -> Conflicts:
    """Return a conflict event, with its sealed text, for each person who must not see the case by what is known now."""
    return tuple(
        (ConflictDetected(person=tie.person, provisional=tie.provisional), {"basis": tie.basis()})
        for tie in sweep(case).ties
    )


def _pseudonym_here(member: Member, case: Case) -> UUID:
    return pseudonym(member.user, str(case.id)) if member.user else uuid4()


@transaction.atomic(durable=True)
def frame_allegation(*, reference: str, by: access.Actor, act: str, **conduct: Unpack[Conduct]) -> Case:
    """Frame an allegation under the edition of the Code that the member had sworn to at the time."""
    case = access.case_for(by, reference, Verb.FRAME_ALLEGATION)
    event = steps.frame_allegation(case, allegation=uuid4(), **conduct)
    return keep_and_record(case, event, {"act": act, "oath": sealed_leaf(case, event.last_day)})


@transaction.atomic(durable=True)
def split_allegation(*, reference: str, by: access.Actor, allegation: UUID, on: date, reasons: str) -> Case:
    """Split an allegation at the day `on`. A part goes out of scope if no oath bound the member on its days."""
    case = access.case_for(by, reference, Verb.SPLIT_ALLEGATION)
    event = steps.split_allegation(case, allegation=allegation, part=uuid4(), on=on)
    after = case.view.apply(case.recorded(event)).allegations.all
    oaths = leaves_sworn(case, (one for one in after if one.id in {event.allegation, event.part}))
    return keep_and_record(case, event, {"reasons": reasons, "oaths": _named(oaths)})


@transaction.atomic(durable=True)
def decide_identity(*, reference: str, by: access.Actor, decision: IdentityDecision, asked: bool, reasons: str) -> Case:
    """Decide about the reporter's name. NotNow while a message to the reporter can still be taken back by who decides."""
    case = access.case_for(by, reference, Verb.DECIDE_IDENTITY)
    event = steps.decide_identity(case, decision=decision, asked=asked)
    if has_own_due(case, by.user.pk, Thread.REPORTER):
        raise NotNow(str(NOT_GONE_OUT))
    return keep_and_record(case, event, {"reasons": reasons})


@transaction.atomic(durable=True)
def open_investigation(*, reference: str, by: access.Actor) -> Case:
    """Open the investigation. Its entry commits to the signatures in force during the conduct of each allegation in scope."""
    case = access.case_for(by, reference, Verb.OPEN_INVESTIGATION)
    event = steps.open_investigation(case)
    return keep_and_record(case, event, {"oaths": _named(leaves_of_allegations(case))})


@transaction.atomic(durable=True)
def supply_information(
    *, reference: str, by: access.Actor, answer: str, nothing_more: bool, files: Sequence[SentFile] = ()
) -> Case:
    """Keep the answer to a request for items. Each file that comes with it is a piece of evidence, named as it was sent."""
    case = access.case_for(by, reference, Verb.SUPPLY_INFORMATION)
    pieces = [_piece(case, one) for one in files]
    event = steps.supply_information(
        case,
        received=bool(answer or pieces),
        nothing_more=nothing_more,
        pieces=tuple(piece.evidence for piece, _ in pieces),
    )
    return keep_and_record(case, event, {"answer": answer or None}, also=pieces)


def _piece(case: Case, sent: SentFile) -> tuple[EvidenceAdded, Values]:
    kept = keep_file(case, CaseCompartment.CASE, sent.upload)
    piece = EvidenceAdded(evidence=uuid4(), side=case.acting.role, file=kept)
    return piece, {"title": sent.upload.name or "", "text": sent.caption or None}


def _named(oaths: Mapping[UUID, tuple[bytes, ...]]) -> JsonObject:
    """Return the leaves of the oaths of each allegation as they are sealed."""
    return {str(key): [b64encode(leaf).decode() for leaf in each] for key, each in oaths.items()}
