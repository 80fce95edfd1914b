"""The ties of people to a case: compares all who hold an office or a seat with all whom the report and the register name."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from accounts.compiled import Compiled, IsOneOf
from accounts.models import User
from accounts.offices import holders_by_name, named_holders
from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.conflicts.keep_away import SEEING, Wishes, people_meant, wishes_in
from casework.queries.conflicts.same_origin import cases_before, grown_out_of, identified_in
from casework.record.rights.by_office import DESK
from casework.record.state import CaseView
from casework.record.state.people import PARTIES
from casework.recording import open_texts, open_texts_together
from casework.vocabulary import CaseCompartment, KeepAwayRuling, Mention, Seat
from casework.vocabulary.report_fields import TABLE
from casework.vocabulary.report_shape import Naming, ReportField
from ledger.canonical import JsonObject, Values
from policy.conflicts import Basis, Employment, PersonDetails, matches
from policy.models import Member
from policy.named import Holder, read_line
from policy.names import Passage
from policy.queries import details_of_member

TYPED = {
    CaseCompartment.CASE: ("accused", "narrative", "particulars"),
    CaseCompartment.IDENTITY: ("identity",),
    CaseCompartment.KEEP_AWAY: ("also_accused", "keep_away", "keep_away_from"),
}

NOBODY = PersonDetails()
"""What is known of a reporter who did not say who they are: nobody is compared with that."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What ties a person to the case. `provisional`: a mention that somebody has to rule on.

    `by_words`: only words say so. They mention the person, ask to keep the person away, complain of the person too, or came
    after the report as the name of the reporter: they could shut out one person after another.
    """

    person: UUID
    bases: frozenset[Basis]
    provisional: bool
    by_words: bool

    def basis(self) -> list[str]:
        return sorted(basis.value for basis in self.bases)


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """How many people were compared, the ties that the record does not hold yet, and the reporter's wishes.

    `meant` are the people whom the reporter may mean in what they added about the lines that wait.
    """

    compared: int
    ties: tuple[Tie, ...]
    wishes: Wishes = Wishes()
    meant: frozenset[UUID] = frozenset()

    @property
    def denied(self) -> frozenset[UUID]:
        return frozenset(tie.person for tie in self.ties)


@dataclass(frozen=True, kw_only=True)
class _Parties:
    """The people in the case: `known` by the register or by their own word, `named` only by the words of a report.

    A member is also `known` if another case of the same report was found to be about that member. `others` are the other
    people of whom the same report complains; each has a case, but the text of the report is about them too. `later` is what the
    reporter said of themselves after the report. `lines` name people: the accused and the witnesses. `words` are free text.
    """

    known: tuple[PersonDetails, ...]
    others: tuple[PersonDetails, ...]
    later: tuple[PersonDetails, ...]
    named: tuple[PersonDetails, ...]
    lines: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Compared:
    """A person who could come to see the case, with what is known under each of their names and addresses."""

    person: UUID
    user: UUID
    details: tuple[PersonDetails, ...]
    offices: frozenset[str]

    def holders(self) -> Iterator[Holder]:
        """Yield the person once for each name and address, in the form that `read_line` takes."""
        for each in self.details:
            yield Holder(
                person=self.person, name=each.name, email=each.email, offices=self.offices, folded=each.folded_name
            )


def sweep(case: Case) -> Sweep:
    """Return the people who must not see a case, from everything that is known about it now.

    The case is closed for good to a person who

    - matches the accused, the member in the register or the reporter;
    - is the member in another case of the same report, or in a case that this one grew out of;
    - is named in full by the report, as a person who must not see it or as another accused.

    A mention, for example as a witness, closes it until somebody rules on the mention; a ruling stands. In a field that
    names people, a surname, a first name, an address or an office is a mention. The reports of the cases that this one
    grew out of count too, as far as they say who is accused and who must not see them. If words alone would shut out
    every intake officer or every reviewer, one outside alternate stays. A file whose keys were destroyed names nobody.
    """
    people, view = _people(case), case.view
    if view.holding.erased_on is not None:
        return Sweep(compared=len(people), ties=())
    typed, before = _read_report(case), cases_before(case)
    earlier = [_read_report(one) for one in grown_out_of(case, before)]
    parties = _parties(case, typed, earlier=earlier, identified=identified_in(before))
    holders, users = [holder for one in people for holder in one.holders()], {one.person: one.user for one in people}
    wishes, *others = (wishes_in(each, holders, users) for each in (typed, *earlier))
    unwanted, mentioned = _people_named(parties, (wishes, *others), holders)
    found = [tie for one in people if (tie := _build_tie(one, parties, unwanted, mentioned, view))]
    new = [tie for tie in found if _is_news(tie, view.people.conflict_of(tie.person))]
    meant = people_meant(_said_more(case), holders)
    return Sweep(compared=len(people), ties=tuple(spare_alternates(new, view)), wishes=wishes, meant=meant)


def _people(case: Case) -> list[_Compared]:
    offices: dict[UUID, set[str]] = {}
    for person, seat in case.view.people.seats:
        if seat not in PARTIES:
            offices.setdefault(person, set()).add(seat)
    users = people_behind(set(offices))
    for user, person, office in named_holders(SEEING, case.view.today, to_come=True):
        users[person] = user
        offices.setdefault(person, set()).add(office)
    details = _details(users.values())
    return [
        _Compared(person=person, user=user.pk, details=details[user.pk], offices=frozenset(offices[person]))
        for person, user in users.items()
    ]


def _details(users: Iterable[User]) -> Mapping[UUID, tuple[PersonDetails, ...]]:
    """Return what the register says about each user, and what the account says if its name or address differs.

    Three queries for any number of users.
    """
    rows = _MEMBERS.rows(users=[user.pk for user in users])
    prefetch_related_objects(rows, "employments", "ties")
    members = {row.user_id: row for row in rows}
    found: dict[UUID, tuple[PersonDetails, ...]] = {}
    for user in users:
        account = PersonDetails(name=user.name, key=user.pk, email=user.email or "")
        register = details_of_member(members[user.pk]) if user.pk in members else account
        same = (register.name, register.email) == (account.name, account.email)
        found[user.pk] = (register,) if same else (register, account)
    return found


_MEMBERS = Compiled(lambda: Member.objects.filter(IsOneOf("user", "users")).select_related("user"))
"""Compiled, because each sweep asks it: docs/adr/0014."""


def _people_named(
    parties: _Parties, wishes: Sequence[Wishes], holders: Sequence[Holder]
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return the people whom a report names as unwanted, and those whom it mentions. Each text is normalised once."""
    nobody = frozenset[UUID]()
    others = {person for line in parties.lines for person in read_line(line, holders).people}
    texts = [Passage(text) for text in parties.words if text]
    mentioned = {one.person for one in holders if any(text.mentions(one.folded_name) for text in texts)}
    unwanted = nobody.union(*(each.firm for each in wishes))
    return unwanted, nobody.union(others, mentioned, *(each.provisional for each in wishes))


