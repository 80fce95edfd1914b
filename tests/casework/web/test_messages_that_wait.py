"""What happens to a message between "Send" and the record: it is taken back, goes out, or stays with its author."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from structlog.testing import capture_logs

from accounts.budgets import PER_HOUR, Budget
from casework import tasks
from casework.access import Actor
from casework.models import Case, Refusal, SealedDraft, WaitingMessage
from casework.procedure.conversation.actions import deliver_message, send_message, take_back_message
from casework.queries.invariants import breaches
from casework.vocabulary import NotNow, NotSeen, Seat, Thread, Verb
from casework.web.conversation import drafts as message_drafts
from casework.web.conversation.drafts import put_back
from ledger import queries as ledger
from ledger.clock import now
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, count, desk_page, member_page, pass_by, reporter, say
from tests.scenario_fixtures import begins
from vault.models import SealedFile

begun = town_begun(to=brought_to("awaiting_response"))


def test_a_message_taken_back_stands_in_the_field_again(town: Town, story: Story) -> None:
    officer, page, day = town.browser(story.investigator), desk_page(story), (now() + timedelta(days=9)).date()
    file = SimpleUploadedFile("mail.txt", b"A mail.")
    sent = {"message": "Which day, wryneck?", "due_on": day.isoformat(), "file_1": file, "caption_1": "A mail, dunlin."}
    assert officer.post(page, sent).status_code == 302
    assert "Write a message" in text(officer.get(reverse("today")))
    officer.post(page, {"message": "Begun since, plover.", "draft": "keep"})
    back = officer.post(page, {"take_back": str(WaitingMessage.objects.get().pk)})
    assert back["Location"] == f"{page}#write_title"
    shown = text(officer.get(page))
    field = shown.partition('<textarea name="message"')[2].partition("</textarea>")[0]
    assert ("Begun since, plover.\n\nWhich day, wryneck?" in field, "A mail, dunlin." in shown) == (True, True)
    assert (f'value="{day.year}"' in shown, "Choose them again" in shown) == (True, True)
    assert "Write a message" not in text(officer.get(reverse("today")))
    assert [kept for kept in SealedDraft.objects.all() if b"wryneck" in bytes(kept.blob)] == []


def test_a_reporters_message_taken_back_stands_in_their_field_alone(town: Town, story: Story) -> None:
    jar = reporter(story)
    assert jar.post(FOLLOW, {"message": "Too angry, wryneck."}).status_code == 302
    assert jar.post(FOLLOW, {"take_back": str(WaitingMessage.objects.get().pk)}).status_code == 302
    field = text(jar.get(FOLLOW)).partition('<textarea name="message"')[2].partition("</textarea>")[0]
    assert "Too angry, wryneck." in field
    assert "wryneck" not in text(town.browser(story.investigator).get(desk_page(story)))


def test_a_message_that_cannot_be_put_back_in_its_field_is_not_lost(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, page = town.browser(story.investigator), desk_page(story)
    file = SimpleUploadedFile("mail.txt", b"A mail.")
    officer.post(page, {"message": "Which day, wryneck?", "file_1": file, "caption_1": "A mail."})
    waiting = WaitingMessage.objects.get()
    monkeypatch.setattr(message_drafts, "TRIES", 0)
    assert officer.post(page, {"take_back": str(waiting.pk)}).status_code == 302
    shown = text(officer.get(page))
    assert ("This was changed elsewhere." in shown, "Which day, wryneck?" in shown) == (True, True)
    assert (WaitingMessage.objects.get(), SealedFile.objects.filter(pk__in=waiting.files).count()) == (waiting, 1)
    monkeypatch.undo()
    assert officer.post(page, {"take_back": str(waiting.pk)}).status_code == 302
    field = text(officer.get(page)).partition('<textarea name="message"')[2].partition("</textarea>")[0]
    assert ("Which day, wryneck?" in field, WaitingMessage.objects.count()) == (True, 0)


def test_what_has_gone_out_is_not_taken_back_and_nobody_takes_back_for_another(town: Town, story: Story) -> None:
    assert story.reporter is not None
    by = Actor(user=story.reporter)
    send_message(reference=story.case, by=by, thread=Thread.REPORTER, message="One, wryneck.")
    waiting = WaitingMessage.objects.get().pk
    investigator = Actor(user=town.people[story.investigator])
    with pytest.raises(NotNow, match="has gone out"):
        take_back_message(reference=story.case, by=investigator, message=waiting, put_back=partial(put_back, by))
    with pytest.raises(NotSeen):
        deliver_message(by=by, message=waiting)
    pass_by(town)
    with pytest.raises(NotNow, match="has gone out"):
        take_back_message(reference=story.case, by=by, message=waiting, put_back=partial(put_back, by))


def test_the_message_of_an_officer_who_stepped_out_is_forgotten(town: Town, story: Story) -> None:
    investigator = story.investigator
    by = Actor(user=town.people[investigator])
    send_message(reference=story.case, by=by, thread=Thread.REPORTER, message="One, wryneck.")
    story.by(investigator, Verb.DECLARE_CONFLICT, confirmed="on")
    before = count(story)
    pass_by(town)
    assert (WaitingMessage.objects.count(), count(story)) == (0, before)
    page = desk_page(story)
    assert {town.browser(first).get(page).status_code for first in (investigator, "bo")} == {404}


def test_a_message_that_cannot_be_read_holds_up_no_other(town: Town, story: Story) -> None:
    assert story.reporter is not None
    by = Actor(user=story.reporter)
    for words in ("Broken, wryneck.", "Whole, dunlin."):
        send_message(reference=story.case, by=by, thread=Thread.REPORTER, message=words)
        town.clock.shift(timedelta(seconds=1))
    broken = WaitingMessage.objects.order_by("due")[0]
    whole, broken.blob = bytes(broken.blob), b"altered" + bytes(broken.blob)
    broken.save()
    before = count(story)
    with capture_logs() as logs:
        pass_by(town)
    assert [log["event"] for log in logs if log["log_level"] == "error"] == ["message_not_delivered"]
    assert (count(story), [one.pk for one in WaitingMessage.objects.all()]) == (before + 1, [broken.pk])
    with capture_logs() as logs:
        pass_by(town)
    assert logs == []
    own = text(reporter(story).get(FOLLOW))
    assert ("it cannot be read now" in own, "dunlin" in own) == (True, True)
    WaitingMessage.objects.update(blob=whole)
    town.clock.shift(timedelta(hours=1))
    tasks.deliver_messages()
    assert (count(story), WaitingMessage.objects.count()) == (before + 2, 0)


def test_two_answers_to_one_question_both_go_out(town: Town, story: Story) -> None:
    officer, jar = town.browser(story.investigator), reporter(story)
    say(town, officer, desk_page(story), "Which day was it, wryneck?", due_on=(now() + timedelta(days=9)).date())
    question = str(next(iter(story.view.conversation.get(Thread.REPORTER).questions)))
    for words in ("A Tuesday, dunlin.", "Or a Monday, plover."):
        assert jar.post(FOLLOW, {"message": words, "answers": question}).status_code == 302
        town.clock.shift(timedelta(seconds=1))  # of two that wait until the same moment, either goes first
    pass_by(town)
    entries = ledger.stream(Case.objects.get(reference=story.case).stream)[-2:]
    assert [entry.body["data"].get("answers") for entry in entries] == [question, None]
    page = text(officer.get(desk_page(story)))
    assert ("A Tuesday, dunlin." in page, "Or a Monday, plover." in page, WaitingMessage.objects.count()) == (
        True,
        True,
        0,
    )


def test_a_question_due_today_goes_out_after_midnight(town: Town, story: Story) -> None:
    town.clock.move_to(now().replace(hour=22, minute=59, second=45))  # 23:59:45 in London, in summer
    today = story.view.today
    investigator = Actor(user=town.people[story.investigator])
    send_message(reference=story.case, by=investigator, thread=Thread.REPORTER, message="Today?", due_on=today)
    pass_by(town)
    asked = story.view.conversation.get(Thread.REPORTER).questions
    assert (len(asked), WaitingMessage.objects.count(), story.view.today > today) == (1, 0, True)


@begins(brought_to("investigation"))
def test_what_waited_while_the_case_was_closed_is_kept_for_its_author(town: Town, story: Story) -> None:
    jar = reporter(story)
    sent = {"message": "One more thing, wryneck.", "file_1": SimpleUploadedFile("mail.txt", b"A mail.")}
    assert jar.post(FOLLOW, sent).status_code == 302
    refers = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    story.two(story.investigator, story.seat(Seat.DECIDER), Verb.REFER_CASE, **refers)
    before = count(story)
    for _ in range(2):
        pass_by(town)
    waiting = WaitingMessage.objects.get()
    assert len(waiting.files) == 1
    page = text(jar.get(FOLLOW))
    assert (count(story), waiting.due) == (before, None)
    assert ("One more thing, wryneck." in page, "nobody could write here any more" in page) == (True, True)
    assert "wryneck" not in text(town.browser(story.investigator).get(desk_page(story)))
    assert list(breaches([story.case])) == []
    assert jar.post(FOLLOW, {"take_back": str(waiting.pk)}).status_code == 302
    assert "Your message has been deleted." in text(jar.get(FOLLOW))
    assert (WaitingMessage.objects.count(), SealedFile.objects.filter(pk__in=waiting.files).count()) == (0, 0)


def test_nobody_can_try_names_without_limit(town: Town, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 2)
    officer, page = town.browser(story.investigator), desk_page(story, Thread.RESPONDENT)

    def attempt(words: str, at: str = page) -> str:
        answer = officer.post(at, {"message": words})
        return text(answer) if answer.status_code == 409 else ""

    assert "something in it stays sealed" in attempt("Was it Wilma Quill?")
    for name in ("Pia Plover", "Rob Rail"):
        assert attempt(f"Was it {name}?") == ""
        assert officer.post(page, {"take_back": str(WaitingMessage.objects.get().pk)}).status_code == 302
    for words in ("Was it Wilma Quill?", "Was it Ada Avocet?"):
        tried = attempt(words)
        assert ("You can write again in an hour." in tried, "stays sealed. It cannot" in tried) == (True, False)
    assert Refusal.objects.get(verb=Verb.SEND_MESSAGE).count == 3
    assert "You can write again in an hour." in attempt("How are you, reporter?", desk_page(story))
    assert town.browser("rex").post(member_page(town), {"message": "Was it Wilma Quill?"}).status_code == 302
    town.clock.shift(timedelta(hours=1))
    assert attempt("Please write to us.") == ""
