"""The pages of a thread: what each side is shown, what is refused, and what is taken back before it goes out."""

import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import access, tasks
from casework.access import Actor
from casework.models import Case, WaitingMessage
from casework.procedure.conversation.actions import send_message
from casework.queries.threads.conversation import PAGE
from casework.queries.threads.waiting_messages import WAIT
from casework.vocabulary import Thread, Verb
from ledger import queries as ledger
from ledger.clock import now
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text, whole_case
from tests.casework.web.second_readers import release_what_waits
from vault.models import SealedFile

LATER = timedelta(seconds=31)
begun = town_begun(to=brought_to("awaiting_response"))
FOLLOW, PROTECTION = reverse("follow_up_conversation"), reverse("follow_up_protection")


def reporter(story: Story) -> Client:
    jar = Client()
    assert jar.post(reverse("follow_up"), {"code": story.code}).status_code == 302
    return jar


def member_page(town: Town, name: str = "member_conversation") -> str:
    while place_letters():
        pass
    notice = Message.objects.get(reader=town.people["rex"], template="notice_of_investigation")
    return reverse(name, args=[notice.reference])


def desk_page(story: Story, thread: Thread = Thread.REPORTER) -> str:
    return reverse("conversation", args=[story.case, thread.value])


def pass_by(town: Town) -> None:
    town.clock.shift(LATER)
    tasks.deliver_messages()
    release_what_waits(town.people)


def say(town: Town, jar: Client, page: str, words: str, **more: object) -> None:
    given: Mapping[str, object] = {"message": words, "request_key": str(uuid4()), **more}
    assert jar.post(page, given).status_code == 302
    pass_by(town)


def count(story: Story) -> int:
    return len(ledger.stream(Case.objects.get(reference=story.case).stream))


def test_a_message_that_is_taken_back_never_stood_in_the_record(town: Town, story: Story) -> None:
    jar, before = reporter(story), count(story)
    sent = {"message": "Too angry, wryneck.", "file_1": SimpleUploadedFile("mail.txt", b"A mail.")}
    assert jar.post(FOLLOW, sent).status_code == 302
    waiting = WaitingMessage.objects.get()
    assert len(waiting.files) == 1
    page = " ".join(text(jar.get(FOLLOW)).split())
    assert ("Too angry, wryneck." in page, b"wryneck" in bytes(waiting.blob)) == (True, False)
    assert f"It goes out by itself, {WAIT.seconds} seconds after you sent it" in page
    assert "You need to do nothing. Until then you can take it back, and nobody has seen it." in page
    assert (re.search(r"\d\d:\d\d:\d\d [A-Z]", page), "It has gone out." in page) == (None, False)
    assert "wryneck" not in text(town.browser(story.investigator).get(desk_page(story)))
    assert jar.post(FOLLOW, {"take_back": str(waiting.pk)}).status_code == 302
    assert "Nobody has seen it." in text(jar.get(FOLLOW))
    pass_by(town)
    assert "Please give this case a protection officer." in text(jar.get(f"{FOLLOW}?begin=protection"))
    alone = text(jar.get(PROTECTION))
    assert f'href="{FOLLOW}?begin=protection#write_title"' in alone
    assert "To be sure, ask: that is enough." in " ".join(alone.split())
    assert (WaitingMessage.objects.count(), SealedFile.objects.filter(pk__in=waiting.files).count()) == (0, 0)
    kinds = [entry.type for entry in ledger.stream(Case.objects.get(reference=story.case).stream)[before:]]
    assert kinds == []


def test_a_question_stands_above_its_answer_and_only_the_reporter_sees_what_was_read(town: Town, story: Story) -> None:
    officer, jar, page = town.browser(story.investigator), reporter(story), desk_page(story)
    day = (now() + timedelta(days=9)).date()
    on = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    say(town, officer, page, "Which day was it, wryneck?", due_on=day.isoformat())
    asked = text(jar.get(FOLLOW))
    assert ("Which day was it, wryneck?" in asked, f"Please answer by {day:%-d %B %Y}." in asked, bool(on)) == (
        True,
    ) * 3
    assert story.investigator.title() not in asked
    question = next(iter(story.view.conversation.get(Thread.REPORTER).questions))
    assert re.findall(r'value="([^"]*)"[^>]*\bchecked', asked) == [str(question)]
    home = " ".join(text(jar.get(reverse("follow_up"))).split())
    assert f"Please answer by <strong>{day:%-d %B %Y}</strong>" in home
    say(town, jar, FOLLOW, "A Tuesday, dunlin.", answers=str(question))
    read = text(officer.get(page))
    assert ("Read on" in read, "does not record when they read" in read) == (False, True)
    answer = read.index("A Tuesday, dunlin.")
    assert read.index("Which day was it, wryneck?") < read.rindex("Which day was it, wryneck?") < answer
    assert "Read on" in text(jar.get(FOLLOW))
    assert story.view.conversation.get(Thread.REPORTER).questions == frozenset()
    assert "We asked you something" not in text(jar.get(reverse("follow_up")))


