"""Adds a list of new members to the register: all of them, or none."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from ledger.append import append
from policy.actions.member_rows import Entrant, write_member


@transaction.atomic(durable=True)
def enrol_members(*, by: User, entrants: Iterable[Entrant], at: datetime) -> int:
    """As `enrol_member`, for each entrant. Return how many; after NotAllowed nothing is written."""
    drafts = [write_member(entrant=entrant, by=by, at=at)[1] for entrant in entrants]
    append(*drafts)
    return len(drafts)
