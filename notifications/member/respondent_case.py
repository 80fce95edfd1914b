"""The case behind a notice as its member sees it: dates, sworn allegations, disclosed evidence, possible steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.access import Actor
from casework.models import Case
from casework.procedure.notice.guards import unanswered_allegations
from casework.procedure.requests.guards import kinds_open
from casework.queries.case.chain import Chain
from casework.queries.case.minutes import OF_THE_MINUTE, Minute, minute_of
from casework.queries.case.receipts import Receivable
from casework.queries.case.requests import RequestLine, request_lines
from casework.queries.case.sworn_allegations import SwornAllegation, sworn_allegations
from casework.queries.evidence.bundle import has_bundle
from casework.queries.steps.offers import offers
from casework.queries.threads.conversation import ThreadLine, threads_of
from casework.queries.threads.papers import described_files
from casework.queries.wording.clock_lines import ClockLine, clock_lines
from casework.queries.wording.hearing_times import HearingTimes, hearing_times
from casework.record.events import (
    AllegationAdded,
    AllegationFramed,
    ChargeAdded,
    EvidenceDisclosed,
    FindingMade,
    MinorityReasonsWritten,
    NoticeServed,
    PanelFormed,
    ResponseFiled,
    WitnessCalled,
)
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.verbs import VERBS, Step
from casework.vocabulary import CaseState, ClockName, NotSeen, Reading, RequestKind, Verb
from notifications.letters.context import EvidenceCopy, evidence_copies
from notifications.letters.inbox import Line, letters_in
from notifications.letters.opening import open_texts
from notifications.letters.own_cases import client_of
from notifications.letters.scope_words import scope_in_words
from notifications.letters.witness_words import CalledWitness, called_witnesses
from notifications.member.receipts import GONE, case_of_letter, chain_for, receipts_for
from notifications.member.stage import Stage, stage_of
from notifications.models import Message
from vault.files import Description

SHOWN = (
    *OF_THE_MINUTE,
    AllegationFramed,
    NoticeServed,
    AllegationAdded,
    ChargeAdded,
    EvidenceDisclosed,
    FindingMade,
    MinorityReasonsWritten,
    PanelFormed,
    WitnessCalled,
    ResponseFiled,
)
ANY_TIME = frozenset({Verb.ADD_EVIDENCE, Verb.FILE_CONDITION_EVIDENCE})
"""Steps that can wait; what moves the case stands above them."""
SUPPORT = frozenset({Verb.APPOINT_REPRESENTATIVE, Verb.FLAG_HEALTH, Verb.REPORT_RETALIATION})
"""Steps that help the member through the case."""
C = ClockName
THEIRS = frozenset(
    {
        C.EARLY_RESOLUTION, C.NOTICE_ACK, C.RESPONSE, C.RESPONSE_GRACE, C.REPORT_COMMENTS, C.CONSENT,
        C.PANEL_CHALLENGE, C.HEARING_NOTICE, C.BUNDLE, C.NEW_CHARGES, C.LAST_WORD, C.HEALTH_PAUSE,
        C.SANCTION_VIEWS, C.APPEAL, C.CROSS_APPEAL, C.APPEAL_CHALLENGE, C.APPEAL_NOTICE,
        C.LATE_APPEAL, C.CONDITION, C.CONDITION_GRACE, C.TERM, C.BREACH_NOTICE, C.INTERIM_SHOW_CAUSE,
        C.INTERIM_URGENT, C.INTERIM_REVIEW, C.INTERIM_CAP,
    }
)  # fmt: skip
"""The clocks a respondent is told of; the others are the Society's own."""


