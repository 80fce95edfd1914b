"""The offices of the Society, and their holders on a day. The caller always gives the day; nothing here reads a clock.

A row without the right seal gives no office: only this code can write one (accounts/seals.py).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, FilteredRelation, Max, Min, Q, QuerySet

from accounts.compiled import Compiled, Given, IsOneOf
from accounts.models import Appointment, User
from accounts.prepared import prepared_cursor
from accounts.pseudonyms import pseudonym
from accounts.raw_rows import RawRows
from accounts.seals import OFFICE, is_office_seal
from accounts.vocabulary import Office as Office

# Written by hand because every step and every request asks them: docs/adr/0014 has the figures.
HOLDERS = RawRows(
    """
    SELECT {a}, {u}, n.value, b.user_id IS NOT NULL, b.stand_in_id FROM accounts_appointment AS a
    JOIN accounts_user AS u ON u.id = a.user_id
    LEFT JOIN accounts_pseudonym AS n ON n.user_id = u.id AND n.scope = ''
    LEFT JOIN accounts_absence AS b ON b.user_id = u.id AND %(day)s BETWEEN b.since AND b.until
    WHERE a.office = %(office)s AND u.is_active AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
    ORDER BY a.alternate, a."order", a.id
    """,
    {"a": Appointment, "u": User},
)
OFFICES = f"""
SELECT {OFFICE}, a.seal FROM accounts_appointment AS a JOIN accounts_user AS u ON u.id = a.user_id
WHERE a.user_id = %(user)s AND u.is_active AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
"""  # noqa: S608


NAMES = f"""
SELECT u.id, u.name, n.value, {OFFICE}, a.seal FROM accounts_appointment AS a JOIN accounts_user AS u ON u.id = a.user_id
LEFT JOIN accounts_pseudonym AS n ON n.user_id = u.id AND n.scope = ''
WHERE a.office = ANY(%(offices)s) AND u.is_active AND (a.until IS NULL OR a.until >= %(day)s)
"""  # noqa: S608


STOOD_IN_FOR = frozenset({Office.INTAKE, Office.SCREENER, Office.REVIEWER, Office.INVESTIGATOR, Office.DECIDER})
"""The offices whose seats the rota hands out one by one."""


class CannotHoldOffice(ValueError):
    """Only a person can be appointed."""


def appoint(
    *,
    user: User,
    office: Office,
    since: date,
    until: date | None = None,
    lay: bool = False,
    alternate: bool = False,
    order: int = 0,
    compare_from: datetime | None = None,
) -> Appointment:
    """Give a person an office from `since` to `until`, both days included.

    `compare_from` is the moment of the appointment if there are cases already: each must be compared with the person first.
    Raises CannotHoldOffice for a user who is no person, and IntegrityError if the person already holds it without an end.
    """
    if user.kind != User.Kind.PERSON:
        raise CannotHoldOffice(user.kind)
    pseudonym(user)
    return Appointment.objects.create(
        user=user,
        office=office,
        since=since,
        until=until,
        lay=lay,
        alternate=alternate,
        order=order,
        compare_from=compare_from,
    )


def is_appointed(*, user: User, office: Office, since: date) -> bool:
    """Whether a person was given an office from this day on, ended or not. That is possible only once."""
    return Appointment.objects.filter(user=user, office=office, since=since).exists()


def comparisons_due(upto: datetime) -> list[tuple[Office, datetime]]:
    """Return, for each office, the latest `compare_from` that is not after `upto`. One query."""
    due = Appointment.objects.filter(compare_from__lte=upto).values_list("office")
    return [(Office(office), moment) for office, moment in due.annotate(newest=Max("compare_from")).order_by("office")]


def first_comparison_due(upto: datetime) -> datetime | None:
    """Return the earliest `compare_from` that is not after `upto`. One query."""
    due = Appointment.objects.filter(compare_from__lte=upto)
    first: datetime | None = due.aggregate(first=Min("compare_from"))["first"]
    return first


def mark_compared(upto: datetime) -> None:
    """Record that every case was compared with the people appointed up to a moment."""
    Appointment.objects.filter(compare_from__lte=upto).update(compare_from=None)


def newcomers(persons: Iterable[UUID], since: datetime | None) -> frozenset[UUID]:
    """Return those of these people who were appointed after a moment, and so not compared by then. One query.

    If `since` is None, return all whose comparison is still due.
    """
    rows = Appointment.objects.filter(compare_from__isnull=False, user__pseudonyms__value__in=list(persons))
    found = rows if since is None else rows.filter(compare_from__gt=since)
    return frozenset(found.values_list("user__pseudonyms__value", flat=True))


def end_office(*, user: User, office: Office, until: date) -> bool:
    found = with_right_seal(_outlasting(until).filter(user=user, office=office).select_for_update())
    for appointment in found:
        appointment.until = until
        appointment.save(update_fields=["until"])
    return bool(found)


def offices_outlasting(user: User, day: date) -> list[Office]:
    """Return the offices that a person holds on a day and would hold after it."""
    return [Office(row.office) for row in with_right_seal(_outlasting(day).filter(user=user))]


def compare_again(user: User, moment: datetime) -> None:
    """Have all cases compared again with a person who holds an office, or will: their name was corrected."""
    Appointment.objects.filter(_lasts(moment.date()), user=user).update(compare_from=moment)


def _lasts(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)


def _outlasting(day: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(_lasts(day), since__lte=day)


def appointments(on: date) -> list[Appointment]:
    return with_right_seal(_in_force(on))


def is_in_office(user: User, on: date) -> bool:
    return bool(with_right_seal(_in_force(on, to_come=True).filter(user=user)))


def with_right_seal[A: Appointment](rows: Iterable[A]) -> list[A]:
    return [row for row in rows if row.has_right_seal]


def _in_force(on: date | Given, *, to_come: bool = False) -> QuerySet[Appointment]:
    found = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user__is_active=True)
    return found if to_come else found.filter(since__lte=on)


def holders(office: Office, on: date) -> list[Appointment]:
    """Return the appointments to one office on a day, with their people: members first, alternates then, in order."""
    rows = _in_force(on).filter(office=office).select_related("user")
    return with_right_seal(rows.order_by("alternate", "order", "pk"))


def holders_by_name(office: Office, on: date) -> list[tuple[UUID, Appointment]]:
    """Return the same, each with the holder's own pseudonym. `is_away` and `stand_in` are those of the day. One query."""
    found = []
    for appointment, who, own, away, stand_in in HOLDERS.ask({"office": office.value, "day": on}):
        appointment.user, appointment.is_away, appointment.stand_in = who, away, stand_in
        if appointment.has_right_seal:
            found.append((own or pseudonym(who), appointment))
    return found


