"""Who was bound by which signature on which day, and how a signature comes into the record."""

import base64
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger import canonical
from ledger import queries as ledger
from policy import queries
from policy.actions import (
    NotAllowed,
    import_oath,
    record_standing,
    sign_oath,
)
from policy.models import Member, OathEdition, OathEnding, OathSignature, Standing
from policy.signing import oath_digest, oath_statement
from tests.policy.books import NOON

pytestmark = pytest.mark.django_db
AGAIN, PAPER = OathSignature.Method.RE_AUTHENTICATION, OathSignature.Method.PAPER
TODAY = NOON.date()
DAY = timedelta(days=1)


def sign(member: Member, by: User, effective: date = TODAY, at: datetime = NOON) -> OathSignature:
    return sign_oath(member=member, by=by, method=AGAIN, effective=effective, at=at)


def recorded(member: Member) -> list[tuple[str, dict[str, Any]]]:
    return [(entry.type, entry.body["data"]) for entry in ledger.stream(member.stream)]


def test_a_signature_binds_from_its_day_on(member: Member, mia: User) -> None:
    signature = sign(member, mia)
    assert queries.signature_in_force(member, TODAY - DAY) is None
    assert queries.signature_in_force(member, TODAY) == signature
    assert queries.signature_in_force(member, TODAY + 4000 * DAY) == signature


def test_the_statement_is_exactly_what_was_signed(member: Member, mia: User) -> None:
    signature, oath = sign(member, mia), OathEdition.objects.get()
    assert signature.statement is not None
    statement = canonical.decode(bytes(signature.statement))
    assert isinstance(statement, dict)
    rebuilt = oath_statement(
        log=settings.LOG_ORIGIN,
        member=member.pseudonym,
        oath="icsrm-oath-1",
        locale="en-GB",
        oath_sha256=bytes(oath.digest),
        code_sha256=bytes(oath.code.digest),
        effective=TODAY,
        supersedes=None,
        nonce=base64.b64decode(statement["nonce"]),
    )
    assert bytes(signature.statement) == rebuilt
    assert bytes(signature.digest) == oath_digest(rebuilt)
    assert set(statement) == {
        "v", "kind", "log", "member", "oath", "locale", "oath_sha256", "code_sha256", "effective", "supersedes", "nonce",
    }  # fmt: skip


def test_the_entry_pins_the_editions_and_the_statement_and_names_nobody(member: Member, mia: User) -> None:
    signature = sign(member, mia)
    entry = ledger.stream(member.stream)[-1]
    assert (entry.id, entry.type, entry.occurred) == (signature.entry_id, "oath.signed", NOON)
    assert entry.body["data"] == {
        "effective": "2026-03-02",
        "method": "re_authentication",
        "oath": str(signature.oath_id),
        "code": str(signature.code_id),
    }
    assert entry.body["role"] == "member"
    assert UUID(entry.body["actor"]) == pseudonym(mia, member.pseudonym.hex)
    assert UUID(entry.body["actor"]) != pseudonym(mia)
    assert b"Lund" not in bytes(entry.entry)
    assert b"M-100" not in bytes(entry.entry)


def test_a_second_signature_supersedes_the_first(member: Member, mia: User) -> None:
    first = sign(member, mia)
    second = sign(member, mia, TODAY + 10 * DAY, NOON + 10 * DAY)
    assert second.statement is not None
    statement = canonical.decode(bytes(second.statement))
    assert isinstance(statement, dict)
    assert statement["supersedes"] == base64.b64encode(bytes(first.digest)).decode()
    entries = ledger.stream(member.stream)
    assert [ref["rel"] for ref in entries[-1].body["refs"]] == ["supersedes"]
    assert queries.signature_in_force(member, TODAY + 9 * DAY) == first
    assert queries.signature_in_force(member, TODAY + 10 * DAY) == second


def test_of_two_oaths_on_one_day_the_later_in_the_record_binds(member: Member, mia: User) -> None:
    sign(member, mia)
    second = sign(member, mia)
    assert queries.signature_in_force(member, TODAY) == second


def test_no_signature_reaches_back_more_than_a_day(member: Member, mia: User) -> None:
    assert sign(member, mia, TODAY - DAY).effective == TODAY - DAY
    with pytest.raises(NotAllowed, match="yesterday is the earliest day"):
        sign(member, mia, TODAY - 2 * DAY)


def test_nobody_signs_for_somebody_else(member: Member, rita: User, mia: User) -> None:
    with pytest.raises(NotAllowed, match="Only the member"):
        sign(member, rita)
    with pytest.raises(NotAllowed, match="Another officer"):
        sign_oath(member=member, by=mia, method=PAPER, effective=TODAY, at=NOON)
    assert OathSignature.objects.count() == 0


def test_a_paper_oath_of_today_is_recorded_by_an_officer(member: Member, rita: User) -> None:
    signature = sign_oath(member=member, by=rita, method=PAPER, effective=TODAY, at=NOON)
    assert (signature.method, signature.imported) == ("paper", False)
    assert ledger.stream(member.stream)[-1].body["role"] == "registrar"


def test_nobody_signs_before_there_is_an_oath(member: Member, mia: User) -> None:
    with pytest.raises(NotAllowed, match="There was no oath"):
        sign(member, mia, date(2023, 12, 31), datetime(2023, 12, 31, tzinfo=UTC))


