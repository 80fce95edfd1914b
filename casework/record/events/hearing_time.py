"""The day and the hour of a hearing, as the events that set them say it."""

from dataclasses import dataclass
from datetime import date, time

USUAL_HOUR = time(10)
USUAL_MINUTES = 240


@dataclass(frozen=True, kw_only=True)
class HearingTime:
    """A day, the hour at which a hearing begins there by the clock of the Society, and how many minutes it is to last."""

    hearing_on: date
    hearing_at: time = USUAL_HOUR
    hearing_minutes: int = USUAL_MINUTES
