"""R11: the drills on panels, second signatures and papers. Each is a false history of a real case."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.false_histories import (
    Body,
    Change,
    Forged,
    begun,
    changed,
    export,
    first,
    forged,
    naming,
    without_one,
    written_by,
)  # fmt: skip
from tests.ledger.test_stages import saying, without
from tests.scenario_fixtures import here

__all__ = ["begun", "export", "forged", "here"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_first_signature_removed(forged: Forged, number: int) -> None:
    assert forged(without_one("case.step_proposed", number=number)) == {"second-signature"}


def test_a_signature_that_was_given_back_counts_no_more(forged: Forged) -> None:
    assert forged(given_back("case.step_taken_back")) == {"second-signature"}


@pytest.mark.parametrize(
    ("kind", "lie"),
    [
        ("case.step_taken_back", lambda body: {**body, "actor": str(uuid4())}),
        ("case.step_taken_back", naming(proposal=str(uuid4()))),
        ("case.step_returned", lambda body: body),
    ],
)
def test_given_back_by_the_wrong_person_or_under_another_proposal(forged: Forged, kind: str, lie: Any) -> None:
    assert forged(given_back(kind, lie)) == {"given-back", "second-signature"}


def given_back(kind: str, lie: Callable[[Body], Body] = lambda body: body) -> Change:
    """The proposer of the board's pack gives it back at once: written as by the program, except for one lie."""

    def run(bodies: list[Body]) -> list[Body]:
        put = next(body for body in bodies if body["data"].get("step") == "send_board_pack")
        data = {"step": "send_board_pack", "proposal": put["id"], "proposer": put["actor"]}
        place = bodies.index(put) + 1
        return [*bodies[:place], lie({**put, "id": str(uuid4()), "type": kind, "data": data}), *bodies[place:]]

    return run


def test_plain_signature_over_the_proposal_that_waits(forged: Forged) -> None:
    assert forged(signed_over("the one that waits")) == frozenset()


@pytest.mark.parametrize("over", ["no proposal", "an unknown one", "the one replaced", "one taken back"])
def test_plain_signature_over_a_proposal_that_does_not_wait(forged: Forged, over: str) -> None:
    """A member of the panel signs without a passkey. The entry names the proposal, and that one has to wait."""
    assert forged(signed_over(over)) == {"second-signature"}


@pytest.mark.parametrize("lifted", [False, True])
def test_step_taken_on_a_proposal_that_ended_with_its_proposers_conflict(forged: Forged, lifted: bool) -> None:
    """Somebody who is named in a report is barred at once. Their proposals end, and do not come back if the bar is lifted."""

    def named(bodies: list[Body]) -> list[Body]:
        put = put_forward(bodies, "send_board_pack")
        made = {**put, "actor": str(uuid4()), "role": "clock", "commit": {}}
        found = {**made, "id": str(uuid4()), "type": "case.conflict_detected"}
        found["data"] = {"person": put["actor"], "provisional": True}
        ruled = {**made, "id": str(uuid4()), "type": "case.mention_ruled", "role": "reviewer"}
        ruled["data"] = {"subject": put["actor"], "stands": False}
        place = bodies.index(put) + 1
        return [*bodies[:place], found, *([ruled] if lifted else []), *bodies[place:]]

    assert "second-signature" in forged(named)


def put_forward(bodies: list[Body], step: str) -> Body:
    return next(body for body in bodies if body["data"].get("step") == step)


def signed_over(over: str) -> Change:
    """A member of the panel signs the findings that were put forward, as the program writes it, over a proposal."""

    def run(bodies: list[Body]) -> list[Body]:
        put = put_forward(bodies, "record_findings")
        back = {**put, "type": "case.step_taken_back", "data": {"step": "record_findings", "proposal": put["id"]}}
        before = {"the one replaced": [put], "one taken back": [back, put]}.get(over, [])
        member = next(one for one in first(bodies, "case.panel_named")["data"]["members"] if one != put["actor"])
        named = {"no proposal": {}, "an unknown one": {"proposal": str(uuid4())}}.get(over, {"proposal": put["id"]})
        data = {"step": "record_findings", **named}
        signed = {**put, "type": "case.step_signed", "actor": member, "role": "panel_member", "data": data}
        more = [{**body, "id": str(uuid4()), "commit": {}} for body in (*before, signed)]
        place = bodies.index(put) + 1
        return [*bodies[:place], *more, *bodies[place:]]

    return run


def test_both_hands_of_one_person(forged: Forged) -> None:
    def alone(bodies: list[Body]) -> list[Body]:
        adviser = first(bodies, "case.board_pack_sent")["actor"]
        return changed("case.step_proposed", written_by(adviser), number=-1)(bodies)

    assert forged(alone) == {"second-signature"}


