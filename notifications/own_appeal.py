"""What a member reads of the sanction and of an appeal in their own case: the tables as published, and what was decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access import Actor
from casework.models import Case
from casework.queries.appeal_grounds import APPEALED, GROUND_TESTS, Ground, appeal_grounds
from casework.queries.case_page import offers
from casework.record.events import (
    AppealHearingCalled,
    AppealSubmissionMade,
    NewEvidenceOffered,
    NewEvidenceRuled,
    SanctionRecommended,
    SanctionViewsFiled,
)
from casework.record.state import CaseView
from casework.record.state.sanctions import Sanction
from casework.recording import OpenedTexts
from casework.verbs import VERBS, Step
from casework.vocabulary import ClockName, ConditionState, Reading, SanctionState, Seat, Verb
from notifications.models import Message
from notifications.opening import open_texts
from notifications.receipts import case_of_letter
from policy.queries import commitment_titles
from policy.rules import Level, Severity
from policy.sanctions import weights

OF_A_SANCTION = (Verb.SUBMIT_ON_SANCTION, Verb.FILE_CONDITION_EVIDENCE)
OF_AN_APPEAL = (
    *(Verb.LODGE_APPEAL, Verb.CROSS_APPEAL, Verb.APPLY_LATE, Verb.WAIVE_APPEAL),
    *(Verb.MAKE_APPEAL_SUBMISSION, Verb.OFFER_NEW_EVIDENCE, Verb.CHALLENGE_APPEAL_MEMBER, Verb.WITHDRAW_APPEAL),
)
ABOUT_AN_APPEAL = (*APPEALED, AppealSubmissionMade, NewEvidenceOffered, NewEvidenceRuled, AppealHearingCalled)


SANCTION_WORDS: Mapping[SanctionState, Promise] = {
    SanctionState.STAYED: _("It begins once the decision is final"),
    SanctionState.ACTIVE: _("In force"),
    SanctionState.COMPLETED: _("Completed"),
    SanctionState.UNMET: _("Closed with a condition unmet"),
    SanctionState.QUASHED: _("Quashed"),
    SanctionState.ENDED_BY_DEATH: _("Ended"),
}
CONDITION_WORDS: Mapping[ConditionState, Promise] = {
    ConditionState.OPEN: _("Open"),
    ConditionState.EVIDENCE_FILED: _("Your proof is being checked"),
    ConditionState.OVERDUE: _("Overdue"),
    ConditionState.MET: _("Met"),
    ConditionState.UNMET: _("Not met"),
}


@dataclass(frozen=True, kw_only=True)
class Rung:
    level: Level
    name: str
    meaning: str
    imposed: bool


@dataclass(frozen=True, kw_only=True)
class Cells:
    """What the matrix has for one proven allegation: each severity that may weigh, with its levels."""

    title: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A condition in its words, which are empty where only the decision letter has them."""

    words: str
    days: int
    due: date | None
    state: Promise


