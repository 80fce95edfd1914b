"""The allegations of a case side by side: each beside its evidence, answer, finding, standard and sanction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from casework.queries.case.set_aside import finding_on, not_standing, since_when
from casework.record.events import FindingMade
from casework.record.state import Allegation, CaseView
from casework.vocabulary import AllegationState, Reading, Verb
from casework.vocabulary.record_words import DISMISSED, STAGES
from casework.vocabulary.severities import SEVERITY_WORDS
from casework.vocabulary.states import BEFORE_ANSWER, BEFORE_FINDING, BEFORE_SANCTION, IN_REVIEW
from policy.queries import commitment_titles

ANSWERED = frozenset({Reading.READ_RESPONSE.value, Reading.READ_RESPONSE_SUMMARY.value})
FOUND = frozenset({Reading.READ_FINDINGS.value, Reading.READ_FINDINGS_SUMMARY.value})
RECOMMENDED = frozenset({Reading.READ_PACK.value, Reading.READ_DELIBERATION.value})
OPEN_TO_DISMISSAL = frozenset({AllegationState.DRAFTED, AllegationState.IN_SCOPE})
GETS_COPIES = OPEN_TO_DISMISSAL | {AllegationState.CHARGED}
"""The allegations for which a copy can still go to the member."""
DECIDED = FOUND | {Reading.READ_PACK.value}

COLUMNS = (_lazy("Evidence"), _lazy("Answer"), _lazy("Finding"), _lazy("Standard"), _lazy("Sanction"))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The content of one column. `words` is empty until there is something; `shut`: the viewer may not know it.

    `early`: at the stage of the case, which every viewer of it reads, there cannot be anything yet.
    `pages` are pages of the bundle that are cited. `missing` says what an empty cell lacks, where “Not yet” would mislead.
    `struck` has what no longer stands, each with the sentence that says since when and why.
    """

    words: str
    shut: bool = False
    early: bool = False
    struck: tuple[tuple[str, str], ...] = ()
    pages: tuple[int, ...] = ()
    missing: str = ""

    @property
    def empty_words(self) -> str:
        return self.missing or _("Not yet")

    @property
    def shut_words(self) -> str:
        """Why a shut cell is empty. It depends on the stage alone, so that it tells nothing of what is shut."""
        return words_of_shut(early=self.early)

    @property
    def text(self) -> str:
        return " ".join([*(f"[{was}] {since}" for was, since in self.struck), *([self.words] if self.words else [])])


def words_of_shut(*, early: bool) -> str:
    return _("Not yet") if early else _("Not open to your seat")


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """One allegation; `framed_by` is the entry whose text says what was done, `stage` where it stands before an answer."""

    key: UUID
    number: int
    title: str
    first_day: date
    last_day: date
    framed_by: UUID
    stage: str | Promise
    cells: tuple[Cell, ...]

    @property
    def by_column(self) -> tuple[tuple[str | Promise, Cell], ...]:
        """The cells, each with the heading of its column: on a phone it stands beside the cell."""
        return tuple(zip(COLUMNS, self.cells, strict=True))

    @property
    def in_short(self) -> tuple[Cell, ...]:
        """The cells for which a short table has room: all but the standard of proof."""
        evidence, answer, finding, _standard, sanction = self.cells
        return (evidence, answer, finding, sanction)


def matrix(view: CaseView, rights: frozenset[str], untold: frozenset[UUID] = frozenset()) -> tuple[MatrixRow, ...]:
    """Return the allegations side by side, as somebody with these rights may see them.

    The viewer learns nothing of the entries in `untold`.
    """
    titles = commitment_titles({one.edition for one in view.allegations.all})
    return tuple(
        MatrixRow(
            key=one.id,
            number=one.commitment,
            title=titles.get((one.edition, one.commitment), ""),
            first_day=one.first_day,
            last_day=one.last_day,
            framed_by=one.framed_by,
            stage=_stage(one, view),
            cells=_cells(one, view, rights, untold),
        )
        for one in view.allegations.all
    )


