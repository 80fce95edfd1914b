"""A report as its reporter may follow it: how far it is, what comes next and by when, and what the reporter can do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import CaseGrant, Opening
from casework.queries.case_page import Offer, offers
from casework.queries.keep_away_taken import KeepAwayTaken, keep_away_taken
from casework.record.state import CaseView
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName as C
from casework.vocabulary import Kept, NotSeen, Reading, Verb

OWN = Reading.READ_OWN_COMPLAINT
ELSEWHERE = frozenset({Verb.OPEN_LETTER, Verb.CLAIM_CODE})
ANONYMOUS_STEPS = frozenset(
    {
        Verb.ADD_EVIDENCE,
        Verb.SUPPLY_INFORMATION,
        Verb.REQUEST_REVIEW,
        Verb.ASK_WITHDRAWAL,
        Verb.TAKE_BACK_WITHDRAWAL,
        Verb.REPORT_RETALIATION,
        *ELSEWHERE,
    }
)
"""What an anonymous reporter may do: nothing that exists only because a member was found and told."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """How far a report is: a word, and a sentence."""

    word: Promise
    sentence: Promise


RECEIVED = Stage(
    word=_("Received"),
    sentence=_(
        "Your report is here and sealed. Everybody in office who is connected with it is being shut out before anybody reads"
        " it. Once somebody has taken it up you can add to it here."
    ),
)
OPEN_TO_DESK = Stage(
    word=_("Received"),
    sentence=_(
        "Your report is here and sealed. Everybody in office who is connected with it has been shut out. Once somebody has"
        " taken it up you can add to it here."
    ),
)
SLOW = Stage(
    word=_("Received"),
    sentence=_(
        "Your report is here and sealed. Very many came at the same time, from your network or in the same words, so it is "
        "read a little later; the date below counts that in. Once somebody has taken it up you can add to it here."
    ),
)
CONSIDERED = Stage(
    word=_("Considered"),
    sentence=_("Your report is being looked at, step by step. Your letters say what we need of you."),
)
DECIDED = Stage(
    word=_("Decided"), sentence=_("What came of your report, as far as we may tell it, is in your letters.")
)
PANEL = Stage(
    word=_("Before a panel"), sentence=_("A panel that had no part in it hears both sides and makes findings.")
)
FINAL = Stage(word=_("Decided"), sentence=_("There is a decision. Its outcome is in your letters."))

STAGES: Mapping[S, Stage] = {
    S.SCREENING: Stage(
        word=_("Being screened"),
        sentence=_("We look at whether it is for us, whether it is in time, and what to be careful of."),
    ),
    S.INFORMATION_REQUESTED: Stage(
        word=_("Waiting for you"),
        sentence=_("We asked you for something. It is in your letters. Our time waits meanwhile."),
    ),
    S.EARLY_RESOLUTION: Stage(
        word=_("Talks"), sentence=_("Both sides try to settle it. What is said there stays there.")
    ),
    S.DISMISSED: Stage(
        word=_("Not taken further"),
        sentence=_("The reasons are in your letters. You can ask that somebody else looks again."),
    ),
    S.DISMISSAL_REVIEW: Stage(
        word=_("Under review"),
        sentence=_("Somebody who had no part in it looks again at why it was not taken further."),
    ),
    S.INVESTIGATION: Stage(
        word=_("Being investigated"), sentence=_("Evidence is gathered and what it may show is framed.")
    ),
    S.AWAITING_RESPONSE: Stage(
        word=_("Being answered"),
        sentence=_("The person it is about has been told what it is about and has time to answer."),
    ),
    S.RESPONSE_REVIEW: Stage(
        word=_("Answer and report"),
        sentence=_("The answer is compared with the evidence. Both sides comment on a report."),
    ),
    S.CASE_TO_ANSWER: Stage(
        word=_("Is there a case to answer?"), sentence=_("Three people who did not investigate look at the report.")
    ),
    S.CONSENT_PROPOSED: Stage(
        word=_("An agreed outcome is proposed"), sentence=_("You can say what you think of it. It is in your letters.")
    ),
    S.PANEL_FORMING: PANEL,
    S.HEARING: PANEL,
    S.DELIBERATION: PANEL,
    S.BOARD_DECISION: Stage(word=_("Before the board"), sentence=_("The board decides on what the panel recommends.")),
    S.APPEAL_WINDOW: FINAL,
    S.APPEAL: Stage(word=_("Under appeal"), sentence=_("There is a decision, and it is being looked at once more.")),
    S.MONITORING: FINAL,
    S.CLOSED: Stage(word=_("Closed"), sentence=_("The case is closed. What came of it is in your letters.")),
}
DECIDING = frozenset({S.DISMISSED, S.APPEAL_WINDOW, S.MONITORING, S.CLOSED})

DATES: Mapping[C, Promise] = {
    C.INFO: _("You send what we asked for"),
    C.EARLY_RESOLUTION: _("The talks end, at the latest"),
    C.WITHDRAWAL_WAIT: _("We decide on your withdrawal, at the earliest"),
    C.REVIEW: _("You can ask for a review"),
    C.REPLY: _("You can comment on the answer"),
    C.REPORT_COMMENTS: _("You can comment on the draft report"),
    C.CONSENT_VIEWS: _("You can say what you think of the agreed outcome"),
    C.ACK: _("You find word here that somebody has taken it up"),
    C.SCREEN: _("We say whether it can be looked into"),
    C.STATUS: _("You hear from us next, at the latest"),
    C.FEEDBACK: _("We tell you how far it has come"),
}

ANONYMOUS_DATES = frozenset({C.INFO, C.WITHDRAWAL_WAIT, C.REVIEW, C.ACK, C.STATUS, C.FEEDBACK})
"""The dates that run whether or not the person complained of is a member."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One case as its reporter follows it. `dates` has what happens by which day of the Society, soonest first.

    `keep_away` says how the wishes about who must not see it were taken.
    """

    stage: Stage
    filed_on: date | None
    dates: tuple[tuple[Promise, date], ...]
    offers: tuple[Offer, ...]
    today: date
    keep_away: KeepAwayTaken


@dataclass(frozen=True, kw_only=True)
class Key:
    """Where the texts of a report lie: its case, the entry, whether the code waits to be exchanged."""

    case: str
    entry: UUID
    claim: bool


def own_cases(user: User) -> list[str]:
    """Return the references of the cases a reporter filed, oldest first. One query."""
    rows = CaseGrant.objects.filter(user=user, permission__codename=OWN.value, listed=True)
    return list(rows.order_by("content_object__filed_at", "pk").values_list("content_object__reference", flat=True))


def keys_of(by: Actor) -> list[Key]:
    """Return where the texts of each of a reporter's cases lie."""
    found = [access.case_shown(by, reference, OWN) for reference in own_cases(by.user)]
    return [
        Key(case=case.reference, entry=case.view.filing.entry, claim=_claims(case.view))
        for case in found
        if case.view.filing.entry
    ]


