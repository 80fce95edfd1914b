"""What a letter's template is given: plain values, worked out from the facts as they stood and the texts opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.as_sworn import as_sworn
from casework.queries.called import called_by_key, named_by_key
from casework.record.events import Fact, Recorded
from casework.record.rights import rights_of
from casework.record.state import CaseFacts
from casework.record.state.appeal import codes_of
from casework.vocabulary import ClosingCode, IdentityChoice, Seat, Verb
from notifications.opening import Texts
from policy.rules import Level

UNSAID = frozenset({ClosingCode.OUT_OF_SCOPE, ClosingCode.NO_JURISDICTION, ClosingCode.TIME_BARRED})
"""Closings whose difference would tell an anonymous reporter who is a member; they all get one text."""
PANEL = {Seat.PANEL_CHAIR: True, Seat.PANEL_MEMBER: False, Seat.APPEAL_CHAIR: True, Seat.APPEAL_MEMBER: False}


@dataclass(frozen=True, kw_only=True)
class Until:
    """A period that a letter names: its length in days, and its last day once its beginning is known."""

    days: int
    day: date | None


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A piece of evidence as the respondent has it."""

    key: UUID
    title: str
    text: str
    has_file: bool


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A person who sits on a panel."""

    name: str
    chairs: bool
    lay: bool


def letter_context(
    case: Case, facts: CaseFacts, step: tuple[Recorded, ...], seat: Seat, texts: Texts
) -> dict[str, Any]:
    """Return the context of a letter about `step` to a seat. `facts` are those that held once the step was done."""
    fact = step[0].fact
    own = {fact.id, getattr(fact, "terms", None)}
    return {
        "for_reporter": seat is Seat.COMPLAINANT,
        "reported_openly": facts.filing.identity is IdentityChoice.OPEN,
        "fact": {field.name: getattr(fact, field.name) for field in fields(fact)},
        "texts": {name: value for (entry, name), value in texts.items() if entry in own},
        "report": texts.get((facts.filing.entry, "reference"), "") if facts.filing.entry else "",
        "allegations": _allegations(case, facts, fact, texts),
        "alleged": called_by_key(facts.allegations.all),
        "named": named_by_key(facts),
        "evidence": _copies(facts, fact, texts),
        "until": _until(facts),
        "days": {name: rule.days for name, rule in facts.rules.clocks.items()},
        "panel": _panel(facts, fact),
        "grounds": [ground.meaning for ground in facts.rules.appeal_grounds.values() if not ground.society],
        "argued": _grounds(facts, fact),
        "decision": _decision(facts),
        "sanction": _sanction(facts),
        "public_from": facts.rules.ladder[facts.rules.public_from].name,
        "closing": facts.closing_code or getattr(fact, "code", None),
        "unsaid": _unsaid(facts, fact, texts),
        "moved_to": facts.state,
        "may_ask_for_time": Verb.FLAG_HEALTH in rights_of(Seat.RESPONDENT, facts, None),
        "society": _society(case),
    }


def _allegations(case: Case, facts: CaseFacts, fact: Fact, texts: Texts) -> list[Any]:
    """Return the allegations a fact is about, or all that are still in the case."""
    named: Iterable[UUID] = getattr(fact, "charged", ()) or getattr(fact, "allegations", ())
    one = getattr(fact, "allegation", None)
    keys = set(named) or ({one} if one else set())
    gone = {"out_of_scope", "drafted"}
    return [a for a in as_sworn(facts, case.respondent, texts) if (a.key in keys if keys else a.state not in gone)]


def _copies(facts: CaseFacts, fact: Fact, texts: Texts) -> list[Copy]:
    keys = set(getattr(fact, "evidence", ()))
    return [
        Copy(
            key=copy.id,
            title=str(texts.get((copy.given_by, "title"), "") or ""),
            text=str(texts.get((copy.given_by, "text"), "") or ""),
            has_file=copy.file is not None,
        )
        for copy in facts.evidence.copies
        if copy.id in keys
    ]


def _until(facts: CaseFacts) -> Mapping[str, Until]:
    zone = ZoneInfo(facts.rules.zone)
    return {
        run.name.value: Until(days=run.days + run.extension, day=run.due.astimezone(zone).date() if run.due else None)
        for run in facts.clocks
    }


def _panel(facts: CaseFacts, fact: Fact) -> list[Sitting]:
    """Return who sits, the chair first: of the appeal where the fact says so, otherwise of the panel."""
    if hasattr(fact, "lay"):
        sits = [(fact.chair, True), *((member, False) for member in getattr(fact, "members", ()))]  # type: ignore[attr-defined]
        lay: frozenset[UUID] = frozenset(fact.lay)
    else:
        panel = {Seat.PANEL_CHAIR, Seat.PANEL_MEMBER}
        sits = sorted(
            ((p, PANEL[s]) for p, s in facts.people.seats if s in panel), key=lambda each: (not each[1], str(each[0]))
        )
        lay = frozenset(facts.panel.lay)
    people = people_behind([person for person, _ in sits])
    return [Sitting(name=people[p].name, chairs=chairs, lay=p in lay) for p, chairs in sits if p in people]


def _grounds(facts: CaseFacts, fact: Fact) -> list[str]:
    """Return the grounds of appeal that a fact names, in the words of the rulebook."""
    codes = codes_of(facts.rules, getattr(fact, "numbers", ()))
    return [facts.rules.appeal_grounds[code].meaning for code in codes]


def _decision(facts: CaseFacts) -> Mapping[str, Any] | None:
    decision = facts.board.decision
    if decision is None:
        return None
    step = facts.rules.ladder[Level(decision.level)]
    return {"level": decision.level, "name": step.name, "meaning": step.meaning, "public": step.public}


def _sanction(facts: CaseFacts) -> Mapping[str, Any] | None:
    """Return the sanction that stands, or waits to."""
    current = facts.sanctions.current
    if current is None:
        return None
    ladder = facts.rules.ladder
    return {
        "name": ladder[current.level].name,
        "meaning": ladder[current.level].meaning,
        "public": ladder[current.level].public,
        "term_days": current.term_days,
        "no_return_years": current.no_return_years,
        "abeyance": ladder[current.abeyance].name if current.abeyance is not None else "",
        "abeyance_days": current.abeyance_days,
        "conditions": [condition.days for condition in current.conditions],
    }


def _unsaid(facts: CaseFacts, fact: Fact, texts: Texts) -> bool:
    """Whether the reason of a closing is kept from an anonymous reporter, because it would tell who is a member."""
    code = getattr(fact, "closing_code", None) or getattr(fact, "code", None) or facts.dismissal.code
    entry = facts.filing.entry
    known = texts.get((entry, "identity")) if entry else None
    anonymous = not isinstance(known, dict) or known.get("choice") == IdentityChoice.ANONYMOUS
    return anonymous and code in UNSAID


def _society(case: Case) -> str:
    return str(case.rulebook.code.body)
