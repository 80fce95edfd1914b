"""The pages of a panel in a case as tabs: which are done, which is here, which are not open yet; and the bar above them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.case.page import is_veiled
from casework.queries.decisions.docket import Ask, asks_of
from casework.queries.evidence.bundle import has_bundle
from casework.queries.people.whose_turn import WhoseTurn, whose_turn
from casework.vocabulary import AppealState, CaseState, Verb

OPENS_WITH_A_DAY = _("Opens once a day is set for the hearing.")
BEFORE_DELIBERATION = frozenset({CaseState.PANEL_FORMING, CaseState.HEARING})


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page of the panel; `verbs` are the steps that it offers. The bundle has an address of its own.

    `opens` says from when the page is open to somebody who has declared; empty if it always is.
    """

    label: Promise
    verbs: frozenset[Verb]
    is_open: Callable[[Case], bool]
    is_done: Callable[[Case], bool]
    opens: Promise | str = ""


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
            {
                Verb.OFFER_HEARING_DAYS,
                Verb.ANSWER_HEARING_DAYS,
                Verb.FORM_PANEL,
                Verb.RULE_CHALLENGE,
                Verb.ANSWER_REQUEST,
                Verb.ADJOURN_HEARING,
                Verb.ADD_CHARGE,
                Verb.RECORD_ABSENCE,
            }
        ),
        is_open=_has_declared,
        is_done=lambda case: case.view.hearing.open or case.view.hearing.throughout is not None,
    ),
    "bundle": Section(
        label=_("Bundle"),
        verbs=frozenset(),
        is_open=lambda case: _has_declared(case) and has_bundle(case),
        is_done=lambda case: bool(case.view.hearing.in_time(case.view)),
        opens=_("Not open to your seat at this stage."),
    ),
    "hearing": Section(
        label=_("Hearing"),
        verbs=frozenset(
            {
                Verb.CALL_WITNESS,
                Verb.OPEN_HEARING,
                Verb.WRITE_MINUTE,
                Verb.RECORD_ATTENDANCE,
                Verb.CORRECT_MINUTE,
                Verb.GIVE_MINUTE,
                Verb.APPROVE_MINUTE,
                Verb.OPEN_DELIBERATION,
                Verb.REOPEN_HEARING,
            }
        ),
        is_open=lambda case: _has_declared(case) and case.view.hearing.on is not None,
        is_done=lambda case: case.view.state not in BEFORE_DELIBERATION,
        opens=OPENS_WITH_A_DAY,
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
        opens=_("Opens when the hearing is closed and the panel deliberates."),
    ),
    "sanction": Section(
        label=_("Sanction"),
        verbs=frozenset({Verb.NAME_FACTORS, Verb.OPEN_HISTORY, Verb.RECOMMEND_SANCTION}),
        is_open=lambda case: _has_declared(case) and bool(case.view.deliberation.proven_findings),
        is_done=lambda case: case.view.deliberation.recommended is not None,
        opens=_("Opens once the findings are saved, if something is proven."),
    ),
}
"""The pages in the order in which a hearing goes through them, by the last part of their address."""

