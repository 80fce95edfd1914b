"""The screens of the pack on the allegations, the sanction, and what each side said. Their titles say the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.queries.case.like_cases import like_cases
from casework.queries.case.page import CasePage
from casework.queries.case.sworn_allegations import SwornAllegation, sworn_allegations
from casework.queries.decisions.pack import brought_by
from casework.queries.evidence.answers_filed import answer_in_words, said_to_each
from casework.queries.rulebook.reported_breach import explained_now
from casework.queries.rulebook.written_terms import written_terms
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.queries.wording.short_labels import record_labels
from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.people import PARTIES
from casework.record.state.settled import graded_cells, starting_cell
from casework.recording import OpenedTexts
from casework.vocabulary import AllegationState, Route, Seat
from policy.rules import Level
from policy.sanctions import Range

A = AllegationState
DECIDED_ON = frozenset({A.CHARGED, A.PROVEN, A.NOT_PROVEN, A.ADMITTED})
ON_A_SCREEN = 210
"""How many characters of what was written about the allegations one screen has room for, in each column."""
WORDS = 420
SAYINGS = 3


@dataclass(frozen=True, kw_only=True)
class AllegationRow:
    """One allegation as the board reads it. `minority` is empty unless the finding is proven."""

    sworn: SwornAllegation
    act: Excerpt
    code: Excerpt
    answer: str
    said: Excerpt
    rests_on: Excerpt
    minority: tuple[Excerpt, ...]

    @property
    def proven(self) -> bool:
        return self.sworn.state in {A.PROVEN, A.ADMITTED}


@dataclass(frozen=True, kw_only=True)
class AllegationScreen:
    title: str
    standard: str
    rows: tuple[AllegationRow, ...]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A level of the ladder, with what the sheet says of it, and its terms where the board can carry it."""

    level: Level
    name: str
    terms: str
    in_range: bool
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A factor or a kind of conduct: which pages or things show it, and which way it weighed."""

    words: str
    pages: tuple[int, ...]
    shown_by: str
    weight: str


@dataclass(frozen=True, kw_only=True)
class SheetScreen:
    """The sanction sheet; without one, what stands before the board instead, in `instead`."""

    title: str
    ladder: tuple[Rung, ...]
    range: str
    weighed: tuple[Weighed, ...]
    lower: Level | None
    lower_name: str
    why_not_lower: Excerpt
    why_outside: Excerpt
    reasons: Excerpt
    instead: str
    like: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something a side said: on what, on which day, and its words."""

    what: str | Promise
    on: date
    words: Excerpt


@dataclass(frozen=True, kw_only=True)
class SaidScreen:
    """`unserved`: the reporter commented on the offer, which nobody serves on the member, so that no board reads it."""

    title: str
    member: tuple[Said, ...]
    reporter: tuple[Said, ...]
    unserved: bool = False


def allegation_screen(page: CasePage, texts: OpenedTexts) -> AllegationScreen:
    """Return every allegation that was decided on. Four queries."""
    view = page.case.view
    sworn = [one for one in sworn_allegations(view, page.case.respondent, texts) if one.state in DECIDED_ON]
    room = ON_A_SCREEN // max(len(sworn), 1)
    said = said_to_each(page.case.record, texts)
    brought = brought_by(page)
    admitted = str(texts.get((brought.id, "admission")) or "") if isinstance(brought, e.ConsentAccepted) else ""
    rows = tuple(_row(one, answer_in_words(said[one.key]) if one.key in said else "", room, admitted) for one in sworn)
    return AllegationScreen(title=_verdict(rows), standard=view.rules.standard_of_proof.name, rows=rows)


