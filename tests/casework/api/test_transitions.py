"""Steps by the API: listed for one's seats alone, described by one form, taken once, and refused in one order."""

from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from django.db import connection
from psycopg.pq import PipelineStatus
from pytest_django import DjangoAssertNumQueries

from casework.forms.schema import input_schema
from casework.record.rights import ever_held, rights_of
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_steps import written
from tests.scenario_fixtures import begins

LIST, STEP = 21, 18
NOT_YOURS_NOW = ["Not open to you now."]
RISK = {"imminent_harm": "no", "power_imbalance": "no", "dishonesty": "yes", "harassment": "no"}


def steps(town: Town, first: str, reference: str) -> dict[str, Any]:
    """The steps a person is told of, by verb."""
    answer = of(town.people[first]).get(f"cases/{reference}/transitions/")
    assert answer.status_code == 200
    return {one.pop("verb"): one for one in answer.json()["transitions"]}


def at(reference: str, verb: str) -> str:
    """The address of a step."""
    return f"cases/{reference}/transitions/{verb}/"


def test_the_steps_of_ones_seats_are_listed_open_or_with_what_stands_against_them(
    town: Town,
) -> None:
    story = town.story()
    listed = steps(town, "ines", story.case)
    assert listed.keys() == {verb.value for verb in ever_held(Seat.INTAKE) if verb in VERBS}
    acknowledge = listed["acknowledge_complaint"]
    assert (acknowledge["allowed"], acknowledge["reasons"], acknowledge["label"]) == (
        True,
        [],
        str(VERBS[Verb.ACKNOWLEDGE_COMPLAINT].label),
    )
    later = {name for name, one in listed.items() if one["reasons"] == NOT_YOURS_NOW}
    assert later == listed.keys() - {right.value for right in rights_of(Seat.INTAKE, story.view)}


@begins(brought_to("investigation"))
def test_a_reason_is_told_only_to_a_seat_to_which_its_guard_is_open(town: Town, story: Story) -> None:
    listed = steps(town, story.investigator, story.case)
    assert listed["serve_notice"]["reasons"] not in ([], NOT_YOURS_NOW)
    assert listed["share_draft_report"]["reasons"] == NOT_YOURS_NOW
    assert "cast_vote" not in listed


@begins(brought_to("submitted"))
def test_a_step_is_described_by_the_schema_of_its_form_with_the_choices_of_the_case(town: Town, story: Story) -> None:
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = story.holding(Seat.SCREENER)[0]
    shape = steps(town, one, story.case)["triage_case"]["input"]
    jsonschema.Draft202012Validator.check_schema(shape)
    jsonschema.validate({**RISK, "severity": "3", "notes": "Calm."}, shape)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**RISK, "severity": "9", "notes": "Calm."}, shape)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**RISK, "severity": "3", "notes": "Calm.", "colour": "red"}, shape)


def test_every_form_has_a_schema() -> None:
    for step in VERBS.values():
        jsonschema.Draft202012Validator.check_schema(input_schema(step.form()))


def test_a_step_is_taken_once_and_sent_again_gets_the_same_answer(town: Town) -> None:
    story, key = town.story(), uuid4()
    ines, path = of(town.people["ines"]), at(story.case, "acknowledge_complaint")
    first = ines.post(path, {"input": {}}, key=key)
    assert (first.status_code, first.json()) == (200, {"reference": story.case, "verb": "acknowledge_complaint"})
    assert story.view.state == "screening"
    before = written()
    again = ines.post(path, {"input": {}}, key=key)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert written() == before
    other = ines.post(path, {"input": {}, "replace_waiting": False}, key=key)
    assert (other.status_code, list(other.json()["errors"])) == (422, ["Idempotency-Key"])
    assert of(town.people["ian"]).post(path, {"input": {}}, key=key).status_code == 404
    late = ines.post(path, {"input": {}})
    assert (late.status_code, late.json()["type"]) in {(403, "urn:oathbound:no-right"), (409, "urn:oathbound:not-now")}
    assert written() == before


def test_a_repeat_is_answered_even_after_the_step_took_the_right_away(town: Town) -> None:
    story, key = town.story(), uuid4()
    ines, path = of(town.people["ines"]), at(story.case, "declare_conflict")
    sent = {"input": {"confirmed": True}}
    assert [ines.post(path, sent, key=key).status_code for _ in range(2)] == [200, 200]
    assert ines.get(f"cases/{story.case}/").status_code == 404


@begins(brought_to("investigation"))
def test_refusals_come_in_one_order(town: Town, story: Story) -> None:
    bad = {"input": {"title": "x" * 300}}
    by = of(town.people[story.investigator])
    answers = [
        of(town.people["bo"]).post(at(story.case, "add_evidence"), bad),
        of(town.people["ines"]).post(at(story.case, "serve_notice"), bad),
        by.post(at(story.case, "add_evidence"), bad),
        by.post(at(story.case, "serve_notice"), {"input": {"words": 7}}),
        by.post(at(story.case, "share_draft_report"), {"input": {}}),
    ]
    assert [answer.status_code for answer in answers] == [404, 403, 422, 422, 403]
    assert sorted(answers[2].json()["errors"]) == ["title"]
    assert answers[3].json()["errors"] == {"words": ["This has to be a text."]}
    assert Entry.objects.filter(type="evidence.added").count() == 0


