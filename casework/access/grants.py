"""Rights as rows: made equal to what the facts give, and to nothing else."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts.models import User
from accounts.offices import Office, appointments, standing
from accounts.pseudonyms import people_behind, pseudonym
from casework.entitlements import STANDING, Holder, rights_due
from casework.facts import CaseFacts
from casework.facts.people import PARTIES
from casework.models import Case, CaseGrant, Seating
from casework.vocabulary import Seat


def holders_of(case: Case) -> dict[UUID, tuple[User, set[Holder]]]:
    """Return everybody who holds a seat of the case, given or standing by office, by pseudonym; the clock holds its own.

    A member without an account holds a seat in the record alone. Who is a party holds no seat by office.
    """
    facts = case.facts
    people = people_behind({person for person, _ in facts.people.seats})
    found: dict[UUID, tuple[User, set[Holder]]] = {}
    for person, seat in facts.people.seats:
        if person in people:
            found.setdefault(person, (people[person], set()))[1].add(Holder(person=person, seat=seat))
    parties = {user.pk for user, held in found.values() if any(holder.seat in PARTIES for holder in held)}
    for user, person, seat in (*_standing(facts), _clock()):
        if user.pk in parties:
            continue
        found.setdefault(person, (user, set()))[1].add(Holder(person=person, seat=seat))
    return found


def _standing(facts: CaseFacts) -> Iterator[tuple[User, UUID, Seat]]:
    """Yield who holds a seat by office now: whoever was compared with the people in the case since they were appointed.

    An outside alternate does only when no other holder of the office is free.
    """
    alternates, newcomers = _apart(facts)
    holders = [
        (u, p, o)
        for u, p, o in standing(STANDING.keys(), facts.today)
        if facts.state in STANDING[o][1] and (u.pk, o.value) not in newcomers
    ]
    own = {o for u, p, o in holders if (u.pk, o.value) not in alternates and p not in facts.people.barred}
    for user, person, office in holders:
        if (user.pk, office.value) not in alternates or (office not in own and office is not Office.BOARD_MEMBER):
            yield user, person, STANDING[office][0]


def _apart(facts: CaseFacts) -> tuple[set[tuple[UUID, str]], set[tuple[UUID, str]]]:
    """Return the alternates, and those appointed after the last sweep of the case, by user and office. One query."""
    rows = appointments(facts.today).filter(Q(alternate=True) | Q(compare_from__isnull=False))
    found = list(rows.values_list("user", "office", "alternate", "compare_from"))
    swept = facts.filing.swept_at
    alternates = {(user, office) for user, office, alternate, _ in found if alternate}
    return alternates, {(u, o) for u, o, _, since in found if since is not None and (swept is None or swept < since)}


def _clock() -> tuple[User, UUID, Seat]:
    clock = User.objects.clock()
    return clock, pseudonym(clock), Seat.CLOCK


def reconcile(case: Case) -> None:
    """Make seat rows and object permissions of the case equal to what its facts give, now."""
    found = holders_of(case)
    due = rights_due(case.facts, [holder for _, holders in found.values() for holder in holders])
    _seat(
        case, {(found[person][0].pk, person, seat.value) for person, seat in case.facts.people.seats if person in found}
    )
    _grant(case, {(found[person][0].pk, right.value) for person, rights in due.items() for right in rights})


def _seat(case: Case, wanted: set[tuple[UUID, UUID, str]]) -> None:
    rows = {(row.user_id, row.person, row.seat): row.pk for row in Seating.objects.filter(case=case)}
    if gone := [pk for key, pk in rows.items() if key not in wanted]:
        Seating.objects.filter(pk__in=gone).delete()
    if new := wanted - rows.keys():
        Seating.objects.bulk_create(Seating(case=case, user_id=u, person=p, seat=s) for u, p, s in new)


def _grant(case: Case, wanted: set[tuple[UUID, str]]) -> None:
    stored = CaseGrant.objects.filter(content_object=case).values_list("user_id", "permission__codename", "pk")
    rows = {(user, codename): pk for user, codename, pk in stored}
    if gone := [pk for key, pk in rows.items() if key not in wanted]:
        CaseGrant.objects.filter(pk__in=gone).delete()
    if new := wanted - rows.keys():
        permissions = _permissions(codename for _, codename in new)
        CaseGrant.objects.bulk_create(
            CaseGrant(content_object=case, user_id=user, permission_id=permissions[codename]) for user, codename in new
        )


def _permissions(codenames: Iterable[str]) -> dict[str, int]:
    found = Permission.objects.filter(
        content_type__app_label="casework", content_type__model="case", codename__in=set(codenames)
    )
    return dict(found.values_list("codename", "pk"))
