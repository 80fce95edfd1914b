"""The nightly comparison names an edit of any column, in any table beside the record."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction

from accounts.models import Appointment, User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.access import Actor, Given
from casework.administration.appointments import appoint_officer, end_appointment
from casework.models import Case, CaseGrant, Clock, RegisterEntry, Seating, Turn
from casework.queries.checks.replay import Drift, drifts
from ledger.clock import now
from policy.actions import Signed, record_standing, register_signing_key, retire_signing_key, sign_oath
from policy.models import Member, OathEnding, OathSignature, SigningKey, Standing
from policy.passkeys import creation_options
from policy.queries import hand_of_member, oath_in_force, statement_for
from policy.signing import oath_digest
from tests.casework.web.conftest import Town, begun, here, town
from tests.key_ends import end_signed
from tests.passkeys import Passkey

__all__ = ["begun", "here", "town"]

CASES: tuple[type[models.Model], ...] = (Case, Clock, Seating, Turn, CaseGrant, RegisterEntry)
OFFICES: tuple[type[models.Model], ...] = (Appointment,)
MEMBERS: tuple[type[models.Model], ...] = (OathSignature, OathEnding, Standing, SigningKey)
BESIDE = {
    (
        Case,
        "letters_due",
    ): "when the worker looks at unopened letters next: refusals put it off, each step sets it again",
    (Case, "turn_since"): "since when it is that seat's turn: lists sort by it, and nothing is decided from it",
    (Clock, "look_at"): "when the worker looks next: it follows from refusals, and a sweep looks at what is due",
    (Appointment, "compare_from"): "that cases have still to be compared with the holder: a sweep takes it away",
}
"""Columns that the record gives nothing for, each with the reason why a hand on it changes nothing."""
CHANGES: dict[type[models.Field], str] = {  # type: ignore[type-arg]
    models.BooleanField: "NOT {0}",
    models.CharField: "coalesce({0}, '') || 'x'",
    models.TextField: "{0} || 'x'",
    models.DateTimeField: "coalesce({0}, now()) + interval '1 day'",
    models.DateField: "coalesce({0}, current_date) + 1",
    models.IntegerField: "{0} + 1",
    models.UUIDField: "gen_random_uuid()",
    models.BinaryField: "CASE WHEN length({0}) > 0 THEN set_byte({0}, 0, get_byte({0}, 0) # 1) ELSE '\\x01' END",
    ArrayField: "{0} || 7::smallint",
}
WORDS = {
    "state": "screening", "waiting_on": "auditor", "due_clock": "REPLY", "closing_code": "expelled", "name": "REPLY",
    "seat": "auditor", "method": "re_authentication", "reason": "expelled", "kind": "suspended", "route": "breach",
    "office": "dpo", "talks_from": "screening", "consent_from": "hearing", "dismissed_from": "screening",
}  # fmt: skip


def columns(tables: tuple[type[models.Model], ...]) -> Iterator[tuple[type[models.Model], Any]]:
    """Every column of these tables but the numbers of rows."""
    for table in tables:
        for field in table._meta.concrete_fields:
            if not field.primary_key and (table, field.name) not in BESIDE:
                yield table, field


def changed(table: type[models.Model], field: Any) -> str:
    """Another value of the column, of the same form."""
    column = f'"{field.column}"'
    if field.is_relation:
        other = field.related_model._meta
        pk = f'o."{other.pk.column}"'
        key = f'SELECT {pk} FROM "{other.db_table}" o WHERE {pk} IS DISTINCT FROM t.{column} LIMIT 1'
        nobody = "gen_random_uuid()" if isinstance(other.pk, models.UUIDField) else "0"
        return f"coalesce(({key}), {nobody})"
    if field.name in WORDS and table is not RegisterEntry:
        return f"'{WORDS[field.name]}'"
    return next(change for kind, change in CHANGES.items() if isinstance(field, kind)).format(column)


def seen(table: type[models.Model], field: Any) -> bool | str:
    """Whether the comparison names something after one row was changed behind the triggers; or how the database refused."""
    name, key = table._meta.db_table, table._meta.pk.column
    change = f'"{field.column}" = {changed(table, field)}'
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
            row = f'(SELECT "{key}" FROM "{name}" ORDER BY "{key}" DESC LIMIT 1)'
            cursor.execute(f'UPDATE "{name}" t SET {change} WHERE "{key}" = {row}')
            assert cursor.rowcount == 1, f"{name} has no row"
            found = bool(list(drifts()))
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return type(refused).__name__
    return found


def unseen(tables: tuple[type[models.Model], ...]) -> list[str]:
    """The columns of which a change is neither refused by the database nor named."""
    return [f"{table.__name__}.{field.name}" for table, field in columns(tables) if not seen(table, field)]


def test_every_column_of_every_projection_of_a_case(town: Town) -> None:
    town.case_in("submitted", "remy")
    town.case_in("monitoring")
    assert list(drifts()) == []
    assert unseen(CASES) == []


def test_every_column_of_what_is_stored_of_members(town: Town) -> None:
    member = Member.objects.get(user=town.people["rex"])
    assert member.user is not None
    device, hand = Passkey(), hand_of_member(member)
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[]))
    key = register_signing_key(hand=hand, by=member.user, answer=answer, challenge=bytes(32), at=now())
    assert isinstance(key, SigningKey)
    today = now().date()
    digest = oath_digest(statement_for(member, oath_in_force(today), today, bytes(16)))
    signed = Signed(nonce=bytes(16), answer=device.signed(digest))
    way = OathSignature.Method.PASSKEY
    sign_oath(member=member, by=member.user, method=way, effective=today, at=now(), signed=signed)
    retire_signing_key(hand=hand, by=member.user, at=now(), signed=end_signed(device, key))
    resigned, tomorrow = Standing.Kind.RESIGNED, today + timedelta(days=1)
    record_standing(member=member, by=town.people["reg"], kind=resigned, effective=tomorrow, at=now())
    assert list(drifts()) == []
    assert unseen(MEMBERS) == []


def test_every_column_of_who_holds_which_office(town: Town) -> None:
    assert list(drifts()) == []
    assert unseen(OFFICES) == []


def test_an_office_planted_ended_otherwise_or_gone_is_named(town: Town) -> None:
    adam, ines, paul = (town.people[first] for first in ("adam", "ines", "paul"))
    since, today = now().date() - timedelta(days=105), now().date()
    end_appointment(by=Actor(user=adam), user=ines, office=Office.INTAKE, until=today)
    given = Given(
        office=Office.INTAKE, since=today + timedelta(days=1), until=today + timedelta(days=9), alternate=True
    )
    appoint_officer(by=Actor(user=adam), user=ines, given=given)
    assert list(drifts()) == []
    appoint(user=paul, office=Office.CUSTODIAN, since=today)
    place = f"system/custodian/{pseudonym(paul)}"
    assert list(drifts()) == [Drift(case=place, field="appointment that nobody gave")]
    Appointment.objects.filter(user=paul, office=Office.CUSTODIAN).delete()
    Appointment.objects.filter(user=ines, since=since).update(until=None)
    place = f"system/intake/{pseudonym(ines)}"
    assert [drift.field for drift in drifts() if drift.case == place] == ["appointment.seal", "appointment.until"]
    Appointment.objects.filter(user=ines, since=since).update(until=today)
    Appointment.objects.filter(user=paul).delete()
    assert list(drifts()) == [Drift(case=f"system/panelist/{pseudonym(paul)}", field="no row of office.given")]


def test_an_office_of_a_person_missing_after_a_restore_is_not_missed(town: Town) -> None:
    nora = User.objects.create_person(email="nora@society.example", name="Nora Newcome")
    appoint_officer(by=Actor(user=town.people["adam"]), user=nora, given=Given(office=Office.DPO, since=now().date()))
    Appointment.objects.filter(user=nora).delete()
    assert [drift.field for drift in drifts()] == ["no row of office.given"]
    nora.pseudonyms.all().delete()
    nora.delete()
    assert list(drifts()) == []
