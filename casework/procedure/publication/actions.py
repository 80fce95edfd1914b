"""Actions of publication: each checks the right, takes its step, and records it in one transaction."""

from datetime import date

from django.db import transaction

from casework import access
from casework.models import Case, RegisterEntry
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.publication import steps
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, Verb


@transaction.atomic(durable=True)
def approve_publication_text(*, reference: str, by: access.Actor, text: str) -> Case:
    """Approve the words, as adviser or data protection officer; the other one approves again what this one rewrote."""
    case = access.case_for(by, reference, Verb.APPROVE_PUBLICATION_TEXT)
    first = case.view.publication.first
    approved = open_texts(case, CaseCompartment.DECISION, [(first, "text")])[first, "text"] if first else text
    event = steps.approve_publication_text(case, rewritten=text != approved)
    return keep_and_record(case, event, {"text": text})


@transaction.atomic(durable=True)
def publish_sanction(*, reference: str, by: access.Actor, nobody_else: bool, expires_on: date | None) -> Case:
    """Show the sanction in the register until `expires_on`, or until readmission if None. A person does this, never a clock."""
    case = access.case_for(by, reference, Verb.PUBLISH_SANCTION)
    event = steps.publish_sanction(case, nobody_else=nobody_else, expires_on=expires_on)
    first = case.view.publication.first
    words = open_texts(case, CaseCompartment.DECISION, [(first, "text")] if first else [])
    _enter_register(case, text=next(iter(words.values())), expires_on=expires_on)
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def correct_publication(*, reference: str, by: access.Actor, text: str, reasons: str) -> Case:
    """Replace the words in the register by `text`, with the day of the correction."""
    case = access.case_for(by, reference, Verb.CORRECT_PUBLICATION)
    entry = RegisterEntry.objects.filter(case=case, live=True).first()
    event = steps.correct_publication(case, other=entry is not None and entry.text != text)
    assert entry is not None
    entry.correct(text, on=case.view.today)
    return keep_and_record(case, event, {"text": text, "reasons": reasons})


def _enter_register(case: Case, *, text: str, expires_on: date | None) -> None:
    """Enter the sanction in force, with the approved words; this overwrites an earlier entry of the case."""
    view, member = case.view, case.respondent
    sanction = view.sanctions.current
    assert sanction is not None and member is not None
    proven = {one.id: one.commitment for one in view.allegations.all}
    decided = next(one.at for one in case.record if one.event.id == sanction.imposed)
    entry = RegisterEntry.objects.filter(case=case).first() or RegisterEntry(case=case)
    entry.member, entry.name, entry.number, entry.place = member, member.name, member.number, member.chapter
    entry.commitments = sorted({proven[key] for key in sanction.findings})
    entry.sanction, entry.level = view.rules.ladder[sanction.level].name, sanction.level
    entry.text, entry.decided_on, entry.expires_on = text, view.day_of(decided), expires_on
    entry.corrected_on, entry.live = None, True
    entry.seal_row()
    entry.save()
