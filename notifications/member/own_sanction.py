"""What a member reads of the sanction in their own case: the range, what weighs and what shows it, and what was imposed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.access import Actor
from casework.models import Case
from casework.procedure.findings.factor_forms import start_at
from casework.queries.case.like_cases import like_cases
from casework.queries.case.terms_running import terms_running
from casework.queries.decisions.pack import made_public, terms_in_words
from casework.queries.decisions.pack_screens import Weighed, what_weighed
from casework.queries.rulebook.worded_conditions import WORDED, words_of_conditions
from casework.queries.rulebook.written_terms import days_in_words
from casework.queries.steps.offers import offers
from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.sanctions import Sanction
from casework.record.state.settled import graded_cells, starting_cell
from casework.recording import OpenedTexts
from casework.verbs import VERBS, Step
from casework.vocabulary import ClockName, ConditionState, Reading, SanctionState, Verb
from casework.vocabulary.severities import SEVERITY_WORDS
from notifications.letters.opening import open_texts
from notifications.member.receipts import case_of_letter
from notifications.models import Message
from policy.queries import commitment_titles
from policy.rules import FixedStart, Level, Severity
from policy.sanctions import Range, weights

type Sheet = e.SanctionRecommended | e.AppealVaried

PROOF = (e.ConditionEvidenceFiled, e.ConditionEvidenceReturned, e.ConditionExtended, e.ConditionMet)
SANCTION_WORDS: Mapping[SanctionState, Promise] = {
    SanctionState.STAYED: gettext_lazy("It begins once the decision is final"),
    SanctionState.ACTIVE: gettext_lazy("In force"),
    SanctionState.COMPLETED: gettext_lazy("Completed"),
    SanctionState.UNMET: gettext_lazy("Closed with a condition unmet"),
    SanctionState.QUASHED: gettext_lazy("Quashed"),
    SanctionState.ENDED_BY_DEATH: gettext_lazy("Ended"),
}
CONDITION_WORDS: Mapping[ConditionState, Promise] = {
    ConditionState.OPEN: gettext_lazy("Open"),
    ConditionState.EVIDENCE_FILED: gettext_lazy("Your proof is being checked"),
    ConditionState.OVERDUE: gettext_lazy("Overdue"),
    ConditionState.MET: gettext_lazy("Met"),
    ConditionState.UNMET: gettext_lazy("Not met"),
}
TONES: Mapping[ConditionState, str] = {
    ConditionState.OPEN: "new",
    ConditionState.EVIDENCE_FILED: "wait",
    ConditionState.OVERDUE: "grave",
    ConditionState.MET: "calm",
    ConditionState.UNMET: "done",
}


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A level of the ladder: whether it lies in the range, and is what the panel recommends or the decision imposed."""

    level: Level
    name: str
    meaning: str
    inside: bool
    chosen: bool

    @property
    def words(self) -> str:
        return self.level.named(self.name)


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where a sanction starts if what is proven is so grave: the cell of each finding, the highest, and like cases."""

    name: str
    meaning: str
    cells: tuple[tuple[str, str], ...]
    range: str
    like: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Something that was sent on a condition, or answered: what it was, on which day, and its words."""

    what: Promise
    on: date
    words: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A condition in its words, which are empty where only the decision letter has them. `proof` is oldest first.

    `wanted`: what proves that it is met, as the decision says.
    """

    key: UUID
    number: int
    words: str
    wanted: str
    days: int
    due: date | None
    days_left: int
    state: Promise
    tone: str
    proof: tuple[Sent, ...]
    can_send: bool


@dataclass(frozen=True, kw_only=True)
class Imposed:
    """A sanction as data. `ends` and `days_left` are of a term that runs."""

    rung: Rung
    facts: tuple[tuple[str, str], ...]
    state: Promise
    ends: date | None
    days_left: int


@dataclass(frozen=True, kw_only=True)
class OwnSanction:
    """The page on the sanction. `imposed` is None before a decision.

    `weighed` is what weighed on the sheet; before it may be read, what the panel may weigh, without what shows it.
    """

    ladder: tuple[Rung, ...]
    recommended: Rung | None
    starts: tuple[Start, ...]
    range: str
    weighed: tuple[Weighed, ...]
    is_weighed: bool
    said: str
    speak_until: date | None
    imposed: Imposed | None
    duties: tuple[Duty, ...]
    can_speak: Step | None

    @property
    def has_like(self) -> bool:
        """Whether enough like cases are known at any severity."""
        return any(one.like for one in self.starts)


def own_sanction(message: Message, by: Actor) -> OwnSanction:
    """Return the page on the sanction. NotSeen once none of the case may be read."""
    case = case_of_letter(message, by)
    view = case.view
    shown = [one for one in case.record if isinstance(one.event, (*WORDED, *PROOF, e.SanctionViewsFiled))]
    texts = open_texts(case, by, "", [one.event for one in shown])
    told = Reading.READ_FINDINGS.value in case.rights
    now = view.sanctions.current if told else None
    sheet = _sheet(view, shown, texts)
    ladder = tuple(_ladder(view, sheet, now.level if now else sheet.level if sheet else None))
    chosen = next((one for one in ladder if one.chosen), None)
    run = view.clock(ClockName.SANCTION_VIEWS)
    said = [
        str(texts.get((one.event.id, "views")) or "") for one in shown if isinstance(one.event, e.SanctionViewsFiled)
    ]
    return OwnSanction(
        ladder=ladder,
        recommended=None if now else chosen,
        starts=tuple(_starts(view, sheet)) if told else (),
        range=_range_words(sheet.low, sheet.high) if sheet and sheet.low is not None and sheet.high is not None else "",
        weighed=tuple(what_weighed(view, sheet, texts) if sheet else _may_weigh(view)) if told else (),
        is_weighed=sheet is not None,
        said=next((one for one in reversed(said) if one), ""),
        speak_until=view.day_of(run.due) if run and run.due and run.running else None,
        imposed=_imposed(view, now, chosen) if now and chosen else None,
        duties=tuple(_duties(case, shown, texts)) if now else (),
        can_speak=_open_step(case, Verb.SUBMIT_ON_SANCTION),
    )


def _open_step(case: Case, verb: Verb) -> Step | None:
    return next((VERBS[one.verb] for one in offers(case, case.rights, (verb,)) if one.allowed), None)


def _sheet(view: CaseView, shown: Iterable[e.Recorded], texts: OpenedTexts) -> Sheet | None:
    """Return the last sheet, if it stands and is open to the reader; None too where an appeal was decided without one."""
    found = [one.event for one in shown if isinstance(one.event, (e.SanctionRecommended, e.AppealVaried))]
    stands = found and view.deliberation.recommended and view.deliberation.proven_findings
    return found[-1] if stands and found[-1].low is not None and (found[-1].id, "factors") in texts else None


def _ladder(view: CaseView, sheet: Sheet | None, chosen: Level | None) -> Iterator[Rung]:
    low, high = (sheet.low, sheet.high) if sheet else (None, None)
    for level, step in view.rules.ladder.items():
        inside = low is not None and high is not None and low <= level <= high
        yield Rung(level=level, name=step.name, meaning=step.meaning, inside=inside, chosen=level is chosen)


def _starts(view: CaseView, sheet: Sheet | None) -> Iterator[Start]:
    """Yield where a sanction starts: as the panel graded what is proven or, before that, at each severity it has named."""
    proven = view.deliberation.proven_findings
    titles = commitment_titles({one.edition for one in proven})
    named = {one.allegation: f"{one.commitment}. {titles.get((one.edition, one.commitment), '')}" for one in proven}
    graded = dict(view.deliberation.severities) if sheet else {}
    for severity in sorted(set(graded.values()) or view.deliberation.may_be):
        mine = [one for one in proven if graded.get(one.allegation, severity) is severity]
        cells = [(named[one.allegation], _cell(view, one.commitment, severity)) for one in mine]
        if cells:
            like = starting_cell(
                graded_cells(view) if sheet else [(one.commitment, severity) for one in mine], view.rules
            )
            yield Start(
                name=str(SEVERITY_WORDS[severity]),
                meaning=view.rules.severities[severity],
                cells=tuple(cells),
                range="" if sheet else start_at(view, severity),
                like=like_cases(like),
            )


def _cell(view: CaseView, commitment: int, severity: Severity) -> str:
    return _range_words(*view.rules.matrix[commitment, severity])


def _may_weigh(view: CaseView) -> Iterator[Weighed]:
    """Yield what the panel has named, in the rulebook's words."""
    named = weights(view.rules)
    for number in sorted(view.deliberation.may_weigh):
        one = named[number]
        raises = one.code in view.rules.aggravating
        moves = _("Raises it by one level") if raises else _("Lowers it by one level")
        weight = _("Starts at %s, whatever the matrix says") % one.level.words if isinstance(one, FixedStart) else moves
        yield Weighed(words=one.meaning, pages=(), shown_by="", weight=weight)


