"""One case as one viewer may see it: header, clocks, allegations, people, timeline, and which texts can be opened."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework import access
from casework.access import Actor
from casework.events import Fact, Moved, Recorded
from casework.facts import Allegation, CaseFacts
from casework.models import Case
from casework.timetable import SERVED_ON, ClockRun
from casework.vocabulary import CaseState, ClockName, Kept, Reading, Seat, Verb
from casework.workflow import in_the_way
from policy.deadlines import Explanation, why
from policy.queries import commitment_titles

STAFF = (Reading.SEE_CASE,)


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """A running clock: when it is due (UTC), whether it waits, for whom, and why it is that date."""

    name: ClockName
    due: datetime | None
    waiting: bool
    reader: Seat | None
    late: bool
    days_left: int
    why: Explanation | None


@dataclass(frozen=True, kw_only=True)
class Text:
    """A sealed field that the viewer may open."""

    entry: UUID
    field: str
    kept: Kept


@dataclass(frozen=True, kw_only=True)
class Line:
    """One step in the timeline, newest last; `texts` are those its viewer may read."""

    entry: UUID
    what: str
    at: datetime
    role: Seat
    moved_to: CaseState | None
    texts: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A step the viewer's seat can take: open now, or the reasons why not."""

    verb: Verb
    reasons: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether it is open now."""
        return not self.reasons


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """One allegation beside its evidence, answer, finding, standard and sanction; an empty cell is still to come."""

    number: int
    title: str
    first_day: date
    last_day: date
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """What a viewer sees of a case."""

    case: Case
    rights: frozenset[str]
    clocks: tuple[ClockLine, ...]
    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    people: tuple[tuple[Seat, str], ...]
    matrix: tuple[MatrixRow, ...]
    respondent: str

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts the viewer may open."""
        return tuple(text for line in self.lines for text in line.texts)


def case_page(by: Actor, reference: str, *, showing: Iterable[Reading] = STAFF, verbs: Iterable[Verb]) -> CasePage:
    """Return a case as its viewer may see it. Raises NotSeen, or NoRight without one of `showing`."""
    rights = access.require(by, reference, *showing)
    case = access.case_shown(by, reference, *showing)
    record = access.recorded_in(case.stream)
    return CasePage(
        case=case,
        rights=rights,
        clocks=clock_lines(case.facts, record),
        lines=tuple(_line(one, rights, case.acting.person) for one in record),
        offers=offers(case, by, rights, verbs),
        people=_people(case) if Reading.READ_PEOPLE.value in rights else (),
        matrix=matrix(case.facts),
        respondent=respondent_named(case, rights),
    )


NAMING = frozenset(
    right.value
    for right in (
        Reading.READ_COMPLAINT,
        Reading.READ_BUNDLE,
        Reading.READ_FINDINGS,
        Reading.READ_PACK,
        Reading.READ_CONDITION_EVIDENCE,
        Verb.DECLARE_NO_CONFLICT,
        Verb.APPLY_SANCTION,
    )
)


def respondent_named(case: Case, rights: frozenset[str]) -> str:
    """Return the respondent's name for those who may know it; nothing before the risk was triaged with names hidden."""
    named = case.respondent is not None and case.facts.screening.triaged and rights & NAMING
    return f"{case.respondent.name} ({case.respondent.number})" if named and case.respondent else ""


def clock_lines(facts: CaseFacts, record: list[Recorded]) -> tuple[ClockLine, ...]:
    """Return the running clocks, soonest due first, those without a date last."""
    lines = [_clock(run, facts, record) for run in facts.clocks if run.running]
    return tuple(sorted(lines, key=lambda line: (line.due is None, line.due or facts.now)))


