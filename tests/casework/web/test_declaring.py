"""The door of those who are to decide: the names first, an answer, and no paper before."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.pseudonyms import people_behind, pseudonym
from casework import access
from casework.access import Actor
from casework.queries.case.declaring import EARLIER, people_to_declare_on
from casework.queries.case.page import case_page
from casework.record.rights import RIGHTS
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.verbs import VERBS
from casework.vocabulary import CaseState, Reading, Seat, Verb
from local.demo import appeals
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text, whole_case
from tests.scenario_fixtures import begins, upon

TOLD = "I taught with her for a year, godwit."
PUBLISHED = "Taught for a year at the school where the member worked."


@upon(brought_to("panel_forming"))
def named(_town: Town, story: Story) -> Story:
    """A case whose panel was named a moment ago."""
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    return story


def new_panelist(name: str, *, lay: bool = False) -> User:
    """Somebody on the panel's rota who had nothing to do with any case."""
    user = User.objects.create_person(email=f"{name.split(maxsplit=1)[0].lower()}@society.example", name=name)
    appoint(user=user, office=Office.PANELIST, since=date(2026, 1, 5), lay=lay)
    return user


@upon(brought_to("appeal_window"))
def appealed(_town: Town, story: Story) -> Story:
    """A case whose appeal panel was seated a moment ago."""
    appeals.lodge_appeal(story)
    chair, *members = (story.name(first) for first in appeals.PANEL)
    story.by("ada", Verb.SEAT_APPEAL_PANEL, chair=chair, members=members, rota_reason="Amos has chaired before.")
    return story


@pytest.mark.parametrize(
    ("begun", "first", "seat", "state"),
    [
        (named, "paul", Seat.PANEL_CHAIR, CaseState.PANEL_FORMING),
        (named, "petra", Seat.PANEL_MEMBER, CaseState.PANEL_FORMING),
        (appealed, "amos", Seat.APPEAL_CHAIR, CaseState.APPEAL),
        (appealed, "anouk", Seat.APPEAL_MEMBER, CaseState.APPEAL),
    ],
    indirect=["begun"],
)
def test_before_the_answer_no_address_of_the_case_opens_a_paper(
    town: Town, story: Story, first: str, seat: Seat, state: CaseState
) -> None:
    browser = town.browser(first)
    door = reverse("panel_door" if story.view.state is CaseState.PANEL_FORMING else "appeal_door", args=[story.case])
    page = text(browser.get(door))
    assert [words in page for words in ("Rex Respond", "Northwind Service", "Not given")] == [True] * 3
    assert "A program looked for a link between you and this person, and found none." in page
    assert '<button class="govuk-button govuk-button--secondary" name="draft" value="keep"' in page
    shut = ("Allegations, side by side", "timeline_title", "clocks_title", "A written promise", "papers_title")
    assert [words in page for words in shut] == [False] * 5
    case = access.case_shown(Actor(user=town.people[first]), story.case, Reading.SEE_CASE)
    seals = {right for one in case.record for seal in one.event.sealed.values() for right in seal.opens}
    assert not {right.value for right in seals - {Reading.SEE_CASE}} & case.rights
    assert case_page(Actor(user=town.people[first]), story.case, verbs=VERBS).texts == ()
    held = {getattr(right, "right", right) for right in RIGHTS[seat, state]}
    steps = sorted(right for right in held if isinstance(right, Verb) and right.value not in case.rights)
    copies = [one.file or one.id for one in case.view.evidence.copies] or [case.id]
    addresses = [
        *(
            reverse(name, args=[story.case, verb.value])
            for verb in steps
            for name in ("board_step", "panel_step", "appeal_step")
        ),
        *(reverse(name, args=[story.case]) for name in ("board_bundle", "bundle", "board_bundle_pdf", "bundle_pdf")),
        *(
            reverse(name, args=[story.case])
            for room in ("panel", "appeal")
            for name in (f"{room}_bundle", f"{room}_bundle_pdf")
        ),
        *(reverse("board_bundle_picture", args=[story.case, 1]) for _ in (0,)),
        *(reverse(name, args=[story.case, file]) for name in ("board_file", "file") for file in copies),
        *(reverse(f"{name}_download", args=[story.case, file]) for name in ("board_file", "file") for file in copies),
    ]
    answers = {address: browser.get(address).status_code for address in addresses}
    assert set(answers.values()) <= {403, 404}, answers


