"""A reporter's channel: which report it shows, and how much of it. Each opening is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format

from casework.access import Actor
from casework.procedure.reading.actions import open_content
from casework.queries.threads.follow_up import OWN, Key, last_opened
from casework.vocabulary import CaseCompartment, IdentityChoice
from ledger.canonical import Values
from ledger.clock import now
from policy.queries import rules_in_force

SHOWN: Mapping[CaseCompartment, tuple[str, ...]] = {
    CaseCompartment.REPORTER: ("reference",),
    CaseCompartment.IDENTITY: ("identity",),
    CaseCompartment.KEEP_AWAY: ("keep_away", "keep_away_from"),
}


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The reporter's own reference, whether the stage is shown in three words only, the accused, and the last visit.

    `keep_away` are the lines about who must not see the report, `ticked` how many boxes were ticked for it.
    """

    reference: str
    coarse: bool
    people: list[str]
    opened_before: str
    keep_away: list[str]
    ticked: int


def open_channel(by: Actor, keys: list[Key]) -> Channel:
    """Return what the channel shows of its report, and record the opening."""
    moment = now()
    before = last_opened(by.user, rules_in_force(moment.date()).zone)
    texts = [_texts(by, key, several=len(keys) > 1) for key in keys]
    return Channel(
        reference=texts[0]["reference"] if texts else "",
        coarse=any(each["identity"]["choice"] == IdentityChoice.ANONYMOUS for each in texts),
        people=[each["accused"]["name"] for each in texts] if len(keys) > 1 else [],
        opened_before=date_format(before, "j F Y, H:i e") if before else "",
        keep_away=texts[0]["keep_away"] if texts else [],
        ticked=len(texts[0]["keep_away_from"]) if texts else 0,
    )


def _texts(by: Actor, key: Key, *, several: bool) -> Values:
    """Return what the channel shows of the reporter's report, by field. If there are several accused, it names this one."""
    fields = {**SHOWN, CaseCompartment.CASE: ("accused",)} if several else SHOWN
    entries = {kept: key.identity if kept is CaseCompartment.IDENTITY else key.entry for kept in fields}
    wanted = {kept: [(entries[kept], field) for field in some] for kept, some in fields.items()}
    found = open_content(reference=key.case, by=by, rights=[OWN], wanted=wanted)
    return {field: found[entries[kept], field] for kept, some in fields.items() for field in some}