def last_opened(user: User, zone: str) -> date | None:
    """Return the Society's day on which the channel was opened before, or None. One query."""
    rows = Opening.objects.filter(user=user, kept=Kept.REPORTER.value).order_by("-at")
    at = rows.values_list("at", flat=True).first()
    return at.astimezone(ZoneInfo(zone)).date() if at else None


def follow_up(by: Actor, reference: str, *, coarse: bool, verbs: Iterable[Verb]) -> FollowUp:
    """Return a case for its reporter; `coarse` tells only received, considered or decided. Raises NotSeen or NoRight."""
    rights = access.require(by, reference, OWN)
    case = access.case_shown(by, reference, OWN)
    wanted = [verb for verb in verbs if verb not in ELSEWHERE and (not coarse or verb in ANONYMOUS_STEPS)]
    return FollowUp(
        stage=_stage(case.view, coarse=coarse),
        filed_on=case.view.filing.filed_on,
        today=case.view.today,
        keep_away=keep_away_taken(case.view),
        dates=_dates(case.view, ANONYMOUS_DATES if coarse else DATES.keys()),
        offers=tuple(
            offer
            for offer in offers(case, rights, wanted)
            if offer.allowed or offer.verb is not Verb.TAKE_BACK_WITHDRAWAL
        ),
    )


def _stage(view: CaseView, *, coarse: bool) -> Stage:
    if view.state in (None, S.SUBMITTED):
        return _received(view)
    return _coarse(view.state) if coarse else STAGES[view.state]


def _received(view: CaseView) -> Stage:
    if view.filing.slow:
        return SLOW
    return OPEN_TO_DESK if view.filing.open_to_desk else RECEIVED


def _coarse(state: S) -> Stage:
    return DECIDED if state in DECIDING else CONSIDERED


def require_own_step(by: Actor, reference: str, verb: Verb, *, coarse: bool) -> None:
    """Return when a reporter may take a step; NotSeen for one that would tell an anonymous reporter who is a member."""
    if coarse and verb not in ANONYMOUS_STEPS:
        raise NotSeen
    access.require(by, reference, verb)


def _dates(view: CaseView, told: Collection[C]) -> tuple[tuple[Promise, date], ...]:
    running = {run.name: view.day_of(run.due) for run in view.clocks if run.running and run.due is not None}
    return tuple(
        sorted(((DATES[name], day) for name, day in running.items() if name in told), key=lambda each: each[1])
    )


def _claims(view: CaseView) -> bool:
    return view.filing.for_someone and not view.filing.code_claimed
