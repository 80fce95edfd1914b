"""What is stored of members' oaths, standing and passkeys against what the record says: a row edited by hand is named."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.pseudonyms import person_behind, pseudonym
from accounts.streamed import stream_rows
from ledger.canonical import JsonObject, NotCanonical, decode
from ledger.commitments import commitment
from ledger.entries import NotAnEntry, b64, read_moment
from ledger.models import Entry
from ledger.restore_losses import OPENING, ROW, entries_without
from policy.models import OathEnding, OathSignature, SigningKey, Standing
from policy.passkeys import NotSigned
from policy.signing import oath_digest

OATHS = ("oath.signed", "oath.imported", "oath.ended")
MEMBER, OFFICERS = "member/", "system"
MEMBERS_AT_ONCE = 500
# By hand: no ORM form takes a number out of the bytes of a UUID.
_STREAMS = """
SELECT s.stream FROM (
  SELECT stream FROM ledger_streamhead WHERE stream LIKE 'member/%%'
  UNION SELECT 'member/' || pseudonym::text FROM policy_member
) AS s WHERE get_byte(uuid_send(substr(s.stream, 8)::uuid), 15) %% 7 = ANY(%s) ORDER BY s.stream
"""
IMPORTED = "members.imported"
_ACTS = """
SELECT o.entry_id, o::text AS row FROM policy_oathsignature AS o
UNION ALL SELECT o.entry_id, o::text FROM policy_oathending AS o
UNION ALL SELECT s.entry_id, s::text FROM policy_standing AS s
UNION ALL SELECT k.entry_id, ROW(
  k.credential, k.cose, k.rp_id, k.origin, k.salt, k.at, k.counts_from, k.stream, k.person, k.user_id
)::text FROM policy_signingkey AS k
"""
_REGISTER = """
SELECT s.entry_id, ROW(
  m.id, m.pseudonym, m.number, m.name, m.given, m.family, m.place, m.chapter, m.committees, m.user_id
)::text AS row FROM policy_member AS m JOIN policy_standing AS s ON s.member_id = m.id AND s.kind = 'joined'
"""
# Some entries at a time: a digest of one long text would have to be held whole.
_DIGEST = """
SELECT sha256(coalesce(string_agg(b.digest, ''::bytea ORDER BY b.part), ''::bytea)) FROM (
  SELECT e.log_index >> 8 AS part, sha256(convert_to(string_agg(r.row, ';' ORDER BY e.log_index, r.row), 'UTF8')) AS digest
  FROM ({rows}) AS r JOIN ledger_entry AS e ON e.id = r.entry_id WHERE e.log_index < %s GROUP BY 1
) AS b
"""
# What policy_members_stand writes, for the day and its neighbours.
_SHOWN = """
SELECT m.pseudonym, bool_or(m.standing_now = coalesce(s.kind, '')), bool_or(m.oath_now_id IS NOT DISTINCT FROM o.oath)
FROM policy_member AS m CROSS JOIN generate_series(%(day)s::date - 1, %(day)s::date + 1, interval '1 day') AS d (day)
LEFT JOIN LATERAL (
  SELECT s.kind FROM policy_standing AS s WHERE s.member_id = m.id AND s.effective <= d.day
  ORDER BY s.effective DESC, s.id DESC LIMIT 1
) AS s ON true
LEFT JOIN LATERAL (
  SELECT act.oath FROM (
    SELECT o.effective, o.position, o.oath_id AS oath FROM policy_oathsignature AS o WHERE o.member_id = m.id
    UNION ALL SELECT e.effective, e.position, NULL FROM policy_oathending AS e WHERE e.member_id = m.id
  ) AS act WHERE act.effective <= d.day ORDER BY act.effective DESC, act.position DESC LIMIT 1
) AS o ON true
GROUP BY m.pseudonym
HAVING NOT (
  bool_or(m.standing_now = coalesce(s.kind, '')) AND bool_or(m.oath_now_id IS NOT DISTINCT FROM o.oath)
)
"""
BROKEN = (NotAnEntry, ValueError, LookupError, TypeError, AttributeError)
"""What is raised where the bytes of an entry are not what a step writes."""
KINDS = (*OATHS, "member.standing_recorded", "signing_key.registered", "signing_key.retired")


def oath_drifts(streams: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the stream and the column of every stored value that the record does not give, some members at a time.

    `streams` are those of members, or None for all; the keys of people in office are compared in any case. What the record
    says was lost with a database is not missed.
    """
    lost = entries_without(ROW), entries_without(OPENING)
    for batch in batched([OFFICERS, *(streams_of_members() if streams is None else streams)], MEMBERS_AT_ONCE):
        yield from _drifts_of(batch, *lost)


