"""Somebody joins, signs the oath with a passkey, is reported, sees what the case rests on, and checks the receipt offline."""

import subprocess
import sys
from datetime import date
from email import message_from_string
from email.policy import default
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from ledger import verify
from tests.journeys import looking
from tests.journeys.somebody import Somebody
from tests.journeys.town import Town, until

ROLL = "number,name,joined,email\nM-1100,Nora Newcomer,{day},nora@society.example\n"
PASSWORD = "seven quiet herons at dawn"
TOLD = """
from accounts.models import User
from casework import tasks
from local.demo import story as told
from local.demo.scenario import Story
people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind="person")}
story = Story(people=people, respondent="nora", due=tasks.lapses)
told.bring_report(story, "Nora Newcomer", reporter="Otto Plume")
told.screen(story)
told.investigate(story)
"""


def test_from_joining_to_a_receipt_checked_offline(town: Town, tmp_path: Path) -> None:
    looking.forget()
    nora = joins(town, tmp_path)
    signs(nora, town.today)
    town.stack.manage("demo_time", "+30d")
    town.stack.manage("shell", "--no-imports", "-c", TOLD)
    sees_the_chain(nora)
    receipt = keeps_the_receipt(nora, tmp_path)
    checked_by_the_installation(nora, receipt)
    assert offline(receipt) == (verify.PROVEN, "signed with a passkey, by its holder")
    spoilt = receipt.with_name("spoilt")
    spoilt.write_text(receipt.read_text().replace("extra ", "extra A", 1))
    assert offline(spoilt)[0] == verify.USAGE
    assert looking.complaints() == {}


def joins(town: Town, folder: Path) -> Somebody:
    """Come into the register by a list, and set a password by the link that is mailed."""
    roll = folder / "roll.csv"
    roll.write_text(ROLL.format(day=town.today), encoding="utf-8")
    town.stack.manage("import_members", str(roll), "--by", town.keys["reg"]["email"])
    nora = town.stranger()
    device(nora.page)
    nora.opens("/accounts/reset/")
    nora.fills({"E-mail address": "nora@society.example"})
    nora.presses("Send the link")
    until(lambda: bool(links(town)), "the link for a new password")
    nora.page.goto(urlsplit(links(town)[0]).path)
    nora.fills({"New password": PASSWORD, "New password again": PASSWORD})
    nora.presses("Change password")
    nora.sign_in({"email": "nora@society.example", "password": PASSWORD})
    return nora


def links(town: Town) -> list[str]:
    """The addresses for a new password that were mailed."""
    texts = [message_from_string(letter, policy=default).get_content() for letter in town.stack.letters()]
    return [word for text in texts for word in text.split() if "/accounts/reset/" in word]


def device(page: Page) -> None:
    """Give a browser an authenticator of its own, which knows its holder (W3C WebAuthn, 11: virtual authenticators)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})


def signs(nora: Somebody, day: date) -> None:
    """Read the words, make a passkey, and sign with it."""
    nora.opens("/member/oath/")
    nora.follows("Make a passkey")
    nora.presses("Make a passkey")
    nora.is_at("Sign the oath")
    assert nora.told() == "Your passkey for signing is made."
    read = {"I have read the oath and the Code it is sworn to": True, "I make this oath, from today": True}
    nora.fills(read)
    nora.presses("Sign the oath")
    assert nora.told() == "You have signed the oath. It binds you from today."
    assert nora.page.locator("tbody tr").all_inner_texts()[0].split("\t")[2:4] == [f"{day:%-d %B %Y}", "Passkey"]


def sees_the_chain(nora: Somebody) -> None:
    """Find the notice, and on the case's page the oath of the day that was signed, with its number in the record."""
    notice = nora.page.locator("main a[href^='/member/letters/']")

    def is_there() -> bool:
        nora.opens("/member/")
        return notice.count() > 0

    until(is_there, "the notice, which the worker places")
    nora.goes_by(notice.first)
    nora.goes_by(nora.page.locator("main a[href^='/member/cases/']").first)
    nora.follows("Receipts and proof")
    chain = nora.page.locator("section", has=nora.page.locator("#chain_title"))
    chain.locator("summary").first.click()
    rows = chain.locator(".govuk-summary-list__row")
    assert "Oath signed" in rows.nth(0).inner_text()
    assert rows.locator("dt").all_inner_texts() == ["Oath", "Allegation", "Evidence", "Finding", "Sanction"]


def keeps_the_receipt(nora: Somebody, folder: Path) -> Path:
    """Download the receipt of the signature with what was signed."""
    nora.opens("/member/oath/")
    link = nora.page.get_by_role("link", name="with what you signed").first
    there = link.get_attribute("href") or ""
    until(
        lambda: nora.page.request.get(there).status == HTTPStatus.OK, "the seal, until which a page says to come back"
    )
    with nora.page.expect_download() as coming:
        link.click()
    assert coming.value.suggested_filename.endswith("-with-text.tlog-proof")
    file = folder / "oath.tlog-proof"
    coming.value.save_as(file)
    return file


def checked_by_the_installation(nora: Somebody, receipt: Path) -> None:
    """Have the page check it, and keep the keys, the program and the two files it gives for checking without it."""
    nora.opens("/verify/")
    nora.page.locator("input[type=file]").set_input_files(receipt)
    nora.presses("Check the receipt")
    assert "This receipt holds" in nora.text
    for name in ("today", "proof"):
        with nora.page.expect_download() as coming:
            nora.page.get_by_role("link", name=f"Download the file “{name}”").click()
        coming.value.save_as(receipt.parent / name)
    for name in ("verify.py", "keyring.json"):
        (receipt.parent / name).write_bytes(nora.page.request.get(f"/ledger/{name}").body())


def offline(receipt: Path) -> tuple[int, str]:
    """What the downloaded program says, run by itself in the folder of the downloads; its code and its last line."""
    words = ["receipt", receipt.name, "--keyring", "keyring.json", "--pin", "today", "--consistency", "proof"]
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", *words], cwd=receipt.parent, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()[-1]