def _imposed(view: CaseView, now: Sanction, rung: Rung) -> Imposed:
    run = view.clock(ClockName.TERM, now.id)
    ends = view.day_of(run.due) if run and run.due and run.running else None
    return Imposed(
        rung=rung,
        facts=tuple(_facts(view, now)),
        state=SANCTION_WORDS[now.state],
        ends=ends,
        days_left=(ends - view.today).days if ends else 0,
    )


def _facts(view: CaseView, now: Sanction) -> Iterator[tuple[str, str]]:
    if now.term_days:
        yield _("How long"), _("%s, from the day the decision is final") % days_in_words(now.term_days)
    if now.no_return_years:
        years = ngettext("%(n)d year", "%(n)d years", now.no_return_years) % {"n": now.no_return_years}
        yield _("No readmission"), years
    if now.abeyance is not None:
        held = terms_in_words(view, e.Terms(level=now.abeyance, term_days=now.abeyance_days))
        yield (
            _("Suspended sanction"),
            _("%s. It begins only if the board finds that you broke a condition.") % held.capitalize(),
        )
    if now.served:
        yield _("Served before"), _("%s, which count") % days_in_words(now.served)
    yield _("Made public"), made_public(view, now.level)
    yield from ((_("Beside it"), one.words) for one in terms_running(view, without=now.id))


