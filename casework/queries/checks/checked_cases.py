"""Which cases differ in the tables from when they were last found good: one set query over all of them.

The digest of a case covers its row with its seal, and the rows of its clocks, seats, turns, rights, public sanction and slow
lane; sweeps may change the rest.
A case that differs is compared with its record, so a difference alone is no finding. The digests themselves, and the names
of the rights, are vouched for by the good point. A case has two hundred rights, of which the sum of their hashes is taken:
their seed is derived from SECRET_KEY, so nobody with the database alone can find other rights with the same sum. It is SQL
because the rows stay in the database (docs/adr/0025).
"""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from django.db import connection

from accounts.keys import keyed_digests
from accounts.streamed import stream_rows

# The rights of all cases are summed in one pass: looking up those of each case takes a third longer.
_DIFFERING = """
SELECT d.id, d.digest FROM (
  SELECT c.id, sha256(convert_to(ROW(
    %(seed)s::bigint,
    c.seal, c.reference, c.code_name, c.rulebook_id, c.respondent_id, c.linked, c.filed_at, c.state, c.closing_code,
    c.commitments, c.severity, c.due, c.due_clock, c.late_from, c.waiting_on, c.expected_step, c.asked_on, c.answer_by,
    c.turns_until, c.unassigned, c.awaiting_signature,
    c.settled_cell, c.settled_level, c.moved_at, c.triaged, c.on_hold, c.files, c.talks_from, c.consent_from,
    c.first_reader, c.readers_apart, c.dismissed_from, c.route, k.rows, s.rows, t.rows, g.rows, r.rows,
    l.until
  )::text, 'UTF8')) AS digest
  FROM casework_case AS c
  CROSS JOIN LATERAL (
    SELECT string_agg(ROW(k.name, k.subject, k.due)::text, ';' ORDER BY k.name, k.subject) AS rows
    FROM casework_clock AS k WHERE k.case_id = c.id
  ) AS k
  CROSS JOIN LATERAL (
    SELECT string_agg(ROW(s.user_id, s.person, s.seat, s.open)::text, ';' ORDER BY s.user_id, s.seat) AS rows
    FROM casework_seating AS s WHERE s.case_id = c.id
  ) AS s
  CROSS JOIN LATERAL (
    SELECT string_agg(
      ROW(t.user_id, t.seat, t.step, t.signs, t.fills, t.returned, t.clock, t.due, t.letters, t.letters_from)::text,
      ';' ORDER BY t.user_id, t.step
    ) AS rows
    FROM casework_turn AS t WHERE t.case_id = c.id
  ) AS t
  LEFT JOIN (
    SELECT g.content_object_id, count(*) || ' ' || sum(
      hashint8extended(g.permission_id * 2::bigint + g.listed::int, uuid_hash_extended(g.user_id, %(seed)s))
    ) AS rows
    FROM casework_casegrant AS g GROUP BY g.content_object_id
  ) AS g ON g.content_object_id = c.id
  CROSS JOIN LATERAL (SELECT string_agg(r::text, ';') AS rows FROM casework_registerentry AS r WHERE r.case_id = c.id) AS r
  LEFT JOIN casework_slowreport AS l ON l.case_id = c.id
) AS d LEFT JOIN casework_checkedcase AS k ON k.case_id = d.id
WHERE k.digest IS DISTINCT FROM d.digest
"""
_REMEMBER = """
INSERT INTO casework_checkedcase (case_id, digest) SELECT * FROM unnest(%s::uuid[], %s::bytea[])
ON CONFLICT (case_id) DO UPDATE SET digest = excluded.digest
"""
# Some cases at a time: a digest of one long text would have to be held whole.
_DIGEST = """
SELECT sha256(coalesce(string_agg(b.digest, ''::bytea ORDER BY b.part), ''::bytea)) FROM (
  SELECT get_byte(uuid_send(k.case_id), 0) AS part,
    sha256(string_agg(uuid_send(k.case_id) || k.digest, ''::bytea ORDER BY k.case_id)) AS digest
  FROM casework_checkedcase AS k GROUP BY 1
  UNION ALL
  SELECT 256, sha256(convert_to(string_agg(ROW(p.id, p.codename, p.content_type_id)::text, ';' ORDER BY p.id), 'UTF8'))
  FROM auth_permission AS p
) AS b
"""


def differing_cases() -> dict[UUID, bytes]:
    """Return each case that was never found good, or whose rows have changed since, with its digest."""
    return {key: bytes(digest) for key, digest in stream_rows(_DIFFERING, {"seed": _seed()})}


def remember_cases(digests: Mapping[UUID, bytes]) -> None:
    """Keep these digests of cases. Only a check that compared them and found nothing may call it."""
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [list(digests), list(digests.values())])


def digest_of_checked_cases() -> bytes:
    """Return the digest of what is kept, and of what the rights are called."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST)
        return bytes(cursor.fetchone()[0])


def _seed() -> int:
    """Return the seed of the hashes. It changes as soon as a key under which rows are sealed is added or removed.

    It is in each digest, because a case without rights hashes none of them.
    """
    return int.from_bytes(sha256(b"".join(keyed_digests("checked cases", b"rights"))).digest()[:8], signed=True)
