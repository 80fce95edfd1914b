"""A vote is signed for its ballot: what somebody signed in one counts in no other, and no signature counts twice."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import Settings

from casework.vocabulary import Verb
from ledger import queries as ledger
from ledger.canonical import encode
from local.demo.scenario import Story
from local.demo.story import BOARD, open_ballot
from local.demo.votes import votes_for
from policy.queries import evidence_of, key_of
from policy.quorum import order_of_motions
from policy.rules import Level
from policy.signing import step_digest
from tests.casework.procedure.signatures.by_passkey import (
    Value,
    device_of,
    exported,
    restated,
    signed,
    signed_anew,
    texts,
    with_every_opening,
)
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.ledger.dictionary import forms_of, found
from tests.ledger.story import Export
from tests.passkeys import Passkey
from tests.scenario_fixtures import here, upon

__all__ = ["exported", "here"]

AGAINST = votes_for(order_of_motions(Level.L6))


@upon(brought_to("board_decision"))
def two_ballots(town: Town, story: Story) -> tuple[Story, Passkey]:
    """The second ballot of a case, the first being void; its first voter has signed the same words in both."""
    open_ballot(story, "The papers are complete.")
    device, path = device_of(town.people[BOARD[0]]), reverse("board_step", args=[story.case, "cast_vote"])
    assert signed(town.browser(BOARD[0]), path, device, AGAINST).status_code == 302
    story.by(BOARD[1], Verb.DECLARE_CONFLICT, confirmed="on")
    story.by("bea", Verb.VOID_BALLOT)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    assert signed(town.browser(BOARD[0]), path, device, AGAINST).status_code == 302
    for first in BOARD[2:]:
        story.by(first, Verb.CAST_VOTE, **AGAINST)
    story.wait(3)
    return story, device


begun = town_begun(to=two_ballots)


@pytest.fixture
def votes(here: Any, exported: Any) -> tuple[Any, Any, list[str], Passkey]:
    """The export, its verdict, the signatures under both votes, and the device that made them."""
    _, (story, device) = here
    given = [str(entry.id) for entry in ledger.stream(f"case/{story.view.case}") if is_a_vote(entry)]
    return *exported(story), given, device


def is_a_vote(entry: Any) -> bool:
    return bool(entry.type == "case.signature_given" and entry.body["data"]["step"] == "cast_vote")


def test_votes_that_are_signed_each_for_its_ballot_are_proven_offline(votes: Any) -> None:
    export, verdict, given, _ = votes
    told = [texts(export, entry)["statement"] for entry in given]
    opened = [body for body in export.bodies() if body["type"] == "case.ballot_opened"]
    assert len({one["nonce"] for one in told}) == len({one["proposal"] for one in told}) == len(opened) == 2
    assert (verdict().rc, verdict().tamper, verdict().undecided) == (0, frozenset(), frozenset())
    assert "undecided: " in verdict().words
    with_every_opening(export)
    assert (verdict().rc, verdict().tamper, verdict().undecided) == (0, frozenset(), frozenset())
    assert "undecided: " not in verdict().words


def test_no_vote_is_guessed_from_the_export(votes: Any) -> None:
    export, _, _, _ = votes
    assert found(export.folder, forms_of([*AGAINST.values(), "yes", "abstain", "L6", "remove", "recuse"])) == []


def test_a_changed_secret_key_closes_nothing_that_was_signed(here: Any, exported: Any, settings: Settings) -> None:
    """The salts of signed texts come from the secret key, and stand beside the texts."""
    _, (story, _) = here
    settings.SECRET_KEY = "Another, after a leak."
    export, verdict = exported(story)
    with_every_opening(export)
    assert (verdict().rc, verdict().tamper, verdict().undecided) == (0, frozenset(), frozenset())


def forged(export: Export, given: list[str], device: Passkey, **words: str) -> None:
    """Have the voter sign other words than the page's, and put that in the place of the second vote's signature."""
    other = texts(export, given[1])["statement"] | words
    person = ledger.entry(UUID(given[1])).body["actor"]
    key = key_of(person)
    assert key is not None
    digest = step_digest(encode(other))
    instead: dict[str, Value] = {"statement": other, "evidence": evidence_of(key, digest, device.signed(digest))}
    restated(export, lambda entry, field, value: instead[field] if entry == given[1] else value)
    signed_anew(export)


def test_what_was_signed_for_one_ballot_is_seen_in_the_next(votes: Any) -> None:
    export, verdict, given, device = votes
    forged(export, given, device, proposal=texts(export, given[0])["statement"]["proposal"])
    assert verdict().tamper == {"statement-mismatch"}


def test_a_signature_that_was_used_before_is_seen(votes: Any) -> None:
    export, verdict, given, device = votes
    forged(export, given, device, nonce=texts(export, given[0])["statement"]["nonce"])
    said = verdict()
    assert (said.tamper, "is one that was used before" in said.words) == ({"signature"}, True)