def _stage(one: Allegation, view: CaseView) -> str | Promise:
    """Return where an allegation stands: one that was open when the case was dismissed ended with it."""
    ended = view.state in IN_REVIEW or (view.closing_code is not None and view.closing_code is view.dismissal.code)
    return DISMISSED if ended and one.state in OPEN_TO_DISMISSAL else STAGES.get(one.state, "")


def _cells(one: Allegation, view: CaseView, rights: frozenset[str], untold: frozenset[UUID]) -> tuple[Cell, ...]:
    found, state = finding_on(view, one.id), view.state
    outcome = _outcome(found, _severity(one, view, rights)) if found else ""
    none = _("None") if one.state is AllegationState.QUASHED else ""
    standard = view.rules.standard_of_proof.name.capitalize() if found else none
    struck = _former_outcomes(one, view, untold) if rights & FOUND else ()
    return (
        Cell(
            words=_evidence(found, view),
            pages=view.bundle.pages_of(found.evidence) if found else (),
            missing=_("Nothing cited") if found else words_without_copy(one, view, rights),
        ),
        Cell(
            words=str(one.answer.label) if one.answer else "", shut=not rights & ANSWERED, early=state in BEFORE_ANSWER
        ),
        Cell(words=outcome, shut=not rights & FOUND, early=state in BEFORE_FINDING, struck=struck),
        Cell(words=standard, shut=not rights & FOUND, early=state in BEFORE_FINDING),
        Cell(words=_sanction(one, view), shut=not rights & DECIDED, early=state in BEFORE_SANCTION),
    )


def _severity(one: Allegation, view: CaseView, rights: frozenset[str]) -> int:
    """Return how grave the panel called it; 0 before, and for those who may not read the recommendation before a decision."""
    told = view.board.decision is not None or rights & RECOMMENDED
    return int(dict(view.deliberation.severities).get(one.id, 0)) if told else 0


def _outcome(found: FindingMade, severity: int = 0) -> str:
    if not found.proven:
        return _("Not proven")
    return _("Proven, %(severity)s") % {"severity": SEVERITY_WORDS[severity]} if severity else _("Proven")


def _former_outcomes(one: Allegation, view: CaseView, untold: frozenset[UUID]) -> tuple[tuple[str, str], ...]:
    """Return the findings and admissions on an allegation that no longer stand, each with since when and why."""
    gone = [past for past in view.deliberation.set_aside if past.allegation == one.id]
    return tuple(
        (_outcome(past.finding) if past.finding else _("Admitted"), since_when(not_standing(past)))
        for past in gone
        if past.finding is None or past.finding.id not in untold
    )


def _evidence(found: FindingMade | None, view: CaseView) -> str:
    if found is None:
        n = len(view.evidence.copy_keys)
        return ngettext("%(n)d copy in the bundle", "%(n)d copies in the bundle", n) % {"n": n} if n else ""
    n, lines = len(found.evidence), len(found.lines)
    copies = ngettext("%(n)d copy cited", "%(n)d copies cited", n) % {"n": n}
    said = ngettext("%(n)d line of the minute cited", "%(n)d lines of the minute cited", lines) % {"n": lines}
    return ", ".join(words for words, some in ((copies, n), (said, lines)) if some)


def words_without_copy(one: Allegation, view: CaseView, rights: frozenset[str]) -> str:
    """Return what an empty cell of evidence says. Only those who may prepare or sign a copy learn that one waits.

    A copy is of the whole case, so it waits for each allegation that is still open; the others get none any more.
    """
    if one.state not in GETS_COPIES:
        return _("No copy for the member")
    verb = Verb.DISCLOSE_REDACTED_COPY
    waits = verb.value in rights and view.proposals.of(verb) is not None
    return _("A copy waits for a second signature") if waits else _("No copy for the member yet")


def _sanction(one: Allegation, view: CaseView) -> str:
    sanction = view.sanctions.current
    if sanction is not None:
        return view.rules.ladder[sanction.level].name if one.id in sanction.findings else _("None")
    return _("None") if one.state in (AllegationState.NOT_PROVEN, AllegationState.QUASHED) else ""
