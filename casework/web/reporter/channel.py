"""A reporter's channel: the data in the session while it is open. The code itself is never stored."""

from dataclasses import asdict

from django.contrib.auth import logout
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from casework.access import Actor
from casework.queries.threads.follow_up import keys_of
from casework.verbs.channel import open_channel
from casework.web.requests import REPORTER
from casework.web.shared.context import Context

CHANNEL, CLAIMING, NEW_CODE = "follow_up", "follow_up.claim", "follow_up.new_code"


def enter(request: HttpRequest, user: User) -> str:
    """Open the channel in a session of its own and return where to go; a code that staff made must be exchanged first.

    A person who was signed in here is signed out: a reporter's session is never tied to an account.
    """
    by, keys = Actor(user=user), keys_of(Actor(user=user))
    logout(request)
    if any(key.claim for key in keys):
        request.session[CLAIMING] = (str(user.pk), bytes(user.code_digest or b"").hex())
        return reverse("claim_code")
    request.session[REPORTER], request.session[CHANNEL] = str(user.pk), asdict(open_channel(by, keys))
    return reverse("follow_up")


def extend_channel(request: HttpRequest, by: Actor, cases: int) -> Context:
    """Return what the session holds, with the names of everybody the reporter's cases are about.

    If the reporter gets more cases while the channel is open, they are read and added to the session.
    """
    known = get_channel(request)
    if cases > 1 and len(known["people"]) != cases:
        known = known | {"people": open_channel(by, keys_of(by)).people}
        request.session[CHANNEL] = known
    return known


def get_channel(request: HttpRequest) -> Context:
    found: Context = request.session.get(CHANNEL, {})
    return found
