"""What the Society shows to everybody: its Code, its oath, its register, and how long things take there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import RegisterEntry
from casework.vocabulary import NotSeen
from policy.deadlines import due_day
from policy.editions import CodeText
from policy.models import CodeEdition, OathEdition, RulebookEdition
from policy.queries import code_and_day, rules_in_force, text_of_code
from policy.retention import unsent_files_since, unsent_words_since

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class CommitmentShown:
    """One commitment: the Society's own words as `text`, and what explains them."""

    number: int
    title: str
    text: str
    explanation: str
    examples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CodeShown:
    """One edition of the Code."""

    key: str
    title: str
    body: str
    valid_from: date
    preamble: tuple[str, ...]
    commitments: tuple[CommitmentShown, ...]


@dataclass(frozen=True, kw_only=True)
class OathShown:
    """One edition of the oath, its paragraphs joined by empty lines."""

    key: str
    title: str
    valid_from: date
    introduction: str
    text: str


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """One edition in the list of all; `key` is its address."""

    key: str
    title: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class Retention:
    """What is kept, and for how long, in words."""

    what: str
    period: str


@dataclass(frozen=True, kw_only=True)
class Times:
    """The days of the clocks a reporter meets, by their names, and two dates for a report sent `today`.

    `typed_kept` and `files_kept`: how long an unsent report is kept, in words.
    """

    today: date
    days: Mapping[str, int]
    typed_kept: str
    files_kept: str
    acknowledge_by: date | None
    feedback_by: date | None


def society_day(moment: datetime) -> date:
    """Return the day it is for the Society. Its zone is the rulebook's. DoesNotExist before the first rulebook."""
    return moment.astimezone(ZoneInfo(rules_in_force(moment.date()).zone)).date()


def society() -> str:
    """Return the name of the body whose Code this is, empty before the first edition. One query."""
    return CodeEdition.objects.order_by("-in_force_from").values_list("body", flat=True).first() or ""


def code_shown(key: str | None, on: date) -> tuple[CodeShown, tuple[EditionLine, ...]]:
    """Return one edition of the Code, or the one in force on a day, and the list of all, newest first. NotSeen if none."""
    found = list(CodeEdition.objects.order_by("-in_force_from"))
    wanted = [each for each in found if (each.key == key if key else each.in_force_from <= on)]
    if not wanted:
        raise NotSeen
    return code_of(wanted[0].text), tuple(_line(each) for each in found)


def code_asked(moment: datetime) -> tuple[CodeShown, date]:
    """Return the Code that a report written at a moment is about, and the Society's day. One statement.

    DoesNotExist before the first Code or rulebook.
    """
    code, today = code_and_day(moment)
    return code_of(text_of_code(code)), today


@cache
def code_of(text: CodeText) -> CodeShown:
    """Return a Code as it is shown."""
    return CodeShown(
        key=text.key,
        title=text.title,
        body=text.body,
        valid_from=text.in_force_from,
        preamble=text.preamble,
        commitments=tuple(
            CommitmentShown(number=c.number, title=c.title, text=c.text, explanation=c.plain, examples=c.examples)
            for c in text.commitments
        ),
    )


def oath_shown(key: str | None, on: date) -> tuple[OathShown, tuple[EditionLine, ...]]:
    """Return one edition of the oath, or the one in force on a day, and the list of all, newest first. NotSeen if none."""
    found = list(OathEdition.objects.order_by("-in_force_from", "-key"))
    wanted = [each for each in found if (each.key == key if key else each.in_force_from <= on)]
    if not wanted:
        raise NotSeen
    text = wanted[0].text
    shown = OathShown(
        key=text.key,
        title=text.title,
        valid_from=text.in_force_from,
        introduction=text.introduction,
        text="\n\n".join(text.pledge),
    )
    return shown, tuple(_line(each) for each in found)


def register(after: str = "") -> tuple[list[RegisterEntry], str]:
    """Return up to 50 live entries, newest decision first, and where the next page begins, empty on the last. One query.

    A place nobody was given is the beginning of the list.
    """
    rows = RegisterEntry.objects.filter(live=True).order_by("-decided_on", "id")
    day, _, last = after.partition("_")
    if last.isascii() and last.isdigit() and len(last) < 19 and _is_day(day):
        rows = rows.filter(Q(decided_on__lt=day) | Q(decided_on=day, id__gt=int(last)))
    found = list(rows[: PAGE + 1])
    following = f"{found[PAGE - 1].decided_on.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], following


def times(moment: datetime) -> Times:
    """Return how long the steps take that a reporter waits for, and the dates for a report sent today.

    Feedback is counted from the latest day on which the report may be acknowledged. DoesNotExist before the first rulebook.
    """
    return times_from(society_day(moment))


def times_from(day: date, *, slow: bool = False) -> Times:
    """Return the same for a report sent on `day`; for a `slow` one, whose first clock waits while it is in the slow lane."""
    rules = rules_in_force(day)
    waits = rules.limits["slow_lane_days"] if slow else 0
    acknowledged = due_day(start=day, extra=waits, rule=rules.clocks["ACK"], calendar=rules.calendar)
    feedback = acknowledged and due_day(start=acknowledged, rule=rules.clocks["FEEDBACK"], calendar=rules.calendar)
    days = {name: rules.clocks[name].days or 0 for name in ("ACK", "SCREEN", "STATUS", "FEEDBACK")}
    years = {"LIMITATION_YEARS": rules.clocks["LIMITATION"].years or 0}
    return Times(
        today=day,
        days={**days, **years},
        typed_kept=str(rules.retention["unsent_draft"]),
        files_kept=str(rules.retention["unsent_files"]),
        acknowledge_by=acknowledged,
        feedback_by=feedback,
    )


def unsent_since(moment: datetime) -> tuple[datetime, datetime]:
    """Return from when on unsent words, and unsent files, are still kept at a moment.

    Before the first rulebook there is nothing to report to, and nothing is old.
    """
    try:
        rules = rules_in_force(moment.date())
    except RulebookEdition.DoesNotExist:
        return datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
    zone = ZoneInfo(rules.zone)
    today = moment.astimezone(zone).date()
    days = unsent_words_since(today, rules), unsent_files_since(today, rules)
    words, files = (datetime.combine(day, time.min, tzinfo=zone) for day in days)
    return words, files


def keeping(on: date) -> tuple[Retention, ...]:
    """Return how long each kind of file is kept, the shortest first, by the rulebook in force on a day."""
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
    return ngettext("%(years)s year after it was closed", "%(years)s years after it was closed", years) % {
        "years": years
    }


def _line(edition: CodeEdition | OathEdition) -> EditionLine:
    return EditionLine(key=edition.key, title=edition.title, valid_from=edition.in_force_from)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