def test_our_clock_is_on_both_pages_until_it_is_read(town: Town, story: Story) -> None:
    jar = reporter(story)
    say(town, jar, FOLLOW, "When do I hear, dunlin?")
    assert ("To be read by" in text(jar.get(FOLLOW)), "within 3 working days" in text(jar.get(FOLLOW))) == (True, True)
    town.clock.shift(timedelta(days=6))
    case = reverse("case_letters", args=[story.case])
    late = " ".join(text(town.browser(story.investigator).get(case)).split())
    assert ("to be read by" in late, ", late" in late, "dunlin" in late) == (True, True, False)
    town.browser(story.investigator).get(desk_page(story))
    assert "to be read by" not in text(town.browser(story.investigator).get(case))
    assert "To be read by" not in text(reporter(story).get(FOLLOW))


def test_a_message_of_more_than_20_000_characters_says_so_in_its_own_words(story: Story) -> None:
    answer = reporter(story).post(FOLLOW, {"message": "x" * 20_001})
    page = text(answer)
    assert (answer.status_code, "A message can have 20,000 characters, and yours has 20001." in page) == (422, True)
    assert "x" * 20_001 in page


def test_a_party_is_not_told_that_a_message_may_be_empty_but_may_send_a_file_alone(story: Story) -> None:
    jar = reporter(story)
    label = text(jar.get(FOLLOW)).partition('for="id_message"')[2].partition("</label>")[0]
    assert ("Your message" in label, "(optional)" in label) == (True, False)
    empty, alone = (
        jar.post(FOLLOW, {"message": " ", "request_key": uuid4()} | files)
        for files in ({}, {"file_1": SimpleUploadedFile("a.txt", b"Dunlin.")})
    )
    assert (empty.status_code, alone.status_code) == (422, 302)
    assert '<a href="#id_message">Write something, or choose a file.</a>' in " ".join(text(empty).split())


@pytest.mark.parametrize(
    ("thread", "words", "reason"),
    [
        (Thread.RESPONDENT, "Wilma Quill says so.", "something in it stays sealed"),
        (Thread.RESPONDENT, "I was told in writing that my contract could be cancelled.", "word for word"),
        (Thread.REPORTER, "It is case {case}.", "what only officers may know"),
        (Thread.RESPONDENT, "   ", ": write this before you go on."),
    ],
)
def test_what_a_party_may_not_learn_does_not_go_out(
    town: Town, story: Story, thread: Thread, words: str, reason: str
) -> None:
    typed = words.format(case=story.case)
    answer = town.browser(story.investigator).post(desk_page(story, thread), {"message": typed})
    page = text(answer)
    assert (answer.status_code in {409, 422}, reason in page, typed.strip() in page) == (True, True, True)
    assert WaitingMessage.objects.count() == 0


def test_a_member_and_the_protection_officer_are_read_by_nobody_else(town: Town, story: Story) -> None:
    story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}")
    rex, page = town.browser("rex"), member_page(town, "member_protection")
    say(town, rex, page, "I am not well, dunlin.")
    officer = town.browser(story.investigator)
    case = whole_case(officer, story.case)
    for seat in ("Protection officer</dt>", r"Prue Protection</strong>\s+\(Protection officer\)"):
        case, shown = re.subn(seat, "", case)
        assert shown, seat
    assert ("dunlin" in case, "protection officer" in case.lower()) == (False, False)
    assert officer.get(desk_page(story, Thread.RESPONDENT_PROTECTION)).status_code == 404
    assert "dunlin" in text(town.browser("prue").get(desk_page(story, Thread.RESPONDENT_PROTECTION)))
    sent = text(rex.get(reverse("member_sent", args=[page.split("/")[3]])))
    assert "dunlin" in sent
    say(town, rex, member_page(town), "When is my hearing, godwit?")
    assert "godwit" in text(officer.get(desk_page(story, Thread.RESPONDENT)))
    assert rex.get(desk_page(story, Thread.RESPONDENT)).status_code == 404


