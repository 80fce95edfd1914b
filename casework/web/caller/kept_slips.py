"""What is kept of each report that was taken down until its caller has the slip: its code, then who reported."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse

from accounts.models import User
from casework.access import Actor
from casework.queries.evidence.sealed_drafts import DraftPlace, place_of_page, places_on_page
from casework.vocabulary import ReportWay
from casework.web.drafts.texts import get_draft, keep_typed
from casework.web.requests import read_uuid
from ledger.clock import now
from policy.periods import after
from policy.queries import rules_in_force
from vault.codes import Code, new_code, parse

FILED = "take_report_filed"
CODE, REPORTER, SLIPS, CAME, AT, NUMBER = "code", "reporter", "slips", "came", "at", "number"
"""Names of fields in the draft."""


@dataclass(frozen=True, kw_only=True)
class WaitingSlip:
    """A slip not handed over: its address, when its report was filed (UTC) and how it came, its number and last day."""

    address: str
    at: datetime | None
    came: ReportWay | None
    number: str
    until: date | None

    @property
    def by_phone(self) -> bool:
        return self.came is ReportWay.TELEPHONE


def address_of_slip(place: DraftPlace) -> str:
    return f"{reverse('caller_slip')}?slip={place.about}"


def slips_waiting(by: Actor) -> list[WaitingSlip]:
    """Return the slips that the officer has not handed over, the first report first. One query, and two for each slip."""
    return [waiting_slip(place) for place in places_on_page(by.user.pk, FILED) if reporter_filed(by, place)]


def waiting_slip(place: DraftPlace) -> WaitingSlip:
    kept = get_draft(place)
    at, came = kept.typed.get(AT), kept.typed.get(CAME)
    return WaitingSlip(
        address=address_of_slip(place),
        at=datetime.fromisoformat(at[0]) if at else None,
        came=ReportWay(came[0]) if came else None,
        number=kept.typed.get(NUMBER, [""])[0],
        until=_last_day(kept.saved_at) if kept.saved_at else None,
    )


def _last_day(saved: datetime) -> date:
    """Return the last day on which what was saved then is kept, as `purge_drafts` counts it."""
    rules = rules_in_force(now().date())
    return after(saved.astimezone(ZoneInfo(rules.zone)).date(), rules.retention["unsent_draft"])


def slip_asked(by: Actor, asked: str) -> DraftPlace | None:
    """Return the slip that an address names or, where it names none, the only one that waits. None if there is no such slip.

    Of several, none is guessed: the words of one report would go to the caller of another.
    """
    places = [place for place in places_on_page(by.user.pk, FILED) if not asked or str(place.about) == asked]
    found = [place for place in places if reporter_filed(by, place)]
    return found[0] if len(found) == 1 else None


def is_filed(code: Code) -> bool:
    return User.objects.reporter_with(lookup_id=code.lookup_id) is not None


def slip_begun(by: Actor, mark: str, came: list[str]) -> tuple[DraftPlace, Code | None]:
    """Return the slip of the report with this mark, begun at the first call, and the code with which the report is filed."""
    place = place_of_page(by.user.pk, FILED, mark)
    return place, _code_for(by, place, came)


def _code_for(by: Actor, place: DraftPlace, came: list[str]) -> Code | None:
    """Return the code; None if a slip was made already. Nobody sees this code: the slip gets another one."""
    kept = get_draft(place)
    if kept.typed:
        return parse(kept.typed[CODE][0]) if CODE in kept.typed else None
    code = new_code()
    said = {CODE: [code.digits], CAME: came, AT: [now().isoformat()]}
    _version, other = keep_typed(by, place, said, kept.version)
    return _code_for(by, place, came) if other else code


def reporter_filed(by: Actor, place: DraftPlace) -> UUID | None:
    """Return the reporter whose report was filed, if the caller may still need a slip."""
    kept = get_draft(place)
    if REPORTER in kept.typed:
        return read_uuid(kept.typed[REPORTER][0])
    code = parse(kept.typed[CODE][0]) if CODE in kept.typed else None
    user = User.objects.reporter_with(lookup_id=code.lookup_id) if code else None
    if user is None:
        return None
    # Keep the reporter before a slip replaces the code: after that the code finds nobody.
    known = {name: texts for name, texts in kept.typed.items() if name != CODE}
    keep_typed(by, place, {**known, REPORTER: [str(user.pk)]}, kept.version)
    return user.pk


def slips_made(place: DraftPlace) -> int:
    """Return how often the caller's words were shown."""
    return int(get_draft(place).typed.get(SLIPS, ["0"])[0])


def keep_number(by: Actor, place: DraftPlace, number: str) -> None:
    """Keep the number of the report, by which the officer knows whose slip it is."""
    kept = get_draft(place)
    keep_typed(by, place, {**kept.typed, NUMBER: [number]}, kept.version)


def count_slip(by: Actor, place: DraftPlace, number: int) -> None:
    kept = get_draft(place)
    keep_typed(by, place, {**kept.typed, SLIPS: [str(number)]}, kept.version)
