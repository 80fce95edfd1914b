"""Society-wide offices: who holds which on a day. Nothing about cases."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from accounts.models import Appointment, User


class Office(StrEnum):
    """An office that a person is appointed to, from a day, perhaps until a day."""

    INTAKE = "intake"
    SCREENER = "screener"
    REVIEWER = "reviewer"
    INVESTIGATOR = "investigator"
    DECIDER = "decider"
    CONSENT_APPROVER = "consent_approver"
    INTERIM_MEMBER = "interim_member"
    PANELIST = "panelist"
    ADVISER = "adviser"
    BOARD_SECRETARY = "board_secretary"
    BOARD_MEMBER = "board_member"
    APPEAL_PANELIST = "appeal_panelist"
    MONITOR = "monitor"
    CUSTODIAN = "custodian"
    PROTECTION_OFFICER = "protection_officer"
    REGISTRAR = "registrar"
    DPO = "dpo"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


def appointments(on: date) -> "QuerySet[Appointment]":
    """Return the appointments in force on a day."""
    model: type[Appointment] = apps.get_model("accounts", "Appointment")
    return model.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on, user__is_active=True)


def holders(office: Office, on: date) -> "QuerySet[Appointment]":
    """Return the appointments to one office on a day, with their people, in the order of the pool."""
    return appointments(on).filter(office=office).select_related("user").order_by("alternate", "order", "pk")


def offices_of(user: "User", on: date) -> frozenset[Office]:
    """Return the offices a user holds on a day. One query."""
    return frozenset(Office(name) for name in appointments(on).filter(user=user).values_list("office", flat=True))


def needs_second_factor(user: "User", on: date) -> bool:
    """Whether the user holds any office on that day: every office signs in with a second factor."""
    return appointments(on).filter(user=user).exists()


def standing(offices: Iterable[Office], on: date) -> "Iterator[tuple[User, UUID, Office]]":
    """Yield each holder of the offices on a day with the holder's own pseudonym. One query."""
    found = appointments(on).filter(office__in=list(offices), user__pseudonyms__scope="").select_related("user")
    for row in found.annotate_pseudonym():
        yield row.user, row.pseudonym, Office(row.office)
