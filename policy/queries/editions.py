"""Which edition was in force on which day."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.prepared import prepared_cursor
from policy.editions import CodeText, rules_from
from policy.models import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.models.editions import Edition
from policy.rules import Rules

# By hand and prepared, because every report and every page of a case asks them (docs/adr/0014).
_PUBLISHED = """
SELECT 'codeedition', id, in_force_from FROM policy_codeedition UNION ALL
SELECT 'rulebookedition', id, in_force_from FROM policy_rulebookedition
"""
_RULEBOOK = "SELECT id FROM policy_rulebookedition WHERE in_force_from <= %s ORDER BY in_force_from DESC LIMIT 1"


def name_of_body() -> str:
    """Return the name of the Society whose Code is published here; empty before the first. One query."""
    return CodeEdition.objects.order_by("-in_force_from").values_list("body", flat=True).first() or ""


def oath_in_force(on: date) -> OathEdition:
    """Return the oath that is sworn on a day. DoesNotExist before the first."""
    return OathEdition.objects.select_related("code").filter(in_force_from__lte=on).latest("in_force_from", "key")


def rulebook_in_force(on: date) -> UUID:
    """Return the rulebook under which a case opened on a day runs. DoesNotExist before the first. One statement."""
    with prepared_cursor() as cursor:
        cursor.execute(_RULEBOOK, [on])
        found = cursor.fetchone()
    if found is None:
        raise RulebookEdition.DoesNotExist
    return cast(UUID, found[0])


def code_and_day(moment: datetime) -> tuple[UUID, date]:
    """Return the Code in force at a moment, and the Society's day, in the zone of the rulebook in force. One statement.

    DoesNotExist before the first Code or rulebook.
    """
    with prepared_cursor() as cursor:
        cursor.execute(_PUBLISHED)
        published: list[tuple[str, UUID, date]] = cursor.fetchall()

    def in_force(kind: type[Edition], on: date) -> UUID:
        begun = [
            (begins, edition) for name, edition, begins in published if name == kind._meta.model_name and begins <= on
        ]
        if not begun:
            raise kind.DoesNotExist
        return max(begun)[1]

    zone = rules_of(in_force(RulebookEdition, moment.date())).zone
    today = moment.astimezone(ZoneInfo(zone)).date()
    return in_force(CodeEdition, today), today


def rules_in_force(on: date) -> Rules:
    """Return the rules in force on a day. DoesNotExist before the first rulebook."""
    return rules_of(rulebook_in_force(on))


@cache
def rules_of(rulebook_id: UUID) -> Rules:
    """Return the rules of a rulebook edition. DoesNotExist if there is none.

    Kept for good: the id is made of the digest of the words, so it can never mean other words.
    """
    edition = RulebookEdition.objects.get(id=rulebook_id)
    return rules_from(edition.values, name=edition.key)


@cache
def text_of_code(code_id: UUID) -> CodeText:
    """Return the words of an edition of the Code. DoesNotExist if there is none. Kept for good, as rules are."""
    return CodeEdition.objects.get(id=code_id).text


def editions() -> QuerySet[CodeEdition]:
    """Return every Code, newest first, each with its commitments and oaths ready. Three queries."""
    return CodeEdition.objects.order_by("-in_force_from").prefetch_related("commitments", "oaths")


def commitment_titles(editions: Collection[UUID]) -> dict[tuple[UUID, int], str]:
    """Return the short titles of the commitments of some editions, by edition and number. One query."""
    rows = Commitment.objects.filter(code__in=editions).values_list("code_id", "number", "title")
    return {(edition, number): title for edition, number, title in rows}
