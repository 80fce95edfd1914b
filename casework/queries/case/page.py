"""One case as one viewer may see it: header, clocks, allegations, people, timeline, and which texts can be opened."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.matrix import MatrixRow, matrix
from casework.queries.case.set_aside import NotStanding, entries_not_standing, since_when
from casework.queries.case.withheld import unopened_texts, withheld_entries
from casework.queries.people.case_people import next_by_name, people_named
from casework.queries.people.whose_turn import WhoseTurn, whose_turn
from casework.queries.steps.offers import Offer, offers
from casework.queries.wording.clock_lines import ClockLine, clock_lines, next_line
from casework.queries.wording.line_kinds import kind_of_line
from casework.queries.wording.short_labels import record_labels, short_labels
from casework.record.events import Event, Moved, Recorded, ResponseFiled, StepProposed, StepReturned
from casework.record.events.conversation import IN_A_THREAD
from casework.record.state.people import APPEAL_PANEL, PANEL, PARTIES
from casework.vocabulary import Answer, CaseCompartment, CaseState, Reading, Right, Seat, Verb
from casework.vocabulary.case_stages import LineKind

DIGESTS = frozenset({"oath", "oaths"})
FROM_A_FILE = frozenset({Verb.RELEASE_ORIGINAL})
"""Steps that the page of a case offers only while they wait for a signature: the page of a file leads to them."""
OWN = frozenset({Reading.READ_OWN_EVIDENCE.value, Reading.READ_OWN_VOTE.value})
"""The rights that open only what their holder wrote."""
NAMES = frozenset({"accused", "keep_away", "identity", "member"})


@dataclass(frozen=True, kw_only=True)
class Text:
    entry: UUID
    field: str
    kept: CaseCompartment


class Line(NamedTuple):
    """One step in the timeline, newest last; `texts` and `file` (its key) are those that its viewer may open.
    `by` is the pseudonym of who took it. `at` (UTC) is compared and never shown: nobody learns the hour of a reporter's act.
    `gone` says since when and why the step does not stand; it is empty if the step stands. `with_it` are the keys of the
    files that came with an answer, and `said` what it says to each allegation. A tuple, because it is made four times as fast.
    """

    entry: UUID
    type: str
    what: Promise
    on: date
    role: Seat
    moved_to: CaseState | None
    texts: tuple[Text, ...]
    file: UUID | None
    verb: Verb
    kind: LineKind
    by: UUID
    at: datetime
    gone: str = ""
    with_it: tuple[UUID, ...] = ()
    said: tuple[tuple[str, Answer], ...] = ()

    @property
    def kept(self) -> CaseCompartment:
        return self.texts[0].kept

    @property
    def led_to(self) -> CaseState | None:
        """The state to which the step moved the case; None if it moved none, or if its own words name that state."""
        return None if self.moved_to is None or self.moved_to.label == self.what else self.moved_to


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """What a viewer sees of a case. `veiled`: a viewer who has not ruled out a conflict sees nothing of the file.

    `next_to_act` names the others whose turn it is, as far as the viewer may know. `ties` are digests that programs check.
    """

    case: Case
    rights: frozenset[str]
    veiled: bool
    nameless: bool
    clocks: tuple[ClockLine, ...]
    lines: tuple[Line, ...]
    ties: tuple[Text, ...]
    offers: tuple[Offer, ...]
    people: tuple[tuple[Seat, str], ...]
    turn: WhoseTurn
    next_to_act: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    respondent: str

    @property
    def texts(self) -> tuple[Text, ...]:
        return (*(text for line in self.lines for text in line.texts), *self.ties)

    @property
    def milestones(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.moved_to)

    @property
    def complaint(self) -> Line | None:
        return self._latest("report.received")

    @property
    def answer(self) -> Line | None:
        return self._latest("case.response_filed")

    @property
    def papers(self) -> tuple[Line, ...]:
        """The steps with texts, except the report and the answer, which the page shows side by side."""
        apart = {self.complaint, self.answer} if self.complaint else set()
        return tuple(line for line in self.lines if line.texts and line not in apart)

    @property
    def alleged(self) -> Mapping[str, str]:
        return short_labels(self.case.view.allegations.all, {row.key: row.title for row in self.matrix})

    @property
    def named(self) -> Mapping[str, str]:
        return record_labels(self.case.view)

    @property
    def expected(self) -> Verb | None:
        """The step of the viewer's first turn that they can take now; None without a turn. No query."""
        offered = {one.verb for one in self.offers if one.allowed and not one.signed}
        return next((verb for verb in self.turn.steps if verb in offered), None)

    @property
    def next_clock(self) -> ClockLine | None:
        """The date that lists show: that of the step which is expected next."""
        return next_line(self.case.view, self.clocks, self.case.due, self.case.due_clock)

    def _latest(self, kind: str) -> Line | None:
        return next((line for line in reversed(self.lines) if line.type == kind and line.texts), None)


def case_page(by: Actor, reference: str, *, verbs: Iterable[Verb]) -> CasePage:
    """Return a case as its viewer may see it. Raises NotSeen or NoRight."""
    return page_of(access.case_shown(by, reference, Reading.SEE_CASE), verbs=verbs)


