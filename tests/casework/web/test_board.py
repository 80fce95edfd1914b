"""The docket and a case as the board meets it: a name first, papers once a conflict is ruled out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from casework import access
from casework.access import Actor
from casework.procedure.board.certificate import certificate_of
from casework.procedure.reading.actions import open_content
from casework.record.events import VoteCast
from casework.vocabulary import BadShape, CaseCompartment, NoRight, NotSeen, Reading, Verb
from local.demo.scenario import Story
from local.demo.story import BOARD, send_papers
from notifications.dispatch.dispatcher import place_letters
from notifications.member.pages import name_of_page
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import history_of, text, whole_case
from tests.scenario_fixtures import begins


@begins(brought_to("board_decision"))
def test_a_member_of_the_board_sees_the_name_first_and_the_papers_after_declaring(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    bo, path = town.browser("bo"), reverse("board_case", args=[story.case])
    docket = text(bo.get(reverse("docket")))
    assert (story.case in docket, "Declare whether you are free" in docket) == (True, True)
    page = text(bo.get(path))
    assert ("Rex Respond" in page, "You see the names first." in page) == (True, True)
    screens = [
        reverse(f"pack_{one}", args=[story.case]) for one in ("allegations", "sanction", "said", "fairness", "letter")
    ]
    papers = ("Ninety days, whimbrel.", "ob-pack__tabs", "The panel heard the case")
    assert [words for words in papers for one in (path, *screens) if words in text(bo.get(one))] == []
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    page = text(bo.get(path))
    assert [words in page for words in papers] == [True] * 3
    assert ["ob-pack__tabs" in text(bo.get(one)) for one in screens] == [True] * 5
    assert 'href="/board/" aria-current' not in page


@begins(brought_to("board_decision"))
def test_the_secretary_sees_who_can_vote_and_what_it_would_become(town: Town, story: Story) -> None:
    bea, path = town.browser("bea"), reverse("board_case", args=[story.case])
    assert "roster_title" not in text(bea.get(path))
    send_papers(story, "Ninety days, whimbrel.")
    for first in BOARD[:3]:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    page = text(bea.get(path))
    assert "3 can vote, and 5 must take part." in page
    assert (page.count("<td>Free</td>"), page.count("<td>Silent</td>")) == (3, len(BOARD) - 3)
    assert "<td>7</td><td>5</td><td>4</td><td>5</td>" in page
    assert "do/seat_alternate/" in page
    assert "roster_title" not in text(town.browser("bo").get(path))
    for first in BOARD[3:]:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    assert "As it stands, no vote is possible" not in text(bea.get(path))


@begins(brought_to("board_decision"))
def test_both_sides_and_the_board_read_who_had_what_when_and_the_certificate(
    town: Town, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    while place_letters():
        pass
    notice = Message.objects.get(reader=town.people["rex"], template="notice_of_investigation")
    lines = certificate_of(story.view, access.recorded_in(f"case/{story.view.case}")).lines
    assert [str(line.name) for line in lines if not line.in_order] == ["Report"]
    own = text(town.browser("rex").get(reverse(name_of_page("times"), args=[notice.reference])))
    board = text(town.browser("bo").get(reverse("pack_fairness", args=[story.case])))
    for page in (own, board):
        assert "Fairness certificate: 10 in order, 1 warning" in page
        assert [line.found for line in lines if line.found not in page] == []
    papers = Message.objects.get(reader=town.people["rex"], template="board_papers").reference
    letter = text(town.browser("rex").get(reverse("member_letter", args=[papers])))
    assert (papers in letter, letter.count(notice.reference)) == (True, 2)
    desk = {
        number: town.browser("ines").get(reverse("queue"), {"words": number}) for number in (notice.reference, papers)
    }
    assert [story.case in text(page) for page in desk.values()] == [True] * 2
    rex, bo, pia = town.browser("rex"), town.browser("bo"), Client()
    pia.post(reverse("follow_up"), {"code": story.code})
    times = reverse("board_case_times", args=[story.case])
    bo.get(times)
    with django_assert_num_queries(13):
        page = text(bo.get(times))
    assert [word in page for word in ("Both sides, panel", "Served on the member", "Days, Society")] == [True] * 3
    assert [word for word in ("opened", "by proof", "Reached you") if word in page.split("certificate_title")[0]] == []
    theirs = text(pia.get(reverse("follow_up_times")))
    assert ("Reporter’s comment" in theirs, "Answer of the respondent" in theirs, "Society" in theirs) == (
        True,
        True,
        True,
    )
    assert [word for word in ("certificate", "Bundle served", "Reply to") if word in theirs] == []
    for jar, name, *args in (
        (rex, "member_times_pdf", notice.reference),
        (rex, "member_certificate_pdf", notice.reference),
        (bo, "board_case_times_pdf", story.case),
        (bo, "board_case_certificate_pdf", story.case),
        (pia, "follow_up_times_pdf"),
    ):
        assert (name, jar.get(reverse(name, args=args)).content[:5]) == (name, b"%PDF-")
    assert [town.browser(who).get(times).status_code for who in (BOARD[1], "paul", "mona")] == [404] * 3


@begins(brought_to("board_decision"))
def test_what_is_printed_after_midnight_bears_the_day_of_the_society(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    town.clock.move_to(datetime(2027, 7, 1, 23, 30, tzinfo=UTC))  # half past twelve in London
    for name in ("board_case_times_pdf", "board_case_certificate_pdf"):
        printed = town.browser("bo").get(reverse(name, args=[story.case])).content
        with pypdfium2.PdfDocument(printed) as document:
            assert f"Case {story.case}, 2 July 2027" in document[0].get_textpage().get_text_range(), name


@begins(brought_to("board_decision"))
def test_nobody_but_the_board_finds_the_screens_of_the_pack(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    names = ("pack_allegations", "pack_sanction", "pack_said", "pack_fairness", "pack_letter", "pack_letter_whole")
    paths = [reverse(one, args=[story.case]) for one in names]
    found = {who: [town.browser(who).get(path).status_code for path in paths] for who in ("bea", "paul", "mona")}
    assert found == dict.fromkeys(found, [404] * 6)


def test_the_docket_of_somebody_without_a_seat_is_empty(town: Town) -> None:
    town.story()
    assert "Nothing is waiting for you." in text(town.browser("paul").get(reverse("docket")))
    assert town.browser("paul").get(f"{reverse('docket')}?after=x").status_code == 422


def test_deciders_find_the_docket_from_the_desk_and_the_desk_from_the_docket(town: Town) -> None:
    bea = town.browser("bea")
    session = bea.session
    session["decides"] = True
    session.save()
    assert 'href="/board/"' in text(bea.get(reverse("queue")))
    assert [
        'href="/desk/queue/"' in text(bea.get(reverse("docket"))),
        'href="/desk/messages/"' in text(bea.get(reverse("docket"))),
    ] == [True] * 2
    assert 'href="/board/"' not in text(town.browser("ines").get(reverse("queue")))


@begins(brought_to("board_decision"))
def test_who_puts_the_ballot_and_who_votes_read_on_the_case_what_is_put(town: Town, story: Story) -> None:
    path = reverse("board_case", args=[story.case])
    assert "ballot_title" not in text(town.browser("bea").get(path))
    send_papers(story, "Ninety days, whimbrel.")
    for first in BOARD:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    vote = reverse("board_step", args=[story.case, "cast_vote"])
    assert "Send the case back to the panel" in text(town.browser("bea").get(path))
    assert "Send the case back to the panel" in text(town.browser("bo").get(vote))
    assert vote in text(town.browser("bo").get(reverse("pack_letter", args=[story.case])))
    assert "ballot_title" not in whole_case(town.browser("ada"), story.case)


@begins(brought_to("board_decision"))
def test_who_opens_the_ballot_reads_its_voters_options_papers_and_first_last_day(town: Town, story: Story) -> None:
    step = reverse("board_step", args=[story.case, Verb.OPEN_BALLOT.value])
    send_papers(story, "Ninety days, whimbrel.")
    for first in BOARD[1:]:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    story.wait(12)
    page = " ".join(strip_tags(text(town.browser("bea").get(step))).split())
    first_day = date_format(story.view.today + timedelta(days=2), "l j F Y")
    absent, *voters = (town.people[name].name for name in BOARD)
    fixed = page.partition("What this ballot fixes")[2]
    shown = [", ".join(sorted(voters)), "Send the case back to the panel 4", "the pack of", "you cannot take it back"]
    assert [words for words in shown if words not in fixed] == []
    assert (absent in fixed, f"The earliest day is {first_day}, " in page) == (False, True)
    for days in (0, 1, 46):
        with pytest.raises(BadShape):
            story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=days))


def votes_of(story: Story) -> list[UUID]:
    """The entries of the votes of the ballot in hand."""
    ballot = story.view.board.ballot
    assert ballot is not None and ballot.votes
    return [vote.entry for vote in ballot.votes]


def who_reads(town: Town, story: Story, words: str) -> list[str]:
    """Whose page of the case shows these words, of everybody who reads a roll call at some time, and two voters."""
    board = ("bea", "bo", "beth")
    shown = {who: text(town.browser(who).get(reverse("board_case", args=[story.case]))) for who in board}
    shown["audrey"] = history_of(town.browser("audrey"), story.case)
    assert [who for who, page in shown.items() if story.case not in page] == []
    return [who for who, page in shown.items() if words in page]


@begins(brought_to("board_decision"))
def test_nobody_reads_a_vote_before_the_count_or_one_that_it_did_not_reach(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    for first in BOARD:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    back = {"remit": "yes", "remit_ground": "reasons", "remit_words": "They do not say why, godwit."}
    none = {"remit_to_new_panel": "no", "dismiss_on_law": "no", "outcome": "L6", "reason": "So I see it, sanderling."}
    for first in BOARD[:-1]:
        story.by(first, Verb.CAST_VOTE, **back | none)
    for field in VoteCast.sealed:
        nobody_opens(town, story, field)
    assert who_reads(town, story, "godwit") == []
    story.wait(3)
    assert who_reads(town, story, "godwit") == ["bea", "audrey"]
    assert who_reads(town, story, "sanderling") == []
    for field in VoteCast.sealed.keys() - {"remit"}:
        nobody_opens(town, story, field)


def nobody_opens(town: Town, story: Story, field: str) -> None:
    """Nobody with any right to read opens what was said of an option."""
    for who in ("bea", "audrey", "bo"):
        wanted = {CaseCompartment.DECISION: [(entry, field) for entry in votes_of(story)]}
        with pytest.raises((NotSeen, NoRight)):
            open_content(reference=story.case, by=Actor(user=town.people[who]), rights=list(Reading), wanted=wanted)
