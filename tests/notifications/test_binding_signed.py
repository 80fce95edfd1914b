"""A member with a passkey signs a consent and a waiver of the appeal with it, or gives password and code instead."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from accounts.second_factor import enrol_totp, totp_now
from casework.models import Case
from casework.record.events import SocietyAppealWaived
from casework.vocabulary import Seat, Verb
from ledger import queries as ledger
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.actions import register_signing_key
from policy.models import Member
from policy.passkeys import creation_options
from policy.queries import hand_of_member
from tests.casework.appeal_cast import Court
from tests.casework.board_cast import Table
from tests.casework.panel_cast import PanelCast
from tests.casework.procedure.signatures.by_passkey import asked, exported, hidden, signed, with_every_opening
from tests.casework.web.conftest import signed_in
from tests.notifications.test_answer_pages import PASSWORD
from tests.passkeys import Passkey
from tests.scenario_fixtures import begun_by, here

__all__ = ["exported", "here"]
pytestmark = pytest.mark.django_db


type Before = tuple[PanelCast, Case, Verb, dict[str, str]]


class Society:
    """The clock. Each starting point makes the people whom it needs."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Keep the clock."""
        self.clock = clock


def offered(society: Society) -> Before:
    """The offer of consent lies before Rex."""
    cast = Table(society.clock)
    case = cast.offered()
    offer = case.view.consent.open_offer
    assert offer is not None
    return cast, case, Verb.SIGN_CONSENT, {"offer": str(offer.id), "confirmed": "on"}


def waived_by_the_society(society: Society) -> Before:
    """The decision was served, and the Society has said that it will not appeal."""
    cast = Court(society.clock)
    case = cast.let(cast.decided(), SocietyAppealWaived(), person=cast.person("ola"), seat=Seat.INVESTIGATOR)
    return cast, case, Verb.WAIVE_APPEAL, {"confirmed": "on"}


BINDING = {offered: "case.consent_signed", waived_by_the_society: "case.appeal_waived"}
begun = begun_by(Society)


@pytest.fixture(params=BINDING, ids=["a consent", "a waiver"])
def bound(
    request: pytest.FixtureRequest, here: tuple[Society, Any]
) -> tuple[PanelCast, Case, str, dict[str, str], str]:
    """The cast, the case, the address of the step, what is typed there, and the type of the entry that binds."""
    cast, case, verb, typed = request.param(here[0])
    while place_letters():
        pass
    first = Message.objects.filter(case=case, seat=Seat.RESPONDENT).order_by("placed_at", "id")[0]
    return cast, case, reverse("member_step", args=[first.reference, verb]), typed, BINDING[request.param]


def device_of(user: User) -> Passkey:
    """The passkey with which the member signs, as they signed their oath."""
    device, hand = Passkey(), hand_of_member(Member.objects.get(user=user))
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[]))
    register_signing_key(hand=hand, by=user, answer=answer, challenge=bytes(32), at=now())
    return device


def made_since(case: Case, before: int) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)[before:]]


def test_what_binds_is_signed_by_passkey_and_a_verifier_finds_the_signature_right(bound: Any, exported: Any) -> None:
    cast, case, path, typed, kind = bound
    device, before = device_of(cast["rex"]), len(ledger.stream(case.stream))
    assert signed(signed_in(cast["rex"]), path, device, typed).status_code == 302
    made = made_since(case, before)
    assert (made[0], made.count("case.party_signature_given")) == (kind, 1)
    filed = ledger.stream(case.stream)[before]
    given = next(one for one in ledger.stream(case.stream)[before:] if one.type == "case.party_signature_given")
    assert given.body["data"]["of"] == str(filed.id)
    export, verdict = exported(case)
    with_every_opening(export)
    said = verdict()
    assert not {"signature", "statement-mismatch"} & said.tamper
    assert "signature-sealed" not in said.undecided


def test_the_passkey_of_somebody_else_binds_nobody(bound: Any) -> None:
    cast, case, path, typed, _kind = bound
    device_of(cast["rex"])
    browser, before = signed_in(cast["rex"]), len(ledger.stream(case.stream))
    page = browser.post(path, typed).content.decode()
    came = browser.post(path, hidden(page) | {"answer": Passkey().signed(asked(page))})
    assert (came.status_code, made_since(case, before)) == (409, [])


def test_without_a_passkey_password_and_code_are_asked_for_before_anything_binds(bound: Any) -> None:
    cast, case, path, typed, kind = bound
    user = cast["rex"]
    user.set_password(PASSWORD)
    user.save()
    browser, code, before = signed_in(user), totp_now(enrol_totp(user)), len(ledger.stream(case.stream))
    page = browser.post(path, typed).content.decode()
    assert ("Show that it is you" in page, made_since(case, before)) == (True, [])
    done = browser.post(path, hidden(page) | {"proof-password": PASSWORD, "proof-code": code})
    assert (done.status_code, made_since(case, before)[0]) == (302, kind)
    assert "case.party_signature_given" not in made_since(case, before)
