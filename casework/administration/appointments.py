"""Actions that give and end an office."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from accounts.offices import end_office
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor, Given, Listed, appointing
from casework.vocabulary import BadShape, NotNow
from ledger import queries as ledger
from ledger.append import append
from ledger.clock import now
from policy.actions import NotAllowed
from policy.actions.countersign_key import lock_pending
from policy.models import Pending
from policy.queries.second_person import why_not_second


@transaction.atomic(durable=True)
def appoint_officer(*, by: Actor, user: User, given: Given) -> bool:
    """Give a person an office, or put it forward; return whether it was given, or waits for a second person.

    The office opens a case only after a sweep compared the person with it. NotSeen unless an administrator acts; NotNow as in
    `appointing.put_forward_or_give`. Appends `office.given` or `office.proposed` to the system's stream.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    draft = appointing.put_forward_or_give(by.user, user, given, now())
    append(draft)
    return draft.type == "office.given"


@dataclass(frozen=True, kw_only=True)
class Appointed:
    """The numbers of accounts that were made, of offices that were given, and of offices that wait for a second person."""

    accounts: int
    given: int
    waiting: int


@transaction.atomic(durable=True)
def appoint_people(
    *, by: Actor, people: Sequence[Listed], only_checked: bool = False, invite: bool = False
) -> Appointed:
    """Create the missing accounts, and give every office of the list, or propose it to a second person.

    NotSeen unless an administrator acts. BadShape with each row that cannot be done, by number and with its reason;
    nothing is written then, nor where the list is `only_checked`. Appends one `office.given` or `office.proposed` a row.
    With `invite`, new people get an invitation by mail. Without it they set a password by the link for a lost one.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment, faults = now(), {}
    known, made = _accounts(people)
    drafts = [appointing.invitation_draft(by.user, user, moment) for user in made] if invite else []
    for one in people:
        if known[one.email].name != one.name:
            faults[f"row {one.row}, column name"] = ["This address belongs to somebody with another name."]
            continue
        try:
            drafts.append(appointing.put_forward_or_give(by.user, known[one.email], one.given, moment))
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
    known = {user.email or "": user for user in User.objects.filter(email__in=[one.email for one in people])}
    new = {one.email: one.name for one in reversed(people) if one.email not in known}
    made = {email: User.objects.create_person(email=email, name=name) for email, name in new.items()}
    return known | made, list(made.values())


@transaction.atomic(durable=True)
def countersign_office(*, by: Actor, pending: UUID) -> None:
    """Give an office that another person put forward, as its entry says, but not before today. Appends `office.given`.

    NotNow if the signer proposed it or would hold it, if the signer is no administrator, if what is stored is not what was
    proposed, and as `appointing.give_office`.
    """
    moment = now()
    try:
        waits = lock_pending(pending, Pending.Kind.OFFICE)
    except NotAllowed as gone:
        raise NotNow(str(gone)) from None
    if refused := why_not_second(by.user, about=waits.about_id, by=waits.by_id, day=moment.date()):
        raise NotNow(refused)
    proposed = ledger.entry(waits.entry_id)
    user, given = appointing.proposed_office(proposed)
    if (waits.about_id, waits.what, str(pseudonym(waits.by))) != (user.pk, given.office, proposed.body["actor"]):
        raise NotNow("What is stored is not what was put forward. Send it back, and have it put forward once more.")
    given = replace(given, since=max(given.since, moment.date()))
    draft = appointing.give_office(by.user, user, given, moment, after=proposed)
    waits.delete()
    append(draft)


@transaction.atomic(durable=True)
def end_appointment(*, by: Actor, user: User, office: Office, until: date) -> None:
    """End an office with the day `until`, today or later. Seats that were taken in cases stay until they are replaced.

    NotSeen unless an administrator acts; NotNow for a past day, for their own office, and if the person does not hold it.
    The person is told by mail. Appends `office.ended` to the stream of the system.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    if until < moment.date():
        raise NotNow("An office ends today or later: what was done in it stands.")
    if by.user.pk == user.pk:
        raise NotNow("Somebody else has to end your office.")
    if not end_office(user=user, office=office, until=until):
        raise NotNow("This person does not hold this office on that day, or it ends then already.")
    write_mail(user.pk, MailKind.OFFICE_ENDED)
    append(appointing.office_ended_draft(by.user, user, office, until, moment))
