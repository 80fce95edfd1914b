"""A party and the Society write to each other at any stage; each thread is read by its two sides and by nobody else."""

import re
from dataclasses import replace
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework import tasks
from casework.access import Actor
from casework.models import Case
from casework.procedure.conversation.actions import send_message
from casework.queries.invariants import breaches
from casework.vocabulary import IdentityChoice, Reporter, Thread, Verb
from ledger import queries as ledger
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.announcements import announce_waiting
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.reporting import TOKEN, first, text
from tests.casework.web.second_readers import release_what_waits

WAITED = timedelta(seconds=31)
SECRET = "It happened by the weir, sandpiper."
TIME = re.compile(r"\d{1,2}:\d\d|\d\d\dT\d\d")


def anonymous(town: Town) -> Story:
    """A report that the desk may read; nobody knows who reported it."""
    story = Story(people=town.people, move=town.clock.shift)
    report = told.report_about(town.people["rex"].name, "", on=now().date() - timedelta(days=21))
    story.file(replace(report, reporter=Reporter(choice=IdentityChoice.ANONYMOUS)))
    return story


begun = town_begun(to=anonymous)


def say(town: Town, story: Story, who: User | None, thread: Thread, words: str, **more: object) -> None:
    """Write in a thread and let the message go out, past its second reader if it has one."""
    assert who is not None
    send_message(reference=story.case, by=Actor(user=who), thread=thread, message=words, **more)  # type: ignore[arg-type]
    town.clock.shift(WAITED)
    tasks.deliver_messages()
    release_what_waits(town.people)


def channel(story: Story) -> Client:
    jar = Client()
    token = first(TOKEN, text(jar.get(reverse("follow_up"))))
    jar.post(reverse("follow_up"), {"csrfmiddlewaretoken": token, "code": story.code})
    return jar


def types_in(story: Story) -> list[str]:
    return [entry.type for entry in ledger.stream(Case.objects.get(reference=story.case).stream)]


def test_two_hundred_messages_in_five_stages(town: Town, story: Story) -> None:
    reporter, prue = story.reporter, town.people["prue"]
    stages = (lambda _: None, told.screen, told.investigate, told.answer_notice, told.finish_report)
    written = 0
    for number, chapter in enumerate(stages):
        chapter(story)
        if number == 1:
            story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}")
        society = town.people[story.investigator if number else "ines"]
        for round_ in range(10):
            say(town, story, reporter, Thread.REPORTER, f"{SECRET} {number}.{round_}")
            say(town, story, society, Thread.REPORTER, f"We read it, godwit {number}.{round_}.")
            pair = (reporter, prue) if number else (reporter, society)
            apart = Thread.REPORTER_PROTECTION if number else Thread.REPORTER
            say(town, story, pair[0], apart, f"I am afraid, bittern {number}.{round_}.")
            say(town, story, pair[1], apart, f"You are not alone, avocet {number}.{round_}.")
            written += 4
    assert written == sum(kind.endswith("message_sent") for kind in types_in(story)) == 200
    broken = list(breaches([story.case]))
    assert broken == []
    while place_letters():
        pass
    town.clock.shift(timedelta(days=2))
    announce_waiting()
    sent = "".join(f"{each.subject}{each.body}" for each in mail.outbox)
    assert not re.search("sandpiper|godwit|bittern|avocet", sent)
    rex = town.browser("rex")
    notice = town.people["rex"].messages.filter(template="notice_of_investigation").get().reference
    seen = "".join(
        text(rex.get(page))
        for page in (
            reverse("member_inbox"),
            reverse("member_case", args=[notice]),
            reverse("member_sent", args=[notice]),
            reverse("member_conversation", args=[notice]),
            reverse("member_protection", args=[notice]),
        )
    )
    assert not re.search("sandpiper|godwit|bittern|avocet", seen)
    assert not town.people["rex"].messages.filter(template="message_came").exists()
    investigator = town.browser(story.investigator)
    page = text(investigator.get(reverse("conversation", args=[story.case, "reporter"])))
    assert ("sandpiper. 4.9" in page, TIME.findall(page)) == (True, [])
    assert "bittern 4" not in page
    for name in ("reporter-protection", "respondent-protection", "nothing"):
        assert investigator.get(reverse("conversation", args=[story.case, name])).status_code == 404
    beside = text(town.browser("prue").get(reverse("conversation", args=[story.case, "reporter-protection"])))
    assert ("bittern 4.9" in beside, "sandpiper" in beside, TIME.findall(beside)) == (True, False, [])
    assert town.browser("prue").get(reverse("conversation", args=[story.case, "reporter"])).status_code == 404
    own = text(channel(story).get(reverse("follow_up_conversation")))
    assert ("godwit 4.9" in own, town.people[story.investigator].name in own, TIME.findall(own)) == (True, False, [])
