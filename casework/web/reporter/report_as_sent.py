"""A report as its reporter sent it: the rows of the page that checked it, made again from what is sealed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext, gettext_noop

from casework.forms.complaint import QUESTIONS
from casework.forms.complaint.base import NO_ANSWER, Asked, Words
from casework.forms.complaint.conduct import DAYS_SEALED, ONGOING
from casework.forms.complaint.people import PARTS
from casework.forms.offices import ticked_in_words
from casework.models import Case
from casework.queries.case.own_acts import OwnAct
from casework.queries.rulebook.published import Books
from casework.vocabulary import IdentityChoice
from casework.vocabulary.report_fields import TABLE

type Answers = dict[str, Any]

NONE_CHOSEN = gettext_noop("You chose none. We look which ones fit.")
SEALED_NAME = gettext_noop("Sealed: only you can read it, here.")
OPEN_NAME = gettext_noop("Those who look into the case may read it.")


class Answered(NamedTuple):
    """One answer: what was asked, what was answered, and who reads it if that is not plain."""

    key: Words
    value: str
    hint: str = ""


def report_as_sent(case: Case, act: OwnAct, texts: Mapping[Any, Any]) -> list[Answered]:
    """Return every answer that a report holds, in the order and words of its check. The files are entries of their own."""
    sealed = {text.field: texts.get((text.entry, text.field)) for text in act.texts}
    asked = Asked(find=lambda: _books_of(case))
    return [row for page, said in _pages(sealed, act, asked) for row in _rows(page, said, asked)]


def _books_of(case: Case) -> Books:
    return Books(code=case.rulebook.code.text, rules=case.view.rules, today=case.view.today, first_code=case.view.today)


def _pages(sealed: Mapping[str, Any], act: OwnAct, asked: Asked) -> Iterator[tuple[str, Answers]]:
    """Yield the answers of each page as its form holds them."""
    particulars, identity = sealed.get("particulars") or {}, sealed.get("identity") or {}
    table = _of_table({**particulars, "narrative": sealed.get("narrative")})
    yield "what", table
    yield "who", _people([sealed.get("accused") or {}, *(sealed.get("also_accused") or ())])
    yield "when", table | _days(particulars)
    yield (
        "commitments",
        {
            "commitments": [*map(str, act.commitments or ())],
            "help_asked": particulars.get("help_asked"),
        },
    )
    yield "elsewhere", table
    yield "you", {"choice": identity.get("choice")}
    if identity.get("choice") != IdentityChoice.ANONYMOUS:
        yield "contact", {**identity, "notify": bool(sealed.get("notify"))}
    ticked = sealed.get("keep_away_from")
    yield (
        "keep-away",
        {
            "keep_away": sealed.get("keep_away"),
            "keep_away_from": ticked_in_words(ticked, asked.offices) if ticked else (),
        },
    )
    yield "risk", table


def _of_table(sealed: Answers) -> Answers:
    """Return the answers to the fields of the table. One with details is sealed with them below it."""
    found: Answers = {}
    for field in TABLE:
        found[field.name] = sealed.get(field.key)
        if field.details:
            found[field.name], _, found[f"{field.name}_details"] = str(sealed.get(field.key) or "").partition("\n")
    return found


def _people(accused: list[Answers]) -> Answers:
    parts = {f"{part}_{place}": one.get(part) for place, one in enumerate(accused, start=1) for part in PARTS}
    return {**parts, "people": len(accused), "unknown": any(one.get("unknown") for one in accused)}


def _days(particulars: Answers) -> Answers:
    """Return the days as they were given. A report of one day has it as the last day too, which nobody typed."""
    exact = {key: date.fromisoformat(day) for key in DAYS_SEALED if (day := particulars.get(key))}
    if exact.get("last_day") == exact.get("first_day"):
        exact.pop("last_day", None)
    days = particulars.get("days_said") or exact
    kind = ONGOING if particulars.get("ongoing") else particulars.get("lasted")
    return {"kind": kind, **{name: days.get(key) for key, name in DAYS_SEALED.items()}}


def _rows(page: str, said: Answers, asked: Asked) -> Iterator[Answered]:
    if not any(said.values()):
        if page == "commitments":
            yield Answered(QUESTIONS[page].short, gettext(NONE_CHOSEN))
        return
    form = QUESTIONS[page](asked=asked, initial={"people": str(said.get("people", 1))})
    form.cleaned_data = said
    for key, value in form.rows_to_check():
        if value != gettext(NO_ANSWER):
            yield Answered(key, value, _who_reads(said) if value == said.get("name") else "")


def _who_reads(said: Answers) -> str:
    return gettext(SEALED_NAME if said["choice"] == IdentityChoice.CONFIDENTIAL else OPEN_NAME)
