"""The people of a list are given their offices, all or nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor, Listed
from casework.vocabulary import BadShape, NotNow
from ledger.append import append
from ledger.clock import now


@dataclass(frozen=True, kw_only=True)
class Appointed:
    """How many accounts were made, how many offices given, and how many wait for a second person."""

    accounts: int
    given: int
    waiting: int


@transaction.atomic(durable=True)
def appoint_people(
    *, by: Actor, people: Sequence[Listed], only_checked: bool = False, invite: bool = False
) -> Appointed:
    """Make whoever has no account yet, and give every office of the list, or put it forward for a second person.

    NotSeen unless an administrator acts. BadShape with each row that cannot be done, by number and with its reason;
    nothing is written then, nor where the list is `only_checked`. Appends one `office.given` or `office.proposed` a row.
    Whoever is new is mailed an invitation with `invite`, or else sets a password by the link for a lost one.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment, faults = now(), {}
    known, made = _accounts(people)
    drafts = [access.invited(by.user, user, moment) for user in made] if invite else []
    for one in people:
        if known[one.email].name != one.name:
            faults[f"row {one.row}, column name"] = ["This address belongs to somebody of another name."]
            continue
        try:
            drafts.append(access.put_forward_or_give(by.user, known[one.email], one.given, moment))
        except NotNow as refused:
            faults[f"row {one.row}"] = list(refused.reasons)
    if faults:
        raise BadShape(faults)
    if only_checked:
        transaction.set_rollback(True)
    else:
        append(*drafts)
    given, waiting = (sum(draft.type == kind for draft in drafts) for kind in ("office.given", "office.proposed"))
    return Appointed(accounts=len(made), given=given, waiting=waiting)


def _accounts(people: Sequence[Listed]) -> tuple[dict[str, User], list[User]]:
    """Return the account of each address, and those that were made for whoever had none."""
    known = {user.email or "": user for user in User.objects.filter(email__in=[one.email for one in people])}
    new = {one.email: one.name for one in reversed(people) if one.email not in known}
    made = {email: User.objects.create_person(email=email, name=name) for email, name in new.items()}
    return known | made, list(made.values())
