"""Two officers enter an oath that a member signed on paper before this installation existed."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import append
from policy.actions.record import lock_member, refuse_import
from policy.actions.refusals import NotAllowed
from policy.actions.signature import write_signature
from policy.models import Member, OathSignature


@transaction.atomic(durable=True)
def import_oath(*, member: Member, by: User, second: User, effective: date, at: datetime) -> OathSignature:
    """Record an older oath on paper: one officer enters it, a second one countersigns.

    NotAllowed if the officers are one person, if either is the member, or if the member has signed here already: nothing
    may precede that signature. Appends `oath.imported` with both officers.
    """
    member = lock_member(member)
    refuse_import(member, by=by, second=second, own="oath")
    if effective > at.date():
        raise NotAllowed("The day of an older oath cannot lie in the future.")
    signature, draft = write_signature(
        member=member,
        by=by,
        actor=pseudonym(by),
        role="registrar",
        method=OathSignature.Method.PAPER,
        effective=effective,
        at=at,
        countersigned_by=second,
    )
    append(replace(draft, data={**draft.data, "second": str(pseudonym(second))}))
    return signature
