"""Which days are business days, and when a business day ends. Plain values; no clock is read here."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

import holidays


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The Society's calendar: zone, weekend (Monday is 0), public holidays by country, own closing days, cut-off time.

    `post_days` and `channel_days` are the business days after which post, and a letter in a reporter's channel, count
    as served.
    """

    zone: str
    country: str
    subdivision: str | None
    weekend: frozenset[int]
    cut_off: time
    post_days: int = 2
    channel_days: int = 2
    closed: tuple[tuple[date, str], ...] = ()

    def is_business(self, day: date) -> bool:
        return self.closing_reason(day) is None

    def closing_reason(self, day: date) -> str | None:
        """Return why `day` is no business day, in words; None when it is one."""
        if day.weekday() in self.weekend:
            return day.strftime("%A")
        own = dict(self.closed).get(day)
        return own or _public_holidays(self.country, self.subdivision, day.year).get(day)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@cache
def _public_holidays(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays(country, subdiv=subdivision, years=year))
