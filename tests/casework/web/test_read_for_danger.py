"""Where a report is acknowledged from the queue, it is said whether anybody read it for danger to a person."""

from django.urls import reverse

from casework.vocabulary import Verb
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_acts import ACT, BULK, fields, lines, preview


def test_a_report_that_nobody_read_for_danger_says_so_before_and_after_it_is_acknowledged(town: Town) -> None:
    unread, read, third = town.story(), town.story("rosa"), town.story()
    ines = town.browser("ines")
    ines.post(reverse("case_tasks", args=[read.case]), {"do": "tick:danger"})
    shown = preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, unread, read)
    came = text(ines.post(BULK, fields(shown)))
    assert [["read for danger" in words for _, _, words in lines(page)] for page in (shown, came)] == [
        [True, False]
    ] * 2
    assert f'href="{reverse("case", args=[unread.case])}">Read it first' in " ".join(shown.split())
    one = text(ines.post(ACT, {"acknowledge": third.case, "key": "5d1f0e2a-8f8b-4a57-9d6c-0a4f1c6f4f11"}, follow=True))
    assert "Nobody has ticked off that the report was read for danger to a person. Read it now." in one
