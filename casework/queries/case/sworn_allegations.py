"""Allegations as their reader sees them: the commitment in the words that were sworn, the act, the answer, the finding."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from casework.queries.case.set_aside import finding_on, not_standing, since_when
from casework.record.events import FindingMade
from casework.record.state import Allegation, CaseView
from casework.recording import OpenedTexts
from casework.vocabulary import Answer
from policy.findings import ParticularKind
from policy.models import CodeEdition, Commitment, Member
from policy.oaths import Span
from policy.queries import sworn_spans


@dataclass(frozen=True, kw_only=True)
class ShownParticular:
    """One particular as it was notified: essential, or one of several alternatives of which one is enough.

    `happened` and `breaches`: what the panel held of it, for those who may read the finding.
    """

    text: str
    essential: bool
    happened: bool | None = None
    breaches: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the panel found on one allegation; facts, reasons and those of a minority are empty for those who may not read them.

    `pages` are those of the frozen bundle on which the copies begin that the finding rests on,
    `lines` the numbers of the lines of the minute.
    """

    proven: bool
    standard: str
    severity: int | None
    on_admission: bool
    facts: str
    reasons: str
    minority: tuple[str, ...]
    pages: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Former:
    """A finding (or an admission, if `found` is None) that no longer stands, and a sentence on since when and why."""

    found: Found | None
    since: str


@dataclass(frozen=True, kw_only=True)
class SwornAllegation:
    """One allegation. `text` is the commitment's own wording in `edition`; `sworn_on` the day that oath began to bind.

    `found` is the finding that stands, `former` has those that do not, oldest first.
    """

    key: UUID
    number: int
    title: str
    text: str
    edition: str
    sworn_on: date | None
    first_day: date
    last_day: date
    ongoing: bool
    act: str
    particulars: tuple[ShownParticular, ...]
    state: str
    answer: Answer | None
    found: Found | None
    former: tuple[Former, ...]


def sworn_allegations(view: CaseView, member: Member | None, texts: OpenedTexts) -> tuple[SwornAllegation, ...]:
    """Return every allegation of the view in order. `texts` are the opened texts. At most three queries."""
    editions = {one.edition for one in view.allegations.all}
    words = {(c.code_id, c.number): c for c in Commitment.objects.filter(code__in=editions)}
    codes = CodeEdition.objects.in_bulk(editions)
    spans = sworn_spans(member.pk) if member else ()
    return tuple(
        SwornAllegation(
            key=one.id,
            number=one.commitment,
            title=words[one.edition, one.commitment].title,
            text=words[one.edition, one.commitment].text,
            edition=f"{codes[one.edition].title}, edition {codes[one.edition].version}",
            sworn_on=_sworn_on(one, spans),
            first_day=one.first_day,
            last_day=one.last_day,
            ongoing=one.ongoing,
            act=str(texts.get((one.framed_by, "act"), "") or ""),
            particulars=_particulars(view, one, texts),
            state=one.state.value,
            answer=one.answer,
            found=_build_found(view, finding_on(view, one.id), texts),
            former=_build_former(view, one, texts),
        )
        for one in view.allegations.all
    )


def _particulars(view: CaseView, one: Allegation, texts: OpenedTexts) -> tuple[ShownParticular, ...]:
    """Return the particulars as they were notified; none where the reader may not know them, or the act is the only one."""
    noticed = texts.get((one.notified_by, "particulars")) if one.notified_by else None
    if not noticed or len(one.kinds) == 1:
        return ()
    shown = [
        ShownParticular(text=text, essential=kind is ParticularKind.ESSENTIAL)
        for kind, text in zip(one.kinds, noticed[one.place], strict=True)
    ]
    finding = finding_on(view, one.id)
    if finding is None or (finding.id, "reasons") not in texts:
        return tuple(shown)
    held = zip(shown, finding.happened, finding.breaches, strict=True)
    return tuple(replace(each, happened=happened, breaches=breaches) for each, happened, breaches in held)


def _sworn_on(one: Allegation, spans: Iterable[Span[UUID]]) -> date | None:
    return next((s.first for s in spans if s.first <= one.last_day and (not s.last or one.last_day <= s.last)), None)


def _build_former(view: CaseView, one: Allegation, texts: OpenedTexts) -> tuple[Former, ...]:
    gone = [each for each in view.deliberation.set_aside if each.allegation == one.id]
    return tuple(
        Former(found=_build_found(view, each.finding, texts), since=since_when(not_standing(each))) for each in gone
    )


def _severity(view: CaseView, finding: FindingMade) -> int | None:
    """Return how grave the panel called it, once a decision was made: until then, the recommendation is for the board alone."""
    return dict(view.deliberation.severities).get(finding.allegation) if view.board.decision else None


def _build_found(view: CaseView, finding: FindingMade | None, texts: OpenedTexts) -> Found | None:
    if finding is None:
        return None
    return Found(
        proven=finding.proven,
        standard=view.rules.standard_of_proof.name,
        severity=_severity(view, finding),
        on_admission=finding.on_admission,
        facts=str(texts.get((finding.id, "facts"), "") or ""),
        reasons=str(texts.get((finding.id, "reasons"), "") or ""),
        minority=_minority(view, finding, texts),
        pages=view.bundle.pages_of(finding.evidence),
        lines=finding.lines,
    )


def _minority(view: CaseView, finding: FindingMade, texts: OpenedTexts) -> tuple[str, ...]:
    """Return the reasons of those who were outvoted on a proven finding, without their names."""
    written = [texts.get((entry, "minority")) or () for _who, entry in view.deliberation.minority if finding.proven]
    return tuple(each["reasons"] for some in written for each in some if each["allegation"] == finding.allegation.hex)