def _row(one: SwornAllegation, said: str, room: int, admitted: str) -> AllegationRow:
    found = one.found
    return AllegationRow(
        sworn=one,
        act=excerpt(one.act, room),
        code=excerpt(one.text, max(room, 100)),
        answer=str(one.answer.label) if one.answer else _("No answer"),
        said=excerpt(said, room),
        rests_on=excerpt(" ".join(filter(None, (found.facts, found.reasons))) if found else admitted, room),
        minority=tuple(excerpt(each, room // 2) for each in found.minority) if found else (),
    )


def _verdict(rows: tuple[AllegationRow, ...]) -> str:
    proven, all_of_them = sum(row.proven for row in rows), len(rows)
    if rows and all(row.sworn.state == A.ADMITTED for row in rows):
        return ngettext("The allegation is admitted", "All %(n)d allegations are admitted", all_of_them) % {
            "n": all_of_them
        }
    if all_of_them == 1:
        return _("The allegation is proven") if proven else _("The allegation is not proven")
    return _("%(proven)d of %(all)d allegations proven") % {"proven": proven, "all": all_of_them}


def _terms_on_rung(level: Level, recommended: Level, written: Mapping[Level, str], *, shown: bool) -> str:
    """Return the terms of a level, or that a lower one is not put to a vote; `shown`: lower levels have terms of their own."""
    if level < recommended and level not in written:
        return _("not put to a vote")
    return written.get(level, "") if shown else ""


def sheet_screen(page: CasePage, texts: OpenedTexts) -> SheetScreen:
    """Return the sanction sheet as the panel signed it. One query."""
    view, brought = page.case.view, brought_by(page)
    terms = view.board.recommended or e.Terms(level=Level.L0)
    sheet = brought if isinstance(brought, e.SanctionRecommended) else None
    lower = Level(terms.level - 1) if terms.level > Level.L0 else None
    written = {one.level: one.words for one in written_terms(view)}

    def said(field: str, most: int = WORDS) -> Excerpt:
        return excerpt(str(texts.get((brought.id, field)) or ""), most) if brought else Excerpt(start="")

    return SheetScreen(
        title=_sheet_title(view, terms, sheet),
        ladder=tuple(
            Rung(
                level=level,
                name=step.name,
                terms=_terms_on_rung(level, terms.level, written, shown=bool(view.board.lower)),
                in_range=sheet is not None and sheet.low <= level <= sheet.high,
                chosen=level == terms.level,
            )
            for level, step in sorted(view.rules.ladder.items())
        ),
        range=Range(low=sheet.low, high=sheet.high).words if sheet else "",
        weighed=tuple(what_weighed(view, sheet, texts)) if sheet else (),
        lower=lower,
        lower_name=view.rules.ladder[lower].name if lower is not None else "",
        why_not_lower=said("lower_level", WORDS // 2) if sheet else Excerpt(start=""),
        why_outside=said("outside_range", WORDS // 2) if sheet else Excerpt(start=""),
        reasons=said("reasons"),
        instead="" if sheet else _instead(brought),
        like=like_cases(starting_cell(graded_cells(view), view.rules)) if sheet else {},
    )


def _instead(brought: e.Event | None) -> str:
    if isinstance(brought, e.ConsentAccepted):
        return _("There is no sanction sheet: both sides signed these terms, and an approver found them right.")
    return _("There is no sanction sheet: what could come into force was named with the first decision.")


def _sheet_title(view: CaseView, terms: e.Terms, sheet: e.SanctionRecommended | None) -> str:
    name = view.rules.ladder[terms.level].name
    if sheet is None:
        return _("%(what)s, without a sheet") % {"what": name}
    said = {"what": name, "range": Range(low=sheet.low, high=sheet.high).words}
    if sheet.low == sheet.high:
        inside, outside = (
            _("The range is %(range)s alone, and the panel recommends it"),
            _("The range is %(range)s alone, and the panel recommends %(what)s"),
        )
    else:
        inside = _("%(what)s lies inside the range, %(range)s")
        outside = _("%(what)s lies outside the range, %(range)s")
    return (inside if sheet.low <= terms.level <= sheet.high else outside) % said


def what_weighed(
    view: CaseView, sheet: e.SanctionRecommended | e.AppealVaried, texts: OpenedTexts
) -> Iterator[Weighed]:
    """Yield the factors of a sheet with what shows each; none where its factors are not open to the reader."""
    kept = texts.get((sheet.id, "factors")) or {}
    rules, named = view.rules, record_labels(view)
    for side, codes, weight in (("aggravating", rules.aggravating, "+1"), ("mitigating", rules.mitigating, "−1")):
        for one in kept.get(side, ()):
            keys = [UUID(key) for key in one["shown_by"]]
            pages = view.bundle.pages_of(keys)
            others = [named[str(key)] for key in keys if key not in view.bundle.pages and str(key) in named]
            yield Weighed(words=codes[one["factor"]].meaning, pages=pages, shown_by=", ".join(others), weight=weight)
    for one in kept.get("conduct", ()):
        start = rules.fixed_starts[one["kind"]]
        words = _("at least %s") % start.level.words
        yield Weighed(words=start.meaning, pages=(), shown_by=_("the finding"), weight=words)


def said_screen(page: CasePage, texts: OpenedTexts) -> SaidScreen:
    """Return what each side said, on the sanction first, then the latest before it. No query."""
    member = tuple(_sayings(page, texts, frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})))
    reporter = tuple(_sayings(page, texts, frozenset({Seat.COMPLAINANT})))
    on_sanction = any(one.what == e.SanctionViewsFiled.title for one in member)
    if page.case.view.board.route is Route.BREACH:
        explained = any(one.what == e.BreachExplained.title for one in member)
        title = _("The member explained the breach") if explained else _("The member said nothing on the breach")
    elif page.case.view.board.route is Route.CONSENT:
        title = (
            _("What was said before both sides signed")
            if member or reporter
            else _("No side said anything that is here")
        )
    elif not on_sanction:
        title = _("The member said nothing on the sanction")
    elif reporter:
        title = _("The member spoke on the sanction, and the reporter on the answer")
    else:
        title = _("The member spoke on the sanction; the reporter said nothing")
    heard = any(isinstance(one.event, e.ConsentCommented) for one in page.case.record)
    return SaidScreen(title=title, member=member[:SAYINGS], reporter=reporter[:SAYINGS], unserved=heard)


SAID: Mapping[type[e.Event], str] = {
    e.BreachExplained: "statement",
    e.SanctionViewsFiled: "views",
    e.LastWordFiled: "words",
    e.ReportCommented: "comment",
    e.ResponseCommented: "comment",
}
"""The words of the sides that stand on the screen, by event: those on a breach, then those on the sanction come first."""


def _sayings(page: CasePage, texts: OpenedTexts, seats: frozenset[Seat]) -> Iterator[Said]:
    order, record = list(SAID), page.case.record
    left_out = {one.event.id for one in record if isinstance(one.event, e.BreachExplained)}.difference(
        explained_now(record)
    )
    told = (one for one in record if type(one.event) in SAID and one.event.id not in left_out)
    spoken = [one for one in told if one.role in seats & PARTIES]
    latest_first = sorted(spoken, key=lambda each: each.at, reverse=True)
    for one in sorted(latest_first, key=lambda each: order.index(type(each.event))):
        words = str(texts.get((one.event.id, SAID[type(one.event)])) or "")
        if words:
            yield Said(what=one.event.title, on=page.case.view.day_of(one.at), words=excerpt(words, WORDS * 2 // 3))
