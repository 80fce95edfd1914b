"""A thread of ten thousand messages: the pages of its reporter stay as long, and ask as much, as those of a short one."""

from dataclasses import replace
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.procedure.conversation import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.threads.conversation import enter_thread
from casework.vocabulary import Thread, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text

begun = town_begun(to=brought_to("awaiting_response"))
COSTS = {"follow_up": 8, "follow_up_conversation": 19, "follow_up_sent": 11}
"""The statements of each page."""
MOST_BYTES = 60_000


@transaction.atomic
def write(story: Story, count: int) -> None:
    """Record messages of the reporter, all in one step."""
    assert story.reporter is not None
    case = access.case_for(Actor(user=story.reporter), story.case, Verb.SEND_MESSAGE)
    enter_thread(case, Thread.REPORTER, Verb.SEND_MESSAGE)
    event = steps.send_message(case, thread=Thread.REPORTER, written=True, answers=None, due_on=None, message=None)
    others = [(replace(event, id=uuid4()), {"message": f"No. {number}, dunlin."}) for number in range(2, count + 1)]
    keep_and_record(case, event, {"message": "No. 1, dunlin."}, also=others)


def test_the_pages_of_ten_thousand_messages_stay_as_they_are(town: Town, story: Story) -> None:
    jar = Client()
    jar.post(reverse("follow_up"), {"code": story.code})
    write(story, 10_000)
    for name, asked in COSTS.items():
        jar.get(reverse(name))
        with CaptureQueriesContext(connection) as counted:
            page = jar.get(reverse(name))
        assert (name, page.status_code, len(counted), len(page.content) < MOST_BYTES) == (name, 200, asked, True)
    newest, sent = (
        text(jar.get(reverse("follow_up_conversation"))),
        text(jar.get(f"{reverse('follow_up_sent')}?after=9980")),
    )
    assert ("No. 10000, dunlin." in newest, "?before=9951" in newest, "?after=9960" in sent) == (True, True, True)