@dataclass(frozen=True, kw_only=True)
class OwnSanction:
    """The page on the sanction. `imposed` is None before a decision; `factors` are what may weigh, in the rulebook's words."""

    ladder: tuple[Rung, ...]
    matrix: tuple[Cells, ...]
    factors: tuple[str, ...]
    said: str
    imposed: Rung | None
    state: Promise | str
    term_days: int
    duties: tuple[Duty, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class GroundLine:
    """A ground with its test in plain words, and how it stands; None where nothing is decided yet.

    `about` has what each side says on it and what is new; None if nobody has raised it.
    """

    meaning: str
    test: Promise | str
    about: Ground | None
    raised: bool
    arguable: bool | None
    succeeded: bool | None


@dataclass(frozen=True, kw_only=True)
class OwnAppeal:
    grounds: tuple[GroundLine, ...]
    raised: bool
    until: date | None
    hearing_on: date | None
    arrangements: str
    zone: str
    steps: tuple[Step, ...]


def own_sanction(message: Message, by: Actor) -> OwnSanction:
    """Return the page on the sanction. NotSeen once none of the case may be read."""
    case = case_of_letter(message, by)
    view = case.view
    shown = [one.event for one in case.record if isinstance(one.event, (SanctionRecommended, SanctionViewsFiled))]
    texts = open_texts(case, by, "", shown)
    said = [texts.get((one.id, "views")) for one in shown if isinstance(one, SanctionViewsFiled)]
    told = Reading.READ_FINDINGS.value in case.rights
    now = view.sanctions.current if told else None
    ladder = tuple(_ladder(view, now))
    named = weights(view.rules)
    return OwnSanction(
        ladder=ladder,
        matrix=tuple(_matrix(view)) if told else (),
        factors=tuple(named[number].meaning for number in sorted(view.deliberation.may_weigh)) if told else (),
        said=str(next((one for one in reversed(said) if one), "")),
        imposed=next((one for one in ladder if one.imposed), None),
        state=SANCTION_WORDS[now.state] if now else "",
        term_days=now.term_days if now else 0,
        duties=tuple(_duties(view, now, texts)),
        steps=_open_steps(case, OF_A_SANCTION),
    )


def own_appeal(message: Message, by: Actor) -> OwnAppeal:
    """Return the page on the appeal. NotSeen once none of the case may be read."""
    case = case_of_letter(message, by)
    view = case.view
    run = view.clock(ClockName.APPEAL)
    shown = [one.event for one in case.record if isinstance(one.event, ABOUT_AN_APPEAL)]
    texts = open_texts(case, by, "", shown)
    called = [texts.get((one.id, "arrangements")) for one in shown if isinstance(one, AppealHearingCalled)]
    return OwnAppeal(
        grounds=tuple(_grounds(view, {one.code: one for one in appeal_grounds(view, case.record, texts)})),
        raised=any(one.side is Seat.RESPONDENT for one in view.appeal.all),
        until=view.day_of(run.due) if run and run.due and run.running else None,
        hearing_on=view.appeal_hearing.on,
        arrangements=str(called[-1] or "") if called and view.appeal_hearing.on else "",
        zone=view.rules.zone,
        steps=_open_steps(case, OF_AN_APPEAL),
    )


def _open_steps(case: Case, verbs: tuple[Verb, ...]) -> tuple[Step, ...]:
    return tuple(VERBS[one.verb] for one in offers(case, case.rights, verbs) if one.allowed)


def _ladder(view: CaseView, now: Sanction | None) -> Iterator[Rung]:
    for level, step in view.rules.ladder.items():
        imposed = now is not None and now.level is level
        yield Rung(level=level, name=step.name, meaning=step.meaning, imposed=imposed)


def _matrix(view: CaseView) -> Iterator[Cells]:
    proven = view.deliberation.proven_findings
    titles = commitment_titles({one.edition for one in proven})
    for one in proven:
        cells = [
            (each, view.rules.matrix[one.commitment, each]) for each in sorted(view.deliberation.may_be or Severity)
        ]
        yield Cells(
            title=f"{one.commitment}. {titles.get((one.edition, one.commitment), '')}",
            cells=tuple(
                (each.name, view.rules.severities[each], low.name if low == high else f"{low.name}–{high.name}")
                for each, (low, high) in cells
            ),
        )


def _duties(view: CaseView, now: Sanction | None, texts: OpenedTexts) -> Iterator[Duty]:
    recommended = view.deliberation.recommended
    if now is None:
        return
    worded: object = texts.get((recommended.id, "wording")) if recommended and recommended.level is now.level else None
    said = worded.get("conditions", []) if isinstance(worded, dict) else []
    for place, one in enumerate(now.conditions):
        run = view.clock(ClockName.CONDITION, one.id)
        yield Duty(
            words=str(said[place]) if place < len(said) else "",
            days=one.days,
            due=view.day_of(run.due) if run and run.due else None,
            state=CONDITION_WORDS[one.state],
        )


def _grounds(view: CaseView, about: Mapping[str, Ground]) -> Iterator[GroundLine]:
    own = next((one for one in reversed(view.appeal.all) if one.side is Seat.RESPONDENT), None)
    for code, ground in view.rules.appeal_grounds.items():
        if ground.society and code not in about:
            continue
        raised = own is not None and code in own.codes
        sifted = own is not None and bool(own.arguable)
        over = own is not None and view.appeal.live == ()
        yield GroundLine(
            meaning=ground.meaning,
            test=GROUND_TESTS.get(code, ""),
            about=about.get(code),
            raised=raised,
            arguable=code in own.arguable if own and raised and sifted else None,
            succeeded=code in own.succeeded if own and raised and sifted and over else None,
        )