def offices_of(user: User, on: date) -> frozenset[Office]:
    """Return the offices that a user holds on a day; none if they are inactive. A superuser gets none for that. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(OFFICES, {"user": user.pk, "day": on})
        return frozenset(Office(parts[0]) for parts, seal in cursor.fetchall() if is_office_seal(seal, user.pk, parts))


def named_holders(offices: Iterable[Office], on: date, *, to_come: bool = False) -> Iterator[tuple[User, UUID, Office]]:
    """Yield each holder of the offices on a day with the holder's own pseudonym; with `to_come` later ones too. One query."""
    rows: list[Any] = _NAMED[to_come].rows(day=on, offices=list(offices))
    for row in with_right_seal(rows):
        yield row.user, row.pseudonym or pseudonym(row.user), Office(row.office)


def names_in_office(offices: Iterable[Office], on: date) -> Iterator[tuple[UUID, str, UUID, Office]]:
    """Yield the user, the name and the own pseudonym of each holder of the offices, now or later. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(NAMES, {"offices": [office.value for office in offices], "day": on})
        rows = cursor.fetchall()
    for user, name, own, parts, seal in rows:
        if is_office_seal(seal, user, parts):
            yield user, name, own or pseudonym(User.objects.get(pk=user)), Office(parts[0])


def _named(to_come: bool) -> QuerySet[Appointment]:
    own = FilteredRelation("user__pseudonyms", condition=Q(user__pseudonyms__scope=""))
    day = Given("day", DateField())
    rows = _in_force(day, to_come=to_come).filter(IsOneOf("office", "offices")).select_related("user")
    return rows.annotate(own=own, pseudonym=F("own__value"))


_NAMED = {to_come: Compiled(partial(_named, to_come)) for to_come in (False, True)}


def signed_in_holders(office: Office) -> frozenset[UUID]:
    """Return the users who were ever given an office and have signed in since their account was made. One query."""
    rows = Appointment.objects.filter(office=office, user__last_login__isnull=False)
    return frozenset(row.user_id for row in with_right_seal(rows))


def own_holders(office: Office, on: date) -> frozenset[UUID]:
    """Return the pseudonyms of those who hold an office on a day, without its alternates. One query."""
    return _pseudonyms(_in_force(on).filter(office=office, alternate=False))


def lay_holders(office: Office, on: date) -> frozenset[UUID]:
    """Return the pseudonyms of the lay people who hold an office on a day. One query."""
    return _pseudonyms(_in_force(on).filter(office=office, lay=True))


def _pseudonyms(rows: QuerySet[Appointment]) -> frozenset[UUID]:
    named = rows.filter(user__pseudonyms__scope="").annotate(pseudonym=F("user__pseudonyms__value"))
    return frozenset(row.pseudonym for row in with_right_seal(named))


def needs_second_factor(user: User, on: date | None = None) -> bool:
    """Whether a user holds an office on a day. Without a day: whether one was ever given, past or to come.

    Sign-in asks without a day, so that a clock that is wrong or was moved lets no office holder in with a password alone.
    """
    return Appointment.objects.filter(user=user).exists() if on is None else bool(offices_of(user, on))


def people_to_stand_in(user: User, on: date) -> list[User]:
    """Return the other people who hold an office that a person holds on a day, by name. Two queries."""
    own = [office.value for office in offices_of(user, on) & STOOD_IN_FOR]
    rows = with_right_seal(_in_force(on).filter(office__in=own).exclude(user=user).select_related("user"))
    return sorted({row.user for row in rows}, key=lambda one: (one.name, str(one.pk)))
