"""Deadlines and service, computed from plain values. Periods exclude the first day and end on a business day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from policy.calendars import Calendar
from policy.periods import add_years
from policy.rules import ClockRule

DAY = timedelta(days=1)
SHORT = 7
FURTHEST_HEARING = 366
"""How many days ahead a hearing can be called at most."""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Days on which a clock waited: from `since`, up to but not including `until`."""

    since: date
    until: date


def deadline(*, start: date, days: int, business: bool, calendar: Calendar) -> date:
    """Return the last day of a period of `days` after `start` (not counted itself), rolled forward to a business day.

    Periods of less than seven days are counted in business days, whatever `business` says. ValueError if `days` < 0.
    """
    if days < 0:
        raise ValueError("a period counted forward has no negative length")
    if business or days < SHORT:
        return _business_days_after(start, days, calendar)
    return rolled_forward(start + days * DAY, calendar)


def deadline_in_years(*, start: date, years: int, calendar: Calendar) -> date:
    """Return the last day of a period of whole years after `start`, rolled forward to a business day."""
    return rolled_forward(add_years(start, years), calendar)


def due_day(*, start: date, rule: ClockRule, calendar: Calendar, extra: int = 0) -> date | None:
    """Return the last day of the clock `rule` counted forward from `start`, with `extra` days; None if no days are named."""
    if rule.days is None:
        return None
    business = rule.business or rule.days < SHORT
    return deadline(start=start, days=rule.days + extra, business=business, calendar=calendar)


def counted_back(*, end: date, days: int, calendar: Calendar) -> date:
    """Return the last day on which something due `days` before `end` is in time, rolled back to a business day."""
    day = end - days * DAY
    while not calendar.is_business(day):
        day -= DAY
    return day


def rolled_forward(day: date, calendar: Calendar) -> date:
    """Return `day`, or the first business day after it."""
    while not calendar.is_business(day):
        day += DAY
    return day


def last_moment(day: date, zone: str) -> datetime:
    """Return 23:59:59 of `day` in `zone`, as UTC. A second that occurs twice means the later one."""
    return datetime.combine(day, time(23, 59, 59, fold=1), ZoneInfo(zone)).astimezone(UTC)


def served_by_opening(at: datetime, calendar: Calendar) -> date:
    """Return the day on which opening a letter at `at` counts as service.

    That is the same day before the cut-off on a business day, otherwise the next business day.
    """
    local = at.astimezone(calendar.tz)
    if calendar.is_business(local.date()) and local.time() < calendar.cut_off:
        return local.date()
    return rolled_forward(local.date() + DAY, calendar)


def served_by_post(posted: date, calendar: Calendar) -> date:
    """Return the business day on which a letter posted on `posted` counts as served."""
    return _business_days_after(posted, calendar.post_days, calendar)


def placed_in_channel(on: date, calendar: Calendar) -> date:
    """Return the business day on which a letter placed in a reporter's channel on `on` counts as served."""
    return _business_days_after(on, calendar.channel_days, calendar)


def paused_days(pauses: Iterable[Pause], *, start: date) -> int:
    """Return on how many days after `start` the clock waited; a day in two pauses counts once."""
    total, covered = 0, start
    for pause in sorted(pauses, key=lambda each: each.since):
        since = max(pause.since, covered)
        total += max((pause.until - since).days, 0)
        covered = max(pause.until, covered)
    return total


def with_pauses(
    *, start: date, days: int, business: bool, calendar: Calendar, pauses: Iterable[Pause], extension: int = 0
) -> date:
    """Return the last day of a period with its pauses and extension. Overlapping pauses count once.

    A pause that begins after the end of the period has no effect. A period of business days gets back only the business days
    of a pause. `days` alone decides whether the period counts business days; the extension does not.
    """
    short = business or days in range(1, SHORT)
    _, _, last = _paused(start=start, length=days + extension, short=short, calendar=calendar, pauses=pauses)
    return last


def explain(
    *,
    event: str,
    start: date,
    rule: ClockRule,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extension: int = 0,
    happened: date | None = None,
) -> tuple[str, ...]:
    """Explain when the clock `rule`, started by `event` on `start`, is due, in one sentence per step.

    `happened`: the day of the event, where the time counts from the day on which its letter arrived.
    ValueError for a rule that is not counted in days.
    """
    if rule.days is None:
        raise ValueError(f"{rule.name} is not counted in days")
    short = not rule.back and (rule.business or rule.days < SHORT)
    counted = "backwards from that day" if rule.back else "from the day after"
    said = [
        f"{event} on {_words(start)}; the time is counted {counted}."
        if happened is None
        else f"{event} on {_words(happened)}. It counts as arrived on {_words(start)}; the time is counted {counted}.",
        f"The rule {rule.name}: {rule.days} {'business day' if short else 'day'}{'' if rule.days == 1 else 's'}.",
    ]
    if extension:
        said.append(f"{extension} days were added.")
    if rule.back:
        closing, reached = "The last day to be in time is", start - rule.days * DAY
        last = counted_back(end=start, days=rule.days, calendar=calendar)
    else:
        length = rule.days + extension
        admitted, waited, last = _paused(start=start, length=length, short=short, calendar=calendar, pauses=pauses)
        closing, reached = "The last day is", start + DAY if short else start + (length + waited) * DAY
        said += [f"The time stood still from {_words(each.since)} to {_words(each.until)}." for each in admitted]
        if admitted:
            said.append(f"That is {waited} days in all, days under two pauses counted once.")
    first, until = sorted((reached, last))
    closed = ((day, calendar.closing_reason(day)) for day in _days_between(first, until + DAY))
    said += [f"{_words(day)} is not a business day ({reason})." for day, reason in closed if reason]
    return (*said, f"{closing} {_words(last)}, until 23:59:59 ({calendar.zone}).")


def _paused(
    *, start: date, length: int, short: bool, calendar: Calendar, pauses: Iterable[Pause]
) -> tuple[tuple[Pause, ...], int, date]:
    """Return the pauses that began before a period was over, the days they gave back, and its last day."""
    admitted: tuple[Pause, ...] = ()
    waited, last = 0, deadline(start=start, days=length, business=short, calendar=calendar)
    for pause in sorted(pauses, key=lambda each: (each.since, each.until)):
        if pause.since <= last:
            admitted += (pause,)
            waited = _days_waited(admitted, start, calendar, short=short)
            last = deadline(start=start, days=length + waited, business=short, calendar=calendar)
    return admitted, waited, last


def _days_waited(pauses: Iterable[Pause], start: date, calendar: Calendar, *, short: bool) -> int:
    if not short:
        return paused_days(pauses, start=start)
    days = {day for each in pauses for day in _days_between(each.since + DAY, each.until + DAY)}
    return sum(day > start and calendar.is_business(day) for day in days)


def _days_between(first: date, end: date) -> Iterator[date]:
    """Yield each day from `first` up to but not including `end`."""
    return (first + n * DAY for n in range((end - first).days))


def _business_days_after(day: date, count: int, calendar: Calendar) -> date:
    for _ in range(count):
        day = rolled_forward(day + DAY, calendar)
    return rolled_forward(day, calendar)


def _words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
