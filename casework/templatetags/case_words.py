"""Words, tones and lookups for templates: no decision is taken here."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.record.events import label_of
from casework.vocabulary import CaseState, ClockName, ClosingCode, Seat
from casework.vocabulary.record_words import IDENTITIES
from casework.vocabulary.words import CLOCKS, CLOSINGS, SEATS, STATES
from ledger.canonical import Values

register = template.Library()
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
CODES: Mapping[str, Promise] = {choice.value: words for choice, words in IDENTITIES.items()}

TONES: Mapping[CaseState, str] = {
    CaseState.SUBMITTED: "new",
    CaseState.SCREENING: "work",
    CaseState.INFORMATION_REQUESTED: "wait",
    CaseState.EARLY_RESOLUTION: "wait",
    CaseState.DISMISSED: "done",
    CaseState.DISMISSAL_REVIEW: "work",
    CaseState.INVESTIGATION: "work",
    CaseState.AWAITING_RESPONSE: "wait",
    CaseState.RESPONSE_REVIEW: "work",
    CaseState.CASE_TO_ANSWER: "vote",
    CaseState.CONSENT_PROPOSED: "wait",
    CaseState.PANEL_FORMING: "work",
    CaseState.HEARING: "work",
    CaseState.DELIBERATION: "vote",
    CaseState.BOARD_DECISION: "vote",
    CaseState.APPEAL_WINDOW: "wait",
    CaseState.APPEAL: "vote",
    CaseState.MONITORING: "calm",
    CaseState.CLOSED: "done",
}


@register.filter
def state_words(state: str) -> Promise | str:
    """Return a state in words."""
    return STATES[CaseState(state)] if state else ""


@register.filter
def state_tone(state: str) -> str:
    """Return the tone of a state's tag."""
    return TONES[CaseState(state)] if state else "calm"


@register.filter
def seat_words(seat: str) -> Promise | str:
    """Return a seat in words."""
    return SEATS[Seat(seat)] if seat else ""


@register.filter
def clock_name(name: str) -> Promise | str:
    """Return a clock in words."""
    return CLOCKS[ClockName(name)] if name else ""


@register.filter
def closing_words(code: str) -> Promise | str:
    """Return a closing code in words."""
    return CLOSINGS[ClosingCode(code)] if code else ""


@register.filter
def days_words(days: int) -> str:
    """Return how far away a due day is, in words."""
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


@register.filter
def moment_in(moment: datetime, zone: str) -> str:
    """Return a moment as the clock on the wall of a zone shows it, with the zone named."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(there, 'j F Y, H:i')} {there.tzname()} ({zone})"


@register.filter
def clock_tone(days: int) -> str:
    """Return the tone of a clock: late, soon or calm."""
    return "late" if days < 0 else "soon" if days <= 5 else "calm"


@register.filter
def of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Return what a mapping holds under a key, or None."""
    return mapping.get(key)


@register.filter
def text_of(texts: Mapping[Any, Any], text: Any) -> Any:
    """Return the opened text of a sealed field, or None where it was left empty."""
    return texts.get((text.entry, text.field))


@register.filter
def field_words(name: str) -> Promise | str:
    """Return a field's name in words; a name that its author gave stays."""
    return label_of(name)


@register.simple_tag(takes_context=True)
def key_words(context: Values, key: str) -> Promise | str:
    """Return what a part of a sealed text is about: an allegation in words, where a page's `alleged` has it by this key."""
    alleged: Mapping[str, str] = context.get("alleged") or {}
    return alleged[key] if key in alleged else field_words(key)


@register.simple_tag(takes_context=True)
def plain_words(context: Values, value: object) -> str:
    """Return a plain value as people read it: yes for true, a day as a date, a code in words, a text as it is.

    A key stands for what the page's `named` calls it; nobody reads the key itself.
    """
    if value is True:
        return _("Yes")
    text = str(value)
    if KEY.fullmatch(text):
        named: Mapping[str, str] = context.get("named") or {}
        return named.get(text, _("an entry of the record"))
    return _day(text) if DAY.fullmatch(text) else str(CODES.get(text, text))


@register.filter
def short_keys(value: object) -> str:
    """Return a value of the record with the beginning of each key in place of the key: enough to tell them apart."""
    return KEY.sub(lambda key: f"{key[0][:8]}…", str(value))


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


@register.filter
def kind_of(value: object) -> str:
    """Return how a value is shown: as text, as a list or as pairs."""
    return "pairs" if isinstance(value, dict) else "list" if isinstance(value, list) else "text"
