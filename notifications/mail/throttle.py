"""Limits mails: one a day to an address that a reporter typed, and an hour between mails to the two sides of a report.

The cache holds the time of the last mail under keyed digests, which reveal neither address nor report.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches

from accounts.keys import keyed_digests
from casework.models import Case
from casework.record.rights import ACCUSED
from casework.vocabulary import Seat
from notifications.models import Message

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ASKING = timedelta(minutes=5)
SOONEST, LATEST = timedelta(hours=1), timedelta(hours=6)
SIDES: Mapping[Seat, str] = {Seat.COMPLAINANT: "reporter"} | dict.fromkeys(ACCUSED, "accused")


def random_delay(moment: datetime) -> datetime:
    """Return a random moment one to six hours later, so that the time of a mail to one side tells the other nothing."""
    return moment + SOONEST + timedelta(seconds=secrets.randbelow(int((LATEST - SOONEST).total_seconds())))


class Claim:
    """A lock for one mail at a time, with a note by the last mail that left. A dead process holds it for 5 minutes at most."""

    def __init__(self, purpose: str, whose: str) -> None:
        self._key = f"{purpose}:{keyed_digests(purpose, whose.encode())[0].hex()}"

    def take(self) -> bool:
        return caches["strict"].add(f"{self._key}:asking", True, ASKING.total_seconds())

    def give_back(self) -> None:
        caches["strict"].delete(f"{self._key}:asking")

    def last_note(self) -> Any:
        return caches["strict"].get(self._key)

    def note(self, value: object, lasts: timedelta) -> None:
        caches["strict"].set(self._key, value, lasts.total_seconds())


def hour_of_case(case: Case) -> Claim:
    """Return the claim whose note says to which side of a report the last mail left, and when."""
    return Claim("mail-hour", str(case.linked))


@dataclass(frozen=True, kw_only=True, repr=False)
class MailThrottle:
    """The throttle of one mail due at `moment`. Its repr is empty, so that no log can contain the address."""

    message: Message
    address: str
    moment: datetime

    def claim_departure(self) -> datetime | None:
        """Return `moment` if the mail may leave now, and hold all locks; else the time of the next attempt, or None for never.

        A reporter's letter placed before today's mail left needs no mail of its own: that mail announces it too. A letter
        placed later waits until the day is over.
        """
        taken = [claim for claim in self._claims if claim.take()]
        due = self._due() if len(taken) == len(self._claims) else self.moment + MINUTE
        if due != self.moment:
            for claim in taken:
                claim.give_back()
        return due

    def release(self, *, left: bool) -> None:
        """Release the locks, and if the mail has left, note that on them."""
        if left and self._day:
            self._day.note(self.moment, DAY)
        if left and self._hour:
            self._hour.note((self._side, self.moment), HOUR)
        for claim in self._claims:
            claim.give_back()

    def _due(self) -> datetime | None:
        last = self._day.last_note() if self._day else None
        if last is not None and self.moment < last + DAY:
            return last + DAY if self.message.placed_at > last else None
        side, left = (self._hour and self._hour.last_note()) or (self._side, self.moment)
        return random_delay(self.moment) if side != self._side and self.moment < left + HOUR else self.moment

    @property
    def _claims(self) -> list[Claim]:
        return [claim for claim in (self._day, self._hour) if claim]

    @property
    def _side(self) -> str | None:
        return SIDES.get(Seat(self.message.seat))

    @property
    def _day(self) -> Claim | None:
        """The daily limit of an unverified address: case is ignored, and `me+one@` counts as `me@`."""
        local, _, domain = self.address.strip().lower().rpartition("@")
        typed = self.message.seat == Seat.COMPLAINANT
        return Claim("mail-day", f"{local.partition('+')[0]}@{domain}") if typed else None

    @property
    def _hour(self) -> Claim | None:
        return hour_of_case(self.message.case) if self._side else None
