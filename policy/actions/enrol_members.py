"""Everybody on a list joins the register, or nobody does."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from ledger.append import append
from policy.actions.member_rows import Entrant, write_member
from policy.actions.refusals import NotAllowed


class RowsRefused(Exception):
    """Rows that cannot be entered; `reasons` has each by its number. Nothing was written."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        """Keep them."""
        super().__init__("; ".join(f"row {number}: {reason}" for number, reason in reasons.items()))
        self.reasons = reasons


@transaction.atomic(durable=True)
def enrol_members(*, by: User, entrants: Mapping[int, Entrant], at: datetime) -> int:
    """Enter every row, by its number in the list, and return how many. RowsRefused with each row that is not possible.

    Appends one `member.standing_recorded` a member. They are bound by nothing until they sign the oath.
    """
    drafts, refused = [], {}
    for number, entrant in entrants.items():
        try:
            _, draft = write_member(entrant=entrant, by=by, at=at)
            drafts.append(draft)
        except NotAllowed as reason:
            refused[number] = str(reason)
    if refused:
        raise RowsRefused(refused)
    append(*drafts)
    return len(drafts)