def page_of(case: Case, *, verbs: Iterable[Verb]) -> CasePage:
    """Return the same of a case that the viewer has entered with the right to see it."""
    veiled = is_veiled(case)
    turn, nameless = whose_turn(case), not case.view.screening.triaged
    opened = [] if veiled else [found for found in all_readable(case) if not isinstance(found[0].event, IN_A_THREAD)]
    people = people_named(case) if Reading.READ_PEOPLE.value in case.rights else ()
    return CasePage(
        case=case,
        rights=case.rights,
        veiled=veiled,
        nameless=nameless,
        clocks=() if veiled else clock_lines(case.view, case.record),
        lines=_lines(case, opened, nameless=nameless),
        ties=() if nameless else tuple(text for _, texts in opened for text in texts if text.field in DIGESTS),
        offers=tuple(
            one for one in offers(case, case.rights, verbs) if one.verb not in FROM_A_FILE or one.waits or one.signed
        ),
        people=tuple((seat, name) for seat, name, _person in people),
        turn=turn,
        next_to_act=next_by_name(case, turn, people),
        matrix=() if veiled else matrix(case.view, case.rights, withheld_entries(case)),
        respondent=respondent_named(case, case.rights),
    )


JUDGING = frozenset({*PANEL, *APPEAL_PANEL, Seat.BOARD_MEMBER})


def is_veiled(case: Case) -> bool:
    """Whether the viewer is to decide and is not free yet: they see the names, and nothing of the file."""
    free = case.view.board.declared if Seat.BOARD_MEMBER in case.seats else case.view.declarations.free
    return bool(case.seats & JUDGING) and case.acting.person not in free


NAMING = frozenset(
    {
        *(Reading.READ_COMPLAINT, Reading.READ_BUNDLE, Reading.READ_FINDINGS, Reading.READ_PACK),
        *(Reading.READ_CONDITION_EVIDENCE, Verb.DECLARE_INTERESTS, Verb.APPLY_SANCTION),
    }
)


def respondent_named(case: Case, rights: frozenset[str]) -> str:
    """Return the respondent's name if these rights allow it; empty until the risk was assessed with names hidden."""
    if case.respondent is None or not case.view.screening.triaged or not rights & NAMING:
        return ""
    return f"{case.respondent.name} ({case.respondent.number})"


def all_readable(case: Case) -> Iterator[tuple[Recorded, tuple[Text, ...]]]:
    """Yield each event that the viewer may know of, with those of its sealed texts that the viewer may open."""
    untold, shut = withheld_entries(case), unopened_texts(case)
    for one in case.record:
        if one.event.id not in untold:
            yield one, _texts_open_to_viewer(one, case, shut)


def texts_shown(case: Case) -> Iterator[Text]:
    """Yield the sealed texts that the viewer may open, but not yet those that show whom a report is about.

    The digests that tie the case to the oath are no texts.
    """
    left_out = DIGESTS if case.view.screening.triaged or case.seats & PARTIES else DIGESTS | NAMES
    yield from (text for _, texts in all_readable(case) for text in texts if text.field not in left_out)


def readable_texts(one: Recorded, case: Case) -> tuple[Text, ...]:
    return () if one.event.id in withheld_entries(case) else _texts_open_to_viewer(one, case, unopened_texts(case))


def _texts_open_to_viewer(one: Recorded, case: Case, shut: Container[tuple[UUID, str]]) -> tuple[Text, ...]:
    """Return the texts that the viewer's rights open, without those in `shut`; a right of `OWN` opens only one's own."""
    if not one.event.sealed:
        return ()
    held = case.rights if one.actor == case.acting.person else case.rights - OWN
    return tuple(
        Text(entry=one.event.id, field=name, kept=seal.kept)
        for name, seal in one.event.sealed.items()
        if not held.isdisjoint(seal.opens) and (one.event.id, name) not in shut
    )


def _lines(case: Case, opened: Iterable[tuple[Recorded, tuple[Text, ...]]], *, nameless: bool) -> tuple[Line, ...]:
    """Return the steps as lines. Until the risk is recorded, they do not show whom a report is about."""
    gone = entries_not_standing(case.view, case.record)
    left_out = DIGESTS | NAMES if nameless else DIGESTS
    return tuple(_line(one, texts, case, left_out, gone.get(one.event.id)) for one, texts in opened)


def _line(
    one: Recorded, texts: tuple[Text, ...], case: Case, left_out: frozenset[str], gone: NotStanding | None
) -> Line:
    return Line(
        entry=one.event.id,
        type=one.event.type,
        what=one.event.title,
        on=case.view.day_of(one.at),
        role=one.role,
        moved_to=one.event.to_state if isinstance(one.event, Moved) else None,
        texts=tuple(text for text in texts if text.field not in left_out),
        file=getattr(one.event, "file", None) if texts else None,
        verb=one.event.verb,
        kind=kind_of_line(one.event),
        by=one.actor,
        at=one.at,
        gone=since_when(gone) if gone else "",
        with_it=case.view.evidence.files_of(getattr(one.event, "pieces", ())) if texts else (),
        said=_said(one.event) if any(text.field == "reasons" for text in texts) else (),
    )


def _said(event: Event) -> tuple[tuple[str, Answer], ...]:
    """Return the respondent’s answer to each allegation, by its key, if the event is one."""
    if not isinstance(event, ResponseFiled):
        return ()
    return tuple((key.hex, answer) for key, answer in zip(event.allegations, event.answers, strict=True))


def group_by_compartment(texts: Iterable[Text]) -> Mapping[CaseCompartment, list[tuple[UUID, str]]]:
    found: defaultdict[CaseCompartment, list[tuple[UUID, str]]] = defaultdict(list)
    for text in texts:
        found[text.kept].append((text.entry, text.field))
    return found


def openable_texts(case: Case, rights: Collection[Right]) -> frozenset[tuple[UUID, str]]:
    """Return the (entry, field) pairs that the viewer may open, with what was put forward or sent back for them to sign."""
    texts = {(text.entry, text.field) for _, some in all_readable(case) for text in some}
    proposed = (one.event for one in case.record if isinstance(one.event, (StepProposed, StepReturned)))
    named = {(event.id, name) for event in proposed if event.step in rights for name in event.sealed}
    return frozenset(texts | named)