def streams_of_members(slices: Collection[int] = range(7)) -> list[str]:
    """Return the streams of the members of these sevenths, known by the record or by the register. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STREAMS, [list(slices)])
        return [stream for (stream,) in cursor.fetchall()]


def members_digest(upto: int) -> bytes:
    """Return a digest of the rows that the entries in front of `upto` left of members' acts: none of them ever changes.

    When a passkey ended is left out: a later entry says it.
    """
    return _digest(_ACTS, upto)


def register_digest(upto: int) -> bytes:
    """Return a digest of who the members are whose standing the entries in front of `upto` recorded.

    Only an import changes that, and it leaves an entry, IMPORTED.
    """
    return _digest(_REGISTER, upto)


def standing_drifts(day: date) -> Iterator[tuple[str, str]]:
    """Yield what the lists show of a member's standing or oath and no standing or oath gives, on this day or one beside it.

    The columns follow within an hour where a day begins.
    """
    for pseudonym_, standing, oath in stream_rows(_SHOWN, {"day": day}):
        for column, right in (("standing_now", standing), ("oath_now", oath)):
            if not right:
                yield f"{MEMBER}{pseudonym_}", f"member.{column}"


def _digest(rows: str, upto: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST.format(rows=rows), [upto])
        return bytes(cursor.fetchone()[0])


def _drifts_of(streams: Sequence[str], gone: Collection[UUID], shut: Collection[UUID]) -> Iterator[tuple[str, str]]:
    every = Entry.objects.filter(stream__in=streams, type__in=KINDS).order_by("log_index")
    entries = [entry for entry in every if is_readable(entry)]
    yield from ((entry.stream, _broken(entry)) for entry in every if not is_readable(entry))
    members = [UUID(stream.removeprefix(MEMBER)) for stream in streams if stream.startswith(MEMBER)]
    ended = {ref["leaf"]: entry for entry in entries if entry.type == KINDS[-1] for ref in entry.body["refs"]}
    said = {entry.id: entry for entry in entries if entry.type != KINDS[-1] and entry.id not in gone}
    places = _positions(said.values())
    given: Sequence[tuple[Iterable[Any], Callable[[Entry, Any], JsonObject]]] = (
        (_of(OathSignature, members), lambda entry, row: _signature(entry, row, places, shut)),
        (_of(OathEnding, members), lambda entry, row: _ending(entry, row, places)),
        (_of(Standing, members), lambda entry, row: _whose(entry, row) | {"kind": entry.body["data"]["standing"]}),
        (SigningKey.objects.filter(stream__in=streams), lambda entry, row: _key(entry, row, ended)),
    )
    for rows, give in given:
        yield from _drifts(rows, said, give)
    for entry in said.values():
        yield entry.stream, f"no row of {entry.type}"


def _of[Act: (OathSignature, OathEnding, Standing)](table: type[Act], members: Collection[UUID]) -> Iterable[Act]:
    return table._default_manager.filter(member__pseudonym__in=members).select_related("member")


def _drifts(
    rows: Iterable[Any], said: dict[UUID, Entry], give: Callable[[Entry, Any], JsonObject]
) -> Iterator[tuple[str, str]]:
    for row in rows:
        table, entry = type(row).__name__.lower(), said.pop(row.entry_id, None)
        if entry is None:
            yield "", f"{table}.entry_id"
            continue
        try:
            given = give(entry, row)
        except BROKEN:
            yield entry.stream, _broken(entry)
            continue
        for column, value in given.items():
            if getattr(row, column) != value:
                yield entry.stream, f"{table}.{column}"


def is_readable(entry: Entry) -> bool:
    """Whether the bytes of an entry are an entry's at all: somebody may have put in others without a step."""
    try:
        return isinstance(entry.body["data"], dict) and all(ref["leaf"] for ref in entry.body["refs"])
    except BROKEN:
        return False


