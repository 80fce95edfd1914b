"""The status page says first whether anything needs somebody, then what, since when, what it costs and what mends it."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.vocabulary import Office
from ledger.models import Anchor
from operations.administration.status import page_context, storage, verdict
from operations.models import Pulse
from operations.pulse import pulse_rows
from operations.pulse.parts import DUTIES, Part
from tests.casework.web.conftest import signed_in
from tests.operations.administration.test_who_is_shown_it import holder
from tests.operations.test_pulse import MINUTE, NOTHING_WAITS, NOW, judged, row

STATEMENTS_OF_A_PAGE, STATEMENTS_OF_THE_PULSE = 3, 3


def test_the_title_is_the_verdict() -> None:
    one = judged(row(Part.BACKUP, timedelta(hours=31)))
    two = judged(row(Part.BACKUP, timedelta(hours=31)), row(Part.MAIL, fault="mail-down", since=NOW))
    assert [verdict(found.problems) for found in (judged(), one, two)] == [
        "Everything does its work",
        "One thing needs you: the backup",
        "2 things need you: the mail server, the backup",
    ]


def test_a_part_that_waits_for_a_stopped_part_says_so_and_is_no_problem() -> None:
    stale = [row(part, 4 * MINUTE) for part in Part if part not in (Part.NIGHTLY, Part.BACKUP)]
    page = page_context(judged(*stale, queue=type(judged().queue)(answers=True)))
    said = {each["state"].part: each["word"] for each in page["parts"]}
    assert (len(page["problems"]), page["well"]) == (1, 6)
    assert (said[Part.BEAT], said[Part.MAIL], said[Part.BACKUP]) == ("Needs you", "Waits for the beat", "Well")


def test_storage_is_said_as_the_worker_saw_it_last() -> None:
    disk = {"total": 2**30, "free": 2**29, "database": 2**20}
    below = {"database_total": 2**31, "database_free": 2**30}
    found = judged(row(Part.FILES, numbers=disk))
    assert [words for _, words in storage(found.of(Part.FILES))] == ["512.0\xa0MB of 1.0\xa0GB free", "1.0\xa0MB"]
    both = judged(row(Part.FILES, numbers=disk | below))
    assert [words for _, words in storage(both.of(Part.FILES))][2:] == ["1.0\xa0GB of 2.0\xa0GB free"]
    assert list(storage(judged().of(Part.FILES))) == []


def test_each_witness_and_the_last_time_stamp_are_shown(db: None, settings: Any) -> None:
    seen = {"size": 12, "at": (timezone.now() - 5 * MINUTE).isoformat()}
    Pulse.objects.create(part="witness", numbers={"asked": 1, "witnesses": {"cd.example": seen}})
    browser = signed_in(holder(Office.ADMINISTRATOR))
    text = browser.get(reverse("admin_status")).content.decode()
    assert "<dt>Witness</dt><dd>cd.example signed 12 entries 5 minutes ago</dd>" in text
    assert "Time-stamp" not in text
    settings.TSA_URL = "https://tsa.example.org"
    text = browser.get(reverse("admin_status")).content.decode()
    assert "<dt>Time-stamp</dt><dd>none yet</dd>" in text
    Anchor.objects.create(size=9, authority="tsa.example.org", token=b"", at=timezone.now())
    text = browser.get(reverse("admin_status")).content.decode()
    assert "<dt>Time-stamp</dt><dd>tsa.example.org stamped 9 entries</dd>" in text


def test_an_administrator_reads_what_needs_them_in_a_few_statements(db: None) -> None:
    browser = signed_in(holder(Office.ADMINISTRATOR))
    Pulse.objects.filter(part="installation").update(worked_at=timezone.now() - timedelta(hours=48))
    for part in DUTIES:
        pulse_rows.note_success(part)
    browser.get(reverse("admin_status"))
    pulse_rows.note_failure(Part.FILES, "disk-full", errno=28)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(reverse("admin_status"))
    text = page.content.decode()
    assert len(asked) == STATEMENTS_OF_A_PAGE + STATEMENTS_OF_THE_PULSE
    assert '<h1 class="govuk-heading-l">One thing needs you: the storage</h1>' in text
    assert "The disk of FILES_DIR is full (errno 28, ENOSPC)." in text
    assert "Make room on that disk, or move FILES_DIR to another." in text
    pulse_rows.note_failure(Part.BEAT, "beat-stopped")
    assert (
        '<code class="ob-command">docker compose up -d beat</code>'
        in browser.get(reverse("admin_status")).content.decode()
    )


def test_to_every_other_office_the_status_does_not_exist(db: None) -> None:
    for office in set(Office) - {Office.ADMINISTRATOR}:
        assert signed_in(holder(office)).get(reverse("admin_status")).status_code == 404


def test_an_empty_installation_that_waits_for_nothing_has_no_card() -> None:
    assert page_context(judged())["problems"] == []
    assert page_context(judged())["figures"] == NOTHING_WAITS
