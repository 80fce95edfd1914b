"""The invariant about what those who decide could read."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from casework.queries.invariants.base import History, Told, invariant
from casework.record import events as e
from casework.record.rights import ACCUSED
from casework.record.state import CaseView
from casework.vocabulary import Seat
from policy.deadlines import counted_back, deadline

SERVICE = (e.LetterOpened, e.ServiceProven, e.NoticeAcknowledged, e.LetterDeemedServed, e.NonReceiptProven)
OF_A_PANEL = (e.ServedItemsOfHearingListed, e.ServedItemsOfFindingsListed)


@invariant(19, "Those who decide could open only what had been served on the member, and in time.")
def nobody_decides_on_what_was_not_served(history: History) -> Iterator[str]:
    """Yield acts of a body with an item in its list that no letter, bundle or filing had brought to the member in time.

    The days are taken from the events of service alone, not from the rule that opened the items.
    """
    days: set[date] = set()
    filed: dict[UUID, tuple[int, date, Seat]] = {}
    opened: int | None = None
    for number, step in enumerate(history.steps):
        event, day = step.happened.event, step.before.day_of(step.happened.at)
        filed[event.id] = (number, day, step.happened.role)
        if isinstance(event, SERVICE) and event.reader is Seat.RESPONDENT:
            days |= {event.served_on} if event.served_on else set()
        elif isinstance(event, e.BundleServed):
            days.add(_business_days(day, "bundle_served_days", step.before))
        elif isinstance(event, e.ResponseFiled | e.MinuteWritten | e.MinuteCorrected):
            days.add(day)
        elif isinstance(event, e.HearingOpened):
            opened = number
        elif isinstance(event, e.ServedItemsListed):
            for entry, served in zip(event.entries, event.served_on, strict=True):
                if problem := _why_unserved(step, filed.get(entry), served, days, opened):
                    yield f"{step} lists {entry}, {problem}"


@invariant(
    20,
    "A letter counts as served by time only after two reminders and eleven business days, on a member who was reached before;"
    " never the notice, and the decision only if it was posted as well.",
)
def time_alone_serves_no_letter(history: History) -> Iterator[str]:
    """Yield letters that count as served by time although something is missing. It reads the events alone."""
    told: dict[UUID, Told] = {}
    reached = False
    reminded: dict[UUID, list[date]] = {}
    posted: set[UUID] = set()
    for step in history.steps:
        event = step.happened.event
        told[event.id] = step
        match event:
            case e.LetterDeemedServed():
                days = reminded.get(event.about, [])
                if problem := _why_not_by_time(step, told.get(event.about), days, reached, event.about in posted):
                    yield f"{step} serves {event.about} by time, {problem}"
            case e.ReaderReminded():
                reminded.setdefault(event.about, []).append(event.sent_on)
            case e.ServiceProven(served_on=None):
                posted.add(event.about)
            case e.LetterOpened() | e.NoticeAcknowledged() | e.ServiceProven() | e.NonReceiptProven():
                reached = reached or event.reader is Seat.RESPONDENT


def _why_not_by_time(step: Told, letter: Told | None, reminded: list[date], reached: bool, posted: bool) -> str | None:
    event = step.happened.event
    assert isinstance(event, e.LetterDeemedServed)
    if letter is None or isinstance(letter.happened.event, e.NoticeServed | e.NoticeServedAgain):
        return "which no time serves"
    if isinstance(letter.happened.event, e.BoardDecided | e.SlipCorrected) and not posted:
        return "though it was not posted"
    if not reached:
        return "though the member was never reached"
    if len(event.reminded_on) < 2 or not set(event.reminded_on) <= set(reminded):
        return "without two reminders"
    sent = step.before.day_of(letter.happened.at)
    if event.served_on < _business_days(sent, "deemed_service_days", step.before):
        return "before its days were over"
    return "before its day had come" if event.served_on > step.before.day_of(step.happened.at) else None


def _business_days(day: date, limit: str, view: CaseView) -> date:
    return deadline(start=day, days=view.rules.limits[limit], business=True, calendar=view.rules.calendar)


def _why_unserved(
    step: Told, filed: tuple[int, date, Seat] | None, served: date, days: set[date], opened: int | None
) -> str | None:
    if filed is None:
        return "which is not in the record"
    number, on, role = filed
    if role in ACCUSED:
        return None if served == on else "which the member filed on another day"
    if served < on or served not in days:
        return "on a day on which nothing was served"
    view, event = step.before, step.happened.event
    if isinstance(event, OF_A_PANEL) and served > _last_day(view, since=opened is not None and number > opened):
        return "which was served too late for the panel"
    if isinstance(event, e.ServedItemsOfBallotListed) and _day_of_ballot(view, served) > view.today:
        return "which was served too late for the board"
    return None


def _last_day(view: CaseView, *, since: bool) -> date:
    """Return the last day of service of what a panel may read: for what came `since` the hearing was opened, or before."""
    rules = view.rules
    if since or view.hearing.on is None:
        return view.today
    return counted_back(end=view.hearing.on, days=rules.clocks["BUNDLE"].days or 0, calendar=rules.calendar)


def _day_of_ballot(view: CaseView, served: date) -> date:
    """Return the day after which a ballot may open on papers that were served on a day."""
    rule = view.rules.clocks["BOARD_PAPERS"]
    return deadline(start=served, days=rule.days or 0, business=rule.business, calendar=view.rules.calendar)
