"""The docket: what a decider is asked to do now, each task with its own day. It leaves out what others are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access import Actor
from casework.models import Case, CaseGrant
from casework.queries.case_page import Offer, offers
from casework.queries.queue import cursor_of, place_of
from casework.record.state import CaseView
from casework.vocabulary import AppealState, BallotState, CaseState, ClockName, NotSeen, Reading, Verb
from casework.vocabulary import ClockName as C
from casework.vocabulary import Verb as V
from casework.workflow.step import signed_verbs

PAGE = 20
HEARING_DAY = None
"""In the table below: the day of the hearing."""

ASKED: Mapping[Verb, tuple[ClockName | None, ...]] = {
    V.DECLARE_NO_CONFLICT: (C.BOARD_PAPERS, C.BOARD_VOTE),
    V.CAST_VOTE: (C.BALLOT,),
    V.SEND_BOARD_PACK: (C.BOARD_VOTE,),
    V.OPEN_BALLOT: (C.BOARD_VOTE,),
    V.CLOSE_BALLOT: (C.BALLOT, C.BOARD_VOTE),
    V.PUT_NEXT_OPTION: (C.BOARD_VOTE,),
    V.VOID_BALLOT: (C.BOARD_VOTE,),
    V.SEAT_ALTERNATE: (C.BOARD_VOTE,),
    V.DECIDE_CASE: (C.BOARD_VOTE,),
    V.REMIT_TO_PANEL: (C.BOARD_VOTE,),
    V.REMIT_TO_NEW_PANEL: (C.BOARD_VOTE,),
    V.RETURN_CONSENT: (C.BOARD_VOTE,),
    V.RETURN_BREACH: (C.BOARD_VOTE,),
    V.VOTE_CASE_TO_ANSWER: (C.CTA,),
    V.FIND_CASE_TO_ANSWER: (C.CTA,),
    V.FIND_NO_CASE_TO_ANSWER: (C.CTA,),
    V.ACCEPT_CONSENT: (C.CONSENT,),
    V.RULE_CHALLENGE: (C.PANEL_CHALLENGE, HEARING_DAY),
    V.OPEN_HEARING: (HEARING_DAY,),
    V.OPEN_DELIBERATION: (HEARING_DAY,),
    V.RULE_LATE_EVIDENCE: (C.FINDINGS, C.REASONS, C.REMIT, C.BOARD_VOTE),
    V.REOPEN_HEARING: (C.FINDINGS,),
    V.RECORD_FINDINGS: (C.FINDINGS,),
    V.RECOMMEND_SANCTION: (C.REASONS, C.REMIT),
    V.CLOSE_NOT_PROVEN: (C.REASONS,),
    V.IMPOSE_INTERIM: (C.INTERIM_SHOW_CAUSE,),
    V.REVIEW_INTERIM: (C.INTERIM_URGENT, C.INTERIM_REVIEW),
    V.SIFT_APPEAL: (C.APPEAL_SIFT,),
    V.REFUSE_APPEAL: (C.APPEAL_SIFT,),
    V.HEAR_APPEAL: (C.APPEAL_HEARING,),
    V.DISMISS_APPEAL: (C.APPEAL_DECISION,),
    V.VARY_ON_APPEAL: (C.APPEAL_DECISION,),
    V.QUASH_ON_APPEAL: (C.APPEAL_DECISION,),
    V.REMIT_ON_APPEAL_TO_PANEL: (C.APPEAL_DECISION,),
    V.REMIT_ON_APPEAL_TO_BOARD: (C.APPEAL_DECISION,),
    V.ADMIT_LATE_APPEAL: (),
    V.REFUSE_LATE_APPEAL: (),
}
"""The steps a decider can be asked to take, each with clocks; the first one that runs gives the day."""

WANTED: Mapping[Verb, Callable[[CaseView], bool]] = {
    V.SIFT_APPEAL: lambda view: bool(view.appeal.in_state(AppealState.LODGED)),
    V.SEND_BOARD_PACK: lambda view: view.board.pack is None,
    V.OPEN_BALLOT: lambda view: view.board.ballot is None or view.board.ballot.state is BallotState.VOIDED,
}
"""Steps that a decider may take more often than is asked, each with the question whether it is asked now."""

TOGETHER: Mapping[frozenset[Verb], Promise] = {
    frozenset(
        {V.DISMISS_APPEAL, V.VARY_ON_APPEAL, V.QUASH_ON_APPEAL, V.REMIT_ON_APPEAL_TO_PANEL, V.REMIT_ON_APPEAL_TO_BOARD}
    ): _("Decide the appeal"),
    frozenset({V.ADMIT_LATE_APPEAL, V.REFUSE_LATE_APPEAL}): _("Rule on the late application"),
    frozenset({V.FIND_CASE_TO_ANSWER, V.FIND_NO_CASE_TO_ANSWER}): _("Decide whether there is a case to answer"),
}
"""Groups of steps that answer one question, each with the words for the question."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One task of the viewer in a case. `verb` is its step, or None if the viewer chooses among several.

    `words` is empty if the name of the step is enough. `signs`: others have put the step forward and wait for a
    signature. `due` is its day, or None if no clock runs for it.
    """

    reference: str
    code_name: str
    state: CaseState
    verb: Verb | None
    words: Promise | str
    signs: bool
    due: date | None
    days_left: int


@dataclass(frozen=True, kw_only=True)
class Docket:
    asks: tuple[Ask, ...]
    after: str | None


def docket(by: Actor, *, after: str | None, now: datetime) -> Docket:
    """Return the viewer's tasks in one page of the cases that can have any. BadShape for a wrong cursor.

    Three queries, and at most four more for each of the `PAGE` cases of a page.
    """
    seen = CaseGrant.objects.giving(by.user, Reading.SEE_CASE)
    held = CaseGrant.objects.filter(user=by.user, content_object=OuterRef("pk"))
    asked = Exists(held.filter(permission__codename__in=[verb.value for verb in ASKED]))
    signs = Exists(held.filter(permission__codename__in=signed_verbs()))
    found = Case.objects.filter(asked | Q(awaiting_signature=True) & signs, pk__in=seen.values("content_object"))
    if after:
        found = found.filter(place_of(after))
    cases = list(found.select_related("respondent").order_by("due", "id")[: PAGE + 1])
    rights = _rights(by, cases[:PAGE])
    asks = [ask for case in cases[:PAGE] for ask in _asks(case, by, rights.get(case.pk, frozenset()), now)]
    return Docket(
        asks=tuple(sorted(asks, key=lambda ask: (ask.due is None, ask.due or now.date(), ask.reference))),
        after=cursor_of(cases[PAGE - 1]) if len(cases) > PAGE else None,
    )


def _rights(by: Actor, cases: list[Case]) -> Mapping[UUID, frozenset[str]]:
    rows = CaseGrant.objects.filter(user=by.user, content_object__in=cases)
    found: dict[UUID, set[str]] = {}
    for case, right in rows.values_list("content_object", "permission__codename"):
        found.setdefault(case, set()).add(right)
    return {case: frozenset(held) for case, held in found.items()}


def _asks(case: Case, by: Actor, rights: frozenset[str], now: datetime) -> list[Ask]:
    case.rights = rights
    try:
        access.enter_case(case, by, now, Reading.SEE_CASE)
    except NotSeen:
        return []
    waiting = {one.step for one in case.view.proposals.waiting}
    wanted = [one for one in offers(case, rights, [*ASKED, *(waiting - ASKED.keys())]) if _is_asked(one)]
    asks = [_ask(case, offer.verb, signs=True) for offer in wanted if offer.waits]
    alone = {one.verb for one in wanted if not one.waits and WANTED.get(one.verb, bool)(case.view)}
    for together, words in TOGETHER.items():
        if (chosen := sorted(alone & together)) and not waiting & together:
            asks.append(_ask(case, chosen[0], words=words))
        alone -= together
    return asks + [_ask(case, verb) for verb in ASKED if verb in alone]


def _is_asked(offer: Offer) -> bool:
    return offer.allowed and not offer.signed and (offer.waits or offer.verb in ASKED)


def _ask(case: Case, verb: Verb, *, words: Promise | str = "", signs: bool = False) -> Ask:
    view = case.view
    due = _due_day(view, verb)
    return Ask(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        verb=None if words else verb,
        words=words,
        signs=signs,
        due=due,
        days_left=(due - view.today).days if due else 0,
    )


def _due_day(view: CaseView, verb: Verb) -> date | None:
    for name in ASKED.get(verb, ()):
        if name is HEARING_DAY:
            return view.hearing.on
        run = next((one for one in view.clocks if one.name == name and one.running and one.due), None)
        if run and run.due:
            return view.day_of(run.due)
    return None
