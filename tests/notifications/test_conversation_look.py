"""A reporter and an officer write to each other in a real browser, at a telephone's width; axe finds nothing."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from accounts.offices import appoint
from accounts.vocabulary import Office
from casework import tasks
from casework.access import the_clock
from casework.models import WaitingMessage
from casework.procedure.intake.actions import Filed, acknowledge_complaint, file_complaint, sweep_conflicts
from casework.vocabulary import Verb
from ledger.clock import now
from tests.browsing import press
from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY, REPORT, SINCE
from tests.casework.taking import take
from tests.casework.web.conftest import signed_in
from tests.casework.web.test_public_look import judge
from tests.notifications.test_look import address, closed_at_last

__all__ = ["address", "closed_at_last"]
PHONE = {"width": 360, "height": 800}
WAITED = 50_000
"""Milliseconds after which a message has gone out."""
READ = "Thank you. We have read what you wrote and take it into account."


@pytest.fixture
def filed(address: str) -> tuple[Inquiry, Filed]:
    """The people, and a report that the desk may read."""
    with time_machine.travel(MONDAY, tick=True) as clock:
        inquiry = Inquiry(clock)
        appoint(user=inquiry["sky"], office=Office.INTAKE, since=SINCE)
        report = file_complaint(by=None, report=REPORT)
        sweep_conflicts(reference=report.cases[0], by=the_clock())
    return inquiry, report


def write(page: Page, words: str) -> None:
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    page.wait_for_load_state()  # the page's own clock starts with its script


def go_out() -> None:
    """Let everything that waits go out at once."""
    WaitingMessage.objects.update(due=now())
    tasks.deliver_messages()


def test_two_people_write_to_each_other_on_a_telephone(page: Page, address: str, filed: tuple[Inquiry, Filed]) -> None:
    inquiry, report = filed
    assert report.code is not None
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.clock.install()
    page.goto(f"{address}/follow-up/")
    page.get_by_label("Your twelve words").fill(" ".join(report.code.words))
    page.locator("main form button").first.click()
    page.get_by_role("link", name="Messages with the Society").click()
    write(page, "I am afraid, dunlin.")
    page.get_by_label("Your message").fill("And more, dunlin.")
    page.clock.run_for(WAITED)
    expect(page.get_by_role("heading", name="Its time is over, and it goes out now.")).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_be_hidden()
    page.reload()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nobody has seen it.")).to_be_visible()
    page.get_by_text("Add files").click()
    page.get_by_text("More files").click()
    for number, name in enumerate(("letter.txt", "answer.txt"), 1):
        chosen: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": b"Ends at any time."}
        page.locator(f"input[name=file_{number}]").set_input_files(chosen)
        page.locator(f"#id_caption_{number}").fill(f"The {name[:6]} of May, dunlin.")
    wrong = judge(page, "writing")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    write(page, "I have the letter, dunlin.")
    expect(page.get_by_text("It has 2 files.")).to_be_visible()
    wrong += judge(page, "waiting")
    go_out()
    page.clock.run_for(WAITED)
    expect(page.get_by_role("heading", name="It goes out by itself")).to_have_count(0)
    expect(page.get_by_text("I have the letter, dunlin.")).to_be_visible()
    officer = page.context.browser.new_context(viewport=PHONE).new_page()  # type: ignore[union-attr, arg-type]
    cookie = signed_in(inquiry["ines"]).cookies["sessionid"].value
    officer.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    officer.goto(f"{address}{reverse('case', args=[report.cases[0]])}")
    officer.get_by_role("link", name="Letters and talk").click()
    officer.get_by_role("link", name="Messages with the reporter").click()
    expect(officer.get_by_text("I have the letter, dunlin.")).to_be_visible()
    expect(officer.get_by_text("The letter of May, dunlin.")).to_be_visible()
    officer.get_by_label("Your message").fill("Dear reporter, dunlin.")
    officer.get_by_role("link", name="Back").first.click()
    officer.go_back()
    expect(officer.get_by_label("Your message")).to_have_value("Dear reporter, dunlin.")
    officer.get_by_text("Put in a standard text").click()
    officer.get_by_role("button", name="We have read it").click()
    expect(officer.get_by_label("Your message")).to_have_value(f"Dear reporter, dunlin.\n\n{READ}")
    officer.get_by_role("button", name="Send").click()
    expect(officer.get_by_role("button", name="Take it back")).to_be_visible()
    expect(officer.get_by_text("Your message is written.")).to_be_in_viewport()
    officer.get_by_role("link", name="See when it goes out.").click()
    expect(officer.locator("#written")).to_be_in_viewport()
    expect(officer.get_by_label("Your message")).to_have_value("")
    wrong += judge(officer, "officer")
    go_out()
    officer.reload()
    expect(officer.get_by_text("a second reader has it")).to_be_visible()
    wrong += judge(officer, "put forward")
    colleague = page.context.browser.new_context(viewport=PHONE).new_page()  # type: ignore[union-attr, arg-type]
    cookie = signed_in(inquiry["sky"]).cookies["sessionid"].value
    colleague.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    colleague.goto(f"{address}{reverse('step', args=[report.cases[0], 'release_message'])}")
    expect(colleague.get_by_text(READ)).to_be_visible()
    colleague.get_by_role("radio", name="Message 1").check()
    wrong += judge(colleague, "second reader")
    colleague.get_by_role("button", name="Release a message").click()
    expect(colleague.get_by_text("Release a message – done.")).to_be_visible()
    tasks.deliver_messages()
    page.goto(f"{address}{reverse('follow_up_conversation')}")
    expect(page.get_by_text(READ)).to_be_visible()
    expect(page.get_by_text("Read on")).to_be_visible()
    wrong += judge(page, "read")
    case = acknowledge_complaint(reference=report.cases[0], by=inquiry.by("ines"))
    take(case, Verb.REQUEST_INFORMATION, inquiry.screeners(case)[0], items="The letter of May, please.")
    page.goto(f"{address}{reverse('follow_up_step', args=['supply_information'])}")
    page.locator("input[name=file_1]").set_input_files(chosen)
    press(page, "Save as a draft")
    page.goto(f"{address}{reverse('follow_up_step', args=['supply_information'])}")
    expect(page.locator("bdi")).to_have_text("answer.txt")
    assert wrong + judge(page, "items asked") == []
