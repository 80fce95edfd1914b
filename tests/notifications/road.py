"""The whole road of one case by real steps, and the letters it left behind."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import time_machine
from django.test import override_settings

from accounts.models import User
from casework import access, tasks
from casework.access import Actor
from casework.models import Case
from casework.vocabulary import Seat, Verb
from local.demo import story as told
from local.demo.people import settle
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.actions import publish_editions

ICSRM = Path(__file__).parents[2] / "policy" / "editions" / "icsrm"
BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def final(story: Story) -> None:
    """From the decision to its being final: Rex opens it, and the time to appeal lapses, whatever the weekday."""
    story.open_letter("rex", told.last_event(story, "case.board_decided"))
    story.wait(40)
    story.by("reg", Verb.APPLY_SANCTION, note="Suspended from today.")


CHAPTERS = (
    told.investigate,
    told.answer_notice,
    told.finish_report,
    told.hold_hearing,
    told.recommend,
    told.decide,
    final,
    told.monitor,
)
REPORTER = "Wilma Quill"


class Road:
    """One case on its way. `to` takes it through the chapters up to one of them."""

    def __init__(self, clock: time_machine.Traveller, **given: Any) -> None:
        """Settle the people some months before, and bring a report about Rex to an open investigation."""
        publish_editions(folder=ICSRM)
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
            self.people = settle()  # Nobody types a password here, and a slow hash of 45 would be half of the whole.
        self.clock = clock
        clock.shift(60 * 60 * 24 * 105)
        self.story = Story(people=self.people, respondent="rex", move=clock.shift, due=tasks.lapses, **given)
        told.bring_report(self.story, "Rex Respond", reporter=REPORTER)
        told.screen(self.story)

    def to(self, last: object) -> "Road":
        """Take every chapter up to `last`."""
        for chapter in CHAPTERS[: CHAPTERS.index(last) + 1]:
            chapter(self.story)
        return self

    def post(self) -> None:
        """Dispatch the letters that wait."""
        while place_letters():
            pass

    @property
    def case(self) -> Case:
        """The case."""
        return Case.objects.get(reference=self.story.case)

    @property
    def rex(self) -> User:
        """The respondent."""
        return self.people["rex"]

    @property
    def reporter(self) -> User:
        """The reporter."""
        assert self.story.reporter is not None
        return self.story.reporter

    def by(self, user: User) -> Actor:
        """Return a person as an actor."""
        return Actor(user=user)

    def letter(self, template: str, seat: Seat = Seat.RESPONDENT) -> Message:
        """Return the letter of a template in a seat's inbox."""
        return Message.objects.get(template=template, seat=seat)

    def entry(self, kind: str) -> UUID:
        """Return the latest entry of a kind."""
        return [one.event.id for one in access.recorded_in(self.case.stream) if one.event.type == kind][-1]
