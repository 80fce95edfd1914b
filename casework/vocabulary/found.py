"""Files in words: of what kind one is, and what was found in it that its sender may not know of."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

type Words = str | Promise

PLACE = "place"
FOUND: Mapping[str, Words] = {
    PLACE: _("Place"),
    "device": _("Device"),
    "moment": _("Taken"),
    "author": _("Author"),
    "editor": _("Last changed by"),
    "company": _("Company"),
    "title": _("Title"),
    "keywords": _("Keywords"),
    "program": _("Program"),
    "comment": _("Remark"),
    "comments": _("Comments"),
    "changes": _("Tracked changes"),
    "hidden": _("Hidden sheets or slides"),
    "script": _("A program within"),
    "way": _("The way of the mail"),
}
"""What was found beside what a file shows, by the converter's name for it."""
PERSONAL = (PLACE, "device", "moment", "author", "editor", "company")
"""What could tell who sent a file."""
SENTENCES = ("cut", "unread")
"""What is a sentence in itself: it says what the copy leaves out."""
KINDS: tuple[tuple[str, Words], ...] = (
    ("image/", _("Picture")),
    ("audio/", _("Recording")),
    ("video/", _("Video")),
    ("application/pdf", _("PDF")),
    ("message/", _("Mail")),
    ("application/vnd.ms-outlook", _("Mail")),
    ("text/", _("Text")),
    ("application/zip", _("Archive")),
    ("application/x-7z", _("Archive")),
    ("application/vnd.rar", _("Archive")),
    ("application/gzip", _("Archive")),
    ("application/msword", _("Document")),
    ("application/rtf", _("Document")),
    ("application/vnd.ms-excel", _("Spreadsheet")),
    ("application/vnd.ms-powerpoint", _("Slides")),
)
"""Kinds of files, by the beginning of the media type."""
_ENDS = (
    (".text", _("Document")),
    (".document", _("Document")),
    ("sheet", _("Spreadsheet")),
    ("presentation", _("Slides")),
)
_MOMENT = re.compile(r"(?:D:)?(\d{4})[-:]?(\d\d)[-:]?(\d\d)[T ]?(\d\d):?(\d\d)")
_PLACE = re.compile(r"(-?)(\d+\.\d+), (-?)(\d+\.\d+)")


def kind_in_words(media_type: str) -> str:
    found = next((words for begins, words in KINDS if media_type.startswith(begins)), None)
    found = found or next((words for ends, words in _ENDS if media_type.endswith(ends)), _("File"))
    return str(found)


def label_of(what: str) -> str:
    return str(FOUND[what])


def labels_of(found: Iterable[str]) -> str:
    """Return what was found in one line, without what it says: "author, company"."""
    return ", ".join(dict.fromkeys(label_of(what).lower() for what in found))


def value_in_words(what: str, value: str) -> str:
    """Return a place and a moment as people write them, anything else as it is."""
    if what == PLACE and (place := _PLACE.fullmatch(value)):
        south, latitude, west, longitude = place.groups()
        sides = gettext("S") if south else gettext("N"), gettext("W") if west else gettext("E")
        return f"{float(latitude):.4f}\N{NO-BREAK SPACE}{sides[0]}, {float(longitude):.4f}\N{NO-BREAK SPACE}{sides[1]}"
    if what == "moment" and (moment := _MOMENT.match(value)):
        try:
            return date_format(datetime(*map(int, moment.groups())), "j F Y, H:i")  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            return value
    return value
