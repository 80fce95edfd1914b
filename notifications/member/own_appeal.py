"""What a member reads of an appeal in their own case: each ground with its test, and how it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from casework.access import Actor
from casework.models import Case
from casework.queries.decisions.appeal_grounds import APPEALED, GROUND_TESTS, Ground, appeal_grounds
from casework.queries.steps.offers import offers
from casework.queries.wording.hearing_times import HearingTimes, hearing_times
from casework.record.events import (
    AppealHearingCalled,
    AppealSubmissionMade,
    AppealWitnessCalled,
    NewEvidenceOffered,
    NewEvidenceRuled,
)
from casework.record.state import CaseView
from casework.verbs import VERBS, Step
from casework.vocabulary import ClockName, Seat, Verb
from notifications.letters.opening import open_texts
from notifications.letters.witness_words import CalledWitness, called_witnesses
from notifications.member.receipts import case_of_letter
from notifications.models import Message

OF_AN_APPEAL = (
    *(Verb.LODGE_APPEAL, Verb.CROSS_APPEAL, Verb.APPLY_LATE, Verb.WAIVE_APPEAL),
    *(Verb.MAKE_APPEAL_SUBMISSION, Verb.OFFER_NEW_EVIDENCE, Verb.CHALLENGE_APPEAL_MEMBER, Verb.WITHDRAW_APPEAL),
)
ABOUT_AN_APPEAL = (
    *APPEALED,
    AppealSubmissionMade,
    NewEvidenceOffered,
    NewEvidenceRuled,
    AppealHearingCalled,
    AppealWitnessCalled,
)


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
    times: HearingTimes | None
    arrangements: str
    witnesses: tuple[CalledWitness, ...]
    steps: tuple[Step, ...]
    offer: Step | None

    @property
    def can_be_lodged(self) -> bool:
        return any(one.verb is Verb.LODGE_APPEAL for one in self.steps)

    @property
    def is_late(self) -> bool:
        """Whether the time to appeal is over, and the member can only ask to appeal late."""
        return any(one.verb is Verb.APPLY_LATE for one in self.steps)


def own_appeal(message: Message, by: Actor) -> OwnAppeal:
    """Return the page on the appeal. NotSeen once none of the case may be read."""
    case = case_of_letter(message, by)
    view = case.view
    run = view.clock(ClockName.APPEAL)
    shown = [one.event for one in case.record if isinstance(one.event, ABOUT_AN_APPEAL)]
    texts = open_texts(case, by, "", shown)
    steps = _open_steps(case, OF_AN_APPEAL)
    called = [texts.get((one.id, "arrangements")) for one in shown if isinstance(one, AppealHearingCalled)]
    return OwnAppeal(
        grounds=tuple(_grounds(view, {one.code: one for one in appeal_grounds(view, case.record, texts)})),
        raised=any(one.side is Seat.RESPONDENT for one in view.appeal.all),
        until=view.day_of(run.due) if run and run.due and run.running else None,
        times=hearing_times(view.appeal_hearing.time, view.rules.zone, by.user.zone),
        arrangements=str(called[-1] or "") if called and view.appeal_hearing.on else "",
        witnesses=tuple(called_witnesses(view.appeal_hearing.witnesses, texts)),
        steps=steps,
        offer=next((one for one in steps if one.verb is Verb.OFFER_NEW_EVIDENCE), None),
    )


def _open_steps(case: Case, verbs: tuple[Verb, ...]) -> tuple[Step, ...]:
    return tuple(VERBS[one.verb] for one in offers(case, case.rights, verbs) if one.allowed)


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
