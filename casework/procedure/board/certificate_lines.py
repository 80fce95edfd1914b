"""A line of the fairness certificate, what a check reads, and how the certificate writes days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import ngettext

from casework.queries.case.withheld import numbers_told
from casework.record import events as e
from casework.record.state import CaseView


@dataclass(frozen=True, kw_only=True)
class Line:
    """One check: what the record says, whether that is in order, and the number of its entry in the record of the case."""

    name: str | Promise
    found: str
    in_order: bool
    entry: int | None


@dataclass(frozen=True, kw_only=True)
class Read:
    """A case with its record, as the checks read it."""

    view: CaseView
    record: Sequence[e.Recorded]

    def last(self, *kinds: type[e.Event]) -> tuple[int | None, e.Recorded | None]:
        """Return the last entry of these kinds with its number, if that may be told, or nothing."""
        told = numbers_told(self.view, self.record)
        found = [
            (number if number <= told else None, one)
            for number, one in enumerate(self.record, 1)
            if isinstance(one.event, kinds)
        ]
        return found[-1] if found else (None, None)

    def all(self, *kinds: type[e.Event]) -> list[e.Recorded]:
        return [one for one in self.record if isinstance(one.event, kinds)]

    def day(self, one: e.Recorded) -> date:
        return self.view.day_of(one.at)


type Check = Callable[[Read], Line | None]


def days_in_words(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def on_day(day: date) -> str:
    return date_format(day, "j F Y")