def _parties(case: Case, typed: Values, *, earlier: Iterable[Values], identified: Iterable[PersonDetails]) -> _Parties:
    accused, identity = typed["accused"], typed["identity"]
    lines = [line for field in TABLE if field.naming is Naming.BY_LINE for line in _answer(field, typed)]
    others = [*typed["also_accused"], *(one for each in earlier for one in (each["accused"], *each["also_accused"]))]
    named = PersonDetails(name=accused["name"], number=accused["number"])
    works = (Employment(employer=accused["employer"]),) if accused["employer"] else ()  # else `known` has all of it
    known = [named, PersonDetails(name=identity["name"], email=identity["email"])]
    if case.respondent is not None:
        known.append(details_of_member(case.respondent))
    known.extend(identified)
    speaking = people_behind(case.view.people.holding(Seat.REPRESENTATIVE)).values()
    known.extend(PersonDetails(name=user.name, key=user.pk, email=user.email or "") for user in speaking)
    return _Parties(
        known=tuple(one for one in known if one != NOBODY),
        later=tuple(PersonDetails(name=said["name"], email=said["email"]) for said in _said_later(case)),
        others=tuple(PersonDetails(name=other["name"], number=other["number"]) for other in others),
        named=(*(replace(named, employments=works) for _ in works), *(PersonDetails(name=name) for name in lines)),
        lines=(*map(_name_or_details, (accused, *others)), *lines),
        words=(accused["details"], *(_answer(field, typed) for field in TABLE if field.naming is Naming.IN_TEXT)),
    )


