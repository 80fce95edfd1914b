"""A person asks for the daily checkpoint by mail on the page of their account, and stops it there."""

from django.test import Client
from django.urls import reverse

from accounts.mails import MailKind, is_subscribed, subscribers
from accounts.models import User
from tests.accounts.conftest import sign_in

SWITCH = reverse("account_checkpoint_mails")


def test_the_switch_on_the_page_of_the_account(client: Client, mia: User) -> None:
    assert client.post(SWITCH, {"wanted": "1"})["Location"].startswith(reverse("account_login"))
    sign_in(client, "mia@example.org")
    assert client.get(SWITCH).status_code == 405
    for wanted in (True, True, False, False, True):
        assert client.post(SWITCH, {"wanted": str(int(wanted))})["Location"] == reverse("account")
        assert is_subscribed(mia.pk, MailKind.CHECKPOINT) is wanted
        assert ("Every day: a few lines to keep" in client.get(reverse("account")).content.decode()) is wanted
    assert subscribers(MailKind.CHECKPOINT) == {mia.pk}
    User.objects.filter(pk=mia.pk).update(is_active=False)
    assert subscribers(MailKind.CHECKPOINT) == set()
