"""A report as its reporter may follow it: how far it is, what comes next and by when, and what the reporter can do."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import Case, CaseGrant, Opening
from casework.queries.case.own_acts import OwnAct, own_acts
from casework.queries.case.requests import RequestLine, request_lines
from casework.queries.conflicts.keep_away_taken import KeepAwayTaken, keep_away_taken
from casework.queries.reports.reporter_dates import ANONYMOUS_DATES, DATES, dates_told, days_told
from casework.queries.steps.offers import Offer, offers
from casework.queries.threads.conversation import ThreadLine, threads_of
from casework.queries.threads.open_questions import Asked, open_questions
from casework.record.state import CaseView
from casework.vocabulary import CaseCompartment, NotSeen, Reading, Verb
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName as C
from casework.workflow.step import steps_by_code
from ledger.clock import now
from vault.codes import Code

OWN = Reading.READ_OWN_COMPLAINT
UNOFFERED = frozenset({Verb.TAKE_BACK_WITHDRAWAL, Verb.EXPLAIN_KEEP_AWAY})
"""The steps that a page leaves out while they are shut: most reporters never need them."""
ELSEWHERE = frozenset({Verb.OPEN_LETTER, Verb.CLAIM_CODE})


class Stage(NamedTuple):
    word: Promise
    sentence: Promise


RECEIVED = Stage(
    _("Received"),
    _(
        "Your report is here and sealed. Everybody in office who is connected with it is being shut out before anybody reads"
        " it. You can write to us here at any time."
    ),
)
OPEN_TO_DESK = Stage(
    _("Received"),
    _(
        "Your report is here and sealed. Everybody in office who is connected with it has been shut out. You can write to us"
        " here at any time."
    ),
)
SLOW = Stage(
    _("Received"),
    _(
        "Your report is here and sealed. Very many came at the same time, from your network or in the same words, so it is "
        "read a little later; the date below counts that in. You can write to us here at any time."
    ),
)
CONSIDERED = Stage(
    _("Considered"), _("Your report is being looked at, step by step. Your letters say what we need of you.")
)
DECIDED = Stage(_("Decided"), _("What came of your report, as far as we may tell it, is in your letters."))
PANEL = Stage(_("Before a panel"), _("A panel that had no part in it hears both sides and makes findings."))
FINAL = Stage(_("Decided"), _("There is a decision. Its outcome is in your letters."))

STAGES: Mapping[S, Stage] = {
    S.SCREENING: Stage(
        _("Being screened"), _("We look at whether it is for us, whether it is in time, and what to be careful of.")
    ),
    S.INFORMATION_REQUESTED: Stage(
        _("Waiting for you"), _("We asked you for something. It is in your letters. Our time waits meanwhile.")
    ),
    S.EARLY_RESOLUTION: Stage(_("Talks"), _("Both sides try to settle it. What is said there stays there.")),
    S.DISMISSED: Stage(
        _("Not taken further"), _("The reasons are in your letters. You can ask that somebody else looks again.")
    ),
    S.DISMISSAL_REVIEW: Stage(
        _("Under review"), _("Somebody who had no part in it looks again at why it was not taken further.")
    ),
    S.INVESTIGATION: Stage(_("Being investigated"), _("Evidence is gathered and what it may show is framed.")),
    S.AWAITING_RESPONSE: Stage(
        _("Being answered"), _("The person it is about has been told what it is about and has time to answer.")
    ),
    S.RESPONSE_REVIEW: Stage(
        _("Answer and report"), _("The answer is compared with the evidence. Both sides comment on a report.")
    ),
    S.CASE_TO_ANSWER: Stage(_("Is there a case to answer?"), _("People who did not investigate vote on the report.")),
    S.CONSENT_PROPOSED: Stage(
        _("An agreed outcome is proposed"), _("You can say what you think of it. It is in your letters.")
    ),
    S.PANEL_FORMING: PANEL,
    S.HEARING: PANEL,
    S.DELIBERATION: PANEL,
    S.BOARD_DECISION: Stage(_("Before the board"), _("The board decides on what was put before it.")),
    S.APPEAL_WINDOW: FINAL,
    S.APPEAL: Stage(_("Under appeal"), _("There is a decision, and it is being looked at once more.")),
    S.MONITORING: FINAL,
    S.CLOSED: Stage(_("Closed"), _("The case is closed. What came of it is in your letters.")),
}
DECIDING = frozenset({S.DISMISSED, S.APPEAL_WINDOW, S.MONITORING, S.CLOSED})


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One case as its reporter follows it. `dates` says what happens by which day in the Society's zone, soonest first.

    `written_down`: an officer took it down for the reporter. `keep_away` says how the system took the wishes about who must
    not see the report. `asked`: the day since which an answer to “how are you” is awaited. `questions` wait for an answer.
    """

    stage: Stage
    filed_on: date | None
    dates: tuple[tuple[Promise, date], ...]
    offers: tuple[Offer, ...]
    today: date
    written_down: bool
    asked: date | None
    keep_away: KeepAwayTaken
    threads: tuple[ThreadLine, ...]
    requests: tuple[RequestLine, ...]
    questions: tuple[Asked, ...]
    case: Case

    @property
    def was_written_to(self) -> bool:
        """Whether the report was taken up: the first letter says so."""
        return self.case.view.state is not S.SUBMITTED

    @property
    def is_held(self) -> bool:
        """Whether nobody reads it yet, as it is not settled who must not see it."""
        return not self.case.view.filing.open_to_desk

    @property
    def is_ruled_on(self) -> bool:
        """Whether somebody from outside still has to say whom a line means."""
        return bool(self.case.view.filing.lines_waiting)

    @property
    def acts(self) -> tuple[OwnAct, ...]:
        """What the reporter did, oldest first. No query."""
        return own_acts(self.case)


