"""The twelve words: given after the second page, they open the report anywhere, and become its receipt code."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework.models import Case
from casework.queries.threads.follow_up import reporter_of
from tests.casework.web.reporting import ANSWERS, SEEN, TOKEN, WORDS, Reporter, first, text
from vault import drafts
from vault.attached import files_of
from vault.codes import parse
from vault.models import Draft


def two_pages(jar: Client) -> Reporter:
    """A report of which two pages are saved."""
    reporter = Reporter(jar)
    for page in list(ANSWERS)[:2]:
        reporter.post(page, ANSWERS[page])
    return reporter


def words_of(reporter: Reporter) -> str:
    return " ".join(WORDS.findall(reporter.page("words")))


def come_back(words: str) -> tuple[Client, str]:
    """Type the words into another browser; return it and where it is led."""
    jar = Client(enforce_csrf_checks=True)
    page = text(jar.get(reverse("follow_up")))
    answer = jar.post(reverse("follow_up"), {"csrfmiddlewaretoken": first(TOKEN, page), "code": words})
    return jar, answer.headers.get("Location", "")


def test_the_second_page_leads_to_the_words_and_they_to_the_third(books: None, jar: Client) -> None:
    reporter, pages = Reporter(jar), list(ANSWERS)
    assert reporter.post(pages[0], ANSWERS[pages[0]]).headers["Location"].endswith(f"/{pages[1]}/")
    assert jar.get(f"{reporter.home}words/").status_code == 404
    assert reporter.post(pages[1], ANSWERS[pages[1]]).headers["Location"] == f"{reporter.home}words/"
    page = reporter.page("words")
    assert len(WORDS.findall(page)) == 12
    assert f'href="{reporter.home}"' in page
    assert jar.get(reporter.home).headers["Location"] == f"{reporter.home}{pages[2]}/"
    assert reporter.post(pages[0], ANSWERS[pages[0]]).headers["Location"].endswith(f"/{pages[1]}/")


def test_another_browser_goes_on_and_the_first_one_is_shut_out(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    words = words_of(reporter)
    other, there = come_back(words.upper())
    assert there == reporter.home
    assert "Rex Marlowe" in text(other.get(f"{reporter.home}who/"))
    assert jar.get(f"{reporter.home}who/").status_code == 404
    again, there = come_back(words)
    assert (there, other.get(f"{reporter.home}who/").status_code) == (reporter.home, 404)
    assert " ".join(WORDS.findall(text(again.get(f"{reporter.home}words/")))) == words


def test_the_words_are_the_receipt_code(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    words = words_of(reporter)
    other, _there = come_back(words)
    sender = Reporter(other, reporter.home)
    sender.answer()
    assert sender.declare().status_code == 302
    assert sender.code() == words
    user = reporter_of(parse(words))
    assert user is not None and user.kind == User.Kind.REPORTER
    assert Case.objects.count() == 1
    row = Draft.objects.get()
    assert (row.sent, row.code_lookup, row.by_code) == (True, None, None)
    _jar, there = come_back(words)
    assert there == reverse("follow_up")


def test_a_planted_draft_cookie_is_dead(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    words, planted = words_of(reporter), jar.cookies["draft"].value
    victim, home = come_back(words)
    assert home == reporter.home
    for secret in (planted, "x" * 43):
        attacker = Client()
        attacker.cookies["draft"] = secret
        assert [attacker.get(f"{home}{page}/").status_code for page in ("who", "words", "discard")] == [404] * 3
    assert (victim.get(f"{home}who/").status_code, Draft.objects.count()) == (200, 1)


def test_files_come_along(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    page = reporter.page("evidence")
    hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "add": "1"}
    jar.post(f"{reporter.home}evidence/", {**hidden, "added": SimpleUploadedFile("note.txt", b"Not before Friday.")})
    other, _there = come_back(words_of(reporter))
    assert "note.txt" in text(other.get(f"{reporter.home}evidence/"))
    (file,) = files_of(UUID(reporter.home.split("/")[2]), other.cookies["draft"].value)
    assert file.description.name == "note.txt"


def test_my_words_saves_the_page_first(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    answer = reporter.post("what", {"narrative": "Half a sent", "change": "words"})
    assert answer.headers["Location"] == f"{reporter.home}words/?from=what"
    assert f'href="{reporter.home}what/"' in text(jar.get(answer.headers["Location"]))
    assert f'href="{reporter.home}who/"' in reporter.page("words")
    assert "Half a sent" in reporter.page("what")


def test_the_file_of_the_words_has_a_name_that_says_nothing(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    answer = jar.get(f"{reporter.home}words/file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="words.txt"'
    assert parse(text(answer).splitlines()[0]) == parse(words_of(reporter)) == parse(text(answer).splitlines()[1])


def test_the_row_tells_nothing_of_the_words(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    words, row = words_of(reporter), Draft.objects.get()
    code = parse(words)
    assert row.code_lookup is not None and row.by_code is not None
    kept = bytes(row.code_lookup) + bytes(row.by_code) + bytes(row.blob)
    assert code.secret not in kept and code.lookup_id not in kept
    assert words.split()[0].encode() not in kept and code.digits.encode() not in kept


def test_a_report_that_was_not_sent_is_offered_where_reports_begin(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    page = text(jar.get(reverse("start")))
    assert "You have a report you have not sent" in page
    assert f'href="{reporter.home}"' in page and f'href="{reporter.home}discard/"' in page
    assert "You have a report" not in text(Client().get(reverse("start")))
    sender = Reporter(jar, reporter.home)
    sender.answer()
    sender.declare()
    assert "You have a report" not in text(jar.get(reverse("start")))


def test_a_report_is_thrown_away_after_one_question(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    words = words_of(reporter)
    page = reporter.page("discard")
    assert "What you typed is deleted." in page
    assert Draft.objects.count() == 1
    answer = jar.post(f"{reporter.home}discard/", {"csrfmiddlewaretoken": first(TOKEN, page)})
    assert answer.headers["Location"] == reverse("start")
    assert Draft.objects.count() == 0
    assert "You have a report" not in text(jar.get(reverse("start")))
    assert come_back(words)[1] == ""


def test_nobody_else_reads_the_words_or_throws_the_report_away(books: None, jar: Client) -> None:
    reporter, stranger = two_pages(jar), Client()
    for page in ("words/", "words/file/", "discard/"):
        assert stranger.get(f"{reporter.home}{page}").status_code == 404
    assert stranger.post(f"{reporter.home}discard/").status_code == 404
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("change", ["sent", "thrown away"])
def test_what_is_over_before_the_row_is_locked_opens_nothing(books: None, jar: Client, change: str) -> None:
    reporter = two_pages(jar)
    code = parse(words_of(reporter))
    found = drafts.resume(code)
    if change == "sent":
        drafts.finish(drafts.take(found.handle, found.secret), outcome={})
    else:
        drafts.forget(found.handle, found.secret)
    with pytest.raises(drafts.NoSuchDraft):
        drafts._open_again(found.handle, code)