def matrix(facts: CaseFacts) -> tuple[MatrixRow, ...]:
    """Return the allegations side by side. One query for the titles."""
    titles = commitment_titles({one.edition for one in facts.allegations.all})
    return tuple(
        MatrixRow(
            number=one.commitment,
            title=titles.get((one.edition, one.commitment), ""),
            first_day=one.first_day,
            last_day=one.last_day,
            cells=_cells(one, facts),
        )
        for one in facts.allegations.all
    )


def _cells(one: Allegation, facts: CaseFacts) -> tuple[str, ...]:
    finding = next((found for found in facts.deliberation.findings if found.allegation == one.id), None)
    sanction = facts.sanctions.current
    return (
        one.state.value.replace("_", " "),
        str(facts.evidence.disclosed_count() or ""),
        one.answer.value.replace("_", " ") if one.answer else "",
        ("proven" if finding.proven else "not proven") if finding else "",
        finding.standard.value.replace("_", " ") if finding else "",
        sanction.level.name if sanction and one.id in sanction.findings else "",
    )


def offers(case: Case, by: Actor, rights: frozenset[str], verbs: Iterable[Verb]) -> tuple[Offer, ...]:
    """Return the steps of `verbs` that the viewer holds, open ones first."""
    held = [verb for verb in verbs if verb.value in rights]
    found = [Offer(verb=verb, reasons=tuple(in_the_way(access.acting_for(case, by, verb), verb))) for verb in held]
    return tuple(sorted(found, key=lambda offer: not offer.allowed))


def words_of(fact: Fact) -> str:
    """Return a fact's name as words: NoticeServed → "Notice served"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type(fact).__name__).capitalize()


def readable(one: Recorded, rights: frozenset[str], person: UUID) -> tuple[Text, ...]:
    """Return the sealed fields of a fact that any of a person's rights opens; "own" opens what that person brought."""
    held = rights if one.actor == person else rights - {Reading.READ_OWN_EVIDENCE.value}
    return tuple(
        Text(entry=one.fact.id, field=name, kept=seal.kept)
        for name, seal in one.fact.sealed.items()
        if {right.value for right in seal.opens} & held
    )


def _line(one: Recorded, rights: frozenset[str], person: UUID) -> Line:
    fact = one.fact
    moved = fact.to_state if isinstance(fact, Moved) else None
    return Line(
        entry=fact.id,
        what=words_of(fact),
        at=one.at,
        role=one.role,
        moved_to=moved,
        texts=readable(one, rights, person),
    )


def _clock(run: ClockRun, facts: CaseFacts, record: list[Recorded]) -> ClockLine:
    return ClockLine(
        name=run.name,
        due=run.due,
        waiting=run.waiting,
        reader=SERVED_ON.get(run.name) if run.counts_from is None else None,
        late=run.over(facts.now),
        days_left=(run.due - facts.now).days if run.due else 0,
        why=_why(run, facts, record),
    )


def _why(run: ClockRun, facts: CaseFacts, record: list[Recorded]) -> Explanation | None:
    rule = facts.rules.clocks[run.name.value]
    if run.counts_from is None or run.due is None or rule.days is None:
        return None
    started = next((one for one in record if one.fact.id == run.about), None)
    return why(
        event=words_of(started.fact) if started else "",
        start=run.counts_from,
        rule=rule,
        calendar=facts.rules.calendar,
        pauses=run.pauses,
        extension=run.extension,
    )


def _people(case: Case) -> tuple[tuple[Seat, str], ...]:
    """Return who sits where; parties are not named here."""
    shown = [(seat, person) for person, seat in case.facts.people.seats if seat not in PARTIES]
    names = {person: user.name for person, (user, _) in access.holders_of(case).items()}
    return tuple(sorted((seat, names[person]) for seat, person in shown if person in names))


PARTIES = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})


def grouped(texts: Iterable[Text]) -> Mapping[Kept, list[tuple[UUID, str]]]:
    """Return texts by the compartment they are kept in."""
    found: dict[Kept, list[tuple[UUID, str]]] = {}
    for text in texts:
        found.setdefault(text.kept, []).append((text.entry, text.field))
    return found