def test_a_file_is_seen_by_both_sides_and_downloaded_as_it_came_by_its_sender(town: Town, story: Story) -> None:
    jar, officer = reporter(story), town.browser(story.investigator)
    say(town, jar, FOLLOW, "", file_1=SimpleUploadedFile("mail.txt", b"A mail, dunlin."))
    assert WaitingMessage.objects.count() == 0
    entry = ledger.stream(Case.objects.get(reference=story.case).stream)[-1]
    there = reverse("file", args=[story.case, entry.body["data"]["file"]])
    assert f'href="{there}"' in text(officer.get(desk_page(story)))
    assert (officer.get(there).status_code, officer.get(f"{there}download/").status_code) == (200, 409)
    own = reverse("follow_up_sent_file", args=[entry.body["data"]["file"]])
    assert f'href="{own}"' in text(jar.get(FOLLOW))
    assert (jar.get(own).status_code, b"".join(jar.get(f"{own}download/"))) == (200, b"A mail, dunlin.")
    assert town.browser("prue").get(there).status_code == 404


def test_a_long_thread_is_paged_by_numbers_and_asks_no_more_for_it(town: Town, story: Story) -> None:
    assert story.reporter is not None
    by = Actor(user=story.reporter)

    def write(some: int) -> None:
        for number in range(some):
            send_message(reference=story.case, by=by, thread=Thread.REPORTER, message=f"No. {number}, dunlin.")
        pass_by(town)
        tasks.deliver_messages()

    def asked() -> int:
        town.browser(story.investigator).get(desk_page(story))
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert town.browser(story.investigator).get(desk_page(story)).status_code == 200
        return len(counted)

    write(PAGE)
    few = asked()
    write(2 * PAGE)
    assert asked() == few
    officer, page = town.browser(story.investigator), desk_page(story)
    newest = text(officer.get(page))
    assert (newest.count('class="ob-talk__one'), "?before=101" in newest) == (PAGE, True)
    earlier = text(officer.get(f"{page}?before=101"))
    assert ("?before=51" in earlier, "?before=151" in earlier) == (True, True)
    assert [officer.get(f"{page}?before={wrong}").status_code for wrong in ("x", "-1", "1" * 9)] == [404] * 3
    sent, jar = reverse("follow_up_sent"), reporter(story)
    first_page, second = text(jar.get(sent)), text(jar.get(f"{sent}?after=20"))
    assert (">Your report, " in first_page, "?after=20" in first_page) == (True, True)
    assert first_page.count("dunlin.") < 20
    assert ("?after=40" in second, "?after=0" in second, second.count("dunlin.")) == (True, True, 20)
    assert [jar.get(f"{sent}?after={wrong}").status_code for wrong in ("x", "-1", "9" * 6)] == [404, 404, 200]


def test_a_person_shut_out_finds_no_thread_and_a_message_sent_twice_is_one(town: Town, story: Story) -> None:
    jar, key = reporter(story), str(uuid4())
    for _ in range(2):
        assert jar.post(FOLLOW, {"message": "Once, dunlin.", "request_key": key}).status_code == 302
    assert WaitingMessage.objects.count() == 1
    pages = [desk_page(story, thread) for thread in Thread] + [f"{desk_page(story)[:-9]}nothing/"]
    assert {town.browser(first).get(page).status_code for first in ("bo", "rex") for page in pages} == {404}
    assert access.rights_in(Actor(user=town.people["bo"]), story.case)[1] == frozenset()


def test_a_message_that_was_read_is_no_longer_new_though_no_entry_says_so(town: Town, story: Story) -> None:
    jar, status = reporter(story), reverse("follow_up")
    say(town, town.browser(story.investigator), desk_page(story), "How did the letter reach you?")
    assert "1 new" in text(jar.get(status))
    entries = count(story)
    jar.get(FOLLOW)
    assert ("1 new" in text(jar.get(status)), count(story)) == (False, entries)
    say(town, town.browser(story.investigator), desk_page(story), "Do you still have its envelope?")
    assert "1 new" in text(jar.get(status))


def test_to_read_a_thread_again_writes_nothing_into_the_session(town: Town, story: Story) -> None:
    jar = reporter(story)
    say(town, town.browser(story.investigator), desk_page(story), "How did the letter reach you?")

    def written() -> int:
        with CaptureQueriesContext(connection) as counted:
            jar.get(FOLLOW)
        return sum("UPDATE accounts_session" in query["sql"] for query in counted.captured_queries)

    assert [written(), written()] == [1, 0]
