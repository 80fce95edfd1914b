"""A member makes a passkey for signing, signs the oath with it, keeps the receipt, and can take the passkey away."""

import html
import re
from typing import Any
from uuid import uuid4

from django.core import mail
from django.test import Client
from django.urls import reverse

from ledger import queries as ledger
from ledger.clock import now
from policy.models import Member, OathSignature, SigningKey
from tests.casework.web.receipts import proven, texts
from tests.casework.web.test_member_oath import jar, mia, words
from tests.ledger.sealing import Seals, seals
from tests.passkeys import Passkey

__all__ = ["jar", "mia", "seals"]
TICKED = {"read": "on", "meant": "on"}


def options_in(page: str) -> str:
    """What the page's script is given to ask the device."""
    return html.unescape(page.split('data-options="')[1].split('"', maxsplit=1)[0])


def nonce_in(page: str) -> str:
    found = re.search(r'name="nonce" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def with_passkey(jar: Client) -> Passkey:
    device = Passkey()
    answer = jar.post(
        reverse("signing_key", args=["member"]),
        {"answer": device.made(options_in(words(jar, reverse("signing_key", args=["member"]))))},
    )
    assert answer.headers["Location"] == reverse("sign_oath")
    return device


def test_a_passkey_is_made_and_leads_to_the_oath(jar: Client, mia: Member) -> None:
    assert "You have none" in words(jar, reverse("own_oath"))
    with_passkey(jar)
    (key,) = SigningKey.objects.all()
    assert (key.user, key.stream, key.rp_id) == (mia.user, mia.stream, "localhost")
    assert "You sign with a passkey that was made on" in words(jar, reverse("signing_key", args=["member"]))


def test_the_oath_is_signed_by_passkey_with_both_boxes(jar: Client, mia: Member) -> None:
    device = with_passkey(jar)
    page = words(jar, reverse("sign_oath"))
    sent = {"nonce": nonce_in(page), "answer": device.signed(options_in(page))}
    refused = jar.post(reverse("sign_oath"), {"read": "on", **sent})
    assert (refused.status_code, OathSignature.objects.count()) == (422, 0)
    assert nonce_in(refused.content.decode()) == sent["nonce"]
    done = jar.post(reverse("sign_oath"), {**TICKED, **sent})
    (signed,) = OathSignature.objects.filter(member=mia)
    assert (done.headers["Location"], signed.method) == (reverse("own_oath"), "passkey")
    page = words(jar, reverse("own_oath"))
    assert ("Passkey</td>" in page, "weaker than a passkey" in page) == (True, False)


def test_without_an_answer_nothing_is_signed_and_the_page_says_why(jar: Client, mia: Member) -> None:
    with_passkey(jar)
    nonce = nonce_in(words(jar, reverse("sign_oath")))
    for sent in ({}, {"nonce": nonce}, {"nonce": "x", "answer": "{}"}, {"nonce": nonce[:8], "answer": "{}"}):
        answer = jar.post(reverse("sign_oath"), {**TICKED, **sent})
        assert (answer.status_code, "Your passkey did not answer" in answer.content.decode()) == (422, True)
    assert OathSignature.objects.count() == 0


def test_what_was_signed_before_the_words_changed_is_refused_with_its_reason(jar: Client, mia: Member) -> None:
    device = with_passkey(jar)
    page = words(jar, reverse("sign_oath"))
    nonce = nonce_in(words(jar, reverse("sign_oath")))
    answer = jar.post(reverse("sign_oath"), {**TICKED, "nonce": nonce, "answer": device.signed(options_in(page))})
    assert (answer.status_code, OathSignature.objects.count()) == (409, 0)
    assert "Your passkey has not signed what stands here now" in answer.content.decode()


def test_an_answer_to_another_page_makes_no_passkey(jar: Client, mia: Member) -> None:
    earlier = options_in(words(jar, reverse("signing_key", args=["member"])))
    words(jar, reverse("signing_key", args=["member"]))
    answer = jar.post(reverse("signing_key", args=["member"]), {"answer": Passkey().made(earlier)})
    assert (answer.status_code, SigningKey.objects.count()) == (409, 0)
    again = jar.post(reverse("signing_key", args=["member"]), {"answer": Passkey().made(earlier)})
    assert (again.status_code, SigningKey.objects.count()) == (409, 0)


def test_a_passkey_signs_its_own_end_and_signs_on_for_three_days(jar: Client, mia: Member) -> None:
    device, there = with_passkey(jar), reverse("remove_signing_key", args=["member"])
    assert jar.get(there).status_code == 405
    page = words(jar, reverse("signing_key", args=["member"]))
    sent = {"nonce": nonce_in(page), "answer": device.signed(options_in(page))}
    unsure, unsigned = jar.post(there, sent), jar.post(there, {"sure": "on", "nonce": sent["nonce"]})
    assert (unsure.status_code, "Tick the box “" in unsure.content.decode()) == (422, True)
    assert (unsigned.status_code, "did not answer" in unsigned.content.decode()) == (422, True)
    assert nonce_in(unsigned.content.decode()) == sent["nonce"]
    assert jar.post(there, {"sure": "on", **sent, "answer": device.signed(bytes(32))}).status_code == 409
    assert [entry.type for entry in ledger.stream(mia.stream)][-1] == "signing_key.registered"
    assert jar.post(there, {"sure": "on", **sent}).headers["Location"] == reverse("signing_key", args=["member"])
    assert [entry.type for entry in ledger.stream(mia.stream)][-1] == "signing_key.retired"
    ended = words(jar, reverse("signing_key", args=["member"]))
    assert "The passkey signs until" in ended
    assert "If you did not ask for its end, change your password and tell the Society now." in ended
    assert "data-passkey" in words(jar, reverse("sign_oath"))
    again = Passkey()
    jar.post(
        reverse("signing_key", args=["member"]),
        {"answer": again.made(options_in(words(jar, reverse("signing_key", args=["member"]))))},
    )
    new = words(jar, reverse("signing_key", args=["member"]))
    assert "Your passkey is made. It signs from" in new
    assert "It takes the place of another, so it waits for three days" in new
    assert "was ended. It signs until" in new
    assert "Until then you sign without a passkey" not in new
    SigningKey.objects.filter(retired_at__isnull=False).update(retired_at=now())
    assert "Until then you sign without a passkey" in words(jar, reverse("signing_key", args=["member"]))


def test_who_holds_no_office_makes_no_passkey_for_one(jar: Client) -> None:
    assert [
        jar.get(reverse("signing_key", args=[capacity])).status_code for capacity in ("office", "member", "king")
    ] == [
        404,
        200,
        404,
    ]
    assert mail.outbox == []


def test_both_receipts_of_a_signature_are_handed_out_and_no_third(jar: Client, mia: Member) -> None:
    jar.post(reverse("sign_oath"), TICKED)
    entry = OathSignature.objects.get(member=mia).entry_id
    asked = [
        jar.get(reverse("oath_receipt", args=[entry, form])).status_code for form in ("without-text", "with-text", "x")
    ]
    assert asked == [202, 202, 404]


def test_making_and_taking_away_a_passkey_each_leave_a_receipt(
    jar: Client, mia: Member, seals: Seals, capsys: Any
) -> None:
    device = with_passkey(jar)
    there = reverse("signing_key", args=["member"])
    page = words(jar, there)
    jar.post(
        reverse("remove_signing_key", args=["member"]),
        {"sure": "on", "nonce": nonce_in(page), "answer": device.signed(options_in(page))},
    )
    acts = [entry for entry in ledger.stream(mia.stream) if entry.type.startswith("signing_key.")]
    assert [entry.type for entry in acts] == ["signing_key.registered", "signing_key.retired"]
    addresses = [reverse("oath_receipt", args=[entry.id, "with-text"]) for entry in acts]
    page = words(jar, reverse("own_oath"))
    assert [f'href="{address}"' in page for address in addresses] == [True, True]
    assert [jar.get(address).status_code for address in addresses] == [202, 202]
    seals.sign()
    made, ended = (jar.get(address) for address in addresses)
    (key,) = SigningKey.objects.all()
    assert (texts(made), texts(ended)) == ({"key": key.json}, {})
    assert [proven(seals, one, capsys) for one in (made, ended)] == [0, 0]
    assert jar.get(reverse("oath_receipt", args=[uuid4(), "with-text"])).status_code == 404
