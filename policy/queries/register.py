"""The register of members in pages: by number, by a search, and those who have not signed the oath of today.

What is read is bounded: a page, a count up to a limit. Each query has an index that fits it (policy/models/members.py).
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lead

from policy.models import (
    CURRENT,
    CodeEdition,
    Member,
    OathEdition,
    OathEnding,
    OathSignature,
    RulebookEdition,
    Standing,
)
from policy.queries.editions import in_force_at, oath_in_force

PAGE = 50
COUNTED = 10_000
"""How far those who have not signed are counted; a page says that there are more."""
REMINDED_AGAIN = timedelta(days=7)
SEARCHED = 500
WORD = re.compile(r"\w+")


def society_day(moment: datetime) -> date:
    """Return the Society's day; the day in UTC before the first rulebook. One query."""
    try:
        return in_force_at(moment).today
    except (CodeEdition.DoesNotExist, RulebookEdition.DoesNotExist):
        return moment.date()


def oath_asked(day: date) -> OathEdition | None:
    """Return the oath that members are asked to sign on a day; None before the first. One query."""
    try:
        return oath_in_force(day)
    except OathEdition.DoesNotExist:
        return None


def register_page(after: str = "") -> list[Member]:
    """Return the members after a number, one more than a page holds. One query."""
    return list(Member.objects.filter(number__gt=after).order_by("number")[: PAGE + 1])


def search_condition(q: str) -> Q:
    """Return the condition that a number begins with `q`, or that a name has a word that begins with each word of `q`."""
    named = SearchQuery(" & ".join(f"'{word}':*" for word in WORD.findall(q)), config="simple", search_type="raw")
    return Q(number__istartswith=q.strip()) | Q(words=named)


def search_register(q: str, *, limit: int = 25) -> QuerySet[Member]:
    """Return members whose number begins with `q`, or who have a name with each of its words; nobody for an empty `q`.

    Where very many fit, only SEARCHED of them are looked at.
    """
    if not WORD.findall(q):
        return Member.objects.none()
    fit = (
        Member.objects.alias(words=SearchVector("name", config="simple"))
        .filter(search_condition(q))
        .order_by()
        .values("pk")[:SEARCHED]
    )
    return Member.objects.filter(pk__in=fit).order_by("name", "number")[:limit]


def unsigned_page(oath: OathEdition, after: str = "") -> list[Member]:
    """Return the members after a number who have not signed this oath, one more than a page holds. Two queries."""
    parts = [part.filter(number__gt=after).order_by("number")[: PAGE + 1] for part in _not_bound_by(oath)]
    return list(_union(parts).order_by("number")[: PAGE + 1] if len(parts) > 1 else parts[0])


def count_unsigned(oath: OathEdition) -> int:
    """Return how many members have not signed this oath, COUNTED at most. Two queries."""
    parts = [part.order_by().values("pk")[:COUNTED] for part in _not_bound_by(oath)]
    return min(_union(parts).count(), COUNTED)


def to_remind(oath: OathEdition, moment: datetime, *, limit: int) -> list[UUID]:
    """Return the accounts of members who have not signed this oath and can be reminded now, longest not reminded first.

    Nobody is reminded twice in REMINDED_AGAIN. Two queries.
    """
    longest_ago = F("reminded_at").asc(nulls_first=True)
    parts = [
        part.filter(user__isnull=False).order_by(longest_ago).values_list("user_id", "reminded_at")[:limit]
        for part in _not_bound_by(oath)
    ]
    due = [(user, at) for user, at in _union(parts) if at is None or at <= moment - REMINDED_AGAIN]
    return [user for user, _ in sorted(due, key=lambda row: (row[1] is not None, row[1], row[0]))][:limit]


def _union[Row](parts: Sequence[QuerySet[Member, Row]]) -> QuerySet[Member, Row]:
    """Return what several lists have, by one statement."""
    return parts[0].union(*parts[1:], all=True).order_by() if len(parts) > 1 else parts[0]


def _not_bound_by(oath: OathEdition) -> list[QuerySet[Member]]:
    """Return those bound by each other oath, and by none: for each of these lists an index has the rows in order."""
    members = Member.objects.filter(standing_now__in=CURRENT)
    others = OathEdition.objects.exclude(pk=oath.pk).values_list("pk", flat=True)
    return [members.filter(oath_now__isnull=True), *(members.filter(oath_now=other) for other in others)]


def let_days_begin(day: date) -> int:
    """Bring `standing_now` and `oath_now` up to a day, of members for whom something counts from about then; how many.

    A standing or an oath recorded ahead begins to count without an act. The function that the trigger calls writes them.
    """
    near = [day - timedelta(days=1), day, day + timedelta(days=1)]
    acts = (Standing, OathSignature, OathEnding)
    members = {key for act in acts for key in act.objects.filter(effective__in=near).values_list("member", flat=True)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT policy_members_stand(%s::uuid[], %s)", [list(members), day])
    return len(members)


def standing_history(member: Member) -> QuerySet[Standing]:
    """Return a member's standings, the newest first, each `until` the day on which the next began. One query."""
    following = Window(Lead("effective"), order_by=["effective", "id"])
    return member.standings.annotate(until=following).order_by("-effective", "-id")
