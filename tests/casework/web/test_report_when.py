"""When it happened: one field for a date or for words, and what the reporter is told of old conduct."""

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from casework.models import Case
from casework.vocabulary import CaseCompartment
from tests.casework.web.reporting import Reporter, sealed


@pytest.mark.parametrize("kind", ["day", "period"])
def test_a_time_in_words_alone_is_enough_and_is_read_as_it_was_typed(jar: Client, kind: str) -> None:
    reporter = Reporter(jar)
    reporter.answer(when={"kind": kind, "when_words": "last spring"})
    assert "last spring" in reporter.page("check")
    reporter.declare()
    found = sealed(Case.objects.get(), CaseCompartment.CASE, "particulars")
    assert (found["when_words"], found["first_day"], found["last_day"]) == ("last spring", None, None)


def test_a_date_in_the_one_field_is_read_and_shown_as_it_was_read(jar: Client) -> None:
    reporter = Reporter(jar)
    page = reporter.page("when")
    assert ('name="when_words"' in page, 'name="first_' in page) == (True, False)
    reporter.answer(when={"kind": "day", "when_words": "3/4/2026"})
    assert ("3 April 2026" in reporter.page("check"), 'value="3/4/2026"' in reporter.page("when")) == (True, True)
    reporter.declare()
    found = sealed(Case.objects.get(), CaseCompartment.CASE, "particulars")
    assert (found["when_words"], found["first_day"], found["last_day"]) == ("", "2026-04-03", "2026-04-03")


def test_a_day_from_a_draft_with_three_fields_is_still_shown(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.post("when", {"kind": "day", "first_month": "3", "first_year": "2026"})
    page = reporter.page("when")
    assert ('name="first_month" id="id_first_1"' in page, 'value="2026"' in page) == (True, True)


OLD: list[tuple[dict[str, str], str]] = [
    ({"kind": "day", "first_year": "2023"}, "This ended before 1 January 2024."),
    ({"kind": "day", "first_year": "2024"}, "This ended more than 6 years ago."),
    ({"kind": "day", "first_year": "2027"}, "You have known of this for more than 3 years."),
    ({"kind": "day", "first_year": "2027", "known_year": "2030"}, ""),
    ({"kind": "ongoing", "first_year": "2024"}, ""),
    ({"kind": "day", "first_year": "2030"}, ""),
    ({"kind": "day", "when_words": "long ago"}, ""),
]


@pytest.mark.parametrize(("typed", "told"), OLD)
def test_old_conduct_gets_an_honest_sentence_and_can_be_sent(
    jar: Client, time_machine: TimeMachineFixture, typed: dict[str, str], told: str
) -> None:
    time_machine.move_to("2031-02-03T12:00:00+00:00")
    reporter = Reporter(jar)
    reporter.answer(when=typed)
    page = reporter.page("check")
    assert [start for _, start in OLD if start and start in page] == ([told] if told else [])
    assert reporter.declare().status_code == 302
