"""What is typed into a form comes back: each form of each step, for each seat that may take it."""

import html

from django.test import Client
from django.urls import reverse

from accounts.vocabulary import Office
from casework.models import CaseGrant
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web import seats
from tests.casework.web.conftest import Town
from tests.casework.web.drafting import form_on, notice_of, sent_along, text_fields
from tests.casework.web.reporting import text
from tests.casework.web.test_follow import enter
from tests.share import is_taken

REPORTER = "reporter"
WHO_TYPES = {
    seats.REPORTER, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.SCREENER, Seat.INVESTIGATOR, Seat.PANEL_MEMBER,
    Office.BOARD_MEMBER, Office.BOARD_SECRETARY, Office.REGISTRAR, seats.ADMINISTRATOR,
}  # fmt: skip


def doors(town: Town, story: Story) -> list[tuple[str, Client, Client, str]]:
    """For each verb and side of a case one person who may take the step: who, two browsers of theirs, and the address."""
    people = {user.pk: first for first, user in town.people.items()} | {story.reporter.pk: REPORTER}  # type: ignore[union-attr]
    found: dict[tuple[str, str], tuple[str, Client, Client, str]] = {}
    browsers: dict[str, tuple[Client, Client]] = {}
    for user, verb in CaseGrant.objects.filter(content_object__reference=story.case).values_list(
        "user", "permission__codename"
    ):
        first = people.get(user)
        if first is None or verb not in set(Verb) or Verb(verb) not in VERBS:
            continue
        if first not in browsers:
            browsers[first] = (
                (enter(story.code, Client())[0], enter(story.code, Client())[0])
                if first == REPORTER
                else (town.browser(first), town.browser(first))
            )
        if first == REPORTER:
            path, side = reverse("follow_up_step", args=[verb]), "reporter"
        elif first == story.respondent:
            path, side = reverse("member_step", args=[notice_of(story, first, town), verb]), "member"
        else:
            path, side = reverse("step", args=[story.case, verb]), "office"
        found.setdefault((verb, side), (first, *browsers[first], path))
    return list(found.values())


def test_every_text_of_every_form_is_kept_for_each_seat_that_may_send_it(town: Town) -> None:
    tried: set[tuple[object, str]] = set()
    lost = []
    for door in seats.doors(town):
        seat, verb = door.step
        if door.step in tried or not (
            is_taken(f"{seat} {verb}", one_in=10) or seat in WHO_TYPES - {who for who, _ in tried}
        ):
            continue
        page = text(door.somebody.device.get(door.path))
        fields = text_fields(page)
        if not fields:
            continue
        typed = {name: f"7{number} & whimbrel" for number, name in enumerate(fields)}
        tried.add(door.step)
        kept = door.somebody.device.post(door.path, sent_along(page) | typed | {"draft": "keep"})
        there = form_on(html.unescape(text(door.somebody.other.get(door.path))))
        missing = [name for name, words in typed.items() if words not in there]
        if kept.status_code != 302 or missing:
            lost.append((door.seat, door.path, kept.status_code, missing))
    assert lost == []
    assert {seat for seat, _ in tried} >= WHO_TYPES
