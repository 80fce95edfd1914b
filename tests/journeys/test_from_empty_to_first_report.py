"""From an empty installation to its first report, and on to a lost phone and a leaver: in browsers, without a shell.

The only commands are those of docs/how-to/install.md: `load_edition`, and `first_administrator`.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import live, stage
from tests.journeys import looking, reporting
from tests.journeys.somebody import Somebody
from tests.journeys.test_first_administrator import PASSWORD, chooses_a_password, sees_it, sets_up_an_app
from tests.journeys.town import BOOKS, Town, until

ADAM, EVE, INES, SOL, OLA, REG, RITA, REX, NIA = (
    f"{name}@society.example" for name in ("adam", "eve", "ines", "sol", "ola", "reg", "rita", "rex", "nia")
)
OLA_NEW = "ola.nwosu@tynebridge.example"
PEOPLE = f"""name,email,office,since,alternate
Ines Farrow,{INES},intake,{{day}},
Sol Brand,{SOL},screener,{{day}},
Ola Nwosu,{OLA},investigator,{{day}},
Rita Out,{RITA},intake,{{day}},yes
Rita Out,{RITA},reviewer,{{day}},yes
Reg Rolls,{REG},registrar,{{day}},
"""
MEMBERS = f"number,name,joined,email\nM-1,Rex Marlowe,{{joined}},{REX}\nM-2,Nia Marsh,{{joined}},{NIA}\n"
SCREENS = 17
"""As many pages as the administrator sees, from the link of `first_administrator` to the last mail to members."""
INVITED, SIGN_IN, OATH = "You are invited", "The way you sign in was changed", "Please sign the oath"
ADDRESS = "Your e-mail address was changed"
WAITING = "Something is waiting for you"
EXPECTED = {
    ADAM: {SIGN_IN},
    EVE: {INVITED, SIGN_IN, "Something waits for your signature"},
    INES: {INVITED, SIGN_IN, "Your second factor was reported lost", "Set up another second factor", WAITING},
    OLA: {INVITED, SIGN_IN, "Your e-mail address is to be changed", ADDRESS},
    OLA_NEW: {ADDRESS},
    SOL: {INVITED, "Your account was closed"},
    REG: {INVITED},
    RITA: {INVITED},
    REX: {OATH, "Choose a new password", SIGN_IN},
    NIA: {OATH},
}
"""What every person is mailed about, from beginning to end, and nothing else."""
MADE_SURE = {"How did you make sure that it is this person who asks?": "I met them in person"}


@pytest.fixture
def founded(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Town]:
    """A running installation with the published books, in which nobody ever was."""
    with live.stack(stage.Services.start(), tmp_path / "site", request.node.name, BOOKS) as running:
        made = Town.around(running, browser)
        yield made
        made.leave()


def test_from_empty_to_the_first_report_and_through_what_follows(founded: Town, tmp_path: Path) -> None:
    looking.forget()
    adam = begins(founded)
    eve = invites_a_second_administrator(adam, founded)
    uploads_the_people(adam, founded)
    eve_signs_the_registrar(eve)
    ines = comes(founded, INES, "Ines Farrow")
    comes(founded, OLA, "Ola Nwosu")
    enters_the_members(adam, founded, tmp_path)
    assert len(adam.met) == SCREENS
    signs_the_oath(founded, REX)
    adam.opens("/admin/")
    assert "What is still missing" not in adam.text
    words = reports(founded, tmp_path)
    sees_it(founded, ines)
    loses_the_phone(adam, eve, founded)
    has_another_address(adam, eve, founded)
    three_days_later(founded)
    leaves(adam, founded)
    assert mails(founded) == EXPECTED
    assert [(url, word) for url, held in adam.met for word in words if word in held] == []
    assert looking.complaints() == {}


def begins(town: Town) -> Somebody:
    """Set a password by the link of the command, then a second factor, and read on the first page what comes first."""
    said = town.stack.manage("first_administrator", ADAM, "Adam Keeper")
    adam = town.stranger()
    chooses_a_password(adam, next(word for word in said.split() if word.startswith("http")))
    sets_up_an_app(adam, ADAM)
    adam.follows("I have kept them")
    assert adam.heading == "People"
    assert "Nobody yet: Registrar, Intake officer, Screener, Investigator." in adam.text
    return adam


def invites_a_second_administrator(adam: Somebody, town: Town) -> Somebody:
    """Invite somebody by the form, with the office that the first page names."""
    adam.follows("Invite the second administrator")
    adam.fills({"Name": "Eve Keeper", "E-mail address": EVE})
    adam.presses("Send the invitation")
    assert adam.told() == "Eve Keeper is invited. The link lasts seven days."
    assert "They are invited, and have not signed in yet." in adam.text
    eve = comes(town, EVE, "Eve Keeper")
    eve.follows("I have kept them")
    assert eve.heading == "People"
    return eve


def comes(town: Town, email: str, name: str) -> Somebody:
    """Follow the invitation that was mailed, choose a password, and set up an app."""
    somebody = town.stranger()
    somebody.opens(mailed(town, email, "/invitation/"))
    somebody.is_at(f"Welcome, {name}")
    somebody.fills({"E-mail address": email, "Password": PASSWORD, "Password again": PASSWORD})
    somebody.presses("Set the password")
    assert somebody.told() == "Your password is set. Sign in with it now."
    sets_up_an_app(somebody, email)
    return somebody


def uploads_the_people(adam: Somebody, town: Town) -> None:
    """Give the people of a list their offices: checked first, then done, all but what a second administrator has to sign."""
    adam.follows("Upload a list of people")
    adam.fills({"Or its rows": PEOPLE.format(day=town.today)})
    adam.presses("Check the list")
    assert "6 offices can be given, 1 of them once a second person has signed." in adam.text
    adam.presses("Give these offices")
    assert adam.told() == "5 offices are given. 1 waits for a second administrator."
    assert "Waits for a second administrator to sign: Registrar." in adam.text


def eve_signs_the_registrar(eve: Somebody) -> None:
    """Sign what waits; password and code were given just now, at sign-in."""
    signs(eve, "Reg Rolls", "Read and sign", "Sign")
    assert "Registrar" in eve.text


def signs(eve: Somebody, name: str, link: str, button: str) -> None:
    """Sign what waits about somebody."""
    eve.opens("/admin/people/?show=waiting")
    eve.follows(name)
    eve.follows(link)
    eve.presses(button)
    assert eve.told() == "It is signed."


def enters_the_members(adam: Somebody, town: Town, folder: Path) -> None:
    """Upload the register, read what would change, import it, and send each member a mail."""
    file = folder / "members.csv"
    file.write_text(MEMBERS.format(joined=town.today - timedelta(days=400)), encoding="utf-8")
    adam.opens("/admin/")
    adam.follows("Upload a list of members")
    adam.fills({"The list, as a CSV file in UTF-8": file, "Whom does it name?": "Every member"})
    adam.presses("Show what would change")
    assert "Nothing is written yet." in adam.text
    adam.presses("Import the list")
    adam.is_at("The list is imported")
    adam.follows("Ask them to sign the oath")
    adam.presses("Send 2 mails")
    assert adam.told() == "2 members get a mail."


def signs_the_oath(town: Town, email: str) -> None:
    """Come by the mail, choose a password, and sign."""
    rex = town.stranger()
    rex.opens(mailed(town, email, "/member/oath/"))
    rex.follows("I do not know my password")
    rex.fills({"E-mail address": email})
    rex.presses("Send the link")
    chooses_a_password(rex, mailed(town, email, "/accounts/reset/"))
    rex.opens(mailed(town, email, "/member/oath/"))
    rex.fills({"E-mail address": email, "Password": PASSWORD})
    rex.presses("Sign in")
    rex.follows("Sign the oath")
    rex.fills({"I have read the oath and the Code it is sworn to": True, "I make this oath, from today": True})
    rex.presses("Sign the oath")
    assert rex.told() == "You have signed the oath. It binds you from today."


def reports(town: Town, folder: Path) -> list[str]:
    """Report as a stranger does, page by page; return what no page of an administrator may show."""
    reporter = town.stranger()
    letter = folder / "letter.txt"
    letter.write_text(reporting.LETTER, encoding="utf-8")
    reference, _ = reporting.reports(reporter, town, letter, keep_away="")
    return [reference, reporting.NAME, "Rex Respond", reporting.STORY[:40]]


def loses_the_phone(adam: Somebody, eve: Somebody, town: Town) -> None:
    """One administrator reports it, another signs; the person is told, with a link that stops it."""
    adam.opens("/admin/people/?words=farrow")
    adam.follows("Ines Farrow")
    adam.follows("It is lost")
    adam.fills(MADE_SURE)
    adam.presses("Report it lost")
    nobody = town.stranger(script=False)
    nobody.opens(mailed(town, INES, "/stop/"))
    nobody.is_at("Was this not you?")
    signs(eve, "Ines Farrow", "Read and sign, or refuse", "I made sure too: sign")


def has_another_address(adam: Somebody, eve: Somebody, town: Town) -> None:
    """The same for an address, of which the old one is told."""
    adam.opens("/admin/people/?words=nwosu")
    adam.follows("Ola Nwosu")
    adam.follows("Correct name or address")
    adam.fills({"E-mail address": OLA_NEW, **MADE_SURE})
    adam.presses("Correct")
    mailed(town, OLA, "/stop/")
    signs(eve, "Ola Nwosu", "Read and sign, or refuse", "I made sure too: sign")


def three_days_later(town: Town) -> None:
    """The second factor is gone, so another is set up; the new address signs in."""
    town.wait(3)
    town.send_task("casework.account_changes")
    until(lambda: "Set up another second factor" in mails(town)[INES], "the mail that the second factor is gone")
    until(lambda: ADDRESS in mails(town)[OLA] & mails(town)[OLA_NEW], "the mails to both addresses")
    ines = town.stranger()
    sets_up_an_app(ines, INES)
    assert ines.opens("/desk/queue/") == 200


def leaves(adam: Somebody, town: Town) -> None:
    """An officer leaves: the account is closed, and its person told."""
    adam.opens("/admin/people/?words=brand")
    adam.follows("Sol Brand")
    adam.follows("Close account")
    adam.fills({"Close this account now": True})
    adam.presses("Close the account")
    assert adam.told() == "The account is closed."
    until(lambda: "Your account was closed" in mails(town)[SOL], "the mail to the one who leaves")
    adam.opens("/admin/")
    assert "Nobody yet: Screener." in adam.text


def mailed(town: Town, email: str, part: str) -> str:
    """Return the newest link to a page that came by mail to an address."""

    def links() -> list[str]:
        texts = (letter.get_content() for letter in letters(town) if letter["To"] == email)
        return [word for text in texts for word in text.split() if part in word]

    until(lambda: bool(links()), f"the mail with {part}")
    return links()[-1]


def mails(town: Town) -> dict[str, set[str]]:
    """Return what each address was mailed about so far, without the name of the body."""
    about: dict[str, set[str]] = defaultdict(set)
    for letter in letters(town):
        about[letter["To"]].add(letter["Subject"].partition(" – ")[0])
    return about


def letters(town: Town) -> list[EmailMessage]:
    """Return every mail so far."""
    return [message_from_string(text, policy=default) for text in town.stack.letters()]
