"""Nobody is told of what is hidden from them: who hears of a message, and of every other event that tells somebody."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from accounts.vocabulary import Office
from casework.access import Actor, case_behind, case_shown
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_officer
from casework.queries.case.withheld import withheld_entries
from casework.record.events import SanctionViewsFiled, read_event
from casework.record.events.conversation import MESSAGES
from casework.vocabulary import CaseState, Reading, Seat, Thread, Verb
from casework.vocabulary.states import IN_REVIEW, INTAKE, OPEN, PANEL, SHOWING
from ledger import queries as ledger
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from notifications.topics.messages_to_read import TOPIC_OF
from notifications.topics.rules import STANDS_AS_IT_IS
from notifications.waiting.placing import Waiting
from policy.quorum import Option
from tests.casework.board_cast import Table, for_
from tests.casework.taking import take
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
begun = begun_by(Table)
EARLY = CaseState.EARLY_RESOLUTION


@pytest.fixture
def table(here: tuple[Table, Any]) -> Table:
    return here[0]


def write(table: Table, case: Case, thread: Thread, seat: Seat | None = None) -> None:
    """Let the party of a thread, or somebody of the Society in a seat, write in it."""
    writer = seat or (Seat.COMPLAINANT if thread.is_of_reporter else Seat.RESPONDENT)
    (person,) = case_behind(case.pk, now()).view.people.holding(writer)
    table.let(case, MESSAGES[thread](announced=False), person=person, seat=writer)


def protect(table: Table, case: Case) -> None:
    """Seat Prue as the protection officer."""
    table.appointed("prue", "Prue Held", Office.PROTECTION_OFFICER)
    seat = {"person": table.person("prue"), "seat": Seat.PROTECTION_OFFICER, "reason": "Of the office."}
    seat_officer(reference=case.reference, by=table.by("ines"), **seat)


def told_of(case: Case, thread: Thread) -> set[str]:
    """Return for whom a message of a thread waits, by first name."""
    while place_letters():
        pass
    items = Item.objects.filter(case=case, topic=TOPIC_OF[thread], withdrawn_at__isnull=True)
    return {name.split()[0] for name in items.values_list("person__name", flat=True)}


@begins(Table.heard)
def test_a_message_waits_for_the_officers_who_read_it_and_not_for_the_panel(table: Table, case: Case) -> None:
    protect(table, case)
    told = {}
    for thread in Thread:
        write(table, case, thread)
        told[thread] = told_of(case, thread)
    assert told == {
        Thread.REPORTER: {"Ola"},
        Thread.RESPONDENT: {"Ola", "Ava"},
        Thread.REPORTER_PROTECTION: {"Prue"},
        Thread.RESPONDENT_PROTECTION: {"Prue"},
    }
    write(table, case, Thread.RESPONDENT, Seat.INVESTIGATOR)
    assert told_of(case, Thread.RESPONDENT) == set()


def expected(thread: Thread, state: CaseState) -> set[Seat]:
    """Return the seats that answer in a thread in a state."""
    if thread.is_protected:
        return {Seat.PROTECTION_OFFICER}
    found = {Seat.INVESTIGATOR} if state not in INTAKE - {EARLY} else set()
    if thread is Thread.REPORTER:
        found |= {Seat.INTAKE} if state in INTAKE else set()
        return found | ({Seat.SCREENER} if state in INTAKE | IN_REVIEW else set())
    found |= {Seat.ADVISER} if state in PANEL | SHOWING else set()
    return found | ({Seat.SCREENER} if state is EARLY else set())


@begins(Table.heard)
def test_in_every_open_state_a_message_waits_for_those_who_answer_in_its_thread(table: Table, case: Case) -> None:
    protect(table, case)
    told, wanted = {}, {}
    for thread in Thread:
        write(table, case, thread)
        entry = ledger.stream(case.stream)[-1]
        event = read_event(entry.type, entry.id, entry.body["data"])
        behind = case_behind(case.pk, now())
        for state in sorted(OPEN):
            behind.view = replace(behind.view, state=state)
            waiting = Waiting(behind, now())
            waiting.read(event, entry)
            told[thread, state] = {Seat(item.seat) for item in waiting.new.values()}
            wanted[thread, state] = expected(thread, state)
    assert told == wanted


def annulled(table: Table) -> Case:
    """A case whose first panel was heard on the sanction, and whose new panel is named."""
    case = table.spoken_for()
    table.let(case, SanctionViewsFiled(), person=table.own(case), seat=Seat.RESPONDENT)
    case = table.voted(table.opened(table.recommend(case)), for_(Option.REMIT_TO_NEW_PANEL))
    case = take(case, Verb.REMIT_TO_NEW_PANEL, table.by("bea"), defect="A witness was not heard.")
    for name in ("pat", "per", "pam"):
        table.appointed(name, f"{name.title()} Newman", table.PANELIST, lay=name == "pam")
    return table.name(case, "pat", "per", "pam", reason="The first panel may not sit again.")


def declined(table: Table) -> Case:
    """A case before a panel, with an offer that was signed, commented on and declined before."""
    case = table.signed(table.offered(), "rex", "ola")
    take(case, Verb.COMMENT_ON_CONSENT, table.reporter(case), comment="If he means it.")
    case = take(case, Verb.REJECT_CONSENT, table.by("cara"), reasons="Not so.", confirmed="on")
    case = table.declared(table.name(case), "cleo", "milo", "nora")
    case = do(Verb.SERVE_PANEL_LIST, reference=case.reference, by=table.by("ava"))
    table.serve(case, table.last(case))
    table.wait(days=11)
    day = now().date() + timedelta(days=45)
    return do(Verb.FORM_PANEL, reference=case.reference, by=table.by("ava"), hearing_on=day, arrangements="At ten.")


@pytest.mark.parametrize(
    ("begun", "judge", "hides"),
    [
        (annulled, "pat", {"case.sanction_views_filed", "case.sanction_recommended"}),
        (declined, "cleo", {"case.consent_commented", "case.consent_proposed"}),
    ],
    indirect=["begun"],
)
def test_nobody_is_told_of_an_event_that_is_hidden_from_them(
    table: Table, case: Case, judge: str, hides: set[str]
) -> None:
    protect(table, case)
    for thread in Thread:
        write(table, case, thread)
    seen = {user: case_shown(Actor(user=table[name]), case.reference, *Reading) for name, user in readers(table, case)}
    hidden = {user: withheld_entries(one) for user, one in seen.items()}
    told = []
    for entry in ledger.stream(case.stream):
        event = read_event(entry.type, entry.id, entry.body["data"])
        waiting = Waiting(case_behind(case.pk, now()), now())
        waiting.read(event, entry)
        of_event = [user for user, topic, _ in waiting.new if topic not in STANDS_AS_IT_IS]
        told += [(event.type, user, event.id in hidden[user]) for user in of_event]
    types = {entry.id: entry.type for entry in ledger.stream(case.stream)}
    assert hides | {MESSAGES[thread].type for thread in Thread} <= {types[one] for one in hidden[table[judge].pk]}
    assert {kind for kind, _, _ in told} > {MESSAGES[thread].type for thread in Thread}
    assert [(kind, user) for kind, user, is_hidden in told if is_hidden] == []


def readers(table: Table, case: Case) -> list[tuple[str, Any]]:
    """Return everybody who may see a case at the desk or on the board, by first name, with their key."""
    people = {user.pk: name for name, user in table.people.items()}
    seeing = case.grants.filter(permission__codename=Reading.SEE_CASE, user__in=people).values_list("user", flat=True)
    return [(people[user], user) for user in sorted(set(seeing))]
