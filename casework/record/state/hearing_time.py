"""When a hearing begins and ends, by the clock of the Society and by that of the reader."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES, HearingTime


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A hearing on a day, from an hour of the Society's clock on, for so many minutes."""

    on: date
    at: time = USUAL_HOUR
    minutes: int = USUAL_MINUTES

    def begins(self, zone: str) -> datetime:
        """Return the moment at which it begins, in UTC. `zone` is the Society's."""
        return datetime.combine(self.on, self.at, ZoneInfo(zone)).astimezone(UTC)

    def ends(self, zone: str) -> datetime:
        return self.begins(zone) + timedelta(minutes=self.minutes)


def sitting_of(event: HearingTime) -> Sitting:
    return Sitting(on=event.hearing_on, at=event.hearing_at, minutes=event.hearing_minutes)
