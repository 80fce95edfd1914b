"""Who decides a case, as its member sees them: with employer, chapter, committees, and what they declared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access import Actor
from casework.models import Case
from casework.queries.case.declaring import Tied, described_people
from casework.queries.steps.offers import offers
from casework.record.events import DeclarationRuled
from casework.record.state import CaseView
from casework.record.state.eligibility import challenged_members, seated_appeal_panel, seated_panel
from casework.vocabulary import PanelState, Seat, Verb
from notifications.letters.opening import open_texts
from notifications.member.receipts import case_of_letter
from notifications.models import Message


@dataclass(frozen=True, kw_only=True)
class Decider:
    """One of those who decide. `interest` is what a reviewer wrote for both sides, empty if there is nothing to tell."""

    person: UUID
    about: Tied
    chairs: bool
    lay: bool
    interest: str
    may_be_challenged: bool


@dataclass(frozen=True, kw_only=True)
class Body:
    title: Promise
    people: tuple[Decider, ...]


def deciders_of(message: Message, by: Actor) -> tuple[Body, ...]:
    """Return those who decide the case of a letter now: a panel once its list was sent, the board, the appeal panel."""
    case = case_of_letter(message, by)
    bodies = tuple((title, people) for title, people in _bodies(case.view) if people)
    everybody = {person for _title, people in bodies for person in people}
    ruled = [one.event for one in case.record if isinstance(one.event, DeclarationRuled) and one.event.harmless]
    texts = open_texts(case, by, "", [event for event in ruled if event.person in everybody])
    said = {event.person: str(texts.get((event.id, "published")) or "") for event in ruled}
    described, challenged = described_people(everybody), _open_to_challenge(case)
    return tuple(
        Body(title=title, people=tuple(_deciders(case.view, people, described, said, challenged)))
        for title, people in bodies
    )


def _bodies(view: CaseView) -> tuple[tuple[Promise, frozenset[UUID]], ...]:
    listed = view.panel.state in (PanelState.LISTED, PanelState.FORMED)
    return (
        (_("The panel"), seated_panel(view) if listed else frozenset()),
        (
            _("The board: its members who are free to vote"),
            (view.board_members & view.board.declared) - view.people.barred,
        ),
        (_("The appeal panel"), seated_appeal_panel(view)),
    )


def _open_to_challenge(case: Case) -> frozenset[UUID]:
    allowed = [one for one in offers(case, case.rights, [Verb.CHALLENGE_MEMBER]) if one.allowed]
    return seated_panel(case.view) - challenged_members(case.view) if allowed else frozenset()


def _deciders(
    view: CaseView,
    people: Collection[UUID],
    described: Mapping[UUID, Tied],
    said: Mapping[UUID, str],
    challenged: Collection[UUID],
) -> list[Decider]:
    chairs = view.people.holding(Seat.PANEL_CHAIR) | view.people.holding(Seat.APPEAL_CHAIR)
    found = [
        Decider(
            person=person,
            about=described[person],
            chairs=person in chairs,
            lay=person in view.panel.lay,
            interest=said.get(person, ""),
            may_be_challenged=person in challenged,
        )
        for person in people
        if person in described
    ]
    return sorted(found, key=lambda one: (not one.chairs, one.about.name))
