"""The grounds of an appeal, each with its test, what each side says, what is new, and how it stands. No query."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record import events as e
from casework.record.events import Recorded
from casework.record.state import CaseView
from casework.record.state.appeal import codes_of
from casework.record.state.appeal_votes import grounds_by_result
from casework.recording import OpenedTexts
from casework.vocabulary import Seat
from policy.rules import Rules

GROUND_TESTS: Mapping[str, Promise] = {
    "procedure": _("Which rule was not followed? Would the result be another one if it had been?"),
    "new_evidence": _("Why could it not come before the decision? Might it change the result?"),
    "misapplied_code": _("Which words of the Code were read wrongly? How do they read rightly?"),
    "disproportionate": _("Is the sanction more than the findings bear, beside the range and like cases?"),
    "undue_leniency": _("Is the sanction so light that no reasonable board could have chosen it?"),
}
"""What is asked on each ground, in plain words. A ground of another rulebook has its meaning alone."""
SIDES: Mapping[Seat, Promise] = {Seat.RESPONDENT: _("The member"), Seat.INVESTIGATOR: _("The Society")}
type Grounds = list[tuple[str, str]]
APPEALED = (e.AppealLodged, e.CrossAppealLodged, e.LateAppealAsked)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a side wrote on a ground."""

    side: Promise
    words: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Offered:
    """New evidence on a ground. `admitted` is None before the ruling. `entry` finds its pages in the bundle."""

    entry: UUID
    side: Promise
    is_the_members: bool
    title: str
    cause: str
    file: UUID | None
    admitted: bool | None
    ruled_on: date | None
    why: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground that was raised. `arguable` is None before the first look, `succeeded` None before the decision.

    `found`: what a majority of the appeal panel voted; None while none agrees on it.
    """

    number: int
    code: str
    meaning: str
    test: Promise | str
    said: tuple[Said, ...]
    offered: tuple[Offered, ...]
    arguable: bool | None
    succeeded: bool | None
    found: bool | None


@dataclass(kw_only=True)
class _Found:
    said: list[Said] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)


def grounds_of(view: CaseView, society: bool | None = None) -> Grounds:
    """Return the grounds of the rulebook as choices: the Society's, the respondent's, or all."""
    known = view.rules.appeal_grounds.values()
    return [(one.code, one.meaning) for one in known if society is None or one.society == society]


def statement_of(pieces: Iterable[tuple[str, str]]) -> str:
    """Return what the grounds rest on as one text: the meaning of each ground alone on a line, and its words under it."""
    return "\n\n".join(f"{meaning}\n{words}".strip() for meaning, words in pieces if words)


def words_on(rules: Rules, statement: str, code: str) -> str:
    """Return the part of a statement that is about one ground; all of it where the parts are not named."""
    headings = {one.meaning for one in rules.appeal_grounds.values()}
    lines, about, found = statement.splitlines(), "", list[str]()
    if not headings & set(lines):
        return statement
    for line in lines:
        about = line if line in headings else about
        if line not in headings and about in ("", rules.appeal_grounds[code].meaning):
            found.append(line)
    return "\n".join(found).strip()


def appeal_grounds(view: CaseView, record: Iterable[Recorded], texts: OpenedTexts) -> tuple[Ground, ...]:
    """Return the grounds that were raised against the latest decision. `texts` are those that the reader has opened."""
    found: dict[str, _Found] = {}
    for one in _since_the_decision(record):
        for code in _codes(view, one):
            about = found.setdefault(code, _Found())
            about.said += _said(view, one, code, texts)
            about.offered += _offered(view, one, record, texts)
    decided = bool(view.appeal.all) and not view.appeal.live
    sifted = {code for one in view.appeal.all if one.arguable or one.state.value != "lodged" for code in one.codes}
    arguable = {code for one in view.appeal.all for code in one.arguable}
    right = {code for one in view.appeal.all for code in one.succeeded}
    results = dict(grounds_by_result(view))
    return tuple(
        Ground(
            number=number,
            code=code,
            meaning=view.rules.appeal_grounds[code].meaning,
            test=GROUND_TESTS.get(code, ""),
            said=tuple(about.said),
            offered=tuple(about.offered),
            arguable=code in arguable if code in sifted else None,
            succeeded=code in right if decided and code in arguable else None,
            found=results.get(code),
        )
        for number, (code, about) in enumerate(sorted(found.items(), key=lambda each: _place(view, each[0])), 1)
    )


def _place(view: CaseView, code: str) -> int:
    return list(view.rules.appeal_grounds).index(code)


def _since_the_decision(record: Iterable[Recorded]) -> list[Recorded]:
    happened = list(record)
    decided = [place for place, one in enumerate(happened) if isinstance(one.event, e.BoardDecided)]
    return happened[decided[-1] :] if decided else happened


def _codes(view: CaseView, one: Recorded) -> tuple[str, ...]:
    event = one.event
    if isinstance(event, (*APPEALED, e.AppealSubmissionMade, e.NewEvidenceOffered)):
        return codes_of(view.rules, event.numbers)
    return ()


def _said(view: CaseView, one: Recorded, code: str, texts: OpenedTexts) -> Iterator[Said]:
    event = one.event
    name = "statement" if isinstance(event, e.AppealSubmissionMade) else "grounds"
    words = words_on(view.rules, str(texts.get((event.id, name)) or ""), code)
    if words and not isinstance(event, e.NewEvidenceOffered):
        yield Said(side=SIDES[getattr(event, "side", Seat.RESPONDENT)], words=words, on=view.day_of(one.at))


def _offered(view: CaseView, one: Recorded, record: Iterable[Recorded], texts: OpenedTexts) -> Iterator[Offered]:
    event = one.event
    if not isinstance(event, e.NewEvidenceOffered):
        return
    ruling = next(
        (each for each in record if isinstance(each.event, e.NewEvidenceRuled) and each.event.piece == event.evidence),
        None,
    )
    ruled = ruling.event if ruling and isinstance(ruling.event, e.NewEvidenceRuled) else None
    yield Offered(
        entry=event.id,
        side=SIDES[event.side],
        is_the_members=event.side is Seat.RESPONDENT,
        title=str(texts.get((event.id, "title")) or ""),
        cause=str(texts.get((event.id, "cause")) or ""),
        file=event.file,
        admitted=ruled.admitted if ruled else None,
        ruled_on=view.day_of(ruling.at) if ruling else None,
        why=str(texts.get((ruled.id, "reasons")) or "") if ruled else "",
    )
