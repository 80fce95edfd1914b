"""How much an unsent report may hold, and when it is gone: words, files, and what is kept briefly."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from ledger import clock
from tests.vault.sent import PDF, sent, stored
from tests.vault.test_drafts import CANARY, attached, begun, filed, said
from vault import draft_files, drafts, expired_drafts
from vault.compartments import Compartment, Kind
from vault.files import keep
from vault.models import Draft, DraftFile
from vault.uploads import FileRefused

WORDS, FILES = timedelta(days=30), timedelta(days=7)


def _purged(later: timedelta) -> int:
    """Purge as if it were later: words are kept for 30 days, files for 7."""
    now = clock.now() + later
    return expired_drafts.purge(now=now, words_since=now - WORDS, files_since=now - FILES)


def test_unsent_words_files_and_files_of_nobody_are_gone_each_after_its_time(
    db: None, kek: Path, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    handle, secret = begun(what=CANARY)
    attached(handle, secret)
    with sent(PDF) as upload:
        kept = keep(upload, Compartment(uuid4(), Kind.CASE))
    with sent(PDF) as upload:
        upload.settle()
    stages = []
    for later in (timedelta(hours=22), timedelta(hours=25), timedelta(days=8), timedelta(days=29), timedelta(days=31)):
        with django_capture_on_commit_callbacks(execute=True):
            _purged(later)
        stages.append((len(stored(store_folder)), DraftFile.objects.count(), Draft.objects.count()))
    assert stages == [(3, 1, 1), (2, 1, 1), (1, 0, 1), (1, 0, 1), (1, 0, 0)]
    assert [path.name for path in stored(store_folder)] == [str(kept.id)]


def test_files_that_are_gone_leave_what_was_typed(db: None, store_folder: Path) -> None:
    handle, secret = begun(what=CANARY)
    attached(handle, secret)
    _purged(timedelta(days=8))
    found = drafts.read(handle, secret)
    assert (found.answers, drafts.attached_files(found)) == ({"what": CANARY}, [])


def test_a_day_ends_what_was_sent_what_is_brief_and_what_nothing_was_saved_in(db: None, kek: Path) -> None:
    words, files = begun(what=CANARY), drafts.begin()
    attached(*files)
    drafts.begin()
    filed(*begun(what=CANARY), Compartment(uuid4(), Kind.CASE))
    brief = drafts.read(*drafts.begin(brief=True))
    drafts.write(brief, {"what": CANARY})
    assert (_purged(timedelta(hours=23)), Draft.objects.count()) == (0, 5)
    assert _purged(timedelta(hours=25)) == 3
    assert set(Draft.objects.values_list("handle", flat=True)) == {words[0], files[0]}


def test_a_draft_without_files_holds_so_much_text_and_no_more(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    handle, secret = begun(what="kept")
    assert drafts.MOST_TYPED == 262_144
    fits = "x" * (drafts.MOST_TYPED - len('{"what":""}'))
    with pytest.raises(drafts.TooMuchTyped):
        drafts.write(drafts.read(handle, secret), {"what": fits + "x"})
    assert said(handle, secret)[0] == {"what": "kept"}
    drafts.write(drafts.read(handle, secret), {"what": fits})
    assert said(handle, secret)[0] == {"what": fits}


def test_unsent_files_together_stay_under_their_share_of_the_free_disk(
    db: None, store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle, secret = begun()
    first = attached(handle, secret)
    monkeypatch.setattr(draft_files, "SHARE_OF_FREE_DISK", 1e-9)
    with pytest.raises(FileRefused, match="the file later, with your twelve words"):
        attached(handle, secret)
    assert [path.name for path in stored(store_folder)] == [str(first)]
