"""The pages about a member's case: one subject each, what is asked on top, and who had what when."""

import re
from datetime import date

from django.urls import reverse

from casework import access
from casework.models import Case
from casework.vocabulary import Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.member.stage import stage_of
from notifications.parity.readers import parity_for_member
from tests.casework.answer_cast import COPY, SECRET, Inquiry
from tests.casework.taking import take
from tests.notifications.test_pages import begun, case, here, inquiry, notice, noticed, signed_in, words

__all__ = ["begun", "case", "here", "inquiry", "noticed"]


def test_the_case_of_a_notice_has_its_own_reference_dates_and_steps(inquiry: Inquiry, noticed: Case) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    jar.get(reverse("member_letter", args=[reference]))
    shown = {
        "member_case": [
            reference,
            "Time to answer",
            "1 April 2026",
            "Why this date",
            "The Society asks for your answer",
        ],
        "member_allegations": ["Gave the tender away."],
        "member_evidence": [COPY],
        "member_hearing": ["No hearing is set."],
        "member_letters": ["Notice of investigation"],
        "member_times": ["Notice served"],
        "member_proof": ["without the text"],
        "member_support": ["Name a representative"],
    }
    pages = {name: words(jar.get(reverse(name, args=[reference]))) for name in shown}
    assert [word for name, found in shown.items() for word in found if word not in pages[name]] == []
    page = "".join(pages.values())
    for verb in ("acknowledge_notice", "add_evidence"):
        assert (verb, f'href="/member/cases/{reference}/do/{verb}/"' in page) == (verb, True)
    assert [word for word in (noticed.reference, noticed.code_name, "Sandgrouse", SECRET) if word in page] == []


def test_the_first_page_leads_to_a_letter_that_starts_a_time_until_it_is_opened(
    inquiry: Inquiry, noticed: Case
) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    said, there = "You have not opened “Notice of investigation”", reverse("member_letter", args=[reference])
    before = words(jar.get(reverse("member_case", args=[reference])))
    assert (said in before, before.count(f'class="govuk-button" href="{there}"')) == (True, 1)
    jar.get(there)
    after = words(jar.get(reverse("member_case", args=[reference])))
    assert (said in after, "Notice to be acknowledged" in after) == (False, True)
    listed = words(jar.get(reverse("member_answer", args=[reference])))
    assert "Answer by 1 April 2026." in listed


def test_an_answer_ends_the_turn_and_the_page_asks_for_nothing(inquiry: Inquiry, noticed: Case) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    jar.get(reverse("member_letter", args=[reference]))
    asked = stage_of(seen(inquiry, noticed).view, ())
    assert asked.asked == {Verb.ACKNOWLEDGE_NOTICE: date(2026, 3, 16)}
    key = inquiry.the_one(noticed).hex
    take(noticed, Verb.RESPOND_TO_NOTICE, inquiry.by("rex"), **{f"answer_{key}": "deny", f"reasons_{key}": "Openly."})
    page = words(jar.get(reverse("member_case", args=[reference])))
    assert ("Nothing is asked of you at the moment." in page, "Not yours" in page) == (True, True)
    assert [one.name for one in stage_of(seen(inquiry, noticed).view, ()).road if one.is_here] == ["Your answer"]


def test_who_had_what_when_says_the_days_of_both_sides_and_only_the_readers_own_day(
    inquiry: Inquiry, noticed: Case
) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    rex = inquiry.by("rex")
    before = parity_for_member(notice(noticed), rex).table.rows[-1]
    assert (before.to, before.days, before.reached_on, before.words) == ("Both sides", "30", None, 0)
    jar.get(reverse("member_letter", args=[reference]))
    key = inquiry.the_one(noticed).hex
    take(noticed, Verb.RESPOND_TO_NOTICE, inquiry.by("rex"), **{f"answer_{key}": "deny", f"reasons_{key}": "Openly."})
    place_letters()
    parity = parity_for_member(notice(noticed), rex)
    found = [(str(one.what), one.to, one.days, one.reached_on, one.how) for one in parity.table.rows]
    assert found == [
        ("Notice served", "Both sides", "30", date(2026, 3, 2), "opened"),
        ("Answer of the respondent", "The Society, Reporter", "reporter 14", None, ""),
    ]
    assert [(str(one.name), one.days, one.words_in) for one in parity.sums] == [
        ("You", 30, 1),
        ("Society", 90, 48),
        ("Reporter", 14, 0),
    ]


def test_the_certificate_accuses_nobody_while_the_time_to_answer_runs(inquiry: Inquiry, noticed: Case) -> None:
    signed_in(inquiry["rex"]).get(reverse("member_letter", args=[notice(noticed).reference]))
    certificate = parity_for_member(notice(noticed), inquiry.by("rex")).certificate
    assert certificate
    assert [(one.found, one.in_order) for one in certificate.lines if str(one.name) == "Time to answer"] == [
        ("30 days to answer; the time is still running", True)
    ]


def seen(inquiry: Inquiry, case: Case) -> Case:
    return access.case_shown(inquiry.by("rex"), case.reference, Verb.OPEN_LETTER)


def test_more_time_is_asked_for_by_a_way_of_its_own_while_a_time_runs(inquiry: Inquiry, noticed: Case) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    jar.get(reverse("member_letter", args=[reference]))
    way = f"{reverse('member_step', args=[reference, 'make_request'])}?kind=more_time"
    case = reverse("member_case", args=[reference])
    before, form = words(jar.get(case)), words(jar.get(way))
    key = inquiry.the_one(noticed).hex
    take(noticed, Verb.RESPOND_TO_NOTICE, inquiry.by("rex"), **{f"answer_{key}": "deny", f"reasons_{key}": "Openly."})
    asked = f'href="{way}">Ask for more time<'
    assert (asked in before, asked in words(jar.get(case))) == (True, False)
    assert re.search(r'<input[^>]*value="more_time"[^>]* checked', form)
