"""Actions of corrections and referrals: each checks the right, takes its step, and records it in one transaction."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access.linked_case import LinkedCase
from casework.models import Case
from casework.procedure.corrections import steps
from casework.procedure.keep_and_record import record_beside
from casework.queries.reports.own_report import as_reported_before
from casework.record.events import Event
from casework.recording import Texts, record
from casework.vocabulary import Accused, IdentityChoice, Origin, Report, Reporter, Verb


@transaction.atomic(durable=True)
def refer_bad_faith(*, reference: str, by: access.Actor, who: str, falsehood: str, said_on: date, shown: bool) -> Case:
    """Open a linked case about a person who knowingly lied. People who handled this case do not see the new one.

    The Society is its reporter, and it is screened like any other. That a charge was not proven is never a reason for it.
    """
    case = access.case_for(by, reference, Verb.REFER_BAD_FAITH)
    access.refuse_unless_open(case, Verb.REFER_BAD_FAITH)
    report = _report(
        Accused(details=who), falsehood, said_on, Reporter(choice=IdentityChoice.CONFIDENTIAL), Origin.FALSEHOOD
    )
    linked = access.build_linked_case(case, by, report)
    event = steps.refer_bad_faith(case, shown=shown, other=linked.case.id)
    return _record_both(case, event, {"falsehood": falsehood}, linked)


@transaction.atomic(durable=True)
def report_retaliation(*, reference: str, by: access.Actor, who: str, detriment: str, first_day: date) -> Case:
    """Open a linked case about what is done to somebody. People who handled this case do not see the new one.

    Its reporter stays named or unnamed as before, and follows it with the code that they have. `who` may be empty.
    """
    case = access.case_for(by, reference, Verb.REPORT_RETALIATION)
    report = _report(
        Accused(name=who, unknown=not who), detriment, first_day, as_reported_before(case), Origin.RETALIATION
    )
    linked = access.build_linked_case(case, by, report)
    event = steps.report_retaliation(case, described=bool(detriment), other=linked.case.id)
    return _record_both(case, event, {"detriment": detriment}, linked)


def _report(accused: Accused, narrative: str, day: date, reporter: Reporter, origin: Origin) -> Report:
    return Report(
        accused=(accused,),
        commitments=(),
        help_asked=True,
        narrative=narrative,
        first_day=day,
        last_day=day,
        reporter=reporter,
        declared=True,
        origin=origin,
    )


def _record_both(case: Case, event: Event, sealed: Texts, linked: LinkedCase) -> Case:
    """Keep both cases before anything is recorded: the log's lock is taken last. Cases that grew earlier are denied too."""
    case.keep(event)
    beside = access.keep_new_people_away(case)
    linked.keep()
    access.reconcile(case)
    access.reconcile(linked.case)
    record(event, subject=case, sealed=sealed)
    record(linked.filed, subject=linked.case, sealed=linked.sealed, also=linked.kept_away)
    record_beside(beside)
    return case
