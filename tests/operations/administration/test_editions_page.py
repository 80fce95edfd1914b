"""New editions on pages: what they change is shown, an administrator signs, and an auditor publishes or sends back."""

import base64
import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.second_factor import enrol_totp, totp_now
from accounts.vocabulary import Office
from ledger.clock import now
from ledger.models import Entry
from policy.actions import publish_editions, register_signing_key
from policy.actions.propose_editions import FILES
from policy.models import Pending, RulebookEdition, SigningKey
from policy.passkeys import creation_options
from policy.queries import hand_in_office
from tests.casework.web.conftest import signed_in
from tests.passkeys import Passkey
from tests.policy.books import ICSRM
from tests.policy.officers import officer, two_officers

PASSWORD = "four unrelated words here"


class Someone:
    """An officer in a browser."""

    def __init__(self, user: User) -> None:
        user.set_password(PASSWORD)
        user.save()
        self.user, self.browser, self.device = user, signed_in(user), Passkey()

    def proof(self) -> dict[str, str]:
        return {"proof-password": PASSWORD, "proof-code": totp_now(enrol_totp(self.user))}

    def makes_a_passkey(self) -> None:
        hand = hand_in_office(self.user)
        options = creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[])
        key = register_signing_key(
            hand=hand, by=self.user, answer=self.device.made(options), challenge=bytes(32), at=now()
        )
        assert isinstance(key, SigningKey)

    def answer(self, page: str, *, device: Passkey | None = None) -> dict[str, str]:
        """What the passkey answers to a page, with the page's nonce."""
        options = html.unescape(page.split('data-options="')[1].split('"', maxsplit=1)[0])
        nonce = re.search(r'name="nonce" value="([^"]*)"', page)
        assert nonce is not None
        return {"nonce": nonce[1], "answer": (device or self.device).signed(options)}


