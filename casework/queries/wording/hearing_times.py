"""When a hearing is, in words: by the clock of the Society and, where it differs, by that of the reader, each zone named."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.record.state.hearing_time import Sitting


@dataclass(frozen=True, kw_only=True)
class HearingTimes:
    """`words` count. `own` says the same where the reader is, and is empty where the clocks agree."""

    on: date
    begins: datetime
    ends: datetime
    words: str
    own: str


def hearing_times(sitting: Sitting | None, zone: str, own: str = "") -> HearingTimes | None:
    """Return a hearing's times for a reader in the zone `own`; without one, the Society's alone. None without a day."""
    if sitting is None:
        return None
    begins, ends = sitting.begins(zone), sitting.ends(zone)
    there = begins.astimezone(ZoneInfo(own or zone))
    differs = there.utcoffset() != begins.astimezone(ZoneInfo(zone)).utcoffset()
    return HearingTimes(
        on=sitting.on,
        begins=begins,
        ends=ends,
        words=_span(begins, ends, zone),
        own=_own(begins, ends, own, day=sitting.on) if own and differs else "",
    )


def place_of_zone(zone: str) -> str:
    """Return the city by which a zone is known."""
    return zone.rpartition("/")[2].replace("_", " ")


def _span(begins: datetime, ends: datetime, zone: str) -> str:
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (begins, ends))
    named = {"begins": f"{first:%H:%M}", "ends": f"{last:%H:%M}", "place": place_of_zone(zone)}
    return _("%(begins)s to about %(ends)s, %(place)s time") % named


def _own(begins: datetime, ends: datetime, zone: str, *, day: date) -> str:
    there = begins.astimezone(ZoneInfo(zone))
    said = {"span": _span(begins, ends, zone), "day": date_format(there, "l j F")}
    return _("Where you are: %(span)s") % said if there.date() == day else _("Where you are: %(day)s, %(span)s") % said
