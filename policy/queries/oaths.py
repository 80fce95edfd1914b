"""Which signature bound a member, on a day or over a time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from accounts.prepared import prepared_cursor
from ledger.canonical import Json, decode
from ledger.entries import b64
from ledger.receipts import Opening
from policy.models import Member, OathEdition, OathEnding, OathSignature
from policy.oaths import Act, Cover, Span, covers_of, in_force, spans_of
from policy.signing import oath_statement

_ACTS = """
SELECT s.effective, s.position, s.code_id FROM policy_oathsignature AS s WHERE s.member_id = {member}
UNION ALL
SELECT e.effective, e.position, NULL FROM policy_oathending AS e WHERE e.member_id = {member}
"""
# By hand and prepared, because every step of a case asks it (docs/adr/0014).
SWORN = _ACTS.format(member="%(member)s")
SWORN_BY = f"""ARRAY(
    SELECT concat_ws(' ', to_char(effective, 'YYYY-MM-DD'), position, code_id) FROM ({_ACTS}) AS act
)"""  # noqa: S608
"""An SQL value that lists a member's signatures and endings, so that another statement can select it too.

`{member}` stands for the key of the member.
"""
SWORN_BY_MEMBERS = f"""
SELECT m.id, {SWORN_BY.format(member="m.id")} FROM policy_member AS m WHERE m.id = ANY(%s)
"""  # noqa: S608


def signature_in_force(member: Member, day: date) -> OathSignature | None:
    """Return the signature that bound the member on a day, with its oath and Code; None if none did. Two queries."""
    return in_force(acts_of(member), day)


def signatures_covering(member: Member, first: date, last: date) -> tuple[Cover[OathSignature], ...]:
    """Return the days from `first` to `last`, split where the signature changes; a gap has the signature None.

    ValueError when the days are reversed. Two queries.
    """
    return covers_of(acts_of(member), first, last)


def sworn_spans(member_id: UUID) -> tuple[Span[UUID], ...]:
    """Return the stretches of days on which a member was bound, each with the id of the Code sworn. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(SWORN, {"member": member_id})
        rows = cursor.fetchall()
    return spans_of(Act(effective=day, position=position, signature=bound) for day, position, bound in rows)


def acts_of_members(members: Collection[UUID]) -> dict[UUID, Sequence[str]]:
    """Return the value of `SWORN_BY` for each of these members. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SWORN_BY_MEMBERS, [list(members)])
        return dict(cursor.fetchall())


def spans_listed(acts: Iterable[str]) -> tuple[Span[UUID], ...]:
    """Return the same stretches from the value of `SWORN_BY`."""
    return spans_of(_act(*one.split()) for one in acts)


def _act(effective: str, position: str, code: str = "") -> Act[UUID]:
    bound = UUID(code) if code else None
    return Act(effective=date.fromisoformat(effective), position=int(position), signature=bound)


def acts_of(member: Member) -> tuple[Act[OathSignature], ...]:
    """Return a member's signatures and endings in the order of the record. Two queries."""
    signatures = OathSignature.objects.filter(member=member).select_related("oath", "code")
    acts = [Act(effective=each.effective, position=each.position, signature=each) for each in signatures]
    endings = OathEnding.objects.filter(member=member)
    acts += [Act(effective=each.effective, position=each.position, signature=None) for each in endings]
    return tuple(sorted(acts, key=lambda act: act.position))


def statement_for(member: Member, oath: OathEdition, effective: date, nonce: bytes) -> bytes:
    """Return the statement that a member signs under an oath, from a day on. ValueError unless the nonce has 16 bytes."""
    last = last_signature(member)
    return oath_statement(
        log=settings.LOG_ORIGIN,
        member=member.pseudonym,
        oath=oath.key,
        locale=oath.locale,
        oath_sha256=bytes(oath.digest),
        code_sha256=bytes(oath.code.digest),
        effective=effective,
        supersedes=bytes(last.digest) if last else None,
        nonce=nonce,
    )


def last_signature(member: Member) -> OathSignature | None:
    """Return the signature that a member gave last, which the next one takes the place of; None before the first."""
    return OathSignature.objects.filter(member=member).order_by("position").last()


def openings_of_signature(signature: OathSignature) -> tuple[Opening, ...]:
    """Return what opens the entry of a signature: what was signed, and by passkey the evidence of it. It names nobody.

    Nothing opens a signature whose statement was lost with a database.
    """
    if signature.statement is None:
        return ()
    statement = Opening("statement", b"", decode(bytes(signature.statement)))
    if signature.evidence is None or signature.salt is None:
        return (statement,)
    return (Opening("evidence", bytes(signature.salt), decode(bytes(signature.evidence))), statement)


def evidence_of_oaths() -> Iterator[dict[str, Json]]:
    """Yield what opens statement and evidence of every oath signed by passkey, as a verifier reads it."""
    yield from _evidence(OathSignature.objects.all())


def evidence_of_members(streams: Iterable[str]) -> Iterator[dict[str, Json]]:
    """Yield the same of the members with these streams."""
    pseudonyms = [UUID(stream.removeprefix("member/")) for stream in streams]
    yield from _evidence(OathSignature.objects.filter(member__pseudonym__in=pseudonyms))


def _evidence(rows: QuerySet[OathSignature]) -> Iterator[dict[str, Json]]:
    for row in rows.filter(evidence__isnull=False).order_by("at", "entry_id").iterator(chunk_size=500):
        for one in openings_of_signature(row):
            yield {"id": str(row.entry_id), "field": one.field, "salt": b64(one.salt), "value": one.value}