def test_an_old_paper_oath_is_imported_by_two_officers(member: Member, rita: User, sam: User) -> None:
    signature = import_oath(member=member, by=rita, second=sam, effective=date(2024, 5, 1), at=NOON)
    assert queries.signature_in_force(member, date(2024, 5, 1)) == signature
    entry = ledger.stream(member.stream)[-1]
    assert (entry.type, entry.body["data"]["second"]) == ("oath.imported", str(pseudonym(sam)))


def test_an_import_needs_two_people_who_are_not_the_member(member: Member, rita: User, mia: User) -> None:
    day = date(2024, 5, 1)
    with pytest.raises(NotAllowed, match="second officer"):
        import_oath(member=member, by=rita, second=rita, effective=day, at=NOON)
    with pytest.raises(NotAllowed, match="Another officer"):
        import_oath(member=member, by=rita, second=mia, effective=day, at=NOON)
    with pytest.raises(NotAllowed, match="future"):
        import_oath(member=member, by=rita, second=User.objects.clock(), effective=TODAY + DAY, at=NOON)


def test_nothing_is_imported_before_a_signature_given_here(member: Member, rita: User, sam: User, mia: User) -> None:
    sign(member, mia)
    with pytest.raises(NotAllowed, match="signed here already"):
        import_oath(member=member, by=rita, second=sam, effective=date(2024, 5, 1), at=NOON)


def test_an_ended_oath_binds_for_what_was_done_before(member: Member, rita: User, mia: User) -> None:
    signature = sign(member, mia)
    later = NOON + 5 * DAY
    record_standing(member=member, by=rita, kind=Standing.Kind.RESIGNED, effective=later.date(), at=later)
    assert queries.signature_in_force(member, TODAY + 4 * DAY) == signature
    assert queries.signature_in_force(member, TODAY + 5 * DAY) is None
    assert recorded(member)[-2] == ("oath.ended", {"effective": "2026-03-07", "reason": "resigned"})


def test_nobody_leaves_before_what_they_did(member: Member, rita: User, mia: User) -> None:
    sign(member, mia)
    with pytest.raises(NotAllowed, match="yesterday is the earliest day"):
        record_standing(member=member, by=rita, kind=Standing.Kind.LAPSED, effective=TODAY, at=NOON + 9 * DAY)


def test_an_oath_that_is_not_in_force_does_not_end(member: Member, rita: User) -> None:
    record_standing(member=member, by=rita, kind=Standing.Kind.LAPSED, effective=TODAY, at=NOON)
    assert recorded(member)[-1] == ("member.standing_recorded", {"standing": "lapsed", "effective": "2026-03-02"})
    assert OathEnding.objects.count() == 0


def test_leaving_ends_the_oath_and_coming_back_asks_for_a_new_one(member: Member, rita: User, mia: User) -> None:
    sign(member, mia)
    later = NOON + 30 * DAY
    record_standing(member=member, by=rita, kind=Standing.Kind.LAPSED, effective=later.date(), at=later)
    assert [kind for kind, _ in recorded(member)[-2:]] == ["oath.ended", "member.standing_recorded"]
    back = later + 30 * DAY
    record_standing(member=member, by=rita, kind=Standing.Kind.REINSTATED, effective=back.date(), at=back)
    assert queries.signature_in_force(member, back.date()) is None
    again = sign(member, mia, back.date() + DAY, back + DAY)
    first, last = TODAY, back.date() + 9 * DAY
    assert [(c.first, c.last, c.signature) for c in queries.signatures_covering(member, first, last)] == [
        (TODAY, later.date() - DAY, OathSignature.objects.get(position=1)),
        (later.date(), back.date(), None),
        (back.date() + DAY, last, again),
    ]
    assert [(span.first, span.last, span.edition) for span in queries.sworn_spans(member.id)] == [
        (TODAY, later.date() - DAY, again.code_id),
        (back.date() + DAY, None, again.code_id),
    ]


def test_spans_cost_one_query_and_covers_two(member: Member, mia: User, django_assert_num_queries: Any) -> None:
    for days in range(3):
        sign(member, mia, TODAY + days * DAY, NOON + days * DAY)
    with django_assert_num_queries(1):
        assert len(queries.sworn_spans(member.id)) == 1
    with django_assert_num_queries(2):
        assert len(queries.signatures_covering(member, TODAY, TODAY + 5 * DAY)) == 3


@pytest.mark.parametrize("table", ["policy_oathsignature", "policy_oathending", "policy_standing"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET effective = '2020-01-01'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_sworn(
    member: Member, rita: User, mia: User, table: str, statement: str
) -> None:
    sign(member, mia)
    record_standing(member=member, by=rita, kind=Standing.Kind.RESIGNED, effective=TODAY, at=NOON)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_database_refuses_a_digest_of_another_statement(member: Member) -> None:
    oath = OathEdition.objects.get()
    with pytest.raises(DatabaseError, match="signature_is_its_statement"), transaction.atomic():
        OathSignature.objects.create(
            member=member,
            position=1,
            effective=TODAY,
            at=NOON,
            entry_id=UUID(int=1),
            oath=oath,
            code=oath.code,
            method="paper",
            statement=b"{}",
            digest=bytes(32),
        )
