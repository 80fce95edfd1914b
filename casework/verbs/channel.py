"""A reporter's channel: which report it is, how much may be told there. Each opening stands in the record."""

from collections.abc import Mapping
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
    texts = [_texts(by, key, several=len(keys) > 1) for key in keys]
    return Channel(
        reference=texts[0]["reference"] if texts else "",
        coarse=any(each["identity"]["choice"] == IdentityChoice.ANONYMOUS for each in texts),
        people=[each["accused"]["name"] for each in texts] if len(keys) > 1 else [],
        opened_before=date_format(before, "j F Y") if before else "",
    )


def _texts(by: Actor, key: Key, *, several: bool) -> Mapping[str, Any]:
    """Return what the channel shows of the reporter's own report, by field; where several are accused, who this one is."""
    fields = {Kept.REPORTER: "reference", Kept.IDENTITY: "identity"} | ({Kept.CASE: "accused"} if several else {})
    wanted = {kept: [(key.entry, field)] for kept, field in fields.items()}
    found = actions.open_content(case=key.case, by=by, rights=[OWN], wanted=wanted)
    return {field: found[key.entry, field] for field in fields.values()}
