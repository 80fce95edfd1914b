"""A note that is changed or deleted while somebody else opens it: nobody reads words that change afterwards."""

from functools import partial

from casework.access import Actor
from casework.procedure.notes.actions import change_note, delete_note, open_notes, write_note
from casework.verbs import VERBS
from casework.vocabulary import Seat
from casework.vocabulary.notes import NoteLevel
from local.demo.scenario import Story
from tests.casework.races.racing import at_once, races


def words_read(story: Story, first: str) -> list[str | None]:
    """Let somebody open the notes of the case; return the words that they read."""
    _page, notes, _older = open_notes(reference=story.case, by=Actor(user=story.people[first]), verbs=VERBS)
    return [note.words for note in notes]


def read_into(read: list[list[str | None]], story: Story, first: str) -> None:
    read.append(words_read(story, first))


def test_a_note_that_is_changed_as_it_is_read_stays_as_it_was_read(noticed: Story) -> None:
    story, (first, second, _third) = noticed, noticed.holding(Seat.DECIDER)
    writer = Actor(user=noticed.people[first])
    for _ in races(story):
        note = write_note(reference=story.case, by=writer, level=NoteLevel.SEAT, words="First.")
        read: list[list[str | None]] = []
        changed, opened = at_once(
            partial(change_note, reference=story.case, by=writer, note=note.pk, words="Second."),
            partial(read_into, read, story, second),
        )
        assert opened.done
        assert read[-1] == words_read(story, first) == (["Second."] if changed.done else ["First."])


def test_a_note_that_is_deleted_as_it_is_read_is_gone_or_stays(noticed: Story) -> None:
    story, (first, second, _third) = noticed, noticed.holding(Seat.DECIDER)
    writer = Actor(user=noticed.people[first])
    for _ in races(story):
        note = write_note(reference=story.case, by=writer, level=NoteLevel.SEAT, words="First.")
        read: list[list[str | None]] = []
        deleted, opened = at_once(
            partial(delete_note, reference=story.case, by=writer, note=note.pk),
            partial(read_into, read, story, second),
        )
        assert opened.done
        assert read[-1] == ([] if deleted.done else ["First."])
