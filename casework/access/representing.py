"""The representative of a respondent: somebody who is nothing else in the case, found or made by their address."""

from uuid import UUID

from accounts.models import User
from accounts.offices import is_in_office
from accounts.pseudonyms import pseudonym
from casework.models import Case


def representative_called(case: Case, *, name: str, email: str) -> tuple[UUID, bool]:
    """Return the pseudonym, in this case alone, of the person with an address, and whether they are free to represent.

    A person without an account gets one, which opens once they set a password. A person is free if they are no party to
    the case, hold no office now or later, and have done nothing in the case.
    """
    user = User.objects.filter(kind=User.Kind.PERSON, email=email.lower()).first()
    if user is None:
        user = User.objects.create_person(email=email, name=name)
    person, view = pseudonym(user, str(case.id)), case.view
    there = view.people.acted_as(person) | view.people.acted_as(pseudonym(user))
    accused = case.respondent is not None and case.respondent.user_id == user.pk
    in_office = is_in_office(user, view.today)
    return person, user.is_active and not (accused or there or in_office)
