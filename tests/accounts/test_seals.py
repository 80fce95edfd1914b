"""Rows that somebody with the database, and without the keys, wrote or changed: they sign nobody in and open nothing."""

from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from structlog.testing import capture_logs

from accounts.models import Appointment, User
from accounts.offices import (
    Office,
    appoint,
    end_office,
    holders,
    holders_by_name,
    named_holders,
    names_in_office,
    offices_of,
    own_holders,
)
from accounts.sealing import CannotOpenSecret
from accounts.seals import SealIsWrong
from accounts.second_factor import enrol_totp, totp_now, use_totp
from casework.queries.checks.replay_offices import account_drifts, office_drifts
from tests.accounts.conftest import AN_APP, LONG_AGO, sign_in
from tests.accounts.test_reset import ask, link_in
from tests.accounts.test_sign_in import plain

ANOTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
COPY = """
INSERT INTO mfa_authenticator (user_id, type, data, created_at)
SELECT %s, type, data, created_at FROM mfa_authenticator WHERE user_id = %s AND type = %s
"""


def sql(statement: str, *values: UUID | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def with_code(client: Client, email: str, secret: str = AN_APP) -> bool:
    """Sign in with password and code; whether that opened a session."""
    sign_in(client, email)
    client.post(reverse("mfa_authenticate"), {"code": totp_now(secret)})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "change",
    [
        "email = 'mallory@example.org'", "name = 'Somebody Else'", "is_superuser = true",
        "password = (SELECT password FROM accounts_user WHERE email = 'sam@example.org')",
    ],
)  # fmt: skip
def test_an_account_changed_by_sql_is_refused_like_a_wrong_password_and_alarms(
    client: Client, mia: User, sam: User, change: str
) -> None:
    sql(f"UPDATE accounts_user SET {change} WHERE id = %s", mia.pk)
    email = User.objects.get(pk=mia.pk).email or ""
    with capture_logs() as lines:
        refused = sign_in(client, email)
    unknown = sign_in(Client(), "nobody@example.org")
    assert plain(refused, email) == plain(unknown, "nobody@example.org")
    assert {(line["event"], line["account_id"]) for line in lines} == {("account_seal_is_wrong", str(mia.pk))}
    assert list(account_drifts()) == [(f"account/{mia.pk}", "user.seal")]


def test_a_person_made_inactive_cannot_be_made_active_by_sql(client: Client, mia: User) -> None:
    mia.is_active = False
    mia.save()
    sql("UPDATE accounts_user SET is_active = true WHERE id = %s", mia.pk)
    assert sign_in(client, "mia@example.org").status_code == 200


