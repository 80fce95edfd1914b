"""The files of a report in the reporter's order, with what the reporter says about each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from casework.vocabulary import FileNote, Report
from casework.vocabulary.found import PLACE, value_in_words
from vault.attached import AttachedFile
from vault.uploads import Received


@dataclass(frozen=True)
class Exhibit:
    """A file of the report, with what the reporter says about it."""

    received: Received
    text: str


def exhibits(report: Report, attached: Sequence[AttachedFile]) -> list[Exhibit]:
    """Return the files of a draft in the order that the reporter chose; those without a place in it come last."""
    notes = {note.file: note for note in report.files}
    order = {file: place for place, file in enumerate(notes)}
    in_order = sorted(attached, key=lambda file: order.get(file.id, len(order)))
    return [Exhibit(file.received, _said_of(file, notes.get(file.id))) for file in in_order]


def _said_of(file: AttachedFile, note: FileNote | None) -> str:
    """Return the caption of a file, and the place where it was taken if the reporter wants it kept as evidence."""
    if note is None:
        return ""
    found = file.view.found if note.keep_place and file.view else ()
    places = [
        gettext("The reporter says the place is evidence: %(place)s") % {"place": value_in_words(what, value)}
        for what, value in found
        if what == PLACE
    ]
    return "\n\n".join(filter(None, (note.caption, *places)))