@begins(named)
def test_the_door_says_what_each_person_did_and_whom_the_list_leaves_out(town: Town, story: Story) -> None:
    page = " ".join(strip_tags(text(town.browser("petra").get(reverse("panel_door", args=[story.case])))).split())
    did = {Seat.SCREENER: "screened the report", Seat.INVESTIGATOR: "investigated", Seat.DECIDER: "decided earlier"}
    acts = people_behind({person for person, seat in story.view.people.acts if seat in did})
    said = {
        f"{user.name}, {did[seat]}"
        for person, user in acts.items()
        for seat in story.view.people.acts_of[person] & set(did)
    }
    assert (len(said) > 3, {one for one in said if one not in page}) == (True, set())
    assert "It never names who reported, or a witness. It leaves out officers who only sent letters" in page


@begins(brought_to("panel_forming"))
def test_the_door_names_who_has_a_seat_and_took_no_step_in_it(town: Town, story: Story) -> None:
    screener = min(one for one, seat in story.view.people.acts if seat is Seat.SCREENER)
    case = access.case_shown(Actor(user=town.people["ada"]), story.case, Reading.SEE_CASE)
    people = case.view.people
    seats = people.seats | {(screener, Seat.SCREENER)}
    case.view = replace(case.view, people=replace(people, acts=people.acts - {(screener, Seat.SCREENER)}, seats=seats))
    name = people_behind({screener})[screener].name
    found = [one for group in people_to_declare_on(case) for one in group.people if one.name == name]
    assert [one.did for one in found] == ["had a seat to screen the report"]


@begins(brought_to("appeal_window"))
def test_a_panel_after_an_appeal_reads_who_decided_before_it_and_what_they_did(town: Town, story: Story) -> None:
    for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal, appeals.sent_to_a_new_panel):
        chapter(story)
    acts, spent = story.view.people.acts, story.view.people.spent
    earlier = people_behind({person for person, _seat in acts | spent | story.view.people.seats})
    did = {
        "sat on the panel before": {person for person, seat in spent if seat in PANEL},
        "sat on the appeal panel": {person for person, seat in story.view.people.seats if seat in APPEAL_PANEL},
        "voted on the board": {person for person, seat in acts if seat is Seat.BOARD_MEMBER},
    }
    new = (new_panelist("Peg Panelist"), new_panelist("Phil Panelist", lay=True))
    panel = {"chair": story.name("percy"), "members": [str(pseudonym(user)) for user in new]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="They are new.")
    page = " ".join(strip_tags(text(town.browser("percy").get(reverse("panel_door", args=[story.case])))).split())
    said = {f"{earlier[person].name}, {words}" for words, persons in did.items() for person in persons}
    assert (min(map(len, did.values())) >= 3, {one for one in said if one not in page}) == (True, set())


def test_a_panel_cannot_tell_an_approver_of_an_offer_from_a_decider() -> None:
    assert EARLIER[Seat.CONSENT_APPROVER] is EARLIER[Seat.DECIDER]


@begins(named)
def test_a_disclosure_goes_to_the_reviewer_first_and_then_reworded_to_both_sides(town: Town, story: Story) -> None:
    story.by("petra", Verb.DECLARE_INTERESTS, answer="tell", told=TOLD)
    readers = ("petra", "paul", "ada")
    assert [TOLD in whole_case(town.browser(first), story.case) for first in readers] == [False] * 3
    reviewer = story.seat(Seat.REVIEWER)
    step = reverse("step", args=[story.case, Verb.RULE_DECLARATION.value])
    assert town.browser(reviewer).get(step).status_code == 200
    assert TOLD in whole_case(town.browser(reviewer), story.case)
    ruling = {"person": story.name("petra"), "harmless": "yes", "published": PUBLISHED, "reasons": "Long ago, godwit."}
    story.by(reviewer, Verb.RULE_DECLARATION, **ruling)
    page = text(town.browser("petra").get(reverse("panel_case", args=[story.case])))
    assert ("Allegations, side by side" in page, TOLD in page, "Long ago, godwit." in page) == (True, False, False)
