"""Each act of a party leaves a receipt: every verb of the parties is taken once, and the verifier proves what is offered."""

import copy
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from pytest_django import Settings

from accounts.models import User
from accounts.pseudonyms import people_behind
from casework import access, tasks
from casework.access import Actor
from casework.record.events import Recorded
from casework.record.rights import ever_held
from casework.record.state.people import PARTIES
from casework.verbs.receipts import act_receipt, last_receipt
from casework.vocabulary import CaseState, NotSeen, Verb
from casework.web.reporter.sent import own_acts_shown
from ledger import queries as ledger
from local.demo import branches
from local.demo import story as told
from local.demo.people import settle
from local.demo.story import report_about
from local.populate.case_paths import ALL
from tests.invariants.stored_roads import aside, read
from tests.invariants.stored_steering import PATIENCE, Chapter, Mark, hands, pass_by
from tests.invariants.stored_time import HandClock
from tests.invariants.stored_town import TOWN, Counted
from tests.invariants.stored_walking import Walk
from tests.invariants.test_stored_walk import FILED, SWORN, places
from tests.ledger.sealing import Seals
from tests.ledger.story import judged

TRIES, FORMS = 4, 60
"""How often a party tries a step that is open to it, and how many forms it fills until one is valid."""
MESSAGES = {Verb.SEND_MESSAGE, Verb.READ_MESSAGES}
"""A message has its own test (test_conversation): no walk waits half a minute for it."""
OF_PARTIES = frozenset({Verb.FILE_COMPLAINT, *(verb for seat in PARTIES for verb in ever_held(seat))}) - MESSAGES


@dataclass(kw_only=True)
class Received(Counted):
    """A story in which every first act of a party by a verb is kept as a receipt, and the receipt is judged."""

    folder: Path
    capsys: Any
    proven: set[Verb]

    def count(self, state: CaseState | None, new: list[Recorded]) -> None:
        """Count events, and ask for the receipts of the acts of parties among them."""
        super().count(state, new)
        for one in new:
            if one.role in PARTIES and one.event.verb in OF_PARTIES - self.proven:
                try:
                    self.judge(one)
                except NotSeen as refused:
                    raise AssertionError(f"{one.event.type}, {one.role}: no receipt") from refused
                self.proven.add(one.event.verb)

    def judge(self, one: Recorded) -> None:
        """Assert that the person who acted, and no other party, is offered a receipt that the verifier proves."""
        by, entry = Actor(user=people_behind({one.actor})[one.actor]), one.event.id
        if not access.rights_in(by, self.case)[1]:
            self.judge_last(by, entry)
            return
        assert act_receipt(by, self.case, entry, form="without-text") is None
        seals = self.sealed()
        shown = own_acts_shown(by, self.case)
        assert entry in {act.entry for act in (*shown["filings"], *shown["others"])}
        commits = {each.id: each.body["commit"] for each in ledger.stream(self.read().stream)}[entry]
        for form, fields in (("without-text", set()), ("with-text", set(commits))):
            receipt = act_receipt(by, self.case, entry, form=form)
            assert receipt is not None
            assert set(openings(receipt)) == fields, one.event.type
            assert proves(seals, receipt, self.capsys), one.event.type
        for other in self.others(by.user):
            for asked in (entry, uuid4()):
                with pytest.raises(NotSeen):
                    act_receipt(Actor(user=other), self.case, asked, form="without-text")

    def judge_last(self, by: Actor, entry: UUID) -> None:
        """Assert the same of somebody whom the act has taken out of the case: there is a receipt, and it has no text."""
        assert last_receipt(by, entry) is None
        seals, receipt = self.sealed(), last_receipt(by, entry)
        assert receipt is not None
        assert openings(receipt) == {}
        assert proves(seals, receipt, self.capsys)

    def sealed(self) -> Seals:
        """Return the keyring of a signer that has signed what stands in the record; its checkpoint is in `pin`."""
        folder = self.folder / uuid4().hex
        folder.mkdir()
        seals = Seals(folder)
        (folder / "pin").write_text(seals.sign().note, encoding="utf-8")
        return seals

    def others(self, user: User) -> Iterable[User]:
        """Return the party on the other side: a member and who speaks for them are one side."""
        other = self.people[self.respondent] if user == self.reporter else self.reporter
        return [other] if other is not None else []