def _name_or_details(accused: Mapping[str, str]) -> str:
    return accused["name"] or accused["details"]


def _answer(field: ReportField, typed: Values) -> Any:
    """Return what a report says in a field; empty if the report is older than the field."""
    sealed = typed[field.seal]
    return sealed if field.key == field.seal else sealed.get(field.key, "")


def _read_report(case: Case) -> JsonObject:
    filing = case.view.filing
    assert filing.entry is not None
    wanted = {kept: [(filing.entry, field) for field in fields] for kept, fields in TYPED.items()}
    return {field: value for (_, field), value in open_texts_together(case, wanted).items()}


def _said_later(case: Case) -> Sequence[Values]:
    """Return what the reporter said of themselves after the report. No query if nothing was said."""
    wanted = [(entry, "identity") for entry in case.view.filing.identity_entries[1:]]
    return list(open_texts(case, CaseCompartment.IDENTITY, wanted).values()) if wanted else []


def _said_more(case: Case) -> Sequence[str]:
    """Return what the reporter added about the lines that wait. No query if nothing was added, or if nothing waits."""
    filing = case.view.filing
    wanted = [(entry, "explanation") for entry in filing.added if filing.lines_waiting]
    return list(open_texts(case, CaseCompartment.KEEP_AWAY, wanted).values()) if wanted else []


def _build_tie(
    one: _Compared, parties: _Parties, unwanted: Collection[UUID], mentioned: Collection[UUID], view: CaseView
) -> Tie | None:
    firm, loose = _bases(one, parties.known, view), _bases(one, parties.named, view)
    by_words = not firm
    firm |= _bases(one, (*parties.others, *parties.later), view)
    if one.person in unwanted:
        firm.add(Basis.UNWANTED)
    if one.person in mentioned:
        loose.add(Basis.MENTION)
    if not firm | loose:
        return None
    return Tie(person=one.person, bases=frozenset(firm | loose), provisional=not firm, by_words=by_words)


def _bases(one: _Compared, parties: Iterable[PersonDetails], view: CaseView) -> set[Basis]:
    years, today = view.rules.limits["employer_years"], view.today
    pairs = [(mine, theirs) for theirs in parties for mine in one.details]
    return {basis for mine, theirs in pairs for basis in matches(mine, theirs, today, employer_years=years)}


def _is_news(tie: Tie, stands: Mention | None) -> bool:
    return stands is None or (stands in (Mention.PROVISIONAL, Mention.LIFTED) and not tie.provisional)


def spare_alternates(ties: Iterable[Tie], view: CaseView) -> list[Tie]:
    """Return the ties without those by words alone that would leave nobody in an office of the desk.

    An alternate whom the report accuses is spared only if no other alternate can be.
    """
    kept = {tie.person: tie for tie in ties}
    for office in DESK if kept else ():
        pool = [(person, one.alternate) for person, one in holders_by_name(office, view.today)]
        if any(person not in kept and person not in view.people.barred for person, _ in pool):
            continue
        spared = [person for person, alternate in pool if alternate and person in kept and kept[person].by_words]
        for person in sorted(spared, key=lambda one: Basis.SAME_PERSON in kept[one].bases)[:1]:
            del kept[person]
    return list(kept.values())


def spare_in_rulings(rulings: Iterable[KeepAwayRuling], view: CaseView) -> list[KeepAwayRuling]:
    """Return the rulings on lines; people whom words alone must not shut out of the desk are moved to `spared`."""
    rulings = list(rulings)
    meant = {person for ruling in rulings for person in ruling.persons}
    unwanted = frozenset({Basis.UNWANTED})
    ties = [Tie(person=person, bases=unwanted, provisional=False, by_words=True) for person in meant]
    kept = {tie.person for tie in spare_alternates(ties, view)}
    return [
        replace(
            one,
            persons=tuple(person for person in one.persons if person in kept),
            spared=tuple(person for person in one.persons if person not in kept),
        )
        for one in rulings
    ]
