"""A message to the member that names a witness or the reporter goes out only if its author confirms it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from casework import tasks
from casework.access import Actor, the_clock
from casework.models import WaitingMessage
from casework.procedure.intake.actions import sweep_conflicts
from casework.procedure.plain_step import do
from casework.vocabulary import IdentityChoice, Reporter, Verb
from casework.vocabulary.report import Plain
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import investigate, report_about, screen
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

ASKS = "Your message names people of the report"
REPORTER = "The name of the reporter, or a part of it"


def reported(town: Town, choice: IdentityChoice) -> Story:
    story = Story(people=town.people, respondent="rex", move=town.clock.shift, due=tasks.lapses)
    report = report_about(town.people["rex"].name, "Wilma Quill", on=now().date() - timedelta(days=21))
    names: list[Plain] = ["Ms Wanda Finch (the clerk)", "somebody whom I do not know by name"]
    said: dict[str, Plain] = {**report.said, "witnesses": names}
    story.file(replace(report, said=said, reporter=replace(report.reporter, choice=choice)))
    screen(story)
    investigate(story)
    return story


def reported_openly(town: Town) -> Story:
    return reported(town, IdentityChoice.OPEN)


def reported_sealed(town: Town) -> Story:
    return reported(town, IdentityChoice.CONFIDENTIAL)


def send(town: Town, story: Story, words: str, thread: str = "respondent", **more: Any) -> Any:
    address = reverse("conversation", args=[story.case, thread])
    sent = {"message": words, "request_key": str(uuid4()), **more}
    return town.browser(story.investigator).post(address, sent, follow="draft" in more)


@begins(reported_openly)
@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("What did Wanda Finch see?", (True, False)),
        ("What did Ms Finch see?", (True, False)),
        ("Mrs Quill wrote to us.", (False, True)),
        ("What did you see?", (False, False)),
    ],
)
def test_names_that_the_author_may_read_are_asked_about(
    town: Town, story: Story, words: str, asked: tuple[bool, bool]
) -> None:
    answer = send(town, story, words)
    shown = text(answer) if answer.status_code == 422 else ""
    assert ("Wanda Finch (the clerk), named as a witness" in shown, REPORTER in shown) == asked
    assert WaitingMessage.objects.count() == int(not any(asked))


@begins(reported_openly)
def test_a_tick_sends_it_and_passes_no_name_that_is_typed_later(town: Town, story: Story) -> None:
    tick = "Ms Wanda Finch (the clerk), named as a witness in the report"
    assert send(town, story, "Wanda Finch and Mrs Quill say so.", names_meant=tick).status_code == 422
    assert WaitingMessage.objects.count() == 0
    assert send(town, story, "Wanda Finch says so.", names_meant=tick).status_code == 302
    assert WaitingMessage.objects.count() == 1


@begins(reported_sealed)
def test_a_sealed_name_is_held_and_never_asked_about(town: Town, story: Story) -> None:
    answer = send(town, story, "Wilma Quill says so.")
    assert (answer.status_code, ASKS in text(answer)) == (409, False)
    assert ASKS in text(send(town, story, "What did Wanda Finch see?"))


@begins(reported_openly)
def test_a_message_to_the_reporter_is_not_asked_about(town: Town, story: Story) -> None:
    assert send(town, story, "Wanda Finch says so.", "reporter").status_code == 302


@begins(reported_sealed)
def test_a_name_that_was_sealed_before_is_not_asked_about(town: Town, story: Story) -> None:
    assert story.reporter
    said = Reporter(choice=IdentityChoice.OPEN, name="Wil Carter").value()
    do(Verb.GIVE_NAME, reference=story.case, by=Actor(user=story.reporter), choice=IdentityChoice.OPEN, identity=said)
    sweep_conflicts(reference=story.case, by=the_clock())
    assert REPORTER in text(send(town, story, "Mr Carter says so.", draft="preview"))
    assert REPORTER not in text(send(town, story, "Mrs Quill says so.", draft="preview", draft_version="1"))


@begins(reported_openly)
def test_the_overview_lists_whom_the_report_names_for_its_readers(town: Town, story: Story) -> None:
    def people(first: str) -> str:
        page = text(town.browser(first).get(reverse("case", args=[story.case])))
        return page.partition('id="people_title"')[2].partition("</section>")[0]

    own, intake = people(story.investigator), people("ines")
    assert ["Named in the report" in own, "Ms Wanda Finch (the clerk)" in own, "#sides_title" in own] == [True] * 3
    assert ["Named in the report" in intake, "Wanda Finch" in intake] == [False] * 2
