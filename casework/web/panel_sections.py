"""The pages of a panel in a case as tabs: which are done, which is here, which are not open yet; and the bar above them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.bundle import has_bundle
from casework.queries.case_page import is_veiled
from casework.queries.docket import asks_in
from casework.vocabulary import CaseState, Verb

BEFORE_DELIBERATION = frozenset({CaseState.PANEL_FORMING, CaseState.HEARING})


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page of the panel; `verbs` are the steps that it offers. The bundle has an address of its own."""

    label: Promise
    verbs: frozenset[Verb]
    is_open: Callable[[Case], bool]
    is_done: Callable[[Case], bool]


def _has_declared(case: Case) -> bool:
    return not is_veiled(case)


SECTIONS = {
    "door": Section(
        label=_("Declare"),
        verbs=frozenset({Verb.DECLARE_INTERESTS}),
        is_open=lambda case: True,
        is_done=_has_declared,
    ),
    "now": Section(label=_("Now"), verbs=frozenset(), is_open=_has_declared, is_done=lambda case: False),
    "days": Section(
        label=_("Days"),
        verbs=frozenset(
            {Verb.RULE_CHALLENGE, Verb.ANSWER_REQUEST, Verb.ADJOURN_HEARING, Verb.ADD_CHARGE, Verb.RECORD_ABSENCE}
        ),
        is_open=_has_declared,
        is_done=lambda case: case.view.hearing.open or case.view.hearing.throughout is not None,
    ),
    "bundle": Section(
        label=_("Bundle"),
        verbs=frozenset(),
        is_open=lambda case: _has_declared(case) and has_bundle(case),
        is_done=lambda case: bool(case.view.hearing.in_time(case.view)),
    ),
    "hearing": Section(
        label=_("Hearing"),
        verbs=frozenset(
            {
                Verb.OPEN_HEARING,
                Verb.WRITE_MINUTE,
                Verb.RECORD_ATTENDANCE,
                Verb.CORRECT_MINUTE,
                Verb.OPEN_DELIBERATION,
                Verb.REOPEN_HEARING,
            }
        ),
        is_open=lambda case: _has_declared(case) and case.view.hearing.on is not None,
        is_done=lambda case: case.view.state not in BEFORE_DELIBERATION,
    ),
    "findings": Section(
        label=_("Findings"),
        verbs=frozenset(
            {
                Verb.RULE_LATE_EVIDENCE,
                Verb.GIVE_FIRST_VIEW,
                Verb.SIGN_FINDINGS,
                Verb.WRITE_MINORITY_REASONS,
                Verb.RECORD_FINDINGS,
                Verb.CLOSE_NOT_PROVEN,
            }
        ),
        is_open=lambda case: (
            _has_declared(case) and (case.view.state is CaseState.DELIBERATION or case.view.deliberation.saved)
        ),
        is_done=lambda case: case.view.deliberation.saved,
    ),
    "sanction": Section(
        label=_("Sanction"),
        verbs=frozenset({Verb.NAME_FACTORS, Verb.OPEN_HISTORY, Verb.RECOMMEND_SANCTION}),
        is_open=lambda case: _has_declared(case) and bool(case.view.deliberation.proven_findings),
        is_done=lambda case: case.view.deliberation.recommended is not None,
    ),
}
"""The pages in the order in which a hearing goes through them, by the last part of their address."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab. `address` is empty where the page is not open yet."""

    label: Promise
    address: str
    is_here: bool
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What stands above each page of a panel. `own`: something is asked of the reader, by `due` if a clock runs for it."""

    case: Case
    own: bool
    due: date | None
    days_left: int
    tabs: Sequence[Tab]


def address_of_section(name: str, reference: str) -> str:
    return reverse("panel_case" if name == "now" else f"panel_{name}", args=[reference])


def section_of(verb: Verb) -> str:
    """Return the page that offers a step; the first page where none does."""
    return next((name for name, one in SECTIONS.items() if verb in one.verbs), "now")


def bar_of(case: Case, here: str) -> Bar:
    """Return the bar for somebody who has entered the case, with the page that is shown."""
    asks = asks_in(case)
    first = min((ask for ask in asks if ask.due), key=lambda ask: ask.due or date.max, default=None)
    return Bar(
        case=case,
        own=bool(asks),
        due=first.due if first else None,
        days_left=first.days_left if first else 0,
        tabs=[
            Tab(
                label=one.label,
                address=address_of_section(name, case.reference) if one.is_open(case) else "",
                is_here=name == here,
                is_done=one.is_done(case),
            )
            for name, one in SECTIONS.items()
        ],
    )
