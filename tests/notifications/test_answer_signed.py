"""A member with a passkey signs what binds them with it; the record names no key, and a verifier checks the signature."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.second_factor import enrol_totp, totp_now
from casework.models import Case
from casework.vocabulary import Seat, Verb
from ledger import queries as ledger
from ledger.clock import now
from notifications.models import Message
from policy.actions import register_signing_key
from policy.models import Member, SigningKey
from policy.passkeys import creation_options
from policy.queries import hand_of_member
from tests.casework.answer_cast import Inquiry
from tests.casework.procedure.signatures.by_passkey import (
    Value,
    asked,
    exported,
    hidden,
    restated,
    signed,
    signed_anew,
    with_every_opening,
)
from tests.casework.web.conftest import signed_in
from tests.notifications.test_answer_pages import PASSWORD, with_particulars
from tests.passkeys import Passkey
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "exported", "here"]
SIGNED = ["case.response_filed", "case.party_signature_given"]

begun = begun_by(Inquiry, to=with_particulars)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


@pytest.fixture
def device(inquiry: Inquiry) -> Passkey:
    """The passkey with which Rex signs, as he signed his oath."""
    return device_of(inquiry, "rex")


def device_of(inquiry: Inquiry, who: str) -> Passkey:
    device, hand = Passkey(), hand_of_member(Member.objects.get(user=inquiry[who]))
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[]))
    register_signing_key(hand=hand, by=inquiry[who], answer=answer, challenge=bytes(32), at=now())
    return device


def page_of(case: Case) -> str:
    message = Message.objects.get(case=case, seat=Seat.RESPONDENT, template="notice_of_investigation")
    return reverse("member_step", args=[message.reference, Verb.RESPOND_TO_NOTICE])


def answer(inquiry: Inquiry, case: Case, whole: str = "admit") -> dict[str, str]:
    key = inquiry.the_one(case).hex
    return {f"answer_{key}": whole, f"reasons_{key}": "It was so, whinchat."}


def last_types(case: Case, count: int = 2) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)[-count:]]


def admitted(inquiry: Inquiry, case: Case, device: Passkey) -> Case:
    """Rex admits everything, and signs it."""
    came = signed(signed_in(inquiry["rex"]), page_of(case), device, answer(inquiry, case))
    assert came.status_code == 302
    return Case.objects.get(pk=case.pk)


def test_an_admission_is_signed_and_the_record_does_not_name_the_key(
    inquiry: Inquiry, case: Case, device: Passkey, exported: Any
) -> None:
    before = len(ledger.stream(case.stream))
    page = signed_in(inquiry["rex"]).post(page_of(case), answer(inquiry, case)).content.decode()
    assert ("whinchat" in page, "cannot be taken back" in page) == (True, True)
    assert len(ledger.stream(case.stream)) == before
    case = admitted(inquiry, case, device)
    assert last_types(case) == SIGNED
    filed, given = ledger.stream(case.stream)[-2:]
    assert given.body["data"] == {"of": str(filed.id), "step": "respond_to_notice"}
    key = SigningKey.objects.get(person=hand_of_member(Member.objects.get(user=inquiry["rex"])).person)
    assert [str(key.entry_id) in str(entry.body) for entry in (filed, given)] == [False, False]
    assert str(ledger.entry(key.entry_id).body["actor"]) not in str(given.body)
    export, verdict = exported(case)
    assert not {"signature", "statement-mismatch"} & verdict().tamper
    with_every_opening(export)
    said = verdict()
    assert not {"signature", "statement-mismatch"} & said.tamper
    assert "signature-sealed" not in said.undecided


def test_a_signature_that_is_kept_back_is_undecided(
    inquiry: Inquiry, case: Case, device: Passkey, exported: Any
) -> None:
    export, verdict = exported(admitted(inquiry, case, device))
    (export.folder / "openings.jsonl").write_bytes(b"")
    assert "signature-sealed" in verdict().undecided


def other_words(export: Any) -> None:
    """The answer is put into other words than those that were signed."""
    bodies = export.bodies()
    for body in bodies:
        if body["type"] == "case.response_filed":
            body["data"]["answers"] = ["facts"]
    export.save(export.rechained(bodies))


def another_case(export: Any) -> None:
    def change(_: str, field: str, value: Value) -> Value:
        other = {"case": "00000000-0000-4000-8000-000000000000"}
        return value | other if field == "statement" else value

    restated(export, change)


def twice(export: Any) -> None:
    """The signature stands under nothing that binds."""
    bodies = export.bodies()
    for body in bodies:
        if body["type"] == "case.party_signature_given":
            body["data"]["step"] = "sign_consent"
    export.save(export.rechained(bodies))


@pytest.mark.parametrize(
    ("forge", "code"),
    [(other_words, "statement-mismatch"), (another_case, "statement-mismatch"), (twice, "signature")],
)
def test_an_admission_that_the_member_did_not_sign_so_is_seen(
    inquiry: Inquiry, case: Case, device: Passkey, exported: Any, forge: Any, code: str
) -> None:
    export, verdict = exported(admitted(inquiry, case, device))
    forge(export)
    signed_anew(export)
    assert code in verdict().tamper


def test_a_key_of_another_member_signs_nothing_of_this_case(inquiry: Inquiry, case: Case, device: Passkey) -> None:
    browser, path = signed_in(inquiry["rex"]), page_of(case)
    page = browser.post(path, answer(inquiry, case)).content.decode()
    came = browser.post(path, hidden(page) | {"answer": Passkey().signed(asked(page))})
    assert (came.status_code, "Your passkey has not signed" in came.content.decode()) == (409, True)
    assert "case.response_filed" not in last_types(case)


def test_password_and_code_are_the_other_way_and_nothing_typed_is_lost(
    inquiry: Inquiry, case: Case, device: Passkey
) -> None:
    rex = inquiry["rex"]
    rex.set_password(PASSWORD)
    rex.save()
    browser, path, code = signed_in(rex), page_of(case), totp_now(enrol_totp(rex))
    page = browser.post(path, answer(inquiry, case)).content.decode()
    assert "Use your password and a code instead" in page
    instead = browser.post(path, hidden(page) | {"with_code": "yes"}).content.decode()
    assert ("Show that it is you" in instead, "whinchat" in instead) == (True, True)
    wrong = browser.post(path, hidden(instead) | {"proof-password": "no", "proof-code": code})
    assert (wrong.status_code, "whinchat" in wrong.content.decode()) == (422, True)
    done = browser.post(path, hidden(instead) | {"proof-password": PASSWORD, "proof-code": code})
    assert (done.status_code, last_types(case, 1)) == (302, ["case.response_filed"])


def test_who_denies_everything_is_asked_for_no_signature(inquiry: Inquiry, case: Case, device: Passkey) -> None:
    came = signed_in(inquiry["rex"]).post(page_of(case), answer(inquiry, case, "deny"))
    assert (came.status_code, last_types(case, 1)) == (302, ["case.response_filed"])