OF_AN_APPEAL = {
    "door": SECTIONS["door"],
    "now": SECTIONS["now"],
    "days": Section(
        label=_("Days"),
        verbs=frozenset(
            {
                Verb.RULE_APPEAL_CHALLENGE,
                Verb.ANSWER_REQUEST,
                Verb.CALL_APPEAL_HEARING,
                Verb.ADJOURN_APPEAL_HEARING,
                Verb.RECORD_APPEAL_ABSENCE,
            }
        ),
        is_open=_has_declared,
        is_done=lambda case: bool(case.view.appeal.in_state(AppealState.HEARD)),
    ),
    "bundle": Section(
        label=_("Bundle"),
        verbs=frozenset(),
        is_open=SECTIONS["bundle"].is_open,
        is_done=lambda case: bool(case.view.appeal.in_state(AppealState.HEARD)),
        opens=SECTIONS["bundle"].opens,
    ),
    "hearing": Section(
        label=_("Hearing"),
        verbs=frozenset({Verb.CALL_WITNESS, Verb.RULE_NEW_EVIDENCE, Verb.HEAR_APPEAL}),
        is_open=lambda case: _has_declared(case) and case.view.appeal_hearing.on is not None,
        is_done=lambda case: bool(case.view.appeal.in_state(AppealState.HEARD)),
        opens=OPENS_WITH_A_DAY,
    ),
    "decision": Section(
        label=_("Ground by ground"),
        verbs=frozenset(
            {
                Verb.SIFT_APPEAL,
                Verb.ADMIT_LATE_APPEAL,
                Verb.REFUSE_LATE_APPEAL,
                Verb.REFUSE_APPEAL,
                Verb.VOTE_ON_GROUNDS,
                Verb.DISMISS_APPEAL,
                Verb.VARY_ON_APPEAL,
                Verb.QUASH_ON_APPEAL,
                Verb.REMIT_ON_APPEAL_TO_PANEL,
                Verb.REMIT_ON_APPEAL_TO_BOARD,
            }
        ),
        is_open=_has_declared,
        is_done=lambda case: bool(case.view.appeal.all) and not case.view.appeal.live,
    ),
}
"""The pages of an appeal panel. The first look at the grounds stands on the page that decides them."""
ROOMS = {"panel": SECTIONS, "appeal": OF_AN_APPEAL}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab. `address` is empty where the page is not open yet; `opens` then says from when it is."""

    label: Promise
    address: str
    opens: Promise | str
    is_here: bool
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What stands above each page of a panel or an appeal panel, its `room`.

    `own`: something is asked of the reader, by `due` if a clock runs for it. `asked`: the first of it that is one step;
    `question`: what several steps answer, if that is all that is asked. `turn` says whose turn it is otherwise. `outvoted`: the
    reader can write why a charge is not proven.
    """

    case: Case
    room: str
    own: bool
    turn: WhoseTurn
    asked: Ask | None
    question: Ask | None
    due: date | None
    days_left: int
    tabs: Sequence[Tab]
    outvoted: bool = False

    @property
    def shut(self) -> Sequence[Tab]:
        return [tab for tab in self.tabs if not tab.address]

    @property
    def step(self) -> str:
        """The name of the address of a step."""
        return f"{self.room}_step"


def address_of_section(name: str, reference: str, room: str = "panel") -> str:
    return reverse(f"{room}_case" if name == "now" else f"{room}_{name}", args=[reference])


def section_of(verb: Verb, room: str = "panel") -> str:
    """Return the page that offers a step; the first page where none does."""
    return next((name for name, one in ROOMS[room].items() if verb in one.verbs), "now")


def bar_of(case: Case, here: str, room: str = "panel") -> Bar:
    """Return the bar for somebody who has entered the case, with the page that is shown."""
    asks = asks_of(case)
    by_day = sorted(asks, key=lambda ask: ask.due or date.max)
    first = next((ask for ask in by_day if ask.due), None)
    asked = next((ask for ask in by_day if ask.verb), None)
    return Bar(
        case=case,
        room=room,
        own=bool(asks),
        turn=whose_turn(case),
        asked=asked,
        question=next((ask for ask in by_day if ask.words), None) if asked is None and room == "appeal" else None,
        outvoted=any(ask.verb is Verb.WRITE_MINORITY_REASONS for ask in asks),
        due=first.due if first else None,
        days_left=first.days_left if first else 0,
        tabs=[
            Tab(
                label=one.label,
                address=address_of_section(name, case.reference, room) if one.is_open(case) else "",
                opens=one.opens,
                is_here=name == here,
                is_done=one.is_done(case),
            )
            for name, one in ROOMS[room].items()
        ],
    )