@dataclass(frozen=True, kw_only=True)
class Hearing:
    times: HearingTimes
    arrangements: str
    witnesses: tuple[CalledWitness, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """The step that the page asks for, and by when; no day if no clock gives one."""

    step: Step
    by: date | None
    days_left: int


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """What a representative may do for the member, in words, and until when."""

    may: tuple[str, ...]
    until: date


@dataclass(frozen=True, kw_only=True)
class ServedCase:
    """The page's content. `reference` is that of the member's own notice, the only one that the member ever sees.

    `client` is the member's name if the reader speaks for them, else empty. `heard_on` is the day of a hearing that took place.
    `to_open`: the newest letter that starts a time and was not opened. `mandate`: what the reader may do as a representative;
    None for the member.
    """

    reference: str
    client: str
    mandate: Mandate | None
    state: CaseState | None
    hearing: Hearing | None
    heard_on: date | None
    clocks: tuple[ClockLine, ...]
    allegations: tuple[SwornAllegation, ...]
    disclosed: tuple[EvidenceCopy, ...]
    has_bundle: bool
    answer: object
    stage: Stage
    asked: Ask | None
    other_steps: tuple[Step, ...]
    support_steps: tuple[Step, ...]
    closed_steps: tuple[tuple[Step, tuple[str, ...]], ...]
    letters: tuple[Line, ...]
    to_open: Line | None
    receipts: tuple[Receivable, ...]
    chain: tuple[Chain, ...]
    files: Mapping[UUID, Description]
    threads: tuple[ThreadLine, ...]
    minute: Minute
    requests: tuple[RequestLine, ...]
    can_answer: bool
    can_ask_for_time: bool


def served_case(message: Message, by: Actor) -> ServedCase:
    """Return the case of a letter for its addressee. NotSeen once none of it may be read."""
    return served_of(case_of_letter(message, by), message, by)


def served_of(case: Case, message: Message, by: Actor) -> ServedCase:
    """Return what the pages show of a case that `case_of_letter` has opened."""
    held, view, record = case.rights, case.view, case.record
    shown = [one.event for one in record if isinstance(one.event, SHOWN)]
    texts = open_texts(case, by, "", shown)
    offered = sorted(offers(case, held, VERBS), key=lambda offer: offer.verb in ANY_TIME)
    answered = view.notice.answer
    clocks = tuple(line for line in clock_lines(view, record) if line.name in THEIRS)
    stage = stage_of(view, clocks)
    open_steps = [VERBS[offer.verb] for offer in offered if offer.allowed]
    asked = next((one for one in open_steps if one.verb in stage.asked), None)
    by_day = stage.asked[asked.verb] if asked else None
    letters, begun_by = letters_in(message), {run.about for run in view.clocks if run.running and run.name in THEIRS}
    return ServedCase(
        reference=message.reference,
        client=client_of(message),
        mandate=_mandate(view) if client_of(message) else None,
        state=view.state,
        hearing=_hearing(case, texts, by),
        heard_on=_held_on(view),
        clocks=clocks,
        allegations=_allegations(case, texts) if Reading.READ_NOTICE.value in held else (),
        disclosed=tuple(evidence_copies(view, texts)) if Reading.READ_BUNDLE.value in held else (),
        has_bundle=has_bundle(case),
        answer=texts.get((answered, "reasons")) if answered else None,
        stage=stage,
        asked=Ask(step=asked, by=by_day, days_left=(by_day - view.today).days if by_day else 0) if asked else None,
        other_steps=tuple(one for one in open_steps if one is not asked),
        support_steps=tuple(one for one in open_steps if one.verb in SUPPORT),
        closed_steps=tuple((VERBS[offer.verb], offer.reasons) for offer in offered if not offer.allowed),
        letters=letters,
        to_open=next((one for one in letters if one.unread and one.about in begun_by), None),
        receipts=receipts_for(case),
        chain=chain_for(case),
        files=described_files(case),
        threads=threads_of(case),
        minute=minute_of(view, texts),
        requests=request_lines(view, case.acting),
        can_ask_for_time=VERBS[Verb.MAKE_REQUEST] in open_steps and RequestKind.MORE_TIME in kinds_open(case),
        can_answer=Verb.RESPOND_TO_NOTICE.value in held and bool(unanswered_allegations(view.allegations.all)),
    )


def _mandate(view: CaseView) -> Mandate | None:
    given = view.representation
    return Mandate(may=scope_in_words(given.scope), until=given.until) if given.until else None


def _hearing(case: Case, texts: OpenedTexts, by: Actor) -> Hearing | None:
    """Return the scheduled hearing; None before it is called, and once the panel has withdrawn."""
    view = case.view
    times = hearing_times(view.hearing.time, view.rules.zone, by.user.zone)
    if times is None or view.state is not CaseState.HEARING:
        return None
    called = [one.event.id for one in case.record if isinstance(one.event, PanelFormed)]
    said = texts.get((called[-1], "arrangements")) if called else ""
    return Hearing(
        times=times, arrangements=str(said or ""), witnesses=tuple(called_witnesses(view.hearing.witnesses, texts))
    )


def _held_on(view: CaseView) -> date | None:
    """Return the day of the hearing once it was opened on that day."""
    day = view.hearing.on
    return day if day and view.hearing.sitting and day <= view.today else None


def disclosed_file(message: Message, by: Actor, copy: UUID) -> UUID:
    """Return the key of the file of disclosed evidence. NotSeen if there is none."""
    case = case_of_letter(message, by)
    found = next((one.file for one in case.view.evidence.copies if one.id == copy and one.file), None)
    if found is None:
        raise NotSeen
    return found


def _allegations(case: Case, texts: OpenedTexts) -> tuple[SwornAllegation, ...]:
    return tuple(one for one in sworn_allegations(case.view, case.respondent, texts) if one.state not in GONE)