def test_second_hand_without_the_seat(forged: Forged) -> None:
    assert forged(changed("case.board_pack_sent", lambda body: {**body, "role": "registrar"})) == {"second-signature"}


def test_panel_never_formed(forged: Forged) -> None:
    assert forged(without("case.panel_formed")) >= {"stage"}


@pytest.mark.parametrize("left_out", ["case.panel_named", "case.panel_list_served"])
def test_panel_never_named_or_served(forged: Forged, left_out: str) -> None:
    assert "panel-not-formed" in forged(without(left_out))


def test_member_of_the_panel_who_did_not_declare(forged: Forged) -> None:
    assert forged(without_one("case.interests_declared", number=1)) == {"panel-not-formed"}


def test_challenge_without_a_ruling(forged: Forged) -> None:
    def challenged(bodies: list[Body]) -> list[Body]:
        named, listed = first(bodies, "case.panel_named"), first(bodies, "case.panel_list_served")
        data = {"member": named["data"]["chair"], "new_facts": False}
        made = {**listed, "id": str(uuid4()), "type": "case.member_challenged", "data": data}
        place = bodies.index(listed) + 1
        return [*bodies[:place], made, *bodies[place:]]

    assert forged(challenged) == {"panel-not-formed"}


def test_member_who_left_the_hearing(forged: Forged) -> None:
    def left(bodies: list[Body]) -> list[Body]:
        stayed = first(bodies, "case.attendance_recorded")["data"]["throughout"]
        return changed("case.attendance_recorded", naming(throughout=stayed[1:]))(bodies)

    assert forged(left) == {"panel-not-formed"}


def test_finding_by_nobody(forged: Forged) -> None:
    assert "finding-by-nobody" in forged(changed("finding.made", written_by(str(uuid4()))))


def test_findings_that_a_member_did_not_sign(forged: Forged) -> None:
    assert forged(without_one("case.findings_signed")) == {"finding-by-nobody"}


def test_findings_dropped(forged: Forged) -> None:
    assert "findings-dropped" in forged(saying("finding.made", proven=False))  # type: ignore[arg-type]


LISTS = [f"case.{act}_papers_listed" for act in ("hearing", "findings", "ballot")]


@pytest.mark.parametrize("kind", LISTS)
def test_unserved_paper_read(forged: Forged, kind: str) -> None:
    """A paper that no letter brought stands in the list of what could be read: the roll call of the deciders before."""

    def planted(bodies: list[Body]) -> list[Body]:
        paper, data = first(bodies, "case.case_to_answer_voted"), first(bodies, kind)["data"]
        more = naming(entries=[*data["entries"], paper["id"]], served_on=[*data["served_on"], "2026-05-25"])
        return changed(kind, more)(bodies)

    assert forged(planted) == {"unserved-paper"}


@pytest.mark.parametrize("kind", LISTS)
def test_act_without_its_list_of_papers(forged: Forged, kind: str) -> None:
    assert forged(without(kind)) == {"unserved-paper"}


def test_paper_of_another_record(forged: Forged) -> None:
    def foreign(bodies: list[Body]) -> list[Body]:
        data = first(bodies, LISTS[0])["data"]
        return changed(LISTS[0], naming(entries=[str(uuid4()), *data["entries"][1:]]))(bodies)

    assert forged(foreign) == {"unserved-paper"}


ONE, OTHER = str(uuid4()), str(uuid4())


@pytest.mark.parametrize(
    ("first_signed", "proven", "found"),
    [
        ([ONE, OTHER], [OTHER, ONE], frozenset()),
        ([ONE], [OTHER], {"second-signature"}),
        ([ONE, OTHER], [ONE, ONE], {"second-signature"}),
        ([None], [ONE], {"second-signature"}),
    ],
    ids=["each of two", "another letter", "one letter twice", "no letter"],
)
def test_each_proof_of_service_rests_on_a_first_signature_about_its_letter(
    forged: Forged, first_signed: list[str | None], proven: list[str], found: set[str]
) -> None:
    def run(bodies: list[Body]) -> list[Body]:
        put = put_forward(bodies, "send_board_pack")
        sent = {"reader": "respondent", "channel": "post", "posted_on": "2026-01-01", "served_on": None}
        second = {"type": "case.service_proven", "actor": str(uuid4()), "role": "adviser"}
        made: list[Body] = [{"data": {"step": "record_service", "subject": about}} for about in first_signed]
        made += [{**second, "data": {"about": about, **sent}} for about in proven]
        more = [{**put, "commit": {}, "id": str(uuid4()), **one} for one in made]
        place = bodies.index(put)
        return [*bodies[:place], *more, *bodies[place:]]

    assert forged(run) == found
