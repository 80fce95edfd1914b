"""A reporter's channel: what the session holds of it while it is open. The code itself is never kept."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils.formats import date_format

from accounts.models import User
from casework import actions
from casework.access import Actor
from casework.queries.follow_up import OWN, Key, keys_of, last_opened
from casework.vocabulary import IdentityChoice, Kept
from casework.web.requests import REPORTER
from ledger.clock import now
from policy.queries import rules_in_force

CHANNEL, CLAIMING, NEW_CODE = "follow_up", "follow_up.claim", "follow_up.new_code"


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The reporter's own reference, whether they are told in three words only, who it is about, and the day before."""

    reference: str
    coarse: bool
    people: list[str]
    opened_before: str


def enter(request: HttpRequest, user: User) -> str:
    """Open the channel in a session of its own and return where to go; a code that staff made must be exchanged first.

    Whoever was signed in here is signed out: a reporter's session is never tied to an account.
    """
    by, keys = Actor(user=user), keys_of(Actor(user=user))
    logout(request)
    if any(key.claim for key in keys):
        request.session[CLAIMING] = str(user.pk)
        return "/follow-up/claim/"
    request.session[REPORTER], request.session[CHANNEL] = str(user.pk), asdict(opened(by, keys))
    return "/follow-up/"


def opened(by: Actor, keys: list[Key]) -> Channel:
    """Return what the channel shows of its own report; each opening is recorded."""
    moment = now()
    before = last_opened(by.user, rules_in_force(moment.date()).zone)
    texts = [(text(by, key, Kept.REPORTER, "reference"), text(by, key, Kept.IDENTITY, "identity")) for key in keys]
    return Channel(
        reference=texts[0][0] if texts else "",
        coarse=any(identity["choice"] == IdentityChoice.ANONYMOUS for _, identity in texts),
        people=[text(by, key, Kept.CASE, "accused")["name"] for key in keys] if len(keys) > 1 else [],
        opened_before=date_format(before, "j F Y") if before else "",
    )


def text(by: Actor, key: Key, kept: Kept, field: str) -> Any:
    """Return one sealed text of the reporter's own report, its opening recorded."""
    wanted = (key.entry, field)
    return actions.open_content(case=key.case, by=by, right=OWN, kept=kept, wanted=[wanted])[wanted]


def held(request: HttpRequest) -> dict[str, Any]:
    """Return what the session holds of the channel."""
    found: dict[str, Any] = request.session.get(CHANNEL, {})
    return found
