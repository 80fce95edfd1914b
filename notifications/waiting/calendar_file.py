"""A person's dates as a calendar file to download (RFC 5545): what ends on which day, and no case, name or reference.

A calendar may be copied to places outside the Society, so a line holds only the day and the words of the notification.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from casework.models import Turn
from casework.record.state.hearing_time import Sitting
from casework.verbs import VERBS
from casework.vocabulary import ClockName, Verb
from ledger.clock import now
from notifications.models import Item
from notifications.topics.table import TOPICS, Topic
from policy.queries import name_of_body, rules_in_force


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A whole day in a calendar, or the time between two moments of it, which the file has in UTC.

    `key` is what makes its id: the same key is the same entry of a calendar.
    """

    key: bytes
    day: date
    words: str
    begins: datetime | None = None
    ends: datetime | None = None


def calendar_file(items: Iterable[Item], turns: Iterable[Turn] = ()) -> bytes:
    """Return the file with one whole day for each item, which must have a `due`, and for each expected step."""
    zone = ZoneInfo(rules_in_force(now().date()).zone)
    dated = []
    for item in items:
        if item.due is None:
            raise ValueError("an item without a day is in no calendar")
        begins = item.due if item.topic == Topic.HEARING else None
        day = item.due.astimezone(zone).date()
        dated.append(Dated(key=item.pk.bytes, day=day, words=_words(item), begins=begins))
    for turn in turns:
        day, words = turn.due.astimezone(zone).date(), str(VERBS[Verb(turn.step)].label)
        dated.append(Dated(key=turn.case_id.bytes + turn.step.encode(), day=day, words=words))
    return write_calendar(dated)


def hearing_in_calendar(key: bytes, sitting: Sitting, zone: str) -> Dated:
    """Return a hearing between its hours. `zone` is the Society's."""
    begins, ends = sitting.begins(zone), sitting.ends(zone)
    return Dated(key=key, day=sitting.on, words=str(TOPICS[Topic.HEARING].words), begins=begins, ends=ends)


def write_calendar(dated: Iterable[Dated]) -> bytes:
    """Return the file with these days."""
    moment = now().replace(hour=0, minute=0, second=0, microsecond=0)
    calendar = Calendar()
    calendar.add("prodid", "-//Oathbound//What waits for you//EN")
    calendar.add("version", "2.0")
    for one in dated:
        event = Event()
        event.add("uid", _uid(one.key))
        event.add("dtstamp", moment)
        event.add("dtstart", one.begins.astimezone(UTC) if one.begins else one.day)
        event.add("dtend", one.ends.astimezone(UTC) if one.ends else one.begins or one.day + timedelta(days=1))
        event.add("summary", f"{one.words} – {name_of_body() or 'Oathbound'}")
        event.add("class", "PRIVATE")
        event.add("transp", "OPAQUE" if one.begins else "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _words(item: Item) -> str:
    words = TOPICS[Topic(item.topic)].words
    return f"{words}: {ClockName(item.clock).label}" if item.clock else str(words)


def _uid(key: bytes) -> str:
    """Return an id that stays the same in each download, so that a calendar shows a date once. It reveals nothing."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"calendar\0" + key, hashlib.sha256).hexdigest()
    return f"{digest[:32]}@{settings.MAIL_DOMAIN}"