@dataclass(frozen=True, kw_only=True)
class Key:
    """The place of a report's texts: its case and entry, that of the name, and whether the code waits to be exchanged."""

    case: str
    entry: UUID
    identity: UUID
    claim: bool


def reporter_of(code: Code | None) -> User | None:
    """Return the reporter with this code. Without a code it looks up one that nobody has: one query either way."""
    return User.objects.reporter_with(lookup_id=code.lookup_id if code else secrets.token_bytes(32))


def own_cases(user: User) -> list[str]:
    """Return the references of the cases that a reporter filed, oldest first. One query."""
    rows = CaseGrant.objects.filter(user=user, permission__codename=OWN.value, listed=True)
    return list(rows.order_by("content_object__filed_at", "pk").values_list("content_object__reference", flat=True))


def keys_of(by: Actor) -> list[Key]:
    found = ((each, access.case_shown(by, each, OWN).view.filing) for each in own_cases(by.user))
    return [
        Key(
            case=reference,
            entry=filing.entry,
            identity=filing.identity_entry or filing.entry,
            claim=filing.code_waits,
        )
        for reference, filing in found
        if filing.entry
    ]


def last_opened(user: User, zone: str) -> datetime | None:
    """Return the moment at which the channel was opened before, in the Society's zone, or None. One query."""
    rows = Opening.objects.filter(user=user, kept=CaseCompartment.REPORTER.value).order_by("-at")
    at = rows.values_list("at", flat=True).first()
    return at.astimezone(ZoneInfo(zone)) if at else None


def is_used(code: Code, *, since: datetime) -> bool:
    """Whether a code has opened its report after a moment. Two queries."""
    rows = Opening.objects.filter(user=reporter_of(code), kept=CaseCompartment.REPORTER.value)
    return rows.filter(at__gt=since).exists()


def follow_up(by: Actor, reference: str, *, coarse: bool, verbs: Iterable[Verb]) -> FollowUp:
    """Return a case for its reporter; with `coarse`, only that it is received, considered or decided.

    Raises NotSeen or NoRight.
    """
    case = access.case_shown(by, reference, OWN)
    by_code = steps_by_code()
    wanted = [verb for verb in verbs if verb not in ELSEWHERE and (not coarse or verb in by_code)]
    threads = threads_of(case)
    return FollowUp(
        stage=_stage(case.view, coarse=coarse),
        filed_on=case.view.filing.filed_on,
        today=case.view.today,
        written_down=case.view.filing.for_someone,
        asked=next(iter(case.view.asked_after_closing[case.view.aftercare.answers :]), None),
        keep_away=keep_away_taken(case.view),
        threads=threads,
        questions=open_questions(case, by.user, threads),
        case=case,
        requests=() if coarse else request_lines(case.view, case.acting),
        dates=dates_told(case.view, ANONYMOUS_DATES if coarse else DATES.keys()),
        offers=tuple(
            offer for offer in offers(case, case.rights, wanted) if offer.allowed or offer.verb not in UNOFFERED
        ),
    )


@dataclass(frozen=True, kw_only=True)
class OnReceipt:
    """What the receipt of a report tells of its case. `feedback_by` can only come sooner until the report is taken up.

    `danger`: the reporter said that somebody is in danger.
    """

    keep_away: KeepAwayTaken
    danger: bool
    feedback_by: date | None
    taken_up: bool


def on_receipt(reference: str) -> OnReceipt:
    """Return it by the reference of the case, for a page that holds the receipt. DoesNotExist for no case."""
    view = access.case_called(reference, now()).view
    days = days_told(view)
    return OnReceipt(
        keep_away=keep_away_taken(view),
        danger=view.filing.danger,
        feedback_by=days.get(C.FEEDBACK),
        taken_up=C.ACK not in days,
    )


def _stage(view: CaseView, *, coarse: bool) -> Stage:
    if view.state in (None, S.SUBMITTED):
        return SLOW if view.filing.slow else OPEN_TO_DESK if view.filing.open_to_desk else RECEIVED
    if coarse:
        return DECIDED if view.state in DECIDING else CONSIDERED
    return STAGES[view.state]


def require_step_told(verb: Verb, *, coarse: bool) -> None:
    """Return if a reporter may know of a step. NotSeen for one that would tell an anonymous reporter who is a member."""
    if coarse and verb not in steps_by_code() | ELSEWHERE:
        raise NotSeen
