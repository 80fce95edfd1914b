"""Which edition was in force on which day."""

from collections.abc import Collection
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from policy.editions import rules_from
from policy.models import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.rules import Rules


def code_in_force(on: date) -> CodeEdition:
    """Return the Code in force on a day. DoesNotExist before the first."""
    return CodeEdition.objects.filter(in_force_from__lte=on).latest("in_force_from")


def oath_in_force(on: date, *, locale: str | None = None) -> OathEdition:
    """Return the oath that is sworn on a day, in a language if one is asked for. DoesNotExist before the first."""
    oaths = OathEdition.objects.select_related("code").filter(in_force_from__lte=on)
    return (oaths.filter(locale=locale) if locale else oaths).latest("in_force_from", "key")


def rulebook_in_force(on: date) -> RulebookEdition:
    """Return the rulebook under which a case opened on a day runs. DoesNotExist before the first."""
    return RulebookEdition.objects.filter(in_force_from__lte=on).latest("in_force_from")


def rules_in_force(on: date) -> Rules:
    """Return the rules in force on a day. DoesNotExist before the first rulebook."""
    return rules_of(rulebook_in_force(on).id)


@cache
def rules_of(rulebook_id: UUID) -> Rules:
    """Return the rules of a rulebook edition. DoesNotExist if there is none.

    Kept for good: the id is made of the digest of the words, so it can never mean other words.
    """
    edition = RulebookEdition.objects.get(id=rulebook_id)
    return rules_from(edition.values, name=edition.key)


def editions() -> QuerySet[CodeEdition]:
    """Return every Code, newest first, each with its commitments and oaths ready. Three queries."""
    return CodeEdition.objects.order_by("-in_force_from").prefetch_related("commitments", "oaths")


def commitment_titles(editions: Collection[UUID]) -> dict[tuple[UUID, int], str]:
    """Return the short titles of the commitments of some editions, by edition and number. One query."""
    rows = Commitment.objects.filter(code__in=editions).values_list("code_id", "number", "title")
    return {(edition, number): title for edition, number, title in rows}
