"""What the queue can be narrowed to: views with a name and a count, and the fields of the filter."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from casework.models import CaseGrant, CaseMark, Seating, Turn
from casework.models.turn import NEVER
from casework.queries.people.own_cases import PARTY_SEATS, is_others_turn
from casework.queries.queue.order import SOON, knows_people
from casework.vocabulary import CaseState, Reading, Seat, Verb
from ledger.canonical import Values

WEEK = timedelta(days=7)
SEATING = tuple(
    verb.value
    for verb in (
        *(Verb.SEAT_OFFICER, Verb.SEAT_ADJUDICATOR, Verb.SEAT_MONITORS, Verb.REPLACE_SEAT, Verb.SEAT_ALTERNATE),
        *(Verb.NAME_PANEL, Verb.SEAT_APPEAL_PANEL),
    )
)
"""The steps that fill an empty seat."""
UNOPENED = (Verb.REMIND_READER.value, Verb.RECORD_SERVICE.value)
"""The steps that are expected about a letter that its reader did not open."""
ENDING = (CaseState.DISMISSED, CaseState.APPEAL_WINDOW, CaseState.MONITORING)
"""Where a case closes by itself when its time is over."""
LEADS = (Seat.SCREENER, Seat.INVESTIGATOR)
"""The seats of the officers by whom the list can be narrowed."""

type Kind = Callable[[User, datetime], Q]


OWN_ROWS: Mapping[str, Callable[[Any], QuerySet[Any]]] = {
    "turn": lambda viewer: Turn.objects.filter(user=viewer),
    "unopened": lambda viewer: Turn.objects.filter(user=viewer, step__in=UNOPENED),
    "empty": lambda viewer: Turn.objects.filter(user=viewer, step__in=SEATING),
    "mine": lambda viewer: Seating.objects.filter(user=viewer),
}
"""The rows of a viewer that put a case into a view."""


def _with_own(name: str) -> Kind:
    """Return the condition that a viewer has such a row. Only as `IN`, not as `EXISTS`, it is a hash table in every plan."""
    return lambda viewer, _now: Q(pk__in=OWN_ROWS[name](viewer).values("case"))


def is_late(viewer: Any, now: Any) -> Q:
    """Return the condition that a case is late, as Today says it.

    A clock in the background counts for those who see it on the case: they may know its people. `late_from` is never after
    `due`, so that one index finds both.
    """
    return Q(late_from__lt=now) & (Q(due__lt=now) | knows_people(viewer))


def _closing(_viewer: User, now: datetime) -> Q:
    return Q(state__in=ENDING, due__gte=now, due__lt=now + WEEK)


VIEWS: Mapping[str, Kind] = {
    "turn": _with_own("turn"),
    "new": lambda _viewer, _now: Q(state=CaseState.SUBMITTED),
    "late": is_late,
    "nobodys": lambda _viewer, _now: Q(unassigned=True),
    "party": lambda _viewer, _now: Q(waiting_on__in=PARTY_SEATS),
    "hold": lambda _viewer, _now: Q(on_hold=True),
    "unopened": _with_own("unopened"),
    "empty": _with_own("empty"),
    "closing": _closing,
    "mine": _with_own("mine"),
}
"""The views that everybody has, in their order; `nobodys` are open cases in which only the parties have a seat."""
OTHER_VIEWS: Mapping[str, Kind] = {"others": lambda viewer, _now: is_others_turn(viewer)}
"""Views without a tab and a count of their own, to which a link leads."""


def _is_late_by(officer: UUID | None, viewer: User, now: datetime) -> Q:
    """Return the condition that a step of an officer is late in a seat that leads; without an officer, a step of the viewer."""
    if officer is None:
        return Q(Exists(Turn.objects.filter(case=OuterRef("pk"), user=viewer, due__lt=now)))
    return Q(Exists(Turn.objects.filter(case=OuterRef("pk"), user=officer, seat__in=LEADS, due__lt=now)))


def _due(asked: str, viewer: User, now: datetime, officer: UUID | None) -> Q:
    """Return the condition for a date. `soon` and `week` are about the next step alone, which an index finds."""
    return {
        "late": is_late(viewer, now),
        "officer": _is_late_by(officer, viewer, now),
        "soon": Q(due__gte=now, due__lt=now + SOON),
        "week": Q(due__gte=now, due__lt=now + WEEK),
        "none": Q(due=NEVER),
    }[asked]


def _held_by(user: UUID, viewer: User, *, closed: bool) -> Q:
    """Open cases in which an officer leads, among those whose people the viewer may know; with `closed`, the others too."""
    told = CaseGrant.objects.filter(
        content_object=OuterRef("pk"), user=viewer, permission__codename=Reading.READ_PEOPLE.value
    )
    seat = Seating.objects.filter(case=OuterRef("pk"), user=user, seat__in=LEADS)
    return Exists(seat if closed else seat.filter(open=True)) & Exists(told)


def queue_filter(wanted: Values, viewer: User, now: datetime) -> Q:
    """Return what the fields of the filter ask for, each that is given.

    `found` are the cases that a search has found, or the condition for them; `by_words` is one more such condition.
    """
    asked = Q()
    if states := wanted.get("state"):
        asked &= Q(state__in=states)
    if seats := wanted.get("turn"):
        asked &= Q(waiting_on__in=seats)
    if days := wanted.get("waiting"):
        asked &= Q(turn_since__lt=now - timedelta(days=int(days)), waiting_on__gt="")
    if commitment := wanted.get("commitment"):
        asked &= Q(commitments__contains=[commitment])
    if severity := wanted.get("severity"):
        asked &= Q(severity__in=severity)
    if due := wanted.get("due"):
        asked &= _due(due, viewer, now, wanted.get("officer"))
    if officer := wanted.get("officer"):
        asked &= _held_by(officer, viewer, closed=CaseState.CLOSED in (states or ()))
    if marks := wanted.get("mark"):
        asked &= Q(Exists(CaseMark.objects.filter(case=OuterRef("pk"), user=viewer, mark__in=marks)))
    if whose := wanted.get("whose"):
        asked &= {**VIEWS, **OTHER_VIEWS}[whose](viewer, now)
    if (found := wanted.get("found")) is not None:
        asked &= Q(pk__in=found) if isinstance(found, list) else Q(found)
    if by_words := wanted.get("by_words"):
        asked &= Q(by_words)
    return asked


def officer_key(key: UUID) -> str:
    """Return the key of an officer in a web address: a digest, so that no name and no key of an account is in it."""
    return hashlib.sha256(key.bytes).hexdigest()[:10]