@pytest.fixture
def cast(db: None, settings: Settings) -> Iterator[dict[str, Someone]]:
    """The books, published by two; an administrator, an auditor, and somebody else."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people = two_officers(now())
    publish_editions(folder=ICSRM, **people)
    eve = officer("Eve Keeper", Office.ADMINISTRATOR, now())
    yield {"adam": Someone(people["by"]), "audrey": Someone(people["second"]), "eve": Someone(eve)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The books with another rulebook."""
    made = Path(shutil.copytree(ICSRM, tmp_path / "books"))
    path = made / "rulebook.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ('key = "icsrm-rulebook-1"', 'key = "icsrm-rulebook-2"'),
        ('in_force_from = "2024-01-01"', 'in_force_from = "2027-01-01"'),
        ("CTA = { days = 21 }", "CTA = { days = 28 }"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return made


def files(folder: Path) -> dict[str, SimpleUploadedFile]:
    return {file.removesuffix(".toml"): SimpleUploadedFile(file, (folder / file).read_bytes()) for file in FILES}


def packed(page: str) -> dict[str, str]:
    found = re.search(r'name="packed" value="([^"]*)"', page)
    assert found is not None
    return {"packed": found[1]}


def opened(browser: Client, address: str, **sent: Any) -> str:
    answer = browser.post(address, sent) if sent else browser.get(address)
    return answer.content.decode()


CHOOSE = reverse("admin_editions")


def put_forward(someone: Someone, folder: Path) -> Pending:
    shown = opened(someone.browser, CHOOSE, **files(folder))
    signed = someone.answer(shown) if "data-options" in shown else someone.proof()
    answer = someone.browser.post(CHOOSE, {**packed(shown), **signed})
    waits = Pending.objects.get(kind=Pending.Kind.EDITION)
    assert answer.headers["Location"] == reverse("admin_sign_editions", args=[waits.pk])
    return waits


def kept_with(waits: Pending, old: str, new: str) -> dict[str, str]:
    """Return the files that wait, with other words in one of them."""
    return {name: text.replace(old, new) for name, text in (waits.kept or {}).items()}


def newest() -> Entry:
    return Entry.objects.latest("log_index")


def test_what_changes_is_shown_before_it_is_signed_and_two_publish_it(cast: dict[str, Someone], folder: Path) -> None:
    adam, audrey = cast["adam"], cast["audrey"]
    shown = opened(adam.browser, CHOOSE, **files(folder))
    rows = re.findall(r'<th scope="row"[^>]*>([^<]*)</th>\s*<td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td>', shown)
    assert rows == [
        ("clocks CTA days", "21", "28"),
        ("in_force_from", "2024-01-01", "2027-01-01"),
        ("key", "icsrm-rulebook-1", "icsrm-rulebook-2"),
    ]
    assert shown.count("It stays as it is.") == 2
    assert not Pending.objects.exists()
    waits = put_forward(adam, folder)
    assert (newest().type, RulebookEdition.objects.count()) == ("edition.proposed", 1)
    page = reverse("admin_sign_editions", args=[waits.pk])
    assert audrey.browser.get(CHOOSE).headers["Location"] == page
    assert "clocks CTA days" in opened(audrey.browser, page)
    assert audrey.browser.post(page, audrey.proof()).headers["Location"] == CHOOSE
    entry = newest()
    proposed = Entry.objects.get(type="edition.proposed")
    assert (entry.type, entry.body["data"]["name"]) == ("edition.published", "icsrm-rulebook-2")
    assert [ref["leaf"] for ref in entry.body["refs"]] == [base64.b64encode(bytes(proposed.leaf)).decode()]
    assert RulebookEdition.objects.count() == 2
    assert not Pending.objects.exists()
    assert "No editions wait for your signature" in opened(audrey.browser, CHOOSE)


def test_passkeys_sign_on_the_pages_and_nothing_else_does(cast: dict[str, Someone], folder: Path) -> None:
    adam, audrey = cast["adam"], cast["audrey"]
    for someone in (adam, audrey):
        User.objects.filter(pk=someone.user.pk).update(last_login=None)
        someone.makes_a_passkey()
    shown = opened(adam.browser, CHOOSE, **files(folder))
    for wrong in (adam.proof(), adam.answer(shown, device=Passkey()), {"nonce": "x", "answer": "x"}, {"answer": ""}):
        answer = adam.browser.post(CHOOSE, {**packed(shown), **wrong})
        assert answer.status_code in {200, 422}
        assert not Pending.objects.exists()
    waits = put_forward(adam, folder)
    page = reverse("admin_sign_editions", args=[waits.pk])
    assert "evidence" in newest().body["data"]
    shown = opened(audrey.browser, page)
    assert audrey.browser.post(page, audrey.answer(shown, device=adam.device)).status_code == 422
    assert audrey.browser.post(page, audrey.answer(opened(audrey.browser, page))).status_code == 302
    assert {"second_evidence", "second"} <= newest().body["data"].keys()
    assert "evidence" not in newest().body["data"]


def test_only_a_second_officer_signs_and_only_with_the_right_password(cast: dict[str, Someone], folder: Path) -> None:
    adam, audrey, eve = cast["adam"], cast["audrey"], cast["eve"]
    waits = put_forward(adam, folder)
    page, refuse = (reverse(name, args=[waits.pk]) for name in ("admin_sign_editions", "admin_refuse_editions"))
    for other in (adam, eve):
        assert "Sign and publish" not in opened(other.browser, page)
        other.browser.post(page, other.proof())
    assert audrey.browser.post(page, {"proof-password": "wrong", "proof-code": "000000"}).status_code == 422
    assert eve.browser.post(refuse).status_code == 302
    assert (Pending.objects.count(), RulebookEdition.objects.count()) == (1, 1)
    assert eve.browser.get(CHOOSE).headers["Location"] == page
    Pending.objects.update(kept=kept_with(waits, "CTA = { days = 28 }", "CTA = { days = 29 }"))
    assert "The files that wait are not those that were put forward" in opened(audrey.browser, page, **audrey.proof())
    assert RulebookEdition.objects.count() == 1


@pytest.mark.parametrize("who", ["adam", "audrey"])
def test_it_is_sent_back_or_taken_back(cast: dict[str, Someone], folder: Path, who: str) -> None:
    waits = put_forward(cast["adam"], folder)
    assert cast[who].browser.post(reverse("admin_refuse_editions", args=[waits.pk])).headers["Location"] == CHOOSE
    assert (newest().type, Pending.objects.count()) == ("proposal.sent_back", 0)
    gone = cast[who].browser.get(reverse("admin_sign_editions", args=[waits.pk]))
    assert gone.status_code == 404


def test_files_that_are_no_editions_are_refused_in_words(cast: dict[str, Someone], folder: Path) -> None:
    adam = cast["adam"].browser
    assert "All of this is published already" in opened(adam, CHOOSE, **files(ICSRM))
    path = folder / "rulebook.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("days = 28", "days = 0"), encoding="utf-8")
    said = html.unescape(opened(adam, CHOOSE, **files(folder)))
    assert "rulebook.toml, line" in said
    assert "oathbound-editions" not in said
    path.write_text(path.read_text(encoding="utf-8").replace("days = 0", "days = 28"), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("CONSENT = { days = 21 }", "CONSENT = { days = 14 }"))
    said = html.unescape(opened(adam, CHOOSE, **files(folder)))
    assert "an offer of consent ends before the reporter’s time to comment on it (CONSENT_VIEWS)" in said
    assert "packed" not in said
    path.write_bytes(b"\xff")
    assert "text in UTF-8" in opened(adam, CHOOSE, **files(folder))
    shown = html.unescape(opened(adam, CHOOSE, code=files(ICSRM)["code"]))
    assert [f"Choose {file}.toml too." in shown for file in ("code", "oath", "rulebook")] == [False, True, True]
    broken = base64.b64encode(json.dumps({"code.toml": ""}).encode()).decode()
    assert adam.post(CHOOSE, {"packed": broken}).status_code == 404
    assert adam.post(CHOOSE, {"packed": "x"}).status_code == 404


def test_an_auditor_puts_nothing_forward(cast: dict[str, Someone], folder: Path) -> None:
    said = opened(cast["audrey"].browser, CHOOSE, **files(folder))
    assert "packed" not in said
    assert not Pending.objects.exists()


@pytest.mark.parametrize("who", ["adam", "audrey"])
def test_what_waits_and_is_refused_by_now_can_be_sent_back_alone(
    cast: dict[str, Someone], folder: Path, who: str
) -> None:
    waits = put_forward(cast["adam"], folder)
    Pending.objects.update(kept=kept_with(waits, "CONSENT = { days = 21 }", "CONSENT = { days = 14 }"))
    shown = html.unescape(opened(cast[who].browser, reverse("admin_sign_editions", args=[waits.pk])))
    assert "an offer of consent ends before the reporter’s time to comment" in shown
    assert ("Sign and publish" in shown, reverse("admin_refuse_editions", args=[waits.pk]) in shown) == (False, True)
