"""What waits for a second person, as its holder and the auditor see it in a browser; in a file of its own, as beside it."""

from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from accounts.vocabulary import Office
from casework.access import Actor, Given
from casework.administration.appointments import appoint_officer
from ledger.clock import now
from local.demo.scenario import Story
from policy.actions import register_signing_key
from policy.passkeys import creation_options
from policy.queries import hand_in_office
from policy.queries.second_person import fingerprint, list_pending
from tests.casework.procedure.signatures.by_passkey import just_proven
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_look import Window
from tests.passkeys import Passkey
from tests.scenario_fixtures import here

__all__ = ["here"]
begun = town_begun(to=brought_to("investigation"))
PAGES = (reverse("signing_key", args=["office"]), reverse("record_state"))


def test_a_passkey_that_waits_shows_its_number_and_the_auditor_sees_what_waits(
    page: Page, here: tuple[Town, Story]
) -> None:
    town, _ = here
    bo, hand, device = town.people["bo"], hand_in_office(town.people["bo"]), Passkey()
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[]))
    register_signing_key(hand=hand, by=bo, answer=answer, challenge=bytes(32), at=now())
    nora = User.objects.create_person(email="nora@society.example", name="Nora Newcome")
    given = Given(office=Office.CUSTODIAN, since=now().date())
    appoint_officer(by=Actor(user=town.people["adam"]), user=nora, given=given)
    passkey = next(each for each in list_pending() if each.kind == "passkey")
    own, state = text(just_proven(town.browser("bo")).get(PAGES[0])), text(town.browser("audrey").get(PAGES[1]))
    assert (fingerprint(passkey) in own, "Make a passkey" in own) == (True, False)
    assert ("the office of custodian for Nora Newcome" in state, fingerprint(passkey) in state) == (True, True)
    window = Window(page, just_proven(town.browser("bo")), PAGES[0])
    window.answers[PAGES[1]] = town.browser("audrey").get(PAGES[1])
    found = []
    for path in PAGES:
        found += window.judged(path)
    assert found + window.heard == []
