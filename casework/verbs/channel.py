"""A reporter's channel: which report it is, how much may be told there. Each opening stands in the record."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from casework import actions
from casework.access import Actor
from casework.queries.follow_up import OWN, Key, last_opened
from casework.vocabulary import IdentityChoice, Kept
from ledger.clock import now
from policy.queries import rules_in_force


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The reporter's own reference, whether they are told in three words only, who it is about, and the day before."""

    reference: str
    coarse: bool
    people: list[str]
    opened_before: str


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
