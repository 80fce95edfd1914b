"""From a first administrator to people in office, and on to a lost phone: in a browser, without a further command."""

from collections.abc import Iterator
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import live, stage
from tests.journeys import looking
from tests.journeys.somebody import Somebody
from tests.journeys.test_first_administrator import ADAM, PASSWORD, sets_up_an_app
from tests.journeys.test_first_administrator import chooses_a_password as chooses
from tests.journeys.town import BOOKS, Town, until

EVE, INES, CORA = (f"{name}@society.example" for name in ("eve", "ines", "cora"))


@pytest.fixture
def founded(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Town]:
    """A live installation with the published books, in which nobody ever was."""
    with live.stack(stage.Services.start(), tmp_path / "house", request.node.name, BOOKS) as running:
        made = Town.around(running, browser)
        yield made
        made.leave()


def test_an_administrator_brings_people_in_and_helps_one_who_lost_the_phone(founded: Town) -> None:
    looking.forget()
    said = founded.stack.manage("first_administrator", ADAM, "Adam Keeper")
    adam = founded.stranger()
    chooses(adam, next(word for word in said.split() if word.startswith("http")))
    sets_up_an_app(adam, ADAM)
    adam.opens("/admin/")
    assert adam.heading == "People"
    invites(adam, "Eve Keeper", EVE, "Administrator", founded)
    eve = comes(founded, EVE, "Eve Keeper")
    invites(adam, "Ines Farrow", INES, "Intake officer", founded)
    ines = comes(founded, INES, "Ines Farrow")
    assert ines.opens("/desk/") == 200
    uploads(adam, f"name,email,office,since\nCora Quill,{CORA},custodian,{founded.today}\n")
    signs(eve, "Cora Quill")
    loses_the_phone(founded, adam, eve)
    assert looking.complaints() == {}


def invites(adam: Somebody, name: str, email: str, office: str, town: Town) -> None:
    """Invite somebody with an office, by the page."""
    adam.opens("/admin/people/")
    adam.follows("Invite a person")
    adam.fills({"Name": name, "E-mail address": email, "Office": office, "First day": town.today})
    adam.presses("Send the invitation")
    assert adam.told() == f"{name} is invited. The link lasts seven days."


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


def uploads(adam: Somebody, rows: str) -> None:
    """Give the people of a list their offices: checked first, then done."""
    adam.opens("/admin/people/list/")
    adam.fills({"Or its rows": rows})
    adam.presses("Check the list")
    assert "1 office can be given, 1 of them once a second person has signed." in adam.text
    adam.presses("Give these offices")
    assert adam.told() == "0 offices are given. 1 waits for a second administrator."


def signs(eve: Somebody, name: str) -> None:
    """Sign what waits about somebody; password and code were given just now, at sign-in."""
    eve.opens("/admin/people/?show=waiting")
    eve.follows(name)
    eve.follows("Read and sign")
    eve.presses("Sign")
    assert eve.told() == "It is signed."
    assert "Custodian" in eve.text


def loses_the_phone(town: Town, adam: Somebody, eve: Somebody) -> None:
    """A lost second factor: reported by one, signed by another, and taken away after three days."""
    adam.opens("/admin/people/?words=farrow")
    adam.follows("Ines Farrow")
    adam.follows("It is lost")
    adam.fills({"How did you make sure that it is this person who asks?": "I met them in person"})
    adam.presses("Report it lost")
    nobody = town.stranger(script=False)
    nobody.opens(mailed(town, INES, "/stop/"))
    nobody.is_at("Was this not you?")
    eve.opens("/admin/people/?show=waiting")
    eve.follows("Ines Farrow")
    eve.follows("Read and sign, or refuse")
    eve.presses("I made sure too: sign")
    assert eve.told() == "It is signed."
    town.wait(3)
    town.ring("casework.account_changes")
    until(
        lambda: any("Set up another second factor" in one for one in subjects(town)),
        "the mail that the second factor was taken away",
    )
    ines = town.stranger()
    sets_up_an_app(ines, INES)
    assert ines.opens("/desk/") == 200


def mailed(town: Town, email: str, part: str) -> str:
    """Return the newest link to a page that came by mail to an address."""

    def links() -> list[str]:
        return [word for letter in letters(town, email) for word in letter.split() if part in word]

    until(lambda: bool(links()), f"the mail with {part}")
    return links()[-1]


def letters(town: Town, email: str) -> Iterator[str]:
    """Yield the text of every mail to an address."""
    for text in town.stack.letters():
        letter = message_from_string(text, policy=default)
        if email in letter["To"]:
            yield letter.get_content()


def subjects(town: Town) -> set[str]:
    """Return the subjects of all mails so far."""
    return {str(message_from_string(text, policy=default)["Subject"]) for text in town.stack.letters()}
