"""The people of a case on whom somebody who is to decide declares, before any paper, with what is known of their ties."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.record.events import VoteCast
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.record.state.report_votes import seated_deciders
from casework.vocabulary import Seat
from policy.models import Member

DECIDED = _("decided earlier")
EARLIER: Mapping[Seat, Promise] = {
    Seat.SCREENER: _("screened the report"),
    Seat.INVESTIGATOR: _("investigated"),
    Seat.DECIDER: DECIDED,
    Seat.CONSENT_APPROVER: DECIDED,
}
"""What somebody did in the case before. An approver and a decider read alike: no panel learns that there was an offer."""
APPOINTED = _("was appointed to decide earlier, and did not")
SEATED: Mapping[Seat, Promise] = {
    Seat.SCREENER: _("had a seat to screen the report"),
    Seat.INVESTIGATOR: _("had a seat to investigate"),
}
"""What is said of somebody who sits among the officers and took no step that counts as their own."""
PANELS: tuple[tuple[tuple[Seat, ...], Promise, Promise], ...] = (
    (PANEL, _("sat on the panel"), _("sat on the panel before")),
    (APPEAL_PANEL, _("sat on the appeal panel"), _("sat on the appeal panel before")),
)
"""The seats of a panel, and what its holder did: as another body reads it, and as those who sit there now read it."""


@dataclass(frozen=True, kw_only=True)
class Tied:
    """Somebody of the case. `name` is empty if it is protected: then the sweep has compared the reader with them.

    `did`: what they did in the case before; empty for those whose group says who they are.
    """

    name: str
    employer: str = ""
    belongs: str = ""
    chairs: bool = False
    did: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    title: Promise
    people: tuple[Tied, ...]


def people_to_declare_on(case: Case) -> tuple[Group, ...]:
    """Return everybody whom the sweep has cleared the viewer to know of, in groups. Two queries.

    A reporter and a witness are never named here, whether they gave their name or not.
    """
    view, own = case.view, case.acting.person
    body = _body_of(case) - {own}
    voted, on_board = _voted_before(case), Seat.BOARD_MEMBER in case.seats
    did = _did(case, frozenset() if on_board else voted - {own})
    before = did.keys()
    speaking = view.people.holding(Seat.REPRESENTATIVE)
    found = described_people(before | body | speaking | (voted if on_board else frozenset()))
    chairs = view.people.holding(Seat.PANEL_CHAIR) | view.people.holding(Seat.APPEAL_CHAIR)
    with_chair = {person: replace(one, chairs=person in chairs) for person, one in found.items()}
    with_acts = {person: replace(found[person], did=words) for person, words in did.items() if person in found}
    reported = (Seat.COMPLAINANT, _("Who reported")), (Seat.WITNESS, _("Witnesses"))
    groups = (
        (_("The member who answers"), [_of_member(case.respondent)] if case.respondent else []),
        *((title, [Tied(name="")] if view.people.holding(seat) else []) for seat, title in reported),
        (_("Representative"), _sorted(found, speaking)),
        (_("Who worked on it or decided earlier"), _sorted(with_acts, before - body - {own})),
        (_("Who voted on this case before"), _sorted(found, voted) if on_board else []),
        (_("Who would decide with you"), _sorted(with_chair, body)),
    )
    return tuple(Group(title=title, people=tuple(people)) for title, people in groups if people)


def described_people(persons: Collection[UUID]) -> Mapping[UUID, Tied]:
    """Return people by pseudonym, with employer, chapter and committees where the register knows them. Two queries."""
    users = people_behind(persons)
    members = {row.user_id: row for row in Member.objects.filter(user__in=list(users.values()))}
    return {
        person: _of_member(members[user.pk], user.name) if user.pk in members else Tied(name=user.name)
        for person, user in users.items()
    }


def _of_member(member: Member, name: str = "") -> Tied:
    belongs = " · ".join(each for each in (member.chapter, *member.committees) if each)
    return Tied(name=name or member.name, employer=member.employer, belongs=belongs)


def _did(case: Case, voted: frozenset[UUID]) -> Mapping[UUID, str]:
    """Return what each person did in the case before, as far as the viewer may know. `voted`: those who did so on the board.

    Nobody who stepped aside from the viewer's own panel is among them: their names stay sealed.
    """
    seats, people = dict(EARLIER), case.view.people
    sat = people.spent | {one for one in people.seats if one[0] not in people.barred}
    held = people.acts | {one for one in sat if one[1] in {*PANEL, *APPEAL_PANEL}}
    for panel, of_others, of_own in PANELS:
        if case.seats & {*panel}:
            held = frozenset(one for one in held if one[1] not in panel or one in people.spent)
        seats |= dict.fromkeys(panel, of_own if case.seats & {*panel} else of_others)
    did = {person: [str(words) for seat, words in seats.items() if (person, seat) in held] for person, _seat in held}
    for person in voted:
        did[person] = [*did.get(person, ()), str(_("voted on the board"))]
    for person, seat in sorted(people.seats - people.acts):
        if seat in SEATED and person not in people.barred:
            did[person] = did.get(person) or [str(SEATED[seat])]
    for person in seated_deciders(case.view):
        did[person] = did.get(person) or [str(APPOINTED)]
    return {person: ", ".join(dict.fromkeys(words)) for person, words in did.items() if words}


def _body_of(case: Case) -> frozenset[UUID]:
    """Return those who decide together with the viewer."""
    view = case.view
    if case.seats & {*PANEL}:
        return frozenset(person for person, seat in view.people.seats if seat in PANEL) - view.people.barred
    if case.seats & {*APPEAL_PANEL}:
        return frozenset(person for person, seat in view.people.seats if seat in APPEAL_PANEL) - view.people.barred
    return view.board_members - view.people.barred


def _voted_before(case: Case) -> frozenset[UUID]:
    """Return the people who voted on this case on the board. To the board, the current ballot says nothing of its voters."""
    ballot = case.view.board.ballot
    hidden = ballot.id if ballot and (Seat.BOARD_MEMBER in case.seats or ballot.is_running) else None
    votes = [one for one in case.record if isinstance(one.event, VoteCast) and one.event.ballot != hidden]
    return frozenset(one.actor for one in votes)


def _sorted(found: Mapping[UUID, Tied], persons: Iterable[UUID]) -> list[Tied]:
    people = (found[person] for person in persons if person in found)
    return sorted(people, key=lambda one: (not one.chairs, one.name))
