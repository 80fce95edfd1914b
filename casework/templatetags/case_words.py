"""Words, tones and lookups for templates: no decision is taken here."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.models import Case
from casework.models.turn import seats_in_words
from casework.procedure.board.forms import put_in_words
from casework.procedure.board.vote import CODES_IN_WORDS
from casework.queries.case.history_lines import says_something
from casework.queries.case.matrix import ANSWERED, MatrixRow, words_of_shut
from casework.queries.case.page import CasePage, Text
from casework.queries.wording.dates_that_move import DateMoved, dates_that_move, with_letters_served
from casework.queries.wording.hearing_times import HearingTimes, hearing_times
from casework.queries.wording.short_labels import short_day
from casework.record.events import label_of
from casework.record.state import CaseView
from casework.record.state.hearing_time import Sitting
from casework.recording import OpenedTexts, Rehearsed
from casework.verbs import VERBS
from casework.vocabulary import Answer, CaseState, ClockName, ClosingCode, IdentityChoice, Seat, Verb
from casework.vocabulary.case_stages import GROUP_OF, StepGroup
from casework.vocabulary.files import found_in_words, kind_in_words
from casework.vocabulary.found import value_in_words
from casework.vocabulary.states import BEFORE_ANSWER
from ledger.canonical import Values
from ledger.clock import now
from policy.findings import ParticularKind
from policy.quorum import Option

register = template.Library()
register.filter(says_something)
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BARE_KEY = re.compile(r"[0-9a-f]{32}")
DIGEST = re.compile(r"[0-9a-f]{64}")
DAY = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
OF_ITS_OWN = {Verb.RESPOND_TO_NOTICE: "member_answer"}
"""The steps that a member takes on several pages, by the name of the first."""
PARTICULARS: Mapping[str, object] = {
    ParticularKind.ESSENTIAL: gettext_lazy("Has to be proven"),
    ParticularKind.ALTERNATIVE: gettext_lazy("One of several, of which one is enough"),
}
CODES: Mapping[str, object] = {
    **dict(IdentityChoice.choices),
    **dict(Answer.choices),
    **CODES_IN_WORDS,
    **PARTICULARS,
}

SERVES = frozenset({Verb.RECORD_SERVICE, Verb.PROVE_NON_RECEIPT, Verb.REMIND_READER})
"""The steps about when a letter counts as served, which starts a period."""

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


def _label_of(kind: type[CaseState | Seat | ClockName | ClosingCode]) -> Callable[[str], Promise | str]:
    def in_words(key: str) -> Promise | str:
        return kind(key).label if key else ""

    return in_words


register.filter(short_day)
register.filter("state_words", _label_of(CaseState))
register.filter("seat_words", _label_of(Seat))
register.filter("seats_words", seats_in_words)
register.filter("clock_name", _label_of(ClockName))
register.filter("closing_words", _label_of(ClosingCode))
register.filter("file_kind", kind_in_words)
register.filter("found_words", found_in_words)


@register.filter
def step_words(verb: Verb) -> Promise | str:
    return VERBS[verb].label


@register.filter
def state_tone(state: str) -> str:
    return TONES[CaseState(state)] if state else "calm"


@register.filter
def found_value(value: str, what: str) -> str:
    return value_in_words(what, value)


@register.filter
def day_in_a_year(day: date) -> str:
    """Return a day with its weekday, and with the year where it is not this one."""
    return date_format(day, "l j F" if day.year == now().year else "l j F Y")


@register.filter
def days_words(days: int) -> str:
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
def clock_in(moment: datetime, zone: str) -> str:
    """Return the time of day of a moment, to the second, as the clock on the wall of a zone shows it."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(there, 'H:i:s')} {there.tzname()}"


@register.simple_tag
def times_of_hearing(sitting: Sitting | None, zone: str, own: str = "") -> HearingTimes | None:
    """Return a hearing's times by the Society's clock and, where it differs, by that of the reader in the zone `own`."""
    return hearing_times(sitting, zone, own)


