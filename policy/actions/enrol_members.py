"""Everybody on a list joins the register, or nobody does."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from ledger.append import append
from policy.actions.member_rows import Entrant, write_member


@transaction.atomic(durable=True)
def enrol_members(*, by: User, entrants: Iterable[Entrant], at: datetime) -> int:
    """Enter every member, and return how many. NotAllowed as in `enrol_member`; then nothing is written.

    Appends one `member.standing_recorded` a member. They are bound by nothing until they sign the oath.
    """
    drafts = [write_member(entrant=entrant, by=by, at=at)[1] for entrant in entrants]
    append(*drafts)
    return len(drafts)
