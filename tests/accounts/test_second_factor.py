"""The second factor: asked of everybody who holds an office, before anything else is shown."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from accounts.middleware import OPEN_WITHOUT_FACTOR
from accounts.models import User
from accounts.offices import Office, appoint
from accounts.second_factor import enrol_totp, has_second_factor, totp_now
from accounts.sessions import SessionStore
from accounts.urls import urlpatterns
from tests.accounts.conftest import AN_APP, LONG_AGO, PASSWORD, sign_in

PAGES = sorted(
    f"/accounts/{page.pattern}"
    for page in urlpatterns
    if "<" not in str(page.pattern) and page.name not in {*OPEN_WITHOUT_FACTOR, "mfa_index"}
)
INLINE = re.compile(rb"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=")


def set_up(client: Client) -> None:
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": totp_now(client.session["mfa.totp.secret"])})


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_office_holder_without_a_factor_reaches_no_page_but_its_set_up(
    client: Client, ola: User, path: str, method: str
) -> None:
    sign_in(client, "ola@example.org")
    assert getattr(client, method)(path).headers["Location"] == reverse("mfa_activate_totp")


def test_an_office_holder_without_a_factor_may_sign_out(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")


def test_setting_a_factor_up_signs_in_and_shows_ten_recovery_codes_once(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    client.get(reverse("mfa_activate_totp"))
    response = client.post(reverse("mfa_activate_totp"), {"code": totp_now(client.session["mfa.totp.secret"])})
    assert (response.headers["Location"], has_second_factor(ola)) == (reverse("mfa_view_recovery_codes"), True)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert (len(set(codes)), client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == (
        10,
        ["****"] * 10,
    )
    assert client.get(reverse("account")).status_code == 200


def test_a_set_up_factor_gives_the_session_a_new_key(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    before = client.cookies["sessionid"].value
    set_up(client)
    assert client.cookies["sessionid"].value != before


def test_the_set_up_page_needs_nothing_inline_and_one_image_within_the_page(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    response = client.get(reverse("mfa_activate_totp"))
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert (policy["img-src"], policy["script-src"], policy["style-src"]) == ("'self' data:", "'self'", "'self'")
    assert INLINE.findall(response.content) == []
    assert response.content.count(b'src="data:image/svg+xml;base64,') == 1


def test_a_wrong_code_sets_nothing_up(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    client.get(reverse("mfa_activate_totp"))
    assert client.post(reverse("mfa_activate_totp"), {"code": "abcdef"}).status_code == 200
    assert has_second_factor(ola) is False


def test_with_a_factor_the_password_alone_signs_nobody_in(client: Client, sam: User) -> None:
    assert sign_in(client, "sam@example.org").headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("account")).headers["Location"] == f"{reverse('account_login')}?next=/accounts/"
    assert client.post(reverse("mfa_authenticate"), {"code": "abcdef"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)}).headers["Location"] == reverse("today")
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize("after", ["", "?next=/desk/"])
def test_a_session_keeps_whether_its_person_decides_and_takes_reports(client: Client, sam: User, after: str) -> None:
    for office in (Office.BOARD_SECRETARY, Office.INTAKE):
        appoint(user=sam, office=office, since=LONG_AGO)
    client.post(f"/accounts/login/{after}", {"login": "sam@example.org", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    assert (client.session["decides"], client.session["is_intake"]) == (True, True)


def test_a_code_works_once(client: Client, sam: User) -> None:
    code, other = totp_now(AN_APP), client.__class__()
    sign_in(client, "sam@example.org")
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    sign_in(other, "sam@example.org")
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_codes_cannot_be_guessed_one_after_the_other(client: Client, sam: User) -> None:
    sign_in(client, "sam@example.org")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "abcdef"})
    assert client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)}).status_code == 200


def test_a_recovery_code_stands_in_for_the_app_once(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    set_up(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (302, 200):
        other = client.__class__()
        sign_in(other, "ola@example.org")
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_a_new_office_holder_is_asked_at_the_next_page(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    appoint(user=mia, office=Office.DECIDER, since=LONG_AGO)
    assert client.get(reverse("account")).headers["Location"] == reverse("mfa_activate_totp")


def test_an_office_that_begins_only_later_asks_already_now(client: Client, mia: User) -> None:
    appoint(user=mia, office=Office.DECIDER, since=LONG_AGO.replace(year=2999))
    sign_in(client, "mia@example.org")
    assert client.get(reverse("account")).headers["Location"] == reverse("mfa_activate_totp")


def test_a_session_from_before_the_factor_is_asked_for_it(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    enrol_totp(ola, AN_APP)
    assert client.get(reverse("account")).headers["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Faccounts%2F"
    response = client.post(reverse("mfa_reauthenticate"), {"code": totp_now(AN_APP), "next": reverse("account")})
    assert (response.headers["Location"], client.get(reverse("account")).status_code) == (reverse("account"), 200)


def test_a_factor_that_was_removed_no_longer_opens_its_session(client: Client, sam: User) -> None:
    sign_in(client, "sam@example.org")
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    assert client.post(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("mfa_activate_totp")
    assert (has_second_factor(sam), client.get(reverse("account")).headers["Location"]) == (
        False,
        reverse("mfa_activate_totp"),
    )


def test_a_session_gets_a_new_key_with_the_end_of_its_factor_so_that_no_power_cut_brings_it_back(
    client: Client, sam: User
) -> None:
    sign_in(client, "sam@example.org")
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    before = client.cookies["sessionid"].value
    client.post(reverse("mfa_deactivate_totp"))
    assert client.cookies["sessionid"].value != before
    assert list(SessionStore(before).items()) == []


@pytest.mark.parametrize("path", ["app/", "app/remove/", "recovery/", "recovery/new/"])
def test_changing_a_factor_needs_a_proof_not_older_than_five_minutes(
    client: Client, mia: User, path: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z", tick=False)
    sign_in(client, "mia@example.org")
    time_machine.move_to("2026-11-25T10:05:00Z", tick=False)
    again = f"{reverse('account_reauthenticate')}?{urlencode({'next': f'/accounts/{path}'})}"
    assert client.get(f"/accounts/{path}").headers["Location"] == again
    assert client.post(again, {"password": PASSWORD}).headers["Location"] == f"/accounts/{path}"
    assert client.get(f"/accounts/{path}").headers.get("Location") != again


def test_a_secret_known_to_the_demonstration_gives_the_code_of_rfc_6238(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(59)
    assert totp_now("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") == "287082"


def test_a_registrar_who_signs_in_is_led_to_the_members(client: Client, db: None) -> None:
    reg = User.objects.create_person(email="reg@example.org", name="Reg Registrar", password=PASSWORD)
    appoint(user=reg, office=Office.REGISTRAR, since=LONG_AGO)
    enrol_totp(reg, AN_APP)
    sign_in(client, "reg@example.org")
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    page = client.get(reverse("queue")).content.decode()
    assert '<a class="ob-nav__link" href="/admin/members/">Administration</a>' in page
