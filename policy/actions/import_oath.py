"""An oath sworn on paper before this installation stood is entered by two officers."""

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
    """Record an older oath on paper, entered by one officer and countersigned by a second.

    NotAllowed unless the officers are two people, neither of them the member, and the member has not signed here yet:
    once somebody has, nothing may be put before it. Appends `oath.imported` with both officers.
    """
    member = lock_member(member)
    refuse_import(member, by=by, second=second, own="oath")
    if effective > at.date():
        raise NotAllowed("A paper oath that is entered later cannot begin in the future.")
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