def _broken(entry: Entry) -> str:
    return f"entry {entry.log_index} {entry.type} is broken"


def _positions(entries: Iterable[Entry]) -> Mapping[UUID, int]:
    """Return which of its member's oath acts each entry is, in the order of the record."""
    streams: dict[str, list[UUID]] = {}
    for entry in entries:
        if entry.type in OATHS:
            streams.setdefault(entry.stream, []).append(entry.id)
    return {key: place for keys in streams.values() for place, key in enumerate(keys, start=1)}


def _whose(entry: Entry, row: OathSignature | OathEnding | Standing) -> JsonObject:
    """When it was, from which day, and whose: the member of a stream is the one whose pseudonym names it."""
    effective = entry.body["data"]["effective"] == row.effective.isoformat()
    return {
        "at": entry.occurred,
        "member_id": row.member_id if row.member.stream == entry.stream else None,
        "effective": row.effective if effective else None,
    }


def _ending(entry: Entry, row: OathEnding, places: Mapping[UUID, int]) -> JsonObject:
    return _whose(entry, row) | {"reason": entry.body["data"]["reason"], "position": places.get(entry.id)}


def _signature(entry: Entry, row: OathSignature, places: Mapping[UUID, int], shut: Collection[UUID]) -> JsonObject:
    data, commit = entry.body["data"], entry.body["commit"]
    kept = {} if entry.id in shut else commit
    second = str(pseudonym(row.countersigned_by)) if row.countersigned_by else None
    proven = _evidence(row) == kept.get("evidence")
    return _whose(entry, row) | {
        "position": places.get(entry.id),
        "oath_id": UUID(data["oath"]),
        "code_id": UUID(data["code"]),
        "method": data["method"],
        "imported": entry.type == "oath.imported",
        "countersigned_by_id": row.countersigned_by_id if data.get("second") == second else "another",
        "digest": row.digest if b64(bytes(row.digest)) == commit["statement"] else b"",
        "statement": row.statement if _statement(row) == kept.get("statement") else b"",
        "evidence": row.evidence if proven else b"",
        "salt": row.salt if proven else b"",
    }


def _statement(row: OathSignature) -> str | None:
    return None if row.statement is None else b64(oath_digest(bytes(row.statement)))


def _evidence(row: OathSignature) -> str | None:
    if row.evidence is None and row.salt is None:
        return None
    try:
        value = decode(bytes(row.evidence or b""))
        return b64(commitment(salt=bytes(row.salt or b""), entry_id=row.entry_id, field="evidence", value=value))
    except (NotCanonical, ValueError):
        return ""


def _key(entry: Entry, row: SigningKey, ended: Mapping[str, Entry]) -> JsonObject:
    end, same = ended.get(b64(bytes(entry.leaf))), _commitment(row) == entry.body["commit"]["key"]
    columns = ("credential", "cose", "rp_id", "origin", "salt")
    return {name: getattr(row, name) if same else None for name in columns} | {
        "at": entry.occurred,
        "counts_from": read_moment(entry.body["data"]["counts_from"]),
        "stream": entry.stream,
        "person": UUID(entry.body["actor"]),
        "user_id": getattr(person_behind(UUID(entry.body["actor"])), "pk", None),
        "retired_at": read_moment(end.body["data"]["counts_from"]) if end else None,
    }


def _commitment(row: SigningKey) -> str | None:
    try:
        return b64(commitment(salt=bytes(row.salt), entry_id=row.entry_id, field="key", value=row.json))
    except (NotSigned, ValueError):
        return None
