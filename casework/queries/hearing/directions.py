"""The standard directions for a hearing: what is due from whom before its day, and why then, by the rulebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.record.state import CaseView
from casework.record.state.hearing_notice import first_hearing_day, last_day_of_notice
from casework.vocabulary import CaseState, ClockName
from policy.calendars import Calendar
from policy.deadlines import counted_back, deadline, rolled_forward
from policy.deemed_service import last_notice_of_pages


@dataclass(frozen=True, kw_only=True)
class Direction:
    """A line: what is due, from whom, by which day, and why then. `said`: the sentence in the member's notice."""

    what: str | Promise
    who: str | Promise
    by: date
    why: str | Promise
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Directions:
    """The lines for a day. `is_set`: the hearing is called for it; otherwise it is the first day on which one can be held.

    `closed`: why the day is no business day, or empty.
    """

    day: date
    is_set: bool
    days_ahead: int
    closed: str
    lines: tuple[Direction, ...]


BOTH = gettext_lazy("Both sides")


def directions_for(view: CaseView, wanted: date | None = None) -> Directions:
    """Return the directions for a `wanted` day, else for that of the hearing or the first on which it can be held. No query."""
    calendar = view.rules.calendar
    day = wanted or view.hearing.on or first_hearing_day(view, _notice_can_arrive(view))
    return Directions(
        day=day,
        is_set=day == view.hearing.on,
        days_ahead=(day - view.today).days,
        closed=calendar.closing_reason(day) or "",
        lines=tuple(_lines(view, day, calendar)),
    )


def _notice_can_arrive(view: CaseView) -> date:
    """Return the first day on which the notice of a hearing can arrive: the time to challenge the panel has to be over."""
    rules, run = view.rules, view.clock(ClockName.PANEL_CHALLENGE)
    rule = rules.clocks[ClockName.PANEL_CHALLENGE]
    if view.state is not CaseState.PANEL_FORMING:
        return view.today
    if run is None or run.about != view.panel.listed or run.due is None:
        last = deadline(start=view.today, days=rule.days or 0, business=rule.business, calendar=rules.calendar)
    else:
        last = view.day_of(run.due)
    return max(view.today, rolled_forward(last + timedelta(days=1), rules.calendar))


def _lines(view: CaseView, day: date, calendar: Calendar) -> Iterator[Direction]:
    clocks = {name: view.rules.clocks[name].days or 0 for name in LINES}
    bundle = counted_back(end=day, days=clocks[ClockName.BUNDLE], calendar=calendar)
    ahead = {name: counted_back(end=day, days=days, calendar=calendar) for name, days in clocks.items()}
    requests = counted_back(end=bundle, days=clocks[ClockName.REQUEST], calendar=calendar)
    answered = ngettext(
        "it is answered within %(n)d day", "it is answered within %(n)d days", clocks[ClockName.REQUEST]
    )
    yield Direction(
        what=_("The notice of the hearing has arrived"),
        who=_("Adviser"),
        by=ahead[ClockName.HEARING_NOTICE],
        why=_arrived(view, day) or _why(day, clocks[ClockName.HEARING_NOTICE], calendar),
    )
    yield Direction(
        what=_("Witnesses, documents and adjustments are asked for, and what each witness will say"),
        who=BOTH,
        by=requests,
        why=_("%(answered)s, before the bundle counts") % {"answered": answered % {"n": clocks[ClockName.REQUEST]}},
        said=_(
            "If you want a witness, a document or an adjustment, ask for it by %(day)s, and write what each witness will say."
        )
        % _named(requests),
    )
    pages, last_pages = view.rules.limits["bundle_served_days"], last_notice_of_pages(bundle, view.rules)
    yield Direction(
        what=_("The last pages of the bundle go out"),
        who=_("Investigator"),
        by=last_pages,
        why=ngettext(
            "they count as served %(n)d business day after their notice",
            "they count as served %(n)d business days after their notice",
            pages,
        )
        % {"n": pages},
        said=_("The last pages of the bundle go out to you by %(day)s.") % _named(last_pages),
    )
    yield Direction(
        what=_("The bundle counts as served; the last filings of the member without leave"),
        who=BOTH,
        by=bundle,
        why=_why(day, clocks[ClockName.BUNDLE], calendar),
        said=_(
            "By %(day)s you have every paper the panel reads. What comes later is not used unless you agree. Send what you "
            "want the panel to read by that day too: later the chair has to allow it."
        )
        % _named(bundle),
    )
    yield Direction(
        what=_("The last new allegation"),
        who=_("Chair"),
        by=ahead[ClockName.NEW_CHARGES],
        why=_why(day, clocks[ClockName.NEW_CHARGES], calendar),
        said=_("Nothing can be added to the allegations after %(day)s.") % _named(ahead[ClockName.NEW_CHARGES]),
    )
    yield Direction(
        what=_("The hearing"),
        who=_("Everyone who was called"),
        by=day,
        why=_("as it was ordered") if day == view.hearing.on else _("if it is ordered"),
    )


LINES = (ClockName.HEARING_NOTICE, ClockName.REQUEST, ClockName.BUNDLE, ClockName.NEW_CHARGES)


def _named(day: date) -> dict[str, str]:
    return {"day": date_format(day, "l j F Y")}


def _arrived(view: CaseView, day: date) -> str:
    """Say on which day the notice of the day that is set arrived, and until when its days run; empty until it has."""
    run, last = view.clock(ClockName.HEARING_NOTICE), last_day_of_notice(view)
    if day != view.hearing.on or run is None or run.counts_from is None or last is None:
        return ""
    named = {"day": date_format(run.counts_from, "j F"), "last": date_format(last, "j F")}
    return _("it arrived on %(day)s; its days end on %(last)s, and the hearing has to be after that") % named


def _why(day: date, days: int, calendar: Calendar) -> str:
    """Say how a day was counted back; and why it is an earlier one, where the day itself is no business day."""
    counted = day - timedelta(days=days)
    said = ngettext("%(n)d day before", "%(n)d days before", days) % {"n": days}
    reason = calendar.closing_reason(counted)
    if reason is None:
        return said
    named = {"said": said, "day": date_format(counted, "j F"), "reason": reason}
    return _("%(said)s; %(day)s is no business day (%(reason)s), so it counts back") % named
