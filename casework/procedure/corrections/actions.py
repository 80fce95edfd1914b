"""Actions of corrections and referrals: each checks the right, takes its step, and records it in one transaction."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.corrections import steps
from casework.queries.own_report import as_reported_before
from casework.recording import record
from casework.vocabulary import Accused, IdentityChoice, Report, Reporter, Verb


@transaction.atomic(durable=True)
def refer_bad_faith(*, case: str, by: Actor, who: str, falsehood: str, said_on: date, shown: bool) -> Case:
    """Open a case about whoever knowingly lied, linked to this one and kept from all who handled this one.

    It is the Society's own, and it is screened like any other. Never because a charge was not proven.
    """
    found = access.case_for(by, case, Verb.REFER_BAD_FAITH)
    access.refuse_unless_open(found, Verb.REFER_BAD_FAITH)
    report = Report(
        accused=(Accused(details=who),),
        commitments=(),
        help_asked=True,
        narrative=falsehood,
        first_day=said_on,
        last_day=said_on,
        reporter=Reporter(choice=IdentityChoice.CONFIDENTIAL),
        declared=True,
    )
    beside = access.case_beside(found, by, report)
    event = steps.refer_bad_faith(found, shown=shown, other=beside.case.id)
    found.keep(event)
    beside.keep()
    access.reconcile(found)
    access.reconcile(beside.case)
    record(event, subject=found, sealed={"falsehood": falsehood})
    record(beside.filed, subject=beside.case, sealed=beside.sealed, also=beside.kept_away)
    return found


@transaction.atomic(durable=True)
def report_retaliation(*, case: str, by: Actor, who: str, detriment: str, first_day: date) -> Case:
    """Open a case about what is done to somebody, linked to this one and kept from all who handled this one.

    A reporter stays as known, or as unnamed, as they were, and follows it with the code they have. `who` may be empty.
    """
    found = access.case_for(by, case, Verb.REPORT_RETALIATION)
    report = Report(
        accused=(Accused(name=who, unknown=not who),),
        commitments=(),
        help_asked=True,
        narrative=detriment,
        first_day=first_day,
        last_day=first_day,
        reporter=as_reported_before(found),
        declared=True,
    )
    beside = access.case_beside(found, by, report)
    event = steps.report_retaliation(found, described=bool(detriment), other=beside.case.id)
    found.keep(event)
    beside.keep()
    access.reconcile(found)
    access.reconcile(beside.case)
    record(event, subject=found, sealed={"detriment": detriment})
    record(beside.filed, subject=beside.case, sealed=beside.sealed, also=beside.kept_away)
    return found