@register.simple_tag
def dates_moved(made: Rehearsed) -> list[DateMoved]:
    """Return which dates of the case a rehearsed step would move, at once or by the day that it brings to a letter."""
    before, after = made.shown.view, made.case.view
    return dates_that_move(before, with_letters_served(before, after))


@register.filter
def is_about_times(verb: Verb) -> bool:
    """Whether a step moves dates, or may move some, so that its page offers to show them."""
    return verb in SERVES or GROUP_OF.get(verb) is StepGroup.TIMES


@register.filter
def clock_tone(days: int) -> str:
    return "late" if days < 0 else "soon" if days <= 5 else "calm"


@register.filter
def of[K, V](mapping: Mapping[K, V], key: K) -> V | None:
    return mapping.get(key)


@register.filter
def no_answer_words(page: CasePage) -> str:
    """Return why a page shows no answer of the member: there is none yet, or the viewer may not read it."""
    return words_of_shut(early=page.case.state in BEFORE_ANSWER or bool(page.rights & ANSWERED))


@register.filter
def text_of(texts: OpenedTexts, text: Text) -> object:
    return texts.get((text.entry, text.field))


@register.simple_tag(takes_context=True)
def act_of(context: Values, row: MatrixRow) -> str:
    """Return what was done, as an allegation says it, from the opened texts of a page; empty where it is not open."""
    texts: OpenedTexts = context["texts"]
    return str(texts.get((row.framed_by, "act")) or "")


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
def plain_words(context: Values, value: object, part: str = "") -> str:
    """Return a plain value as people read it: yes for true, a day as a date, a code in words, a text as it is.

    `part`: the part of a sealed text in which the value stands; some hold codes of the rulebook, or options of a ballot.
    A key stands for what the page's `named` calls it; nobody reads the key itself.
    """
    if value is True:
        return _("Yes")
    text = str(value)
    if KEY.fullmatch(text) or BARE_KEY.fullmatch(text):
        named: Mapping[str, str] = context.get("named") or {}
        return named.get(str(UUID(text)), _("an entry of the record"))
    return _day(text) if DAY.fullmatch(text) else str(_coded(context, part, text) or CODES.get(text, text))


def _coded(context: Values, part: str, code: str) -> Promise | str:
    """Return the words of a code of the rulebook or of an option of a ballot; empty for all else."""
    if part not in CODED:
        return ""
    case: Case | None = context.get("case") or getattr(context.get("page"), "case", None)
    view: CaseView | None = context.get("view_of_case") or (case.view if case else None)
    return CODED[part](view, code) if view else ""


def _factor(view: CaseView, code: str) -> str:
    named = {**view.rules.aggravating, **view.rules.mitigating}
    return named[code].meaning if code in named else ""


def _kind_of_conduct(view: CaseView, code: str) -> str:
    return view.rules.fixed_starts[code].meaning if code in view.rules.fixed_starts else ""


def _option(view: CaseView, code: str) -> Promise | str:
    return put_in_words(Option(code), view) if code in set(Option) else ""


CODED: Mapping[str, Callable[[CaseView, str], Promise | str]] = {
    "factor": _factor,
    "kind": _kind_of_conduct,
    "option": _option,
}


@register.simple_tag
def member_step_address(reference: str, verb: Verb) -> str:
    """Return where a member takes a step: on its own page, or on pages of its own."""
    return (
        reverse(OF_ITS_OWN[verb], args=[reference])
        if verb in OF_ITS_OWN
        else reverse("member_step", args=[reference, verb.value])
    )


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
def said_once(texts: Sequence[Text]) -> list[Text]:
    """Return the texts of a line without the particulars of a notice that stands there whole, with its particulars."""
    is_notice = any(one.field == "notice" for one in texts)
    return [one for one in texts if not (is_notice and one.field == "particulars")]


@register.filter
def is_digest(value: object) -> bool:
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


@register.filter
def kind_of(value: object) -> str:
    return "pairs" if isinstance(value, dict) else "list" if isinstance(value, list) else "text"
