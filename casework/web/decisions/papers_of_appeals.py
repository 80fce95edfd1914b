"""What an appeal is about, beside its votes and decisions: the findings, the sheet, the decision and the hearing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.case.page import Text, all_readable
from casework.queries.case.set_aside import finding_on
from casework.queries.decisions.pack import Fact, breach_in_words, facts_of_terms, terms_in_words
from casework.queries.rulebook.reported_breach import BROUGHT, TOLD
from casework.queries.rulebook.worded_conditions import WordedCondition, words_of_conditions
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.queries.wording.short_labels import numbered_label
from casework.record import events as e
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.vocabulary.severities import SEVERITY_WORDS
from casework.web.decisions.signed_sheet import SignedSheet, sheet_of
from casework.web.shared.context import Context
from policy.queries import commitment_titles

MOST = 420


class Paper(StrEnum):
    FINDINGS = "findings"
    SHEET = "sheet"
    DECISION = "decision"
    HEARING = "hearing"


NEEDED: Mapping[str, frozenset[Paper]] = {
    "procedure": frozenset({Paper.FINDINGS, Paper.DECISION, Paper.HEARING}),
    "new_evidence": frozenset({Paper.FINDINGS, Paper.DECISION}),
    "misapplied_code": frozenset({Paper.FINDINGS, Paper.DECISION}),
    "disproportionate": frozenset({Paper.FINDINGS, Paper.SHEET, Paper.DECISION}),
    "undue_leniency": frozenset({Paper.FINDINGS, Paper.SHEET, Paper.DECISION}),
}
"""The papers that the question of each ground needs. A ground of another rulebook needs them all."""
KINDS: Mapping[Paper, tuple[type[e.Event], ...]] = {
    Paper.FINDINGS: (e.FindingMade,),
    Paper.SHEET: (e.SanctionRecommended,),
    Paper.DECISION: (e.BoardDecided, *TOLD),
    Paper.HEARING: (e.AttendanceRecorded, e.AbsenceConsidered, e.MinuteWritten, e.MinuteCorrected),
}
"""The events that hold the words of each paper."""


@dataclass(frozen=True, kw_only=True)
class FindingShown:
    words: str
    outcome: Promise
    severity: Promise | str
    facts: Excerpt
    reasons: Excerpt


@dataclass(frozen=True, kw_only=True)
class DecisionShown:
    """`breach`: the condition, the report and what the member said, where the decision is on a breach, with headings."""

    on: date
    sanction: str
    facts: tuple[Fact, ...]
    wording: Excerpt
    reasons: Excerpt
    breach: tuple[tuple[str, Excerpt], ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the hearing: who spoke or what it is, and the words.

    `before_correction`: the line was corrected, and these are the earlier words, because the correction is not open.
    """

    who: str | Promise
    words: Excerpt
    before_correction: bool = False


def needed(codes: Iterable[str]) -> frozenset[Paper]:
    """Return the papers that the questions of these grounds need together."""
    return frozenset[Paper]().union(*(NEEDED.get(code, frozenset(Paper)) for code in codes))


def texts_of(case: Case, papers: Iterable[Paper]) -> list[Text]:
    """Return the texts of these papers that the viewer may open."""
    kinds = tuple(kind for paper in papers for kind in KINDS[paper])
    return [text for one, some in all_readable(case) if isinstance(one.event, kinds) for text in some]


def appealed(case: Case, papers: frozenset[Paper], texts: OpenedTexts) -> Context:
    """Return these papers as the page shows them, from texts that were opened. One query."""
    shown: Mapping[Paper, Callable[[], object]] = {
        Paper.FINDINGS: lambda: tuple(_findings(case.view, texts)),
        Paper.SHEET: lambda: _sheet(case, texts),
        Paper.DECISION: lambda: _decision(case, texts),
        Paper.HEARING: lambda: tuple(_lines(case, texts)),
    }
    return {"appealed": {paper.value: shown[paper]() for paper in Paper if paper in papers}}


def _findings(view: CaseView, texts: OpenedTexts) -> Iterator[FindingShown]:
    titles = commitment_titles({one.edition for one in view.allegations.all})
    severities = dict(view.deliberation.severities)
    for one in view.allegations.all:
        found = finding_on(view, one.id)
        if found is not None:
            severity = severities.get(one.id)
            yield FindingShown(
                words=numbered_label(view, one, titles.get((one.edition, one.commitment), "")),
                outcome=_("Proven") if found.proven else _("Not proven"),
                severity=SEVERITY_WORDS[severity] if severity and found.proven else "",
                facts=_excerpt(texts, found, "facts"),
                reasons=_excerpt(texts, found, "reasons"),
            )


def _sheet(case: Case, texts: OpenedTexts) -> SignedSheet | None:
    """Return the sheet on which the decision rests; None where the member agreed to it, or it is on a breach."""
    brought = _brought(case)
    return sheet_of(case.view, brought, texts) if brought else None


def _brought(case: Case) -> e.Recorded | None:
    """Return what brought the last decision before the board: a recommendation, agreed terms, or a report of a breach."""
    last = decided = None
    for one in case.record:
        if isinstance(one.event, BROUGHT):
            last = one
        elif isinstance(one.event, e.BoardDecided):
            decided = last
    return decided


def _decision(case: Case, texts: OpenedTexts) -> DecisionShown | None:
    decided = [one for one in case.record if isinstance(one.event, e.BoardDecided)]
    if not decided:
        return None
    last, terms, brought = decided[-1], case.view.sanctions.terms, _brought(case)
    on_breach = brought is not None and isinstance(brought.event, e.BreachReported)
    return DecisionShown(
        on=case.view.day_of(last.at),
        sanction=terms_in_words(case.view, terms),
        facts=facts_of_terms(case.view, terms, _conditions(case, terms, texts)) if case.view.sanctions.current else (),
        wording=_excerpt(texts, last.event, "wording"),
        reasons=_excerpt(texts, last.event, "reasons"),
        breach=breach_in_words(case.record, case.view, texts) if on_breach else (),
    )


def _conditions(case: Case, terms: e.Terms, texts: OpenedTexts) -> tuple[WordedCondition, ...]:
    """Return the words of the conditions of these terms in their order; none unless all of them are open."""
    words = words_of_conditions(case.record, texts)
    return tuple(words[key] for key in terms.conditions) if words.keys() >= set(terms.conditions) else ()


def _lines(case: Case, texts: OpenedTexts) -> Iterator[Line]:
    """Yield who was there, then each line of the minute as it was last corrected."""
    for one in case.record:
        words = _excerpt(texts, one.event, "note" if isinstance(one.event, e.AttendanceRecorded) else "reasons")
        if isinstance(one.event, (e.AttendanceRecorded, e.AbsenceConsidered)) and words.start:
            yield Line(who=one.event.title, words=words)
    for line in case.view.hearing.minute:
        corrected = texts.get((line.corrected, "corrected")) if line.corrected else None
        if said := str(corrected or texts.get((line.entry, "said")) or ""):
            shut = line.corrected is not None and not corrected
            who = str(texts.get((line.entry, "speaker")) or "")
            yield Line(who=who, words=excerpt(said, MOST), before_correction=shut)


def _excerpt(texts: OpenedTexts, event: e.Event, name: str) -> Excerpt:
    said = texts.get((event.id, name))
    words = said.get("sanction") if isinstance(said, dict) else said
    return excerpt(str(words or ""), MOST)