def test_a_session_ends_when_its_account_is_changed_by_sql(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    sql("UPDATE accounts_user SET name = 'Somebody Else' WHERE id = %s", mia.pk)
    assert client.get(reverse("account")).headers["Location"] == f"{reverse('account_login')}?next=/accounts/"


def test_a_factor_copied_to_somebody_else_neither_opens_nor_signs_in(client: Client, mia: User, sam: User) -> None:
    appoint(user=mia, office=Office.AUDITOR, since=LONG_AGO)
    enrol_totp(mia, ANOTHER)
    sql("DELETE FROM mfa_authenticator WHERE user_id = %s", mia.pk)
    sql(COPY, mia.pk, sam.pk, "totp")
    with pytest.raises(CannotOpenSecret):
        use_totp(mia, totp_now(AN_APP))
    assert with_code(client, "mia@example.org") is False
    assert list(account_drifts()) == [(f"account/{mia.pk}", "user.seal")]


def test_recovery_codes_copied_to_somebody_else_do_not_open(mia: User, sam: User) -> None:
    codes = RecoveryCodes.activate(sam).get_unused_codes()
    sql(COPY, mia.pk, sam.pk, "recovery_codes")
    with pytest.raises(CannotOpenSecret):
        RecoveryCodes(Authenticator.objects.get(user=mia)).validate_code(codes[0])
    own = RecoveryCodes(Authenticator.objects.get(user=sam, type="recovery_codes"))
    assert (own.validate_code(codes[0]), own.validate_code(codes[0])) == (True, False)


def test_a_factor_taken_away_by_sql_does_not_leave_a_password_alone_to_sign_in_with(client: Client, sam: User) -> None:
    sql("DELETE FROM mfa_authenticator WHERE user_id = %s", sam.pk)
    assert sign_in(client, "sam@example.org").status_code == 200


def test_a_factor_that_is_set_up_used_and_taken_away_lawfully_leaves_the_seal_right(client: Client, sam: User) -> None:
    assert with_code(client, "sam@example.org")
    enrol_totp(sam, ANOTHER)
    assert with_code(Client(), "sam@example.org", ANOTHER)
    Authenticator.objects.filter(user=sam).delete()
    assert (sign_in(Client(), "sam@example.org").status_code, list(account_drifts())) == (302, [])


def test_code_that_saves_a_changed_account_does_not_hide_the_change(mia: User) -> None:
    sql("UPDATE accounts_user SET email = 'mallory@example.org' WHERE id = %s", mia.pk)
    changed = User.objects.get(pk=mia.pk)
    changed.set_password("four other unrelated words")
    with pytest.raises(SealIsWrong):
        changed.save()
    enrol_totp(changed)
    assert list(account_drifts()) == [(f"account/{mia.pk}", "user.seal")]


def test_a_changed_address_gets_no_link_and_a_link_that_is_out_opens_nothing(
    client: Client, mia: User, mailoutbox: list[EmailMessage]
) -> None:
    ask(client, "mia@example.org")
    sql("UPDATE accounts_user SET email = 'mallory@example.org' WHERE id = %s", mia.pk)
    ask(client, "mallory@example.org")
    assert [mail.to for mail in mailoutbox] == [["mia@example.org"]]
    assert client.get(link_in(mailoutbox[0])).context["token_fail"] is True


def test_a_seal_still_holds_after_the_secret_key_was_changed(client: Client, sam: User, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert (with_code(client, "sam@example.org"), list(account_drifts())) == (True, [])
    assert offices_of(sam, LONG_AGO) == {Office.SCREENER}


def held(user: User) -> list[bool]:
    """Whether somebody holds the office of a custodian, by each way in which that is asked."""
    return [
        Office.CUSTODIAN in offices_of(user, LONG_AGO),
        user in [each.user for each in holders(Office.CUSTODIAN, LONG_AGO)],
        user in [each.user for _, each in holders_by_name(Office.CUSTODIAN, LONG_AGO)],
        user in [who for who, _, _ in named_holders([Office.CUSTODIAN], LONG_AGO)],
        user.pk in [who for who, _, _, _ in names_in_office([Office.CUSTODIAN], LONG_AGO)],
        bool(own_holders(Office.CUSTODIAN, LONG_AGO)),
    ]


def test_an_office_written_into_the_table_opens_nothing_and_is_named(mia: User, sam: User) -> None:
    sql(
        'INSERT INTO accounts_appointment (user_id, office, since, lay, alternate, "order", seal)'
        " SELECT %s, 'custodian', since, lay, alternate, \"order\", seal FROM accounts_appointment WHERE user_id = %s",
        mia.pk,
        sam.pk,
    )
    assert held(mia) == [False] * 6
    assert [field for _, field in office_drifts()].count("appointment.seal") == 1


@pytest.mark.parametrize("change", ["office = 'custodian'", "user_id = '{mia}', office = 'custodian'", "until = NULL"])
def test_an_office_changed_by_sql_opens_nothing(mia: User, sam: User, change: str) -> None:
    appoint(user=sam, office=Office.CUSTODIAN, since=LONG_AGO)
    assert held(sam) == [True] * 6
    end_office(user=sam, office=Office.CUSTODIAN, until=LONG_AGO)
    where = "office = 'screener'" if "custodian" in change else "office = 'custodian'"
    if "custodian" in change:
        Appointment.objects.filter(office="custodian").delete()
    sql(f"UPDATE accounts_appointment SET {change.format(mia=mia.pk)} WHERE {where}")
    assert (held(sam), held(mia)) == ([False] * 6, [False] * 6)
    assert end_office(user=sam, office=Office.CUSTODIAN, until=LONG_AGO) is False
