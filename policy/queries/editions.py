"""Which edition was in force on which day. One whose publication is not on the record is never in force."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.prepared import prepared_cursor
from ledger.models import Entry
from policy.editions import CodeText, rules_from
from policy.models import CodeEdition, OathEdition, RulebookEdition
from policy.models.editions import Edition
from policy.rules import Rules

# By hand and prepared, because every report and every page of a case asks them (docs/adr/0014).
STORED_EDITIONS = """ARRAY(
    SELECT 'codeedition ' || to_char(in_force_from, 'YYYY-MM-DD ') || id FROM policy_codeedition UNION ALL
    SELECT 'rulebookedition ' || to_char(in_force_from, 'YYYY-MM-DD ') || id FROM policy_rulebookedition
)"""
"""An SQL value that lists the stored editions, so that another statement can select it too."""
PUBLISHED = "edition.published"

type Editions = tuple[tuple[str, date, UUID], ...]
"""The kind, the first day and the id of each edition that is stored, the latest first."""


def publications() -> Iterator[Entry]:
    """Yield the entries that publish editions, in order. One query."""
    return Entry.objects.filter(stream="system", type=PUBLISHED).order_by("log_index").iterator(chunk_size=500)


_begins: dict[UUID, date] = {}
"""From when each published edition is in force, as its entry says. Kept for good: an entry never changes."""


def is_published(edition: UUID, begins: date) -> bool:
    """Whether the record says that this edition is published and begins on this day. One query, for one not seen before."""
    if edition not in _begins:
        said = (entry.body["data"] for entry in publications())
        _begins.update((UUID(one["edition"]), date.fromisoformat(one["in_force_from"])) for one in said)
    return _begins.get(edition) == begins


def name_of_body() -> str:
    """Return the name of the Society whose Code is published here; empty before the first. One query."""
    return CodeEdition.objects.order_by("-in_force_from").values_list("body", flat=True).first() or ""


def oath_in_force(on: date) -> OathEdition:
    """Return the oath that is sworn on a day. DoesNotExist before the first."""
    begun = OathEdition.objects.select_related("code").filter(in_force_from__lte=on)
    for oath in begun.order_by("-in_force_from", "-key"):
        if is_published(oath.pk, oath.in_force_from):
            return oath
    raise OathEdition.DoesNotExist


def code_in_force(on: date) -> CodeEdition:
    """Return the Code in force on a day. DoesNotExist before the first."""
    for code in CodeEdition.objects.filter(in_force_from__lte=on).order_by("-in_force_from"):
        if is_published(code.pk, code.in_force_from):
            return code
    raise CodeEdition.DoesNotExist


def rulebook_in_force(on: date, stored: Iterable[str] | None = None) -> UUID:
    """Return the rulebook under which a case opened on a day runs. DoesNotExist before the first.

    One statement, or none with `stored`, the value of `STORED_EDITIONS`.
    """
    return _in_force(RulebookEdition, on, _read(stored))


def rulebook_at(moment: datetime, stored: Iterable[str] | None = None) -> UUID:
    """Return the rulebook under which a case opened at a moment runs: that of the Society's day, as `in_force_at` says."""
    editions = _read(stored)
    return _in_force(RulebookEdition, _society_day(moment, editions), editions)


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The Code and the rulebook in force on a day of the Society, and the day from which there has been a Code."""

    today: date
    code: UUID
    rulebook: UUID
    first_code: date


def in_force_at(moment: datetime, stored: Iterable[str] | None = None) -> InForce:
    """Return what is in force at a moment, on the Society's day, in the zone of the rulebook in force.

    One statement, or none with `stored`, the value of `STORED_EDITIONS`. DoesNotExist before the first Code or rulebook.
    """
    editions = _read(stored)
    today = _society_day(moment, editions)
    return InForce(
        today=today,
        code=_in_force(CodeEdition, today, editions),
        rulebook=_in_force(RulebookEdition, today, editions),
        first_code=min(begins for name, begins, _edition in editions if name == CodeEdition._meta.model_name),
    )


def _society_day(moment: datetime, editions: Editions) -> date:
    zone = rules_of(_in_force(RulebookEdition, moment.date(), editions)).zone
    return moment.astimezone(ZoneInfo(zone)).date()


def _in_force(kind: type[Edition], on: date, editions: Editions) -> UUID:
    for name, begins, edition in editions:
        if name == kind._meta.model_name and begins <= on and is_published(edition, begins):
            return edition
    raise kind.DoesNotExist


def _read(stored: Iterable[str] | None) -> Editions:
    """Return the editions listed in the value. Without the value, read it in one statement."""
    if stored is not None:
        return _parsed(tuple(stored))
    with prepared_cursor() as cursor:
        cursor.execute(f"SELECT {STORED_EDITIONS}")
        ((found,),) = cursor.fetchall()
    return _parsed(tuple(found))


@lru_cache(maxsize=8)
def _parsed(stored: tuple[str, ...]) -> Editions:
    parts = (each.split() for each in stored)
    return tuple(sorted(((kind, date.fromisoformat(day), UUID(id_)) for kind, day, id_ in parts), reverse=True))


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
    """Return the short titles of the commitments of some editions, by edition and number. No query for a cached edition."""
    return {(edition, one.number): one.title for edition in editions for one in text_of_code(edition).commitments}
