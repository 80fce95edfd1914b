"""Drafts: open to their writer alone, saved once, sent once, gone after their time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from ledger.canonical import Json
from tests.disk import wait_as_in_an_installation, waits
from tests.ledger.test_canonical import KEYS, VALUES
from tests.vault.sealed import everything_stored, is_stored
from tests.vault.sent import PDF, sent, stored
from vault import draft_files, drafts
from vault.codes import Code
from vault.compartments import Compartment, Kind
from vault.drafts import AlreadySent, ChangedElsewhere, NoSuchDraft
from vault.files import describe, keep, read
from vault.models import Draft, DraftFile, SealedFile, WrappedKey
from vault.uploads import FileRefused

CANARY = "Quillon-Marabout"


def begun(**answers: Json) -> tuple[UUID, str]:
    handle, secret = drafts.begin()
    drafts.write(drafts.read(handle, secret), answers)
    return handle, secret


def said(handle: UUID, secret: str) -> tuple[drafts.Answers, int]:
    found = drafts.read(handle, secret)
    return found.answers, found.seen


def attached(handle: UUID, secret: str, content: bytes = PDF, name: str = "a.pdf") -> UUID:
    with sent(content, name) as upload:
        return draft_files.attach(handle, secret, upload)


def listed(handle: UUID, secret: str) -> list[tuple[UUID, str, int]]:
    """The files of a draft: id, name, size."""
    files = drafts.attached_files(drafts.read(handle, secret))
    return [(file.id, file.description.name, file.description.size) for file in files]


def test_a_draft_begins_empty_and_keeps_what_is_written(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    handle, secret = drafts.begin()
    assert said(handle, secret) == ({}, 0)
    first = drafts.write(drafts.read(handle, secret), {"what": CANARY})
    with django_assert_num_queries(1):
        second = drafts.write(first, {"what": CANARY, "who": None})
    assert (first.seen, second.seen) == (1, 2)
    with django_assert_num_queries(1):
        read = drafts.read(handle, secret, beside="ARRAY[2 + 5]")
    assert (read.beside, read.has_files, read.has_pieces) == ([7], False, False)
    assert drafts.read(handle, secret) == second
    assert said(handle, secret) == ({"what": CANARY, "who": None}, 2)


def test_a_draft_is_closed_to_the_installation(db: None, kek: Path) -> None:
    handle, secret = begun(what=CANARY)
    attached(handle, secret, name=f"{CANARY}.pdf")
    assert is_stored(CANARY) is False
    assert is_stored(secret) is False
    assert WrappedKey.objects.count() == 0
    assert str(handle) in everything_stored()


USES: list[Callable[[UUID, str], object]] = [
    drafts.read,
    drafts.take,
    drafts.outcome,
    drafts.forget,
    lambda handle, secret: drafts.finish(drafts.take(handle, secret), outcome={}),
    lambda handle, secret: draft_files.detach(handle, secret, uuid4()),
    attached,
]


@pytest.mark.parametrize("use", USES)
def test_an_unknown_handle_and_a_wrong_secret_are_answered_alike_and_make_nothing(
    db: None, use: Callable[[UUID, str], object]
) -> None:
    (handle, secret), (_, other) = begun(what=CANARY), begun()
    for wrong in ((uuid4(), secret), (handle, other), (handle, ""), (handle, "\u00e9")):
        with pytest.raises(NoSuchDraft), transaction.atomic():
            use(*wrong)
    assert (said(handle, secret), Draft.objects.count()) == (({"what": CANARY}, 1), 2)


def test_a_row_moved_to_another_handle_stays_shut(db: None) -> None:
    (theirs, _), (mine, secret) = begun(what=CANARY), begun()
    Draft.objects.filter(handle=mine).update(blob=Draft.objects.get(handle=theirs).blob)
    with pytest.raises(NoSuchDraft):
        drafts.read(mine, secret)


def test_what_was_saved_in_another_tab_is_not_overwritten(db: None) -> None:
    handle, secret = drafts.begin()
    first, second = drafts.read(handle, secret), drafts.read(handle, secret)
    drafts.write(first, {"what": "first tab"})
    with pytest.raises(ChangedElsewhere):
        drafts.write(second, {"what": "second tab"})
    assert said(handle, secret) == ({"what": "first tab"}, 1)


def test_what_was_open_when_it_was_sent_or_given_up_is_not_saved_after(db: None, kek: Path) -> None:
    (sent_one, secret), (gone, other) = begun(what=CANARY), begun(what=CANARY)
    open_still = drafts.read(sent_one, secret), drafts.read(gone, other)
    filed(sent_one, secret, Compartment(uuid4(), Kind.CASE))
    drafts.forget(gone, other)
    with pytest.raises(AlreadySent):
        drafts.write(open_still[0], {"what": "later"})
    with pytest.raises(NoSuchDraft):
        drafts.write(open_still[1], {"what": "later"})
    assert drafts.outcome(sent_one, secret) == {"reference": "R-7K4X-92QD"}
    assert Draft.objects.count() == 1


def test_of_two_who_save_at_once_one_is_told(committed: None) -> None:
    handle, secret = drafts.begin()
    found = drafts.read(handle, secret)

    def save(tab: int) -> bool:
        try:
            drafts.write(found, {"tab": tab})
        except ChangedElsewhere:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        saved = list(pool.map(save, range(2)))
    assert (sum(saved), said(handle, secret)) == (1, ({"tab": saved.index(True)}, 1))


def test_short_and_long_answers_take_the_same_room(db: None) -> None:
    begun(), begun(what="x" * 3000)
    assert {len(row.blob) for row in Draft.objects.all()} == {4096 + 12 + 16}


def test_files_are_listed_to_their_writer_and_can_be_taken_off(
    db: None, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    handle, secret = begun()
    first, second = attached(handle, secret), attached(handle, secret, PDF + b"x", "b.pdf")
    assert listed(handle, secret) == [(first, "a.pdf", 9), (second, "b.pdf", 10)]
    with django_capture_on_commit_callbacks(execute=True):
        draft_files.detach(handle, secret, first)
        draft_files.detach(handle, secret, uuid4())
    assert listed(handle, secret) == [(second, "b.pdf", 10)]
    assert [path.name for path in stored(store_folder)] == [str(second)]


def test_a_file_that_is_not_taken_is_not_attached(db: None, store_folder: Path) -> None:
    handle, secret = begun()
    with pytest.raises(FileRefused, match=r"The file is empty\."):
        attached(handle, secret, b"")
    assert (DraftFile.objects.count(), stored(store_folder)) == (0, [])


@pytest.mark.parametrize(("name", "limit"), [("MOST_FILES", 1), ("MOST_BYTES", 100_000)])
def test_a_draft_holds_so_much_and_no_more(
    db: None, store_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    monkeypatch.setattr(draft_files, name, limit)
    handle, secret = begun()
    first = attached(handle, secret)
    with pytest.raises(FileRefused, match="with your twelve words"):
        attached(handle, secret)
    assert [path.name for path in stored(store_folder)] == [str(first)]


def test_files_stay_in_the_order_in_which_they_were_sent(db: None, store_folder: Path) -> None:
    handle, secret = begun()
    names = [f"exhibit {number}.pdf" for number in range(1, 9)]
    for name in names:
        attached(handle, secret, PDF, name)
    assert [name for _, name, _ in listed(handle, secret)] == names
    taken = filed(handle, secret, Compartment(uuid4(), Kind.CASE))
    assert [file.description.name for file in taken.files] == names


def filed(handle: UUID, secret: str, compartment: Compartment) -> drafts.Taken:
    with transaction.atomic():
        taken = drafts.take(handle, secret)
        if taken.outcome is None:
            for file in taken.files:
                keep(file.received, compartment)
            drafts.drop_files(taken)
            drafts.finish(taken, outcome={"reference": "R-7K4X-92QD"})
    return taken


def test_a_draft_is_sent_once_and_its_files_move_to_the_case(db: None, kek: Path) -> None:
    handle, secret = begun(what=CANARY)
    file_id = attached(handle, secret)
    compartment = Compartment(uuid4(), Kind.CASE)
    first, again = filed(handle, secret, compartment), filed(handle, secret, compartment)
    assert first.answers == {"what": CANARY}
    assert [file.id for file in first.files] == [file_id]
    assert first.outcome is None
    assert (again.answers, again.files, again.outcome) == ({}, (), {"reference": "R-7K4X-92QD"})
    assert drafts.outcome(handle, secret) == {"reference": "R-7K4X-92QD"}
    kept = SealedFile.objects.get()
    assert (describe(kept, compartment).name, b"".join(read(kept, compartment))) == ("a.pdf", PDF)


def test_a_saved_page_does_not_wait_for_the_disk_and_what_is_relied_on_does(db: None, kek: Path) -> None:
    wait_as_in_an_installation()
    handle, secret = drafts.begin()
    assert not waits()
    wait_as_in_an_installation()
    drafts.write(drafts.read(handle, secret), {"what": CANARY})
    assert not waits()
    drafts.write(drafts.read(handle, secret), {"what": CANARY}, code=Code(bytes(16)))
    assert waits()
    filed(handle, secret, Compartment(uuid4(), Kind.CASE))
    assert waits()


@pytest.mark.parametrize("use", [USES[0], *USES[4:]])
def test_a_draft_that_was_sent_takes_nothing_more(db: None, kek: Path, use: Callable[[UUID, str], object]) -> None:
    handle, secret = begun()
    filed(handle, secret, Compartment(uuid4(), Kind.CASE))
    with pytest.raises(AlreadySent):
        use(handle, secret)
    assert drafts.outcome(handle, secret) == {"reference": "R-7K4X-92QD"}


def test_a_draft_that_was_not_sent_has_no_outcome(db: None) -> None:
    with pytest.raises(NoSuchDraft):
        drafts.outcome(*begun())


def test_sending_that_fails_leaves_the_draft_as_it_was(db: None) -> None:
    handle, secret = begun(what=CANARY)
    file_id = attached(handle, secret)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        taken = drafts.take(handle, secret)
        drafts.drop_files(taken)
        drafts.finish(taken, outcome={})
        1 / 0  # noqa: B018
    assert said(handle, secret) == ({"what": CANARY}, 1)
    assert [found for found, _, _ in listed(handle, secret)] == [file_id]


def test_two_posts_at_once_file_one_report(committed: None, kek: Path) -> None:
    handle, secret = begun(what=CANARY)
    compartment = Compartment(uuid4(), Kind.CASE)

    def post(_: int) -> object:
        try:
            return filed(handle, secret, compartment).outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(post, range(2)))
    assert [one for one in found if one is not None] == [{"reference": "R-7K4X-92QD"}]


def test_a_writer_who_gives_up_leaves_nothing(
    db: None, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    handle, secret = begun(what=CANARY)
    attached(handle, secret)
    with django_capture_on_commit_callbacks(execute=True):
        drafts.forget(handle, secret)
    assert Draft.objects.count() == 0
    assert DraftFile.objects.count() == 0
    assert stored(store_folder) == []


def test_the_serving_role_can_keep_drafts(as_app: None) -> None:
    handle, secret = begun(what=CANARY)
    attached(handle, secret)
    drafts.take(handle, secret)
    drafts.forget(handle, secret)
    assert Draft.objects.count() == 0


@given(st.dictionaries(KEYS, VALUES, max_size=5))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_any_answers_are_read_as_they_were_written(db: None, answers: dict[str, Json]) -> None:
    assert said(*begun(**{})) == ({}, 1)
    handle, secret = drafts.begin()
    drafts.write(drafts.read(handle, secret), answers)
    assert said(handle, secret) == (answers, 1)
