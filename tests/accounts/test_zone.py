"""A person chooses the zone in which they read times; without one, the Society's stands alone."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_zone_is_chosen_from_those_that_exist_and_can_be_taken_back(client: Client) -> None:
    person = User.objects.create_person(email="rex@example.org", name="Rex Marlowe")
    client.force_login(person, backend="accounts.backends.PeopleOnly")
    address = reverse("own_zone")
    answers = [client.post(address, {"zone": zone}).status_code for zone in ("Europe/Atlantis", "Europe/Madrid")]
    person.refresh_from_db()
    assert (answers, person.zone) == ([422, 302], "Europe/Madrid")
    assert "Europe/Madrid" in client.get(reverse("account")).content.decode()
    client.post(address, {"zone": ""})
    person.refresh_from_db()
    assert person.zone == ""
