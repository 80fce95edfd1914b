"""Offices that open the most count after a second person's signature."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.offices import appoint, offices_of
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.access import Actor, Given, Listed
from casework.access.appointing import office_given_draft
from casework.administration.appointments import appoint_officer, appoint_people, countersign_office
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now
from ledger.models import Entry
from policy.actions import NotAllowed, send_back
from policy.models import Pending
from policy.queries.second_person import list_pending
from tests.casework.desk_cast import MONDAY, Desk
from tests.casework.procedure.seats.hands import TODAY, TWO, adam, desk, eve, newest, person, put_forward, strange

__all__ = ["adam", "desk", "eve"]


@pytest.mark.parametrize("office", TWO)
def test_one_administrator_makes_no_director_once_there_are_two(
    desk: Desk, adam: Actor, eve: Actor, office: Office
) -> None:
    nora = person("Nora Newcome")
    waits = put_forward(adam, nora, office)
    assert (offices_of(nora, TODAY), newest().type) == (frozenset(), "office.proposed")
    with pytest.raises(NotNow, match="Somebody else"):
        countersign_office(by=adam, pending=waits.pk)
    countersign_office(by=eve, pending=waits.pk)
    entry, proposed = newest(), Entry.objects.get(id=waits.pk)
    assert (offices_of(nora, TODAY), entry.type) == (frozenset({office}), "office.given")
    assert (entry.body["actor"], "alone" in entry.body["data"]) == (str(pseudonym(eve.user)), False)
    assert [ref["rel"] for ref in entry.body["refs"]] == ["proposal"]
    assert proposed.body["actor"] == str(pseudonym(adam.user))
    assert (strange(), list_pending()) == ([], [])


def test_other_offices_are_given_by_one(desk: Desk, adam: Actor, eve: Actor) -> None:
    ada = person("Ada Newcome")
    assert appoint_officer(by=adam, user=ada, given=Given(office=Office.INTAKE, since=TODAY)) is True
    assert "alone" not in newest().body["data"]


def test_before_the_first_report_one_administrator_suffices_and_the_entry_says_so(desk: Desk, adam: Actor) -> None:
    eve = person("Eve Keeper", signed_in=False)
    assert appoint_officer(by=adam, user=eve, given=Given(office=Office.ADMINISTRATOR, since=TODAY)) is True
    assert newest().body["data"]["alone"] is True
    eve.last_login = timezone.now()
    eve.save(update_fields=["last_login"])
    put_forward(adam, person("Nora Newcome"))
    assert strange() == []


def test_after_the_first_report_a_registrar_signs_where_no_second_administrator_is(desk: Desk, adam: Actor) -> None:
    desk.file()
    waits = put_forward(adam, person("Nora Newcome"))
    with pytest.raises(NotNow, match="A registrar has to sign this"):
        countersign_office(by=desk.by("ines"), pending=waits.pk)
    reg = person("Reg Rolls", Office.REGISTRAR)
    countersign_office(by=Actor(user=reg), pending=waits.pk)
    assert (newest().body["role"], strange()) == ("registrar", [])


def test_a_registrar_does_not_sign_where_there_is_another_administrator(desk: Desk, adam: Actor, eve: Actor) -> None:
    waits = put_forward(adam, person("Nora Newcome"))
    with pytest.raises(NotNow, match="Another administrator has to sign this"):
        countersign_office(by=Actor(user=person("Reg Rolls", Office.REGISTRAR)), pending=waits.pk)


def test_nobody_signs_their_own_office(desk: Desk, adam: Actor, eve: Actor) -> None:
    nora = person("Nora Newcome")
    waits = put_forward(adam, nora, Office.ADMINISTRATOR)
    appoint(user=nora, office=Office.ADMINISTRATOR, since=TODAY - timedelta(days=1), until=TODAY)
    with pytest.raises(NotNow, match="Somebody else"):
        countersign_office(by=Actor(user=nora), pending=waits.pk)


def test_what_is_signed_is_what_the_record_says_and_not_what_the_table_says(
    desk: Desk, adam: Actor, eve: Actor
) -> None:
    """The signer reads the table: if it says something else, nothing is signed."""
    nora, mal = person("Nora Newcome"), person("Mal Ory")
    waits = put_forward(adam, nora)
    row = Pending.objects.filter(pk=waits.pk)
    true = row.values("what", "about", "by").get()
    for changed, signs in (({"what": "monitor"}, eve), ({"about": mal}, eve), ({"by": eve.user}, adam)):
        row.update(**{**true, **changed})
        with pytest.raises(NotNow, match="not what was put forward"):
            countersign_office(by=signs, pending=waits.pk)
    assert (offices_of(nora, TODAY), offices_of(mal, TODAY)) == (frozenset(), frozenset())
    row.update(**true)
    countersign_office(by=eve, pending=waits.pk)
    assert offices_of(nora, TODAY) == {Office.BOARD_MEMBER}


def test_a_waiting_office_is_put_forward_once_and_again_after_a_refusal(desk: Desk, adam: Actor, eve: Actor) -> None:
    nora = person("Nora Newcome")
    waits = put_forward(adam, nora)
    with pytest.raises(NotNow, match="waits for a second person already"):
        put_forward(adam, nora)
    with pytest.raises(NotAllowed, match="Another administrator"):
        send_back(pending=waits.pk, by=desk["ines"], role="intake", at=now())
    send_back(pending=waits.pk, by=eve.user, role="administrator", at=now())
    assert newest().type == "proposal.sent_back"
    with pytest.raises(NotNow, match="waits no longer"):
        countersign_office(by=eve, pending=waits.pk)
    put_forward(adam, nora)


def test_an_office_signed_late_begins_on_the_day_it_was_signed(desk: Desk, adam: Actor, eve: Actor) -> None:
    nora = person("Nora Newcome")
    waits = put_forward(adam, nora)
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        countersign_office(by=eve, pending=waits.pk)
    assert newest().body["data"]["since"] == "2026-03-05"


def test_an_office_given_by_one_hand_is_named_in_the_night(desk: Desk, adam: Actor, eve: Actor) -> None:
    nora = person("Nora Newcome")
    given = Given(office=Office.CUSTODIAN, since=TODAY)
    appoint(user=nora, office=Office.CUSTODIAN, since=TODAY)
    append(office_given_draft(nora, given, by=adam.user, role="administrator", moment=now()))
    assert [drift.field for drift in strange()] == ["given by one person"]


def test_a_list_gives_what_it_may_and_puts_the_rest_forward(desk: Desk, adam: Actor, eve: Actor) -> None:
    rows = [(2, "ida", Office.INTAKE), (3, "bo", Office.BOARD_MEMBER), (4, "cora", Office.CUSTODIAN)]
    people = [
        Listed(row=row, email=f"{name}@new.example", name=name.title(), given=Given(office=office, since=TODAY))
        for row, name, office in rows
    ]
    done = appoint_people(by=adam, people=people)
    assert (done.accounts, done.given, done.waiting) == (3, 1, 2)
    assert {each.what for each in list_pending()} == {"board_member", "custodian"}
