"""The two officers who publish an edition, whom the record knows."""

from datetime import datetime
from typing import TypedDict
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.access import Given
from casework.access.appointing import office_given_draft
from ledger.append import Draft, append
from policy.models.editions import Edition
from policy.queries.editions import PUBLISHED


def officer(name: str, office: Office, moment: datetime) -> User:
    """Somebody whom the installation gave an office, from the day of a moment."""
    user = User.objects.create_person(email=f"{name.split(maxsplit=1)[0].lower()}@society.example", name=name)
    given = Given(office=office, since=moment.date())
    appoint(user=user, office=office, since=given.since)
    with transaction.atomic():
        append(office_given_draft(user, given, by=User.objects.clock(), role="clock", moment=moment))
    return user


class Officers(TypedDict):
    """The two, as `publish_editions` takes them."""

    by: User
    second: User


def two_officers(moment: datetime) -> Officers:
    """An administrator and an auditor."""
    return {
        "by": officer("Adam Keeper", Office.ADMINISTRATOR, moment),
        "second": officer("Audrey Auditor", Office.AUDITOR, moment),
    }


def publish_row(edition: Edition) -> None:
    """Write the entry by which the installation publishes a row that a test wrote."""
    clock = pseudonym(User.objects.clock())
    data = {"edition": str(edition.pk), **edition.publication, "alone": True}
    with transaction.atomic():
        append(Draft(uuid4(), PUBLISHED, "system", clock, "clock", data=data))
