"""Who is tied to a case: everybody in office or in a seat, compared with everybody the report and the register name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.offices import Office, holders_by_name, standing
from accounts.pseudonyms import people_behind
from casework.facts import CaseFacts
from casework.facts.people import PARTIES
from casework.models import Case
from casework.recording import opened
from casework.vocabulary import Kept, Mention, Seat
from policy.conflicts import Basis, Employment, PersonDetails, is_mentioned, matches, names_match
from policy.models import Member
from policy.queries import details_of_member

TYPED = {
    Kept.CASE: ("accused", "narrative", "particulars"),
    Kept.IDENTITY: ("keep_away", "identity"),
}
DESK = (Office.INTAKE, Office.REVIEWER)


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What ties a person to the case. `provisional`: a mention that somebody has to rule on.

    `by_words`: nothing but the words of a report says so, be it a mention or the wish to keep the person away.
    """

    person: UUID
    bases: frozenset[Basis]
    provisional: bool
    by_words: bool

    def basis(self) -> list[str]:
        """Return the bases as they are sealed."""
        return sorted(basis.value for basis in self.bases)


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """How many people were compared, and the ties that the record does not hold yet."""

    compared: int
    ties: tuple[Tie, ...]


@dataclass(frozen=True, kw_only=True)
class _Parties:
    """Those in the case: `known` by the register or by their own word, `named` only by the words of a report."""

    known: tuple[PersonDetails, ...]
    named: tuple[PersonDetails, ...]
    unwanted: tuple[str, ...]
    words: tuple[str, ...]


def sweep(case: Case) -> Sweep:
    """Return who has to be denied a case, by everything that is known of it now.

    A match with the person complained of, the member in the register or the reporter denies for good, and so does being
    named as somebody who must not see it. A bare mention, also as a witness, denies until it is ruled on. What was ruled
    on stays ruled on. Where words alone would shut out every intake officer or reviewer, one outside alternate stays.
    A file whose keys were destroyed names nobody any more.
    """
    people, facts = _people(case), case.facts
    if facts.holding.erased_on is not None:
        return Sweep(compared=len(people), ties=())
    parties = _parties(case)
    details = _details(people.values())
    found = [tie for person, user in people.items() if (tie := _tie(person, details[user.pk], parties, facts))]
    new = [tie for tie in found if _is_news(tie, facts.people.conflict_of(tie.person))]
    return Sweep(compared=len(people), ties=tuple(_spare_alternates(new, facts)))


def _people(case: Case) -> dict[UUID, User]:
    held = {person for person, seat in case.facts.people.seats if seat not in PARTIES}
    offices = [office for office in Office if office is not Office.ADMINISTRATOR]
    return people_behind(held) | {person: user for user, person, _ in standing(offices, case.facts.today, to_come=True)}


def _details(users: Iterable[User]) -> Mapping[UUID, PersonDetails]:
    """Return what is known of each user, by user. Three queries, however many they are."""
    rows = Member.objects.filter(user__in=list(users)).select_related("user")
    members = {row.user_id: row for row in rows.prefetch_related("employments", "ties")}
    return {
        user.pk: details_of_member(members[user.pk])
        if user.pk in members
        else PersonDetails(name=user.name, key=user.pk, email=user.email or "")
        for user in users
    }


def _parties(case: Case) -> _Parties:
    typed = _typed(case)
    accused, told, identity = typed["accused"], typed["particulars"], typed["identity"]
    named = PersonDetails(name=accused["name"], number=accused["number"])
    works = tuple(Employment(employer=accused["employer"]) for _ in [0] if accused["employer"])
    known = [named, PersonDetails(name=identity["name"], email=identity["email"])]
    if case.respondent is not None:
        known.append(details_of_member(case.respondent))
    speaking = people_behind(case.facts.people.holding(Seat.REPRESENTATIVE)).values()
    known.extend(PersonDetails(name=user.name, key=user.pk, email=user.email or "") for user in speaking)
    return _Parties(
        known=tuple(known),
        named=(replace(named, employments=works), *(PersonDetails(name=name) for name in told["witnesses"])),
        unwanted=tuple(typed["keep_away"]),
        words=(typed["narrative"], accused["details"], accused["name"], *told["witnesses"], *_told(told)),
    )


def _told(particulars: Mapping[str, Any]) -> Iterable[str]:
    return (particulars[name] for name in ("place", "elsewhere", "remedy", "risk"))


def _typed(case: Case) -> dict[str, Any]:
    entry = case.facts.filing.entry
    assert entry is not None
    found: dict[str, Any] = {}
    for kept, fields in TYPED.items():
        texts = opened(case, kept, [(entry, field) for field in fields])
        found |= {field: texts[entry, field] for field in fields}
    return found


def _tie(person: UUID, details: PersonDetails, parties: _Parties, facts: CaseFacts) -> Tie | None:
    years = facts.rules.limits["employer_years"]
    firm = {basis for each in parties.known for basis in matches(details, each, facts.today, employer_years=years)}
    if any(names_match(details.name, name) or is_mentioned(details.name, name) for name in parties.unwanted):
        firm.add(Basis.UNWANTED)
    loose = {basis for each in parties.named for basis in matches(details, each, facts.today, employer_years=years)}
    if any(is_mentioned(details.name, text) for text in parties.words):
        loose.add(Basis.MENTION)
    if not firm | loose:
        return None
    by_words = firm <= {Basis.UNWANTED}
    return Tie(person=person, bases=frozenset(firm | loose), provisional=not firm, by_words=by_words)


def _is_news(tie: Tie, stands: Mention | None) -> bool:
    match stands:
        case None:
            return True
        case Mention.PROVISIONAL | Mention.LIFTED:
            return not tie.provisional
        case _:
            return False


def _spare_alternates(ties: Iterable[Tie], facts: CaseFacts) -> list[Tie]:
    """Return the ties without those that only words hold up and that would leave an office of the desk to nobody."""
    kept = {tie.person: tie for tie in ties}
    for office in DESK:
        pool = [(person, one.alternate) for person, one in holders_by_name(office, facts.today)]
        if any(person not in kept and person not in facts.people.barred for person, _ in pool):
            continue
        spared = [person for person, alternate in pool if alternate and person in kept and kept[person].by_words]
        for person in spared[:1]:
            del kept[person]
    return list(kept.values())
