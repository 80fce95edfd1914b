"""Somebody who speaks for the respondent of a told case."""

from datetime import timedelta

from accounts.models import User
from casework.vocabulary import Verb
from local.demo.scenario import Story

LENA = "lena@chambers.example"


def lena_speaks(story: Story, scope: str = "answer", *, days: int = 90) -> User:
    """The respondent names Lena, who accepts; return her."""
    until = story.view.today + timedelta(days=days)
    asked = {"name": "Lena Lawson", "email": LENA, "scope": [scope], "until": until}
    story.by(story.respondent, Verb.APPOINT_REPRESENTATIVE, **asked)
    story.people = {**story.people, "lena": User.objects.get(email=LENA)}
    story.by("lena", Verb.ACCEPT_REPRESENTATION, confirmed="on")
    return story.people["lena"]
