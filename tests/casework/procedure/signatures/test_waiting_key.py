"""A first passkey in office, made on its page, waits for a second person, and its holder takes it back there."""

from django.urls import reverse

from local.demo.scenario import Story
from policy.models import SigningKey
from policy.queries.second_person import fingerprint, list_pending
from tests.casework.procedure.signatures.by_passkey import asked, just_proven
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.passkeys import Passkey
from tests.scenario_fixtures import here

__all__ = ["here"]
begun = town_begun(to=brought_to("investigation"))
PAGE = reverse("signing_key", args=["office"])


def test_a_first_passkey_made_on_the_page_waits_and_is_taken_back_there(here: tuple[Town, Story]) -> None:
    town, _ = here
    browser = just_proven(town.browser("bo"))
    made = Passkey().made(asked(browser.get(PAGE).content.decode()))
    told = text(browser.post(PAGE, {"answer": made}, follow=True))
    (waits,) = list_pending()
    assert ("It signs once an administrator has signed that it is yours." in told, fingerprint(waits) in told) == (
        True,
        True,
    )
    assert (SigningKey.objects.exists(), "Make a passkey" in told) == (False, False)
    back = text(browser.post(f"{PAGE}remove/", {"sure": "on"}, follow=True))
    assert "Your passkey is taken back. It never signed." in back
    assert "Make a passkey" in back
    assert list_pending() == []
