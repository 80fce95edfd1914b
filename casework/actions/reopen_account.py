"""An account that another hand has written is given back to its person."""

from uuid import uuid4

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import Draft, append
from ledger.clock import now
from policy.queries.second_person import why_not_second


@transaction.atomic(durable=True)
def reopen_account(*, by: Actor, second: User, user: User, email: str, name: str) -> User:
    """Give an account its right address and name, and take away password, second factor and tokens; return it, sealed.

    Two people do it: an administrator, and whoever may sign after them. NotSeen unless an administrator acts; NotNow for
    an account whose seal is right, and where somebody else has to sign. Appends `account.reopened` to the system's stream.
    """
    access.require_office(by, Office.ADMINISTRATOR)
    moment = now()
    if user.has_right_seal(User.objects.factors_of(user.pk)):
        raise NotNow("The seal of this account is right: its person chooses a new password at /accounts/reset/.")
    if user.pk == by.user.pk or user.kind != User.Kind.PERSON:
        raise NotNow("Somebody else's account can be reopened, and only a person has one.")
    if refused := why_not_second(second, about=user.pk, by=by.user.pk, day=moment.date()):
        raise NotNow(refused)
    found = User.objects.start_over(user, email=email, name=name)
    append(
        Draft(
            id=uuid4(),
            type="account.reopened",
            stream="system",
            actor=pseudonym(by.user),
            role=Office.ADMINISTRATOR.value,
            occurred=moment,
            data={"person": str(pseudonym(user)), "second": str(pseudonym(second))},
        )
    )
    return found