def _duties(case: Case, shown: list[e.Recorded], texts: OpenedTexts) -> Iterator[Duty]:
    view, words = case.view, words_of_conditions(shown, texts)
    sends = _open_step(case, Verb.FILE_CONDITION_EVIDENCE) is not None
    for number, one in enumerate(view.sanctions.conditions, 1):
        run = view.clock(ClockName.CONDITION, one.id)
        due = view.day_of(run.due) if run and run.due else None
        worded = words.get(one.id)
        yield Duty(
            key=one.id,
            number=number,
            words=worded.asks if worded else "",
            wanted=worded.proof if worded else "",
            days=one.days,
            due=due,
            days_left=(due - view.today).days if due else 0,
            state=CONDITION_WORDS[one.state],
            tone=TONES[one.state],
            proof=tuple(_proof(view, one.id, shown, texts)),
            can_send=sends and one.state in {ConditionState.OPEN, ConditionState.OVERDUE},
        )


def _proof(view: CaseView, key: UUID, shown: Iterable[e.Recorded], texts: OpenedTexts) -> Iterator[Sent]:
    for one in shown:
        if isinstance(one.event, PROOF) and one.event.subject == key:
            words = [str(texts.get((one.event.id, name)) or "") for name in one.event.sealed]
            yield Sent(what=one.event.title, on=view.day_of(one.at), words=" ".join(filter(None, words)))


def _range_words(low: Level, high: Level) -> str:
    return Range(low=low, high=high).words
