"""What the Society shows to everybody: its Code, its oath, its register, and how long each step takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import RegisterEntry
from casework.vocabulary import NotSeen
from ledger.clock import now
from policy.deadlines import due_day
from policy.editions import CodeText
from policy.models import CodeEdition, OathEdition, RulebookEdition
from policy.periods import before
from policy.queries import in_force_at, rules_in_force, rules_of, text_of_code
from policy.rules import Rules

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Retention:
    what: str
    period: str


@dataclass(frozen=True, kw_only=True)
class Times:
    """The days of the clocks that concern a reporter, by name, and two dates for a report sent `today`.

    `typed_kept` and `files_kept`: how long an unsent report is kept, in words.
    """

    today: date
    days: Mapping[str, int]
    typed_kept: str
    files_kept: str
    acknowledge_by: date | None
    feedback_by: date | None


@dataclass(frozen=True, kw_only=True)
class Books:
    """The Code and the rules for a report that is written today, and the day from which there has been a Code."""

    code: CodeText
    rules: Rules
    today: date
    first_code: date


def society_day(moment: datetime) -> date:
    """Return the day in the Society's zone, which the rulebook names. DoesNotExist before the first rulebook."""
    return moment.astimezone(ZoneInfo(rules_in_force(moment.date()).zone)).date()


def edition_shown[E: (CodeEdition, OathEdition, RulebookEdition)](kind: type[E], key: str | None) -> tuple[E, list[E]]:
    """Return one edition of Code, oath or rulebook (without a key, the one in force today) and all editions, newest first.

    NotSeen if there is none.
    """
    today = society_day(now())
    found = list(kind.objects.order_by("-in_force_from", "-key"))
    shown = next((each for each in found if (each.key == key if key else each.in_force_from <= today)), None)
    if shown is None:
        raise NotSeen
    return shown, found


def books_at(moment: datetime, stored: Iterable[str] | None = None) -> Books:
    """Return the books for a report that is written at a moment, and the day in the Society's zone.

    One statement, or none with `stored`, as `in_force_at` says. DoesNotExist before the first Code or rulebook.
    """
    found = in_force_at(moment, stored)
    code, rules = text_of_code(found.code), rules_of(found.rulebook)
    return Books(code=code, rules=rules, today=found.today, first_code=found.first_code)


def register(after: str = "") -> tuple[list[RegisterEntry], str]:
    """Return up to 50 live entries, newest decision first, and the place where the next page begins, empty on the last.

    A place that was never given out means the beginning of the list. One query.
    """
    rows = RegisterEntry.objects.filter(live=True).order_by("-decided_on", "id")
    day, _, last = after.partition("_")
    if last.isascii() and last.isdigit() and len(last) < 19 and _is_day(day):
        rows = rows.filter(Q(decided_on__lt=day) | Q(decided_on=day, id__gt=int(last)))
    found = list(rows[: PAGE + 1])
    following = f"{found[PAGE - 1].decided_on.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], following


def times(moment: datetime) -> Times:
    """Return how long a reporter waits for each step, and the dates for a report sent today.

    Feedback is counted from the last day for acknowledging the report. DoesNotExist before the first rulebook.
    """
    return times_from(society_day(moment))


def times_from(day: date, *, slow: bool = False) -> Times:
    """Return the same for a report sent on `day`. If it is `slow`, its first clock waits while it is in the slow lane."""
    rules = rules_in_force(day)
    waits = rules.limits["slow_lane_days"] if slow else 0
    acknowledged = due_day(start=day, extra=waits, rule=rules.clocks["ACK"], calendar=rules.calendar)
    feedback = acknowledged and due_day(start=acknowledged, rule=rules.clocks["FEEDBACK"], calendar=rules.calendar)
    days = {name: rules.clocks[name].days or 0 for name in ("ACK", "SCREEN", "STATUS", "FEEDBACK")}
    return Times(
        today=day,
        days={**days, "LIMITATION_YEARS": rules.clocks["LIMITATION"].years or 0},
        typed_kept=str(rules.retention["unsent_draft"]),
        files_kept=str(rules.retention["unsent_files"]),
        acknowledge_by=acknowledged,
        feedback_by=feedback,
    )


def unsent_since(moment: datetime) -> tuple[datetime, datetime]:
    """Return the moments since which unsent words, and unsent files, are still kept.

    Before the first rulebook nobody can report, so nothing is old.
    """
    try:
        rules = rules_in_force(moment.date())
    except RulebookEdition.DoesNotExist:
        return datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
    zone = ZoneInfo(rules.zone)
    today = moment.astimezone(zone).date()
    days = (before(today, rules.retention[name]) for name in ("unsent_draft", "unsent_files"))
    words, files = (datetime.combine(day, time.min, tzinfo=zone) for day in days)
    return words, files


def keeping(on: date) -> tuple[Retention, ...]:
    """Return how long the rulebook in force on a day keeps each kind of file, shortest first."""
    rules = rules_in_force(on)
    codes = sorted(rules.closing_codes.values(), key=lambda each: each.years or 99)
    since = _("%(period)s after you last saved it; a day if your network began very many within an hour")
    return (
        Retention(what=_("Files of a report that was begun and not sent"), period=str(rules.retention["unsent_files"])),
        Retention(
            what=_("What was typed into a report that was begun and not sent"),
            period=since % {"period": rules.retention["unsent_draft"]},
        ),
        *(Retention(what=f"{each.meaning}", period=_years(each.years)) for each in codes),
    )


def _years(years: int | None) -> str:
    if years is None:
        return _("until readmission")
    words = ngettext("%(years)s year after it was closed", "%(years)s years after it was closed", years)
    return words % {"years": years}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
