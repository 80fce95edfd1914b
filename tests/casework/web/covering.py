"""An investigator's browser on evidence that is covered, and the places where a letter was sent, covered and put forward."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from local.demo.scenario import Story
from tests import converters
from tests.casework.procedure.evidence.covered import pdf
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import Place, upon
from tests.step_client import version_on
from vault import views
from vault.models import SafeView

VERSION = re.compile(r'name="version" value="(\d+)"')
LETTER = pdf(
    pages=(("Katarzyna has asked me twice.", "Mrs Ivy Pemberton called."), ("Ask K a t a r z y n a.",)), author=""
)


class Desk:
    """An investigator's browser, on a piece of evidence."""

    def __init__(self, town: Town, story: Story) -> None:
        """Look at the last piece of evidence."""
        self.case, self.browser = story.case, town.browser(story.investigator)
        self.story = story
        self.evidence = story.view.evidence.all[-1].id
        self.path = reverse("cover", args=[self.case, self.evidence])

    def page(self, number: int = 1) -> str:
        return text(self.browser.get(f"{self.path}?page={number}"))

    def press(self, number: int = 1, /, version: str | None = None, **sent: str | list[str]) -> tuple[int, str]:
        """Press a button of the page as it stands; return the status and the page that follows."""
        page = self.page(number)
        own = {"version": version or VERSION.findall(page)[0], **version_on(page)}
        answer = self.browser.post(f"{self.path}?page={number}", own | sent, follow=True)
        return answer.status_code, text(answer)

    def cover_all(self) -> None:
        """Cover every name, look at both pages, and give the copy a title."""
        self.press(do="name", name="Katarzyna", reason="R")
        self.press(do="name", name="Ivy Pemberton", reason="C")
        self.press(1, do="looked")
        self.press(2, do="looked")
        self.press(do="title", title="Letter of 9 March")

    def forward(self) -> tuple[int, str]:
        return self.press(do="forward", one_holder="no", known_hand="no")


def desk_with(town: Town, story: Story, content: bytes, name: str = "letter.pdf") -> Desk:
    """Send a file as the investigator of a case, and have its safe view made."""
    typed = {"title": "A letter", "text": "", "file": SimpleUploadedFile(name, content)}
    answer = town.browser(story.investigator).post(reverse("step", args=[story.case, "add_evidence"]), typed)
    assert answer.status_code == 302
    for row in SafeView.objects.filter(blob=b""):
        views.make_view(row.pk)
    return Desk(town, story)


def by_a_converter(place: Place) -> Place:
    """A place on the way to which files are converted."""

    def converted(town: Town, story: Story) -> Story:
        with converters.running() as socket, override_settings(CONVERTER_SOCKET=socket):
            place(town, story)
        return story

    converted.__name__ = place.__name__
    return converted


@cache
def with_letter(stage: str = "awaiting_response") -> Place:
    """A place where a case of this stage has the letter among its evidence."""

    def letter_sent(town: Town, story: Story) -> None:
        desk_with(town, story, LETTER)

    return upon(brought_to(stage))(by_a_converter(letter_sent))


@cache
def all_covered(stage: str = "awaiting_response") -> Place:
    """A place where a copy of the letter can be put forward."""

    def letter_covered(town: Town, story: Story) -> None:
        Desk(town, story).cover_all()

    return upon(with_letter(stage))(by_a_converter(letter_covered))


@cache
def copy_waits(stage: str = "awaiting_response") -> Place:
    """A place where a copy of the letter waits for its second signature."""

    def copy_put_forward(town: Town, story: Story) -> None:
        status, page = Desk(town, story).forward()
        assert (status, "It waits for somebody else to sign." in page) == (200, True)

    return upon(all_covered(stage))(by_a_converter(copy_put_forward))


@pytest.fixture
def desk(town: Town, story: Story, converter: Path) -> Desk:
    """The investigator's browser, on the letter of the place."""
    return Desk(town, story)