@begins(Town.story)
def test_a_second_hand_signs_what_it_read_and_nothing_else(town: Town, story: Story) -> None:
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one, two = (of(town.people[first]) for first in story.holding(Seat.SCREENER))
    path = at(story.case, "refer_case")
    words = {"forum": "The ombudsman", "reasons": "It decides on money, whimbrel.", "disclosure": "No name."}
    assert one.post(path, {"input": {**words, "consented": "yes", "duty": False}}).status_code == 200
    assert two.post(path, {"input": {**words, "consented": "no"}}).status_code == 409
    read = two.get(path).json()
    assert (read["waits"], read["proposed"]) == (
        True,
        {**{name: [text] for name, text in words.items()}, "consented": ["yes"], "duty": []},
    )
    assert read["waiting"]["signed_by"] == ["screener"]
    assert two.post(path, {"signs": str(uuid4())}).status_code == 409
    before = written()
    assert two.post(path, {"signs": read["waiting"]["proposal"]}).status_code == 200
    assert (written() - before, story.view.state) == (1, "closed")


@begins(Town.story)
def test_a_second_hand_sends_back_what_it_read_with_a_reason(town: Town, story: Story) -> None:
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one, two = (of(town.people[first]) for first in story.holding(Seat.SCREENER))
    path, words = (
        at(story.case, "refer_case"),
        {"forum": "The ombudsman", "reasons": "Money.", "disclosure": "No name."},
    )
    assert one.post(path, {"input": {**words, "consented": "yes", "duty": False}}).status_code == 200
    why = {"send_back": "Say which contract, whimbrel."}
    assert two.post(path, why).status_code == 409
    read = {"signs": two.get(path).json()["waiting"]["proposal"]}
    assert of(town.people["ian"]).post(path, read | why).status_code in (403, 404)
    assert two.post(path, read | why).status_code == 200
    assert (story.view.proposals.waiting, story.view.state) == ((), "screening")
    assert two.post(path, read).status_code == 409


@pytest.mark.parametrize("why", ["", " ", "\n\t", "\u3000"])
@begins(Town.story)
def test_a_blank_reason_to_send_back_is_refused_and_signs_nothing(town: Town, story: Story, why: str) -> None:
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one, two = (of(town.people[first]) for first in story.holding(Seat.SCREENER))
    path = at(story.case, "refer_case")
    words = {"forum": "The ombudsman", "reasons": "Money.", "disclosure": "No name.", "consented": "yes", "duty": False}
    assert one.post(path, {"input": words}).status_code == 200
    read = {"signs": two.get(path).json()["waiting"]["proposal"]}
    before, answer = written(), two.post(path, read | {"send_back": why})
    assert (answer.status_code, written() - before) == (422, 0)
    assert answer.json()["errors"] == {"send_back": ["Say why you send it back. To sign it, leave this field out."]}
    assert two.post(path, read | {"send_back": None}).status_code == 200


def test_listing_and_taking_steps_ask_few_questions_of_the_database(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ines, first = of(town.people["ines"]), town.story("rosa", reporter="Otto Finch").case
    assert ines.post(at(first, "acknowledge_complaint"), {"input": {}}).status_code == 200
    case = town.story().case
    read = {"If-Match": ines.get(at(case, "acknowledge_complaint")).headers["ETag"]}
    with django_assert_num_queries(LIST):
        assert ines.get(f"cases/{case}/transitions/").status_code == 200
    with django_assert_num_queries(STEP):
        assert ines.post(at(case, "acknowledge_complaint"), {"input": {}}, **read).status_code == 200


@begins(Town.story)
def test_the_rows_of_a_case_are_written_while_the_texts_of_its_step_are_sealed(town: Town, story: Story) -> None:
    ahead: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if connection.connection.pgconn.pipeline_status == PipelineStatus.ON:
            ahead.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert of(town.people["ines"]).post(at(story.case, "acknowledge_complaint"), {"input": {}}).status_code == 200
    written_ahead = ['UPDATE "casework_case"', "WITH running", "INSERT INTO"]
    assert [any(one in sql for sql in ahead) for one in written_ahead] == [True] * 3
    assert not [sql for sql in ahead if "wrapped_key AS k" in sql or "'clock', u.id" in sql]


@begins(Town.story)
def test_a_step_is_taken_with_the_etag_it_was_read_with_and_told_what_changed_since(town: Town, story: Story) -> None:
    ines, ian = of(town.people["ines"]), of(town.people["ian"])
    path, whole = at(story.case, "acknowledge_complaint"), f"cases/{story.case}/"
    read, case = ian.get(path).headers["ETag"], ian.get(whole).headers["ETag"]
    assert (ian.get(path).headers["ETag"], ian.get(whole).headers["ETag"]) == (read, case)
    assert ian.get(path, **{"If-None-Match": read}).status_code == 200
    bare = ian.post(path, {"input": {}}, **{"If-Match": ""})
    assert (bare.status_code, bare.json()["type"]) == (428, "urn:oathbound:no-version")
    for stale in ('"x"', case, f"W/{read}", ines.get(path).headers["ETag"]):
        assert ian.post(path, {"input": {}}, **{"If-Match": stale}).status_code == 412
    assert ines.post(path, {"input": {}}).status_code == 200
    late = ian.post(path, {"input": {}}, **{"If-Match": f'"x", {read}'})
    assert (late.status_code, late.json()["type"]) == (412, "urn:oathbound:changed")
    assert late.json()["reasons"][1] == "Report acknowledged (Intake), 20 April 2026"
    assert ian.get(whole).headers["ETag"] != case


@begins(brought_to("investigation"))
def test_a_step_is_taken_whatever_has_changed_where_the_program_says_so(town: Town, story: Story) -> None:
    by, path = of(town.people[story.investigator]), at(story.case, "add_evidence")
    read, sent = by.get(path).headers["ETag"], {"input": {"title": "A letter", "text": "What it says."}}
    assert [by.post(path, sent, **{"If-Match": tag}).status_code for tag in (read, read, "*")] == [200, 412, 200]