def openings(receipt: str) -> dict[str, object]:
    """Return what a receipt opens, by field."""
    extra = json.loads(b64decode(receipt.split("\n")[1].removeprefix("extra ")))
    return {each["field"]: each["value"] for each in extra["openings"]}


def proves(seals: Seals, receipt: str, capsys: Any) -> bool:
    """Whether the verifier proves a receipt that is pinned to the newest checkpoint."""
    file = seals.folder / "act.tlog-proof"
    file.write_text(receipt, encoding="utf-8")
    return judged(capsys, "receipt", file, "--keyring", seals.ring, "--pin", seals.folder / "pin").rc == 0


class OfTheAccused(Received):
    """The story of a case in which the respondent does what the investigator does elsewhere."""

    @property
    def investigator(self) -> str:
        """Return the respondent."""
        return self.respondent


def offered_by_the_accused(story: Counted) -> None:
    """The respondent offers a term, in the words in which the investigator offers one."""
    turned = copy.copy(story)
    turned.__class__ = OfTheAccused
    branches.consent_offered(turned)


def appealed_by_the_society(story: Counted) -> None:
    """The investigator appeals for the Society."""
    story.by(story.investigator, Verb.LODGE_APPEAL, grounds=["undue_leniency"], statement="The term is too short.")


MORE: Mapping[Chapter, tuple[Mark, ...]] = {
    told.finish_report: (offered_by_the_accused,),
    told.decide: (
        read("case.board_decided"),
        Verb.COUNTERSIGN_SOCIETY_APPEAL,
        appealed_by_the_society,
        Verb.CROSS_APPEAL,
    ),
}
"""Roads on which a party takes a step that others take in the roads of the walk."""


@pytest.fixture
def clock(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """An installation with its books published, on a clock that stands still."""
    settings.FILES_DIR = tmp_path / "files"
    made = HandClock(SWORN)
    monkeypatch.setattr("ledger.clock.datetime", made)
    call_command("load_edition", "policy/editions/icsrm", stdout=StringIO())
    return made


def test_every_verb_of_the_parties_leaves_a_receipt_that_is_proven_with_its_words(
    clock: HandClock, tmp_path: Path, capsys: Any
) -> None:
    people = settle(TOWN)
    clock.moment = FILED
    story = Received(
        people=people,
        respondent="remy",
        due=tasks.lapses,
        move=clock.move,
        folder=tmp_path,
        capsys=capsys,
        proven=set(),
    )
    story.file(report_about(people["remy"].name, "Wilma Quill", on=FILED.date()))
    for place, chapter in places(ALL, story, clock):
        take_what_is_open(place, clock)
        for marks in (*aside(chapter), *([MORE[chapter]] if chapter in MORE else [])):
            for number, mark in enumerate(marks):
                if mark in OF_PARTIES - story.proven or not isinstance(marks[-1], Verb):
                    with clock.taken_back():
                        walk = Walk.of(copy.copy(place), Counter())
                        pass_by(walk, marks[:number])
                        take_in_time(walk, mark)
    assert sorted(verb.value for verb in OF_PARTIES - story.proven) == []


def take_what_is_open(place: Counted, clock: HandClock) -> None:
    """Let the parties take each step that is open to them here and that none of them has taken, each by itself."""
    assert isinstance(place, Received)
    walk = Walk.of(copy.copy(place), Counter())
    for one in [*walk.open_steps(), *walk.letters()]:
        for number in range(TRIES) if one.seat in PARTIES and one.verb not in place.proven else ():
            with clock.taken_back():
                again = Walk.of(copy.copy(place), Counter())
                again.rng.seed(f"{one.verb.value} {number}")
                if again.attempt(one, forms=FORMS):
                    break


def take_in_time(walk: Walk, mark: Mark) -> None:
    """Let a party take a step on one of the next days that matter, if it can; or play a chapter."""
    if not isinstance(mark, Verb):
        pass_by(walk, [mark])
        return
    for number in range(PATIENCE):
        walk.rng.seed(f"{mark.value} {number}")
        if any(walk.attempt(one, forms=FORMS) for one in hands(walk, mark) if one.seat in PARTIES):
            return
        walk.wait(walk.ahead())
